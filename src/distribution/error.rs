//! What can be wrong with a distribution, and the checks that find it.

use crate::distribution::figure::Figure;
use thiserror::Error;

/// Why a distribution was refused.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum DistError {
    /// One argument is out of its own range.
    #[error("{distribution}: {name} is {}: must be {allowed}", Figure(*.value))]
    Argument {
        /// Of which distribution.
        distribution: &'static str,
        /// Which argument.
        name: &'static str,
        /// What it is.
        value: f64,
        /// What it may be.
        allowed: &'static str,
    },
    /// Two arguments are the wrong way round, or leave no room between them.
    #[error(
        "{distribution}: {low_name} is {} and {high_name} is {}: {low_name} must be {relation} {high_name}{hint}",
        Figure(*.low),
        Figure(*.high)
    )]
    Order {
        /// Of which distribution.
        distribution: &'static str,
        /// The argument that should be the lower one.
        low_name: &'static str,
        /// What it is.
        low: f64,
        /// The argument that should be the higher one.
        high_name: &'static str,
        /// What it is.
        high: f64,
        /// How the lower one must stand to the higher one: `below` or `at most`.
        relation: &'static str,
        /// A word on what may have been meant; empty where there is none.
        hint: &'static str,
    },
    /// A discrete distribution whose lists do not pair up.
    #[error(
        "discrete: {values} values and {weights} weights: must be as many of one as of the other, and at least one"
    )]
    Pairing {
        /// How many values.
        values: usize,
        /// How many weights.
        weights: usize,
    },
    /// One entry of a discrete distribution is out of range; `place` counts from 1.
    #[error("discrete: {name} number {place} is {}: must be {allowed}", Figure(*.value))]
    Entry {
        /// `value` or `weight`.
        name: &'static str,
        /// Which one, from 1.
        place: usize,
        /// What it is.
        value: f64,
        /// What it may be.
        allowed: &'static str,
    },
    /// Every weight of a discrete distribution is 0.
    #[error("discrete: all weights are 0: at least one must be above 0")]
    NoWeight,
    /// Truncation limits that leave nothing between them.
    #[error("min is {} and max is {}: min must be below max", Figure(*.min), Figure(*.max))]
    Limits {
        /// The lower limit.
        min: f64,
        /// The upper limit.
        max: f64,
    },
    /// An observation of what the distribution says is never there.
    #[error(
        "{distribution} is never near enough to an observation of {} with a standard error of {}",
        Figure(*.value),
        Figure(*.standard_error)
    )]
    Unforeseen {
        /// The distribution in words.
        distribution: String,
        /// The value observed.
        value: f64,
        /// Its standard error.
        standard_error: f64,
    },
    /// Truncation after something was observed, which must come before.
    #[error("{distribution}: limits must be stated before an observation")]
    TooLate {
        /// The distribution in words.
        distribution: String,
    },
    /// Truncation to where the distribution (almost) never is.
    #[error(
        "{distribution} is {limits} with probability {}: limits must leave 1e-100 or more",
        Figure(*.mass)
    )]
    NoMass {
        /// The distribution in words.
        distribution: String,
        /// The limits in words.
        limits: String,
        /// The probability between them.
        mass: f64,
    },
}

/// Sizes between which no product or quotient of two arguments overflows or loses digits to underflow.
const SIZES: core::ops::RangeInclusive<f64> = 1e-100..=1e100;
const FINITE: &str = "finite, and 0 or between 1e-100 and 1e100 in size";

