//! A figure worked out from a sample, with how sure it is.

/// Standard errors on either side of an interval that holds 95% of a normal law.
const TWO_SIDED: f64 = 1.959_963_984_540_054;

/// A figure with its standard error and its 95% interval, in its own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// The lower end of its interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Its standard error.
    pub se: f64,
}

impl Estimate {
    /// Exactly nought, which no draw could change.
    pub const NOUGHT: Self = Self { value: 0.0, low: 0.0, high: 0.0, se: 0.0 };

    /// A figure whose error is normal.
    #[must_use]
    pub fn with_error(value: f64, se: f64) -> Self {
        Self { value, low: value - TWO_SIDED * se, high: value + TWO_SIDED * se, se }
    }

    /// Whether its interval leaves nought out.
    #[must_use]
    pub fn is_distinguishable_from_nought(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}
