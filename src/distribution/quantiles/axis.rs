//! Axes on which a quantile function is nearly straight when plotted against the normal score: ln(x/(1 − x)) of a beta
//! variable, ln x of a gamma variable.

use crate::distribution::special::IncBeta;
use crate::distribution::special::IncGamma;
use crate::distribution::special::Tails;

/// What is known at one point s of an axis without any difference quotient.
pub(super) struct Point {
    /// F(s) and 1 − F(s).
    pub tails: Tails,
    /// f(s) = F′(s).
    pub rise: f64,
    /// d ln f / ds.
    pub bend: f64,
    /// d² ln f / ds².
    pub bow: f64,
}

/// A distribution function along its axis.
pub(super) trait Axis {
    /// The s with these tails; `start`, if known, is a guess.
    fn inverse(&self, at: Tails, start: Option<f64>) -> f64;

    /// Everything at s.
    fn point(&self, s: f64) -> Point;
}

impl Axis for IncBeta {
    fn inverse(&self, at: Tails, start: Option<f64>) -> f64 {
        let (x, y) = self.inverse(at, start);
        libm::log(x / y)
    }

    #[expect(clippy::many_single_char_names, reason = "the names in the formulas")]
    fn point(&self, s: f64) -> Point {
        let odds = libm::exp(-s.abs());
        let (small, large) = (odds / (1.0 + odds), 1.0 / (1.0 + odds));
        let (x, y) = if s < 0.0 { (small, large) } else { (large, small) };
        let (tails, rise) = self.tails_and_rise(x, y);
        let (a, b) = self.parameters();
        Point { tails, rise, bend: a * y - b * x, bow: -(a + b) * x * y }
    }
}

impl Axis for IncGamma {
    fn inverse(&self, at: Tails, start: Option<f64>) -> f64 {
        libm::log(self.inverse(at, start))
    }

    fn point(&self, s: f64) -> Point {
        let x = libm::exp(s);
        let (tails, rise) = self.tails_and_rise(x);
        Point { tails, rise, bend: self.parameter() - x, bow: -x }
    }
}