/// Names the distribution whose arguments are being checked.
#[derive(Clone, Copy)]
pub(super) struct Check(pub &'static str);

impl Check {
    fn holds(
        self,
        holds: bool,
        name: &'static str,
        value: f64,
        allowed: &'static str,
    ) -> Result<(), DistError> {
        if holds {
            return Ok(());
        }
        Err(DistError::Argument { distribution: self.0, name, value, allowed })
    }

    /// Neither NaN, nor infinite, nor so large or small that arithmetic on it would overflow.
    pub fn finite(self, name: &'static str, value: f64) -> Result<(), DistError> {
        self.holds(is_finite(value), name, value, FINITE)
    }

    /// Finite and above 0.
    pub fn positive(self, name: &'static str, value: f64) -> Result<(), DistError> {
        self.finite(name, value)?;
        self.holds(value > 0.0, name, value, "above 0")
    }

    /// Finite, and `inside` holds.
    pub fn inside(
        self,
        inside: bool,
        name: &'static str,
        value: f64,
        allowed: &'static str,
    ) -> Result<(), DistError> {
        self.finite(name, value)?;
        self.holds(inside, name, value, allowed)
    }

    /// `low` strictly below `high`, both finite.
    pub fn below(
        self,
        (low_name, low): (&'static str, f64),
        (high_name, high): (&'static str, f64),
    ) -> Result<(), DistError> {
        self.finite(low_name, low)?;
        self.finite(high_name, high)?;
        if low < high {
            return Ok(());
        }
        Err(DistError::Order {
            distribution: self.0,
            low_name,
            low,
            high_name,
            high,
            relation: "below",
            hint: " (write the bare number if it is certain)",
        })
    }

    /// `low` at most `high`, both known to be finite.
    pub fn at_most(
        self,
        (low_name, low): (&'static str, f64),
        (high_name, high): (&'static str, f64),
    ) -> Result<(), DistError> {
        if low <= high {
            return Ok(());
        }
        Err(DistError::Order {
            distribution: self.0,
            low_name,
            low,
            high_name,
            high,
            relation: "at most",
            hint: "",
        })
    }
}

/// One entry of a list of a discrete distribution, `index` counting from 0.
pub(super) fn check_entry(
    name: &'static str,
    index: usize,
    value: f64,
    may_be_negative: bool,
) -> Result<(), DistError> {
    let allowed = if !is_finite(value) {
        FINITE
    } else if value < 0.0 && !may_be_negative {
        "0 or more"
    } else {
        return Ok(());
    };
    Err(DistError::Entry { name, place: index + 1, value, allowed })
}

fn is_finite(value: f64) -> bool {
    value.abs() <= 0.0 || SIZES.contains(&value.abs())
}

#[cfg(test)]
mod tests {
    use super::Check;
    use super::DistError;
    use super::check_entry;

    fn text(result: Result<(), DistError>) -> String {
        result.expect_err("it is out of range").to_string()
    }

    #[test]
    fn numbers_of_every_usable_size_pass() {
        for value in [0.0, -0.0, 1.0, -1e100, 1e-100, 6.02e23] {
            assert_eq!(Check("normal").finite("mean", value), Ok(()), "{value}");
        }
    }

    #[test]
    fn numbers_that_would_overflow_or_underflow_are_refused() {
        for (value, shown) in
            [(f64::NAN, "nan"), (f64::NEG_INFINITY, "-inf"), (1.1e100, "1.1e100"), (-9e-101, "-9e-101")]
        {
            let expected =
                format!("normal: mean is {shown}: must be finite, and 0 or between 1e-100 and 1e100 in size");
            assert_eq!(text(Check("normal").finite("mean", value)), expected);
        }
    }

    #[test]
    fn zero_is_not_above_zero() {
        assert_eq!(text(Check("gamma").positive("sd", 0.0)), "gamma: sd is 0: must be above 0");
    }

    #[test]
    fn the_wrong_order_names_both_ends() {
        assert_eq!(
            text(Check("pert").at_most(("mode", 5.0), ("high", 4.5))),
            "pert: mode is 5 and high is 4.5: mode must be at most high"
        );
    }

    #[test]
    fn entries_are_counted_from_one() {
        assert_eq!(
            text(check_entry("weight", 1, -0.5, false)),
            "discrete: weight number 2 is -0.5: must be 0 or more"
        );
        assert_eq!(check_entry("value", 1, -0.5, true), Ok(()));
    }
}
