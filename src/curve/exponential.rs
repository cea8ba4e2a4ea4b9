//! Diminishing returns that halve over each further `half` of spending.

use crate::curve::Response;
use std::f64::consts::LN_2;

/// q(e) = 1 − r + r·exp(−e·ln 2/h): reach r is what unlimited money could remove, and each h £m halves what
/// is left of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exponential {
    /// Share of harm that unlimited effort removes, in [0, 1).
    pub reach: f64,
    /// Effort that removes half of the reach, £m.
    pub half: f64,
}

impl Exponential {
    /// What is left of the reach at an effort: exp(−e·ln 2/h), from 1 down to 0.
    #[inline]
    #[must_use]
    pub fn remaining(effort: f64, half: f64) -> f64 {
        libm::exp(-effort * LN_2 / half)
    }

    /// The response where [`Exponential::remaining`] is already known (it is the same in every draw that
    /// shares effort and half).
    #[inline]
    #[must_use]
    pub fn response(self, remaining: f64) -> Response {
        let residual = 1.0 - self.reach + self.reach * remaining;
        Response { residual, log_slope: -self.reach * remaining * LN_2 / (self.half * residual) }
    }

    /// d²(log q)/de² where the slope s = d(log q)/de is already known, per £m²: −s·(k + s) with k = ln 2/h, since
    /// q″ = −k·q′. No transcendental function is needed.
    #[inline]
    #[must_use]
    pub fn log_curvature(self, log_slope: f64) -> f64 {
        -log_slope * (LN_2 / self.half + log_slope)
    }

    /// The reach that leaves `residual` at `effort`: r = (1 − q)/(1 − D) with D what remains.
    #[must_use]
    pub fn reach_leaving(residual: f64, effort: f64, half: f64) -> f64 {
        (1.0 - residual) / -libm::expm1(-effort * LN_2 / half)
    }

    /// The reach with −log q falling by `steepness` per £m at `effort`: r = s/(k·D + s·(1 − D)), k = ln 2/h.
    #[must_use]
    pub fn reach_sloping(steepness: f64, effort: f64, half: f64) -> f64 {
        let remaining = Self::remaining(effort, half);
        steepness / (LN_2 / half * remaining + steepness * (1.0 - remaining))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CURVE: Exponential = Exponential { reach: 0.4, half: 250.0 };

    #[test]
    fn one_half_spend_removes_half_of_the_reach() {
        let half_way = CURVE.response(Exponential::remaining(250.0, 250.0));
        assert!((half_way.residual - 0.8).abs() < 1e-15, "1 − 0.4/2");
        assert!((CURVE.response(1.0).residual - 1.0).abs() < 1e-15, "no effort, nothing removed");
    }

    #[test]
    fn the_reach_comes_back_from_its_own_residual_and_slope() {
        for effort in [1.0, 100.0, 900.0] {
            let response = CURVE.response(Exponential::remaining(effort, 250.0));
            // A relative 1e-12: at £1m of effort 1 − q has lost three digits to cancellation.
            let leaving = Exponential::reach_leaving(response.residual, effort, 250.0);
            assert!((leaving - 0.4).abs() < 1e-12, "{leaving}");
            let sloping = Exponential::reach_sloping(-response.log_slope, effort, 250.0);
            assert!((sloping - 0.4).abs() < 1e-12, "{sloping}");
        }
    }

    #[test]
    fn the_curvature_is_the_slope_of_the_slope() {
        let slope = |effort: f64| CURVE.response(Exponential::remaining(effort, CURVE.half)).log_slope;
        for effort in [0.0, 100.0, 900.0] {
            let difference = (slope(effort + 0.01) - slope(effort - 0.01)) / 0.02;
            let curvature = CURVE.log_curvature(slope(effort));
            // Central differences are off by step²/6 of a third derivative: 1e-9 of the curvature here.
            assert!(
                (curvature / difference - 1.0).abs() < 1e-7,
                "{effort}: {curvature} against {difference}"
            );
        }
    }
}
