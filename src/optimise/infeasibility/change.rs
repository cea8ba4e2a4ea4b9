//! A change of one rule that helps to make an empty region possible.

use crate::optimise::Rule;

/// How one rule is to be changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Mend {
    /// The rule.
    pub rule: Rule,
    /// By how much, £m; of how many programmes may be open, how many more.
    pub change: f64,
    /// Whether its bound goes up.
    pub raised: bool,
    /// Of a ratio, what it has to be; `None` of every other rule, and where the second group gets nothing.
    pub ratio: Option<f64>,
    /// The change in figures that can be typed: with all of them made, everything is possible.
    pub amends: Amends,
}

impl Mend {
    /// A change by some £m.
    pub(super) fn by(rule: Rule, change: f64, raised: bool) -> Self {
        Self { rule, change, raised, ratio: None, amends: Amends::By(change) }
    }
}

/// What is to be typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amends {
    /// So many £m more or less; of programmes that may be open, so many more.
    By(f64),
    /// Of a ratio, this one.
    Ratio(f64),
    /// Of an exact ratio, anything between it and this one.
    RatioUpTo(f64),
    /// The rule has to be left out: no ratio would do.
    LeftOut,
}
