//! Diminishing returns that halve over each further `half` of spending.

#![expect(clippy::inline_always, reason = "a function that is called is not compiled for wider instructions")]

use crate::curve::Draw;
use crate::curve::Formula;
use crate::curve::Parameter;
use crate::curve::Prepared;
use crate::curve::Response;
use crate::curve::Strengths;
use crate::curve::Terms;
use crate::elementary::exp;
use std::f64::consts::LN_2;

/// q(e) = 1 − r + r·exp(−e·ln 2/h): reach r, the share of harm in [0, 1) that unlimited effort removes, and half-spend
/// h, each £m of which halves what is left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exponential;

/// What an effort comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Halved {
    /// What is gone of the reach: 1 − exp(−k·e), from 0 up to 1.
    gone: f64,
    /// How fast it goes: k·exp(−k·e), per £m.
    steepness: f64,
}

impl Terms for Exponential {
    fn word(&self) -> &'static str {
        "exponential"
    }

    fn strength(&self) -> Parameter {
        Parameter::REACH
    }

    fn scale(&self) -> Parameter {
        Parameter::HALF_SPEND
    }

    fn strengths(&self) -> Strengths {
        Strengths::Reach
    }

    /// r = (1 − q)/(1 − D) with D what remains.
    fn leaving(&self, residual: f64, effort: f64, half: f64) -> f64 {
        (1.0 - residual) / -libm::expm1(-effort * LN_2 / half)
    }

    /// r = s/(k·D + s·(1 − D)), k = ln 2/h.
    fn sloping(&self, steepness: f64, effort: f64, half: f64) -> f64 {
        let remaining = libm::exp(-effort * LN_2 / half);
        steepness / (LN_2 / half * remaining + steepness * (1.0 - remaining))
    }
}

impl Formula for Exponential {
    type Reached = Halved;

    const IS_LOGARITHMIC: bool = false;

    /// The pace is k = ln 2/h, per £m.
    #[inline(always)]
    fn prepared(&self, Draw { strength: reach, scale: half }: Draw) -> Prepared {
        Prepared { strength: reach, pace: LN_2 / half }
    }

    #[inline(always)]
    fn reached(&self, effort: f64, pace: f64) -> Halved {
        let remaining = exp(-effort * pace);
        Halved { gone: 1.0 - remaining, steepness: remaining * pace }
    }

    #[inline(always)]
    fn response(&self, at: Halved, Prepared { strength: reach, .. }: Prepared) -> Response {
        let left = 1.0 - reach * at.gone;
        Response { left, log_slope: -reach * at.steepness / left }
    }

    /// −s·(k + s), since q″ = −k·q′. No transcendental function is needed.
    #[inline(always)]
    fn log_curvature(&self, _: f64, log_slope: f64, Prepared { pace, .. }: Prepared) -> f64 {
        -log_slope * (pace + log_slope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAW: Draw = Draw { strength: 0.4, scale: 250.0 };

    fn at(effort: f64) -> Response {
        let draw = Exponential.prepared(DRAW);
        Exponential.response(Exponential.reached(effort, draw.pace), draw)
    }

    #[test]
    fn one_half_spend_removes_half_of_the_reach() {
        assert!((at(250.0).left - 0.8).abs() < 1e-15, "1 − 0.4/2");
        assert!((at(0.0).left - 1.0).abs() < 1e-15, "no effort, nothing removed");
    }

    #[test]
    fn the_reach_comes_back_from_its_own_residual_and_slope() {
        for effort in [1.0, 100.0, 900.0] {
            let response = at(effort);
            // A relative 1e-12: at £1m of effort 1 − q has lost three digits to cancellation.
            let leaving = Exponential.leaving(response.left, effort, 250.0);
            assert!((leaving - 0.4).abs() < 1e-12, "{leaving}");
            let sloping = Exponential.sloping(-response.log_slope, effort, 250.0);
            assert!((sloping - 0.4).abs() < 1e-12, "{sloping}");
        }
    }

    #[test]
    fn the_curvature_is_the_slope_of_the_slope() {
        let slope = |effort: f64| at(effort).log_slope;
        for effort in [0.0, 100.0, 900.0] {
            let difference = (slope(effort + 0.01) - slope(effort - 0.01)) / 0.02;
            let curvature = Exponential.log_curvature(effort, slope(effort), Exponential.prepared(DRAW));
            // Central differences are off by step²/6 of a third derivative: 1e-9 of the curvature here.
            assert!(
                (curvature / difference - 1.0).abs() < 1e-7,
                "{effort}: {curvature} against {difference}"
            );
        }
    }
}
