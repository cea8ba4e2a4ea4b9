//! The words for the numbers a curve rests on.

/// A number that a curve rests on, as files and people call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The key under which files state it.
    pub key: &'static str,
    /// What it means, for people.
    pub meaning: &'static str,
}

/// Which strengths make sense of a family of curves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strengths {
    /// A reach: a share of harm that unlimited money could remove.
    Reach,
    /// Nought and everything above.
    FromNought,
    /// Any; below nought the programme does harm.
    Any,
}

impl Parameter {
    /// A strength as £ of harm avoided a year per £ now spent.
    pub const AVERAGE_RETURN: Self =
        Self { key: "average_return", meaning: "£ of harm avoided per £ now spent" };

    /// A strength as £ of harm avoided a year by the next £1 at today's spend.
    pub const MARGINAL_RETURN: Self =
        Self { key: "marginal_return", meaning: "£ of harm avoided by the next £1" };

    /// The share of harm that unlimited money could remove.
    pub(super) const REACH: Self = Self { key: "reach", meaning: "largest share of harm removable" };

    /// The effort that removes half of the reach, £m.
    pub(super) const HALF_SPEND: Self =
        Self { key: "half_spend", meaning: "spend that does half of what can be done, £m," };

    /// The effort that a strength is stated for, £m.
    pub(super) const SCALE: Self =
        Self { key: "scale", meaning: "spend that the strength is stated for, £m," };
}
