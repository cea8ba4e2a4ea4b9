//! Constant-elasticity response, as the literature on volume crime quotes it.

#![expect(clippy::inline_always, reason = "a function that is called is not compiled for wider instructions")]

use crate::curve::Draw;
use crate::curve::Formula;
use crate::curve::Parameter;
use crate::curve::Prepared;
use crate::curve::Response;
use crate::curve::Strengths;
use crate::curve::Terms;
use crate::elementary::ln_1p;

/// q(e) = (1 + e/s)^(−2ε): at e = s, in £m, the elasticity ε ≥ 0 of harm to spending was observed, and without spending
/// q is 1, which a plain power of e could not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Power;

/// What an effort comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretched {
    /// log(1 + e/s).
    stretch: f64,
    /// How fast it grows: 1/(s + e), per £m.
    steepness: f64,
}

impl Terms for Power {
    fn word(&self) -> &'static str {
        "elasticity"
    }

    fn strength(&self) -> Parameter {
        Parameter { key: "elasticity", meaning: "elasticity of harm to spend" }
    }

    fn scale(&self) -> Parameter {
        Parameter::SCALE
    }

    fn strengths(&self) -> Strengths {
        Strengths::FromNought
    }

    /// ε = −log q/(2·log(1 + e/s)).
    fn leaving(&self, residual: f64, effort: f64, scale: f64) -> f64 {
        -libm::log(residual) / (2.0 * self.reached(effort, scale).stretch)
    }

    /// ε = steepness·(s + e)/2.
    fn sloping(&self, steepness: f64, effort: f64, scale: f64) -> f64 {
        steepness * (scale + effort) / 2.0
    }
}

impl Formula for Power {
    type Reached = Stretched;

    const IS_LOGARITHMIC: bool = true;

    /// The strength is −2ε, the pace s itself, £m.
    #[inline(always)]
    fn prepared(&self, Draw { strength: elasticity, scale }: Draw) -> Prepared {
        Prepared { strength: -2.0 * elasticity, pace: scale }
    }

    #[inline(always)]
    fn reached(&self, effort: f64, scale: f64) -> Stretched {
        Stretched { stretch: ln_1p(effort / scale), steepness: 1.0 / (scale + effort) }
    }

    #[inline(always)]
    fn response(&self, at: Stretched, Prepared { strength, .. }: Prepared) -> Response {
        Response { left: strength * at.stretch, log_slope: strength * at.steepness }
    }

    /// −s/(scale + e) with s = d(log q)/de.
    #[inline(always)]
    fn log_curvature(&self, effort: f64, log_slope: f64, Prepared { pace: scale, .. }: Prepared) -> f64 {
        -log_slope / (scale + effort)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAW: Draw = Draw { strength: 0.3, scale: 600.0 };

    fn at(effort: f64) -> Response {
        let draw = Power.prepared(DRAW);
        Power.response(Power.reached(effort, draw.pace), draw)
    }

    #[test]
    fn at_its_scale_the_elasticity_is_the_one_quoted() {
        // d(log q)/d(log e) = e·d(log q)/de
        assert!((600.0 * at(600.0).log_slope + 0.3).abs() < 1e-15, "exact but for rounding");
        // 2^(−2ε), and nothing without spending.
        assert!((at(600.0).left + 0.6 * std::f64::consts::LN_2).abs() < 1e-15);
        assert!(at(0.0).left.abs() < f64::MIN_POSITIVE);
    }

    #[test]
    fn the_elasticity_comes_back_from_its_own_residual_and_slope() {
        for effort in [1.0, 600.0, 2000.0] {
            let residual = libm::exp(at(effort).left);
            // log of a residual near 1 loses three digits at £1m of effort.
            let leaving = Power.leaving(residual, effort, 600.0);
            assert!((leaving - 0.3).abs() < 1e-12, "{leaving}");
            let sloping = Power.sloping(-at(effort).log_slope, effort, 600.0);
            assert!((sloping - 0.3).abs() < 1e-14, "{sloping}");
        }
    }

    #[test]
    fn the_curvature_is_the_slope_of_the_slope() {
        for effort in [0.0, 600.0, 2000.0] {
            let difference = (at(effort + 0.01).log_slope - at(effort - 0.01).log_slope) / 0.02;
            let curvature = Power.log_curvature(effort, at(effort).log_slope, Power.prepared(DRAW));
            // Central differences are off by step²/6 of a third derivative: 1e-9 of the curvature here.
            assert!(
                (curvature / difference - 1.0).abs() < 1e-7,
                "{effort}: {curvature} against {difference}"
            );
        }
    }
}
