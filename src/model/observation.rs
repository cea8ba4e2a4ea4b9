//! Studies: what was measured of a number that nobody knows.

use crate::distribution::DistError;
use crate::distribution::Measured;
use crate::id::Address;
use crate::units::Money;
use jiff::civil::Date;

/// What a study measured of an uncertain number, and how exactly.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// Where it stands in its file among others, from 0.
    pub place: usize,
    /// The short name by which a file on top of another says otherwise of it.
    pub id: Option<String>,
    /// The number, by its address.
    pub of: Address,
    /// The value measured, in the number's own unit.
    pub value: Reading,
    /// Its standard error, in the same unit.
    pub standard_error: Reading,
    /// When it was measured.
    pub date: Date,
    /// Who says so.
    pub source: String,
    /// What else is to be known of it.
    pub note: Option<String>,
}

/// A figure of a study.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// A bare number; of a number that is money it is £m.
    Number(f64),
    /// An amount with its unit.
    Money(Money),
}

impl Reading {
    /// The figure; money in £m.
    #[must_use]
    pub fn get(self) -> f64 {
        match self {
            Self::Number(number) => number,
            Self::Money(money) => money.millions(),
        }
    }

    fn times(self, factor: f64) -> Self {
        match self {
            Self::Number(number) => Self::Number(number * factor),
            Self::Money(money) => Self::Money(money.times(factor)),
        }
    }
}

impl Observation {
    /// What it measured.
    ///
    /// # Errors
    /// A figure that is not finite, or a standard error that is not above 0.
    pub fn measured(&self) -> Result<Measured, DistError> {
        Measured::new(self.value.get(), self.standard_error.get())
    }

    /// Whether the number is an amount of money.
    #[must_use]
    pub fn is_money(&self) -> bool {
        const MONEY: [&str; 3] = ["harm", "half_spend", "scale"];
        MONEY.contains(&self.of.as_str().rsplit('.').next().unwrap_or_default())
    }

    /// The same of `factor` times the number.
    #[must_use]
    pub(super) fn scaled(&self, factor: f64) -> Self {
        let (value, standard_error) = (self.value.times(factor), self.standard_error.times(factor));
        Self { value, standard_error, ..self.clone() }
    }
}
