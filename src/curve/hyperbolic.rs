//! Diminishing returns with a long tail.

#![expect(clippy::inline_always, reason = "a function that is called is not compiled for wider instructions")]

use crate::curve::Draw;
use crate::curve::Formula;
use crate::curve::Parameter;
use crate::curve::Prepared;
use crate::curve::Response;
use crate::curve::Strengths;
use crate::curve::Terms;

/// q(e) = 1 − r·e/(e + h): half of the reach r, the share of harm in [0, 1) that unlimited effort removes, is removed at
/// h £m, but the rest fades slowly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hyperbolic;

/// What an effort comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// What is gone of the reach: e/(e + h), from 0 up to 1.
    gone: f64,
    /// How fast it goes: h/(e + h)², per £m.
    steepness: f64,
}

impl Terms for Hyperbolic {
    fn word(&self) -> &'static str {
        "hyperbolic"
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

    /// r = (1 − q)·(e + h)/e.
    fn leaving(&self, residual: f64, effort: f64, half: f64) -> f64 {
        (1.0 - residual) * (effort + half) / effort
    }

    /// r = s/(h/(e + h)² + s·e/(e + h)).
    fn sloping(&self, steepness: f64, effort: f64, half: f64) -> f64 {
        let spread = effort + half;
        steepness / (half / (spread * spread) + steepness * effort / spread)
    }
}

impl Formula for Hyperbolic {
    type Reached = Spread;

    const IS_LOGARITHMIC: bool = false;

    /// The pace is the half-spend itself, £m.
    #[inline(always)]
    fn prepared(&self, Draw { strength: reach, scale: half }: Draw) -> Prepared {
        Prepared { strength: reach, pace: half }
    }

    #[inline(always)]
    fn reached(&self, effort: f64, half: f64) -> Spread {
        let each = 1.0 / (effort + half);
        Spread { gone: effort * each, steepness: half * each * each }
    }

    #[inline(always)]
    fn response(&self, at: Spread, Prepared { strength: reach, .. }: Prepared) -> Response {
        let left = 1.0 - reach * at.gone;
        Response { left, log_slope: -reach * at.steepness / left }
    }

    /// −s·(2/(e + h) + s), since q″ = −2·q′/(e + h).
    #[inline(always)]
    fn log_curvature(&self, effort: f64, log_slope: f64, Prepared { pace: half, .. }: Prepared) -> f64 {
        -log_slope * (2.0 / (effort + half) + log_slope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAW: Draw = Draw { strength: 0.4, scale: 250.0 };

    fn at(effort: f64) -> Response {
        let draw = Hyperbolic.prepared(DRAW);
        Hyperbolic.response(Hyperbolic.reached(effort, draw.pace), draw)
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
            let leaving = Hyperbolic.leaving(response.left, effort, 250.0);
            assert!((leaving - 0.4).abs() < 1e-12, "{leaving}");
            let sloping = Hyperbolic.sloping(-response.log_slope, effort, 250.0);
            assert!((sloping - 0.4).abs() < 1e-12, "{sloping}");
        }
    }

    #[test]
    fn the_curvature_is_the_slope_of_the_slope() {
        let slope = |effort: f64| at(effort).log_slope;
        for effort in [0.0, 100.0, 900.0] {
            let difference = (slope(effort + 0.01) - slope(effort - 0.01)) / 0.02;
            let curvature = Hyperbolic.log_curvature(effort, slope(effort), Hyperbolic.prepared(DRAW));
            // Central differences are off by step²/6 of a third derivative: 1e-9 of the curvature here.
            assert!(
                (curvature / difference - 1.0).abs() < 1e-7,
                "{effort}: {curvature} against {difference}"
            );
        }
    }
}
