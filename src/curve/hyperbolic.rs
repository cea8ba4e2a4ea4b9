//! Diminishing returns with a long tail.

use crate::curve::Response;

/// q(e) = 1 − r·e/(e + h): half of the reach is removed at h, but the rest fades slowly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hyperbolic {
    /// Share of harm that unlimited effort removes, in [0, 1).
    pub reach: f64,
    /// Effort that removes half of the reach, £m.
    pub half: f64,
}

impl Hyperbolic {
    /// The response at an effort; −q′ = r·h/(e + h)².
    #[inline]
    #[must_use]
    pub fn response(self, effort: f64) -> Response {
        let spread = effort + self.half;
        let left = spread - self.reach * effort;
        Response { residual: left / spread, log_slope: -self.reach * self.half / (spread * left) }
    }

    /// d²(log q)/de² at an effort, per £m²: −s·(1/(e + h) + (1 − r)/(e + h − r·e)) with s = d(log q)/de.
    #[inline]
    #[must_use]
    pub fn log_curvature(self, effort: f64) -> f64 {
        let spread = effort + self.half;
        let left = spread - self.reach * effort;
        let steepness = self.reach * self.half / (spread * left);
        steepness * (1.0 / spread + (1.0 - self.reach) / left)
    }

    /// The reach that leaves `residual` at `effort`: r = (1 − q)·(e + h)/e.
    #[must_use]
    pub fn reach_leaving(residual: f64, effort: f64, half: f64) -> f64 {
        (1.0 - residual) * (effort + half) / effort
    }

    /// The reach with −log q falling by `steepness` per £m at `effort`: r = s/(h/(e + h)² + s·e/(e + h)).
    #[must_use]
    pub fn reach_sloping(steepness: f64, effort: f64, half: f64) -> f64 {
        let spread = effort + half;
        steepness / (half / (spread * spread) + steepness * effort / spread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CURVE: Hyperbolic = Hyperbolic { reach: 0.4, half: 250.0 };

    #[test]
    fn one_half_spend_removes_half_of_the_reach() {
        assert!((CURVE.response(250.0).residual - 0.8).abs() < 1e-15, "1 − 0.4/2");
        assert!((CURVE.response(0.0).residual - 1.0).abs() < 1e-15, "no effort, nothing removed");
    }

    #[test]
    fn the_reach_comes_back_from_its_own_residual_and_slope() {
        for effort in [1.0, 100.0, 900.0] {
            let response = CURVE.response(effort);
            // A relative 1e-12: at £1m of effort 1 − q has lost three digits to cancellation.
            let leaving = Hyperbolic::reach_leaving(response.residual, effort, 250.0);
            assert!((leaving - 0.4).abs() < 1e-12, "{leaving}");
            let sloping = Hyperbolic::reach_sloping(-response.log_slope, effort, 250.0);
            assert!((sloping - 0.4).abs() < 1e-12, "{sloping}");
        }
    }

    #[test]
    fn the_curvature_is_the_slope_of_the_slope() {
        let slope = |effort: f64| CURVE.response(effort).log_slope;
        for effort in [0.0, 100.0, 900.0] {
            let difference = (slope(effort + 0.01) - slope(effort - 0.01)) / 0.02;
            let curvature = CURVE.log_curvature(effort);
            // Central differences are off by step²/6 of a third derivative: 1e-9 of the curvature here.
            assert!(
                (curvature / difference - 1.0).abs() < 1e-7,
                "{effort}: {curvature} against {difference}"
            );
        }
    }
}
