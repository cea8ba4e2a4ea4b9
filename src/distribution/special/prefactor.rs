//! What the beta and gamma functions share: their factors in front, and the guards of their arguments.
//!
//! x^a·e^(−x)/Γ(a) and x^a·(1−x)^b/B(a,b) are arranged so that large parameters do not cancel. Both are written relative to their peak, after C. Loader (2000), "Fast and accurate computation of binomial
//! probabilities": ln Γ is replaced by what Stirling's formula leaves over, and a·ln(x/x₀) by its distance from the
//! tangent, so that no large numbers are subtracted from each other.

/// ln(x/x₀) − (x − x₀)/x₀, never above 0, given `x`, `peak` = x₀ and `difference` = x − x₀.
///
/// Near the peak ln(1+d) − d = −d·r + 2·(r³/3 + r⁵/5 + …) with r = d/(2+d), which has no cancellation.
pub(super) fn log_below_tangent(x: f64, peak: f64, difference: f64) -> f64 {
    let d = difference / peak;
    if d.abs() > 0.1 {
        return libm::log(x / peak) - d;
    }
    let r = d / (2.0 + d);
    let square = r * r;
    // r is at most 0.053, so the first term left out is below 1e-20 of the sum.
    let odd = [15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0].iter().fold(0.0, |sum, n| sum * square + 1.0 / n);
    r * (2.0 * square * odd - d)
}

/// δ(a) = ln Γ(a+1) − (a + ½)·ln a + a − ½·ln 2π, for a > 0.
///
/// From 10 upwards the Stirling series (DLMF 5.11.1), whose first omitted term is below 1e-15 there.
pub(super) fn stirling_rest(a: f64) -> f64 {
    const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;
    if a < 10.0 {
        return libm::lgamma(a + 1.0) - (a + 0.5) * libm::log(a) + a - HALF_LN_TWO_PI;
    }
    let square = 1.0 / (a * a);
    [-691.0 / 360_360.0, 1.0 / 1_188.0, -1.0 / 1_680.0, 1.0 / 1_260.0, -1.0 / 360.0, 1.0 / 12.0]
        .iter()
        .fold(0.0, |sum, term| sum * square + term)
        / a
}

/// Whether the functions are defined for this parameter.
pub(super) fn is_shape(value: f64) -> bool {
    value > 0.0 && value.is_finite()
}

/// Keeps a continued fraction from dividing by 0; what is put instead cancels in the next step.
pub(super) fn nonzero(value: f64) -> f64 {
    const NOT_ZERO: f64 = 1e-300;
    if value.abs() < NOT_ZERO { NOT_ZERO } else { value }
}

#[cfg(test)]
mod tests {
    use super::log_below_tangent;
    use super::stirling_rest;

    #[test]
    fn both_forms_of_the_tangent_distance_meet() {
        for d in [-0.099_999, 0.099_999, 0.05, -0.02] {
            let series = log_below_tangent(1.0 + d, 1.0, d);
            // The direct form loses 1e-16 of d, against a result of about d²/2.
            assert!((series - (libm::log1p(d) - d)).abs() < 1e-16, "{d}");
        }
        let direct = log_below_tangent(1.5, 1.0, 0.5);
        assert!((direct - (libm::log(1.5) - 0.5)).abs() < 1e-16);
    }

    #[test]
    fn a_tiny_distance_keeps_its_relative_accuracy() {
        // ln(1+d) − d = −d²/2 + d³/3 − …; at 1e-9 two terms are exact to 1e-18 of the value.
        let d = 1e-9;
        let exact = d * d * (d / 3.0 - 0.5);
        assert!((log_below_tangent(1.0 + d, 1.0, d) / exact - 1.0).abs() < 1e-15);
    }

    #[test]
    fn stirling_rest_at_whole_numbers() {
        // ln 1! + 1 − ½ ln 2π, and ln 10! from the integer itself; lgamma is good to a few units of its last digit.
        assert!((stirling_rest(1.0) - 0.081_061_466_795_327_26).abs() < 1e-15);
        let ten = libm::log(3_628_800.0) - 10.5 * libm::log(10.0) + 10.0 - 0.918_938_533_204_672_8;
        assert!((stirling_rest(10.0) - ten).abs() < 1e-14);
    }

    #[test]
    fn stirling_rest_is_continuous_where_the_series_takes_over() {
        let step = stirling_rest(10.0) - stirling_rest(10.0 - 1e-9);
        // The slope of 1/(12a) is −1/1200; lgamma near 15 contributes up to 1e-14.
        assert!((step + 1e-9 / 1_200.0).abs() < 2e-14, "{step}");
    }
}
