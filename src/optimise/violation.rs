//! A rule that an allocation breaks.

use crate::optimise::Rule;
use crate::units::Money;

/// One rule that an allocation breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// The rule.
    pub rule: Rule,
    /// By how much.
    pub missed_by: Money,
}
