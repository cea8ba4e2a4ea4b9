//! The beta distribution on [0, 1], and beta-PERT, the same on any interval with a stated most likely value.

use crate::distribution::continuous::Continuous;
use crate::distribution::error::Check;
use crate::distribution::error::DistError;
use crate::distribution::figure::Figure;
use crate::distribution::quantiles::Shape;
use crate::distribution::special::IncBeta;
use crate::distribution::special::Tails;
use crate::distribution::triangular::check_three_points;
use core::fmt;

/// low + (high − low)·B with B a beta variable.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ScaledBeta {
    low: f64,
    high: f64,
    alpha: f64,
    beta: f64,
    /// The most likely value, if it was written as a PERT.
    mode: Option<f64>,
    integral: IncBeta,
}

/// Checked; the formulas stand with the constructors of `Distribution`.
impl ScaledBeta {
    pub(super) fn beta(alpha: f64, beta: f64) -> Result<Self, DistError> {
        for (name, value) in [("alpha", alpha), ("beta", beta)] {
            let fits = (0.001..=1e6).contains(&value);
            Check("beta").inside(fits, name, value, "between 0.001 and 1000000")?;
        }
        Ok(Self::new((0.0, 1.0), alpha, beta, None))
    }

    pub(super) fn pert(low: f64, mode: f64, high: f64) -> Result<Self, DistError> {
        check_three_points("pert", low, mode, high)?;
        let width = high - low;
        let alpha = 1.0 + 4.0 * ((mode - low) / width);
        let beta = 1.0 + 4.0 * ((high - mode) / width);
        Ok(Self::new((low, high), alpha, beta, Some(mode)))
    }
}

impl ScaledBeta {
    fn new((low, high): (f64, f64), alpha: f64, beta: f64, mode: Option<f64>) -> Self {
        let integral = IncBeta::new(alpha, beta);
        Self { low, high, alpha, beta, mode, integral }
    }

    /// Of `factor` times the number.
    pub(super) fn scaled(&self, factor: f64) -> Self {
        let mode = self.mode.map(|mode| mode * factor);
        Self { low: self.low * factor, high: self.high * factor, mode, ..self.clone() }
    }

    /// Where `x` lies, as shares of the width from below and from above.
    fn place(&self, x: f64) -> (f64, f64) {
        let width = self.high - self.low;
        ((x - self.low) / width, (self.high - x) / width)
    }
}

impl Continuous for ScaledBeta {
    fn tails(&self, x: f64) -> Tails {
        let (below, above) = self.place(x);
        self.integral.tails(below, above)
    }

    fn quantile(&self, at: Tails) -> f64 {
        let (below, above) = self.integral.inverse(at, None);
        let width = self.high - self.low;
        let x = if below < above { self.low + width * below } else { self.high - width * above };
        x.clamp(self.low, self.high)
    }

    /// E(B; l < B < h) is the mean of B times the probability that a beta(alpha + 1, beta) variable lies there.
    fn mean_between(&self, low: f64, high: f64, mass: f64) -> f64 {
        let weighted = IncBeta::new(self.alpha + 1.0, self.beta);
        let (from, to) = (self.place(low), self.place(high));
        let share = weighted.tails(from.0, from.1).mass_to(weighted.tails(to.0, to.1));
        let mean = self.alpha / (self.alpha + self.beta);
        self.low + (self.high - self.low) * (mean * (share / mass))
    }

    fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    fn shape(&self) -> Shape {
        Shape::beta(self.low, self.high, &self.integral)
    }
}

impl fmt::Display for ScaledBeta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(mode) = self.mode.map(Figure) {
            let (low, high) = (Figure(self.low), Figure(self.high));
            write!(f, "pert {{low {low}, mode {mode}, high {high}}}")
        } else {
            let (alpha, beta) = (Figure(self.alpha), Figure(self.beta));
            write!(f, "beta {{alpha {alpha}, beta {beta}}}")
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::distribution::Distribution;

    const GRID: [f64; 9] = [1e-12, 1e-6, 0.01, 0.2, 0.5, 0.7, 0.99, 0.999_999, 1.0 - 1e-12];

    fn beta(alpha: f64, beta: f64) -> Distribution {
        Distribution::beta(alpha, beta).expect("both are in range")
    }

    /// Equal but for rounding: x is the exponential of a logarithm as large as 100, which multiplies 1e-16 by as much.
    fn assert_close(found: f64, exact: f64, what: &str) {
        let off = (found - exact).abs();
        assert!(off <= 1e-13 * exact.abs(), "{what}: {found} is not {exact}");
    }

    #[test]
    fn a_power_on_one_side_has_a_root_for_quantile() {
        for a in [0.02, 0.3, 1.0, 2.5, 40.0] {
            for u in GRID {
                // F = x^a, and F = 1 − (1−x)^a.
                let root = libm::exp(libm::log(u) / a);
                assert_close(beta(a, 1.0).quantile(u), root, "beta(a, 1)");
                let mirrored = -libm::expm1(libm::log1p(-u) / a);
                assert_close(beta(1.0, a).quantile(u), mirrored, "beta(1, a)");
            }
        }
    }

    #[test]
    fn two_two_solves_its_cubic() {
        for u in [0.01, 0.1, 0.3, 0.5, 0.9, 0.99] {
            // 3x² − 2x³ = u has the root ½ − sin(asin(1 − 2u)/3); asin loses a digit towards its ends.
            let root = 0.5 - libm::sin(libm::asin(1.0 - 2.0 * u) / 3.0);
            assert!((beta(2.0, 2.0).quantile(u) - root).abs() < 1e-15, "{u}");
        }
        // Far out the cubic itself is the better check: the slope of ln F along ln x is 2.
        let x = beta(2.0, 2.0).quantile(1e-12);
        assert_close(x * x * (3.0 - 2.0 * x), 1e-12, "lower tail");
    }

    #[test]
    fn pert_is_a_stretched_beta() {
        let pert = Distribution::pert(10.0, 15.0, 30.0).expect("the points are in order");
        for u in GRID {
            assert_close(pert.quantile(u), 10.0 + 20.0 * beta(2.0, 4.0).quantile(u), "pert");
        }
        assert_close(pert.mean(), 100.0 / 6.0, "mean");
    }

    #[test]
    fn pert_with_its_peak_at_an_end_is_a_fifth_power() {
        let pert = Distribution::pert(0.0, 1.0, 1.0).expect("the points are in order");
        assert_close(pert.quantile(0.3), libm::exp(libm::log(0.3) / 5.0), "beta(5, 1)");
    }

    #[test]
    fn parameters_out_of_range_are_refused() {
        let refused = |a, b| Distribution::beta(a, b).expect_err("out of range").to_string();
        assert_eq!(refused(0.0, 1.0), "beta: alpha is 0: must be between 0.001 and 1000000");
        assert_eq!(refused(1.0, 2e6), "beta: beta is 2000000: must be between 0.001 and 1000000");
        let out_of_order = Distribution::pert(0.0, 5.0, 4.0).expect_err("out of order");
        assert_eq!(out_of_order.to_string(), "pert: mode is 5 and high is 4: mode must be at most high");
    }
}
