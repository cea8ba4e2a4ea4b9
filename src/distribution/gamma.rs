//! The gamma distribution, from its mean and standard deviation: above 0, with a tail shorter than the lognormal's.

use crate::distribution::continuous::Continuous;
use crate::distribution::error::Check;
use crate::distribution::error::DistError;
use crate::distribution::figure::Figure;
use crate::distribution::quantiles::Shape;
use crate::distribution::special::IncGamma;
use crate::distribution::special::Tails;
use core::fmt;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gamma {
    mean: f64,
    sd: f64,
    /// (mean/sd)²
    shape: f64,
    /// sd²/mean
    scale: f64,
    integral: IncGamma,
}

/// Checked; the formulas stand with the constructors of `Distribution`.
impl Gamma {
    pub(super) fn checked(mean: f64, sd: f64) -> Result<Self, DistError> {
        let check = Check("gamma");
        check.positive("mean", mean)?;
        check.positive("sd", sd)?;
        let fits = (0.001..=30.0).contains(&(sd / mean));
        check.inside(fits, "sd", sd, "between a thousandth of and 30 times the mean")?;
        Ok(Self::new(mean, sd))
    }
}

impl Gamma {
    /// Of `factor` times the number.
    pub(super) fn scaled(&self, factor: f64) -> Self {
        Self { mean: self.mean * factor, sd: self.sd * factor, scale: self.scale * factor, ..self.clone() }
    }

    fn new(mean: f64, sd: f64) -> Self {
        let steadiness = mean / sd;
        let shape = steadiness * steadiness;
        let integral = IncGamma::new(shape);
        Self { mean, sd, shape, scale: sd / steadiness, integral }
    }
}

impl Continuous for Gamma {
    fn tails(&self, x: f64) -> Tails {
        self.integral.tails(x / self.scale)
    }

    fn quantile(&self, at: Tails) -> f64 {
        self.scale * self.integral.inverse(at, None)
    }

    /// E(X; l < X < h) is the mean times the probability that a gamma variable of shape k + 1 lies there.
    fn mean_between(&self, low: f64, high: f64, mass: f64) -> f64 {
        let weighted = IncGamma::new(self.shape + 1.0);
        let from = weighted.tails(low / self.scale);
        let to = weighted.tails(high / self.scale);
        self.mean * (from.mass_to(to) / mass)
    }

    fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }

    fn shape(&self) -> Shape {
        Shape::gamma(self.scale, &self.integral)
    }
}

impl fmt::Display for Gamma {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mean, sd) = (Figure(self.mean), Figure(self.sd));
        write!(f, "gamma {{mean {mean}, sd {sd}}}")
    }
}

#[cfg(test)]
mod tests {
    use crate::distribution::Distribution;

    const GRID: [f64; 9] = [1e-12, 1e-6, 0.01, 0.2, 0.5, 0.7, 0.99, 0.999_999, 1.0 - 1e-12];

    fn gamma(mean: f64, sd: f64) -> Distribution {
        Distribution::gamma(mean, sd).expect("in range")
    }

    #[test]
    fn equal_mean_and_sd_is_the_exponential() {
        for u in GRID {
            let exact = -3.0 * libm::log1p(-u);
            // One Halley step and one exponential: a few units in the last place.
            assert!((gamma(3.0, 3.0).quantile(u) / exact - 1.0).abs() < 1e-14, "{u}");
        }
    }

    #[test]
    fn whole_shapes_match_the_poisson_sum() {
        // Shape 4, scale 1: P(X > x) = e^−x·(1 + x + x²/2 + x³/6).
        let d = gamma(4.0, 2.0);
        for u in GRID {
            let x = d.quantile(u);
            let upper = libm::exp(-x) * (1.0 + x * (1.0 + x * (0.5 + x / 6.0)));
            // Rounding of the sum near 1, and of x near 35 in the exponential.
            assert!((upper - (1.0 - u)).abs() < 4e-16, "{u}");
            assert!((upper / (1.0 - u) - 1.0).abs() < 1e-13, "{u}");
        }
    }

    #[test]
    fn a_hundred_thousandth_of_a_percent_is_scaled_not_lost() {
        // x ≈ θ·(u·Γ(k+1))^(1/k), and for k = 1/4 and u = 1e-9 the next term is 1e-36 of it.
        let exact = 4.0 * libm::exp(4.0 * libm::log(1e-9 * libm::tgamma(1.25)));
        assert!((gamma(1.0, 2.0).quantile(1e-9) / exact - 1.0).abs() < 1e-13);
    }

    #[test]
    fn sd_out_of_proportion_is_refused() {
        let refused = |mean, sd| Distribution::gamma(mean, sd).expect_err("refused").to_string();
        assert_eq!(
            refused(1000.0, 0.5),
            "gamma: sd is 0.5: must be between a thousandth of and 30 times the mean"
        );
        assert_eq!(refused(-1.0, 1.0), "gamma: mean is -1: must be above 0");
    }
}
