//! A constant proportional effect, the one curve that may do harm.

/// q(e) = exp(−ρ·e/s): each s £m multiplies harm by e^(−ρ). A negative ρ is a programme that makes things worse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogLinear {
    /// Rate ρ per scale of effort; negative where the programme does harm.
    pub rate: f64,
    /// The effort s that the rate is stated for, £m.
    pub scale: f64,
}

impl LogLinear {
    /// log q at an effort.
    #[inline]
    #[must_use]
    pub fn log_residual(self, effort: f64) -> f64 {
        self.log_slope() * effort
    }

    /// d(log q)/de, per £m; the same at every effort.
    #[inline]
    #[must_use]
    pub fn log_slope(self) -> f64 {
        -self.rate / self.scale
    }

    /// d²(log q)/de², per £m²: none, as the slope is the same at every effort.
    #[inline]
    #[must_use]
    pub const fn log_curvature(self) -> f64 {
        0.0
    }

    /// The rate that leaves `residual` at `effort`: ρ = −log q·s/e.
    #[must_use]
    pub fn rate_leaving(residual: f64, effort: f64, scale: f64) -> f64 {
        -libm::log(residual) * scale / effort
    }

    /// The rate with −log q falling by `steepness` per £m: ρ = s·scale.
    #[must_use]
    pub fn rate_sloping(steepness: f64, scale: f64) -> f64 {
        steepness * scale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negative_rate_makes_things_worse_with_every_pound() {
        let harmful = LogLinear { rate: -0.1, scale: 50.0 };
        assert!(harmful.log_residual(50.0) > harmful.log_residual(25.0));
        assert!((harmful.log_residual(50.0) - 0.1).abs() < 1e-15, "−ρ·e/s");
        let residual = libm::exp(harmful.log_residual(30.0));
        assert!((LogLinear::rate_leaving(residual, 30.0, 50.0) + 0.1).abs() < 1e-14, "its own residual");
        assert!((LogLinear::rate_sloping(-harmful.log_slope(), 50.0) + 0.1).abs() < 1e-15, "its own slope");
    }
}
