//! Names of things in files, and addresses of uncertain numbers.

use std::fmt;

/// The short name of a strand, threat, programme, funder or count: `pursue-drugs`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

/// Text that cannot be an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` cannot be an id")]
pub struct IdError {
    found: String,
}

impl Id {
    /// What an id may be, in words.
    pub const ALLOWED: &'static str = "small letters, digits, `-` and `_`, beginning with a letter or digit";

    /// Checks an id.
    ///
    /// # Errors
    /// Empty, or with a character outside [`Id::ALLOWED`]: a dot would make addresses ambiguous.
    pub fn new(text: &str) -> Result<Self, IdError> {
        let first_is_plain = text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        let rest_is_allowed =
            text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_');
        if first_is_plain && rest_is_allowed {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdError { found: text.to_owned() })
        }
    }

    /// The text of the id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Where an uncertain number stands in the evidence: `programme.pursue-drugs.drugs.works`.
///
/// An address, with the seed and the draw's number, decides a draw; nothing else does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// `threat.<threat>.<parameter>`.
    #[must_use]
    pub fn of_threat(threat: &Id, parameter: &str) -> Self {
        Self(format!("threat.{threat}.{parameter}"))
    }

    /// `threat.<threat>.<count>.per_year`.
    #[must_use]
    pub fn of_count(threat: &Id, count: &Id) -> Self {
        Self(format!("threat.{threat}.{count}.per_year"))
    }

    /// `funder.<funder>.delivered`.
    #[must_use]
    pub fn of_delivery(funder: &Id) -> Self {
        Self(format!("funder.{funder}.delivered"))
    }

    /// `programme.<programme>.<parameter>`.
    #[must_use]
    pub fn of_programme(programme: &Id, parameter: &str) -> Self {
        Self(format!("programme.{programme}.{parameter}"))
    }

    /// `programme.<programme>.<threat>.<parameter>`.
    #[must_use]
    pub fn of_effect(programme: &Id, threat: &Id, parameter: &str) -> Self {
        Self(format!("programme.{programme}.{threat}.{parameter}"))
    }

    /// An address as somebody wrote it, which may be nobody's.
    #[must_use]
    pub fn written(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text of the address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A glob over ids or addresses: `*` any run of characters, `?` one, `[…]` one of a set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pattern(glob::Pattern);

/// Text that is no glob.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a pattern: {reason}")]
pub struct PatternError {
    found: String,
    reason: &'static str,
}

impl Pattern {
    /// Reads a glob.
    ///
    /// # Errors
    /// An unclosed `[` or a `***`.
    pub fn new(text: &str) -> Result<Self, PatternError> {
        glob::Pattern::new(text)
            .map(Self)
            .map_err(|error| PatternError { found: text.to_owned(), reason: error.msg })
    }

    /// Whether a text is covered, whole.
    #[must_use]
    pub fn covers(&self, text: &str) -> bool {
        self.0.matches(text)
    }

    /// The glob as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_capitals_and_nothing_are_no_ids() {
        for bad in ["", "a.b", "Drugs", "-a", "a b", "é"] {
            assert!(Id::new(bad).is_err(), "{bad}");
        }
        assert_eq!(Id::new("pursue-drugs_2").map(|id| id.to_string()), Ok("pursue-drugs_2".into()));
    }

    #[test]
    fn patterns_cover_addresses_across_dots() {
        let covers = |glob: &str, text: &str| Pattern::new(glob).map(|pattern| pattern.covers(text));
        let address = "programme.pursue-drugs.drugs.average_return";
        assert_eq!(covers("programme.pursue-*.*.average_return", address), Ok(true));
        assert_eq!(covers("programme.prevent-*", address), Ok(false));
        assert_eq!(covers("*-csa", "prevent-csa"), Ok(true));
        assert!(Pattern::new("[a").is_err());
    }
}
