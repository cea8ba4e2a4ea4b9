//! A constant proportional effect, the one curve that may do harm.

#![expect(clippy::inline_always, reason = "a function that is called is not compiled for wider instructions")]

use crate::curve::Draw;
use crate::curve::Formula;
use crate::curve::Parameter;
use crate::curve::Prepared;
use crate::curve::Response;
use crate::curve::Strengths;
use crate::curve::Terms;

/// q(e) = exp(−ρ·e/s): each s £m multiplies harm by e^(−ρ). A negative rate ρ is a programme that makes things worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogLinear;

impl Terms for LogLinear {
    fn word(&self) -> &'static str {
        "log_linear"
    }

    fn strength(&self) -> Parameter {
        Parameter { key: "rate", meaning: "proportional effect per scale of spend" }
    }

    fn scale(&self) -> Parameter {
        Parameter::SCALE
    }

    fn strengths(&self) -> Strengths {
        Strengths::Any
    }

    /// ρ = −log q·s/e.
    fn leaving(&self, residual: f64, effort: f64, scale: f64) -> f64 {
        -libm::log(residual) * scale / effort
    }

    /// ρ = steepness·s, whatever the effort.
    fn sloping(&self, steepness: f64, _: f64, scale: f64) -> f64 {
        steepness * scale
    }
}

impl Formula for LogLinear {
    /// The effort itself.
    type Reached = f64;

    const IS_LOGARITHMIC: bool = true;

    /// The strength is −ρ/s, per £m, and says it all.
    #[inline(always)]
    fn prepared(&self, Draw { strength: rate, scale }: Draw) -> Prepared {
        Prepared { strength: -rate / scale, pace: 0.0 }
    }

    #[inline(always)]
    fn reached(&self, effort: f64, _: f64) -> f64 {
        effort
    }

    #[inline(always)]
    fn response(&self, effort: f64, Prepared { strength: log_slope, .. }: Prepared) -> Response {
        Response { left: log_slope * effort, log_slope }
    }

    /// None, as the slope is the same at every effort.
    #[inline(always)]
    fn log_curvature(&self, _: f64, _: f64, _: Prepared) -> f64 {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negative_rate_makes_things_worse_with_every_pound() {
        let at =
            |effort| LogLinear.response(effort, LogLinear.prepared(Draw { strength: -0.1, scale: 50.0 }));
        assert!(at(50.0).left > at(25.0).left);
        assert!((at(50.0).left - 0.1).abs() < 1e-15, "−ρ·e/s");
        let residual = libm::exp(at(30.0).left);
        assert!((LogLinear.leaving(residual, 30.0, 50.0) + 0.1).abs() < 1e-14, "its own residual");
        assert!((LogLinear.sloping(-at(30.0).log_slope, 30.0, 50.0) + 0.1).abs() < 1e-15, "its own slope");
    }
}
