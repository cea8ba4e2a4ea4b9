//! How well an assumption is known.

use std::fmt;

/// The grade of an assumption, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Counted or observed.
    Measured,
    /// Stated in a published study or report.
    Published,
    /// Somebody's reasoned judgement.
    Expert,
    /// A guess that holds a place until somebody knows.
    Placeholder,
}

impl Grade {
    /// All grades, best first.
    pub const ALL: [Self; 4] = [Self::Measured, Self::Published, Self::Expert, Self::Placeholder];

    /// The word for it, as files say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Published => "published",
            Self::Expert => "expert",
            Self::Placeholder => "placeholder",
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
