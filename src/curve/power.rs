//! Constant-elasticity response, as the literature on volume crime quotes it.

/// q(e) = (1 + e/s)^(−2ε): at e = s the elasticity of harm to spending is −ε, and without spending q is 1,
/// which a plain power of e could not be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Power {
    /// Elasticity ε ≥ 0 of harm to spending at e = s.
    pub elasticity: f64,
    /// The effort s at which the elasticity was observed, £m.
    pub scale: f64,
}

impl Power {
    /// log(1 + e/s), the part that every draw with the same effort and scale shares.
    #[inline]
    #[must_use]
    pub fn stretch(effort: f64, scale: f64) -> f64 {
        libm::log1p(effort / scale)
    }

    /// log q where [`Power::stretch`] is already known.
    #[inline]
    #[must_use]
    pub fn log_residual(self, stretch: f64) -> f64 {
        -2.0 * self.elasticity * stretch
    }

    /// d(log q)/de at an effort, per £m.
    #[inline]
    #[must_use]
    pub fn log_slope(self, effort: f64) -> f64 {
        -2.0 * self.elasticity / (self.scale + effort)
    }

    /// d²(log q)/de² at an effort, per £m²: 2ε/(s + e)².
    #[inline]
    #[must_use]
    pub fn log_curvature(self, effort: f64) -> f64 {
        let stretched = self.scale + effort;
        2.0 * self.elasticity / (stretched * stretched)
    }

    /// The elasticity that leaves `residual` at `effort`: ε = −log q/(2·log(1 + e/s)).
    #[must_use]
    pub fn elasticity_leaving(residual: f64, effort: f64, scale: f64) -> f64 {
        -libm::log(residual) / (2.0 * Self::stretch(effort, scale))
    }

    /// The elasticity with −log q falling by `steepness` per £m at `effort`: ε = s·(scale + e)/2.
    #[must_use]
    pub fn elasticity_sloping(steepness: f64, effort: f64, scale: f64) -> f64 {
        steepness * (scale + effort) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CURVE: Power = Power { elasticity: 0.3, scale: 600.0 };

    #[test]
    fn at_its_scale_the_elasticity_is_the_one_quoted() {
        // d(log q)/d(log e) = e·d(log q)/de
        assert!((600.0 * CURVE.log_slope(600.0) + 0.3).abs() < 1e-15, "exact but for rounding");
    }

    #[test]
    fn the_elasticity_comes_back_from_its_own_residual_and_slope() {
        for effort in [1.0, 600.0, 2000.0] {
            let residual = libm::exp(CURVE.log_residual(Power::stretch(effort, 600.0)));
            // log of a residual near 1 loses three digits at £1m of effort.
            let leaving = Power::elasticity_leaving(residual, effort, 600.0);
            assert!((leaving - 0.3).abs() < 1e-12, "{leaving}");
            let sloping = Power::elasticity_sloping(-CURVE.log_slope(effort), effort, 600.0);
            assert!((sloping - 0.3).abs() < 1e-14, "{sloping}");
        }
    }

    #[test]
    fn the_curvature_is_the_slope_of_the_slope() {
        for effort in [0.0, 600.0, 2000.0] {
            let difference = (CURVE.log_slope(effort + 0.01) - CURVE.log_slope(effort - 0.01)) / 0.02;
            let curvature = CURVE.log_curvature(effort);
            // Central differences are off by step²/6 of a third derivative: 1e-9 of the curvature here.
            assert!(
                (curvature / difference - 1.0).abs() < 1e-7,
                "{effort}: {curvature} against {difference}"
            );
        }
    }
}
