//! The standard normal distribution: Φ, its density, and its inverse.

use crate::distribution::special::Tails;

/// 1/√(2π), the density at the centre.
const CENTRE: f64 = 0.398_942_280_401_432_7;

/// Φ(x), the probability that a standard normal variable is at most `x`.
///
/// Φ(x) = erfc(−x/√2) / 2, which keeps its relative accuracy in the lower tail.
#[must_use]
pub fn norm_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * core::f64::consts::FRAC_1_SQRT_2)
}

/// Φ⁻¹(p): −∞ at 0 and below, +∞ at 1 and above, NaN for NaN.
///
/// Three rational approximations, relative accuracy about 1e-16. Reference: M. J. Wichura (1988), "Algorithm AS 241:
/// the percentage points of the normal distribution", Applied Statistics 37(3), routine PPND16.
#[must_use]
pub fn norm_quantile(p: f64) -> f64 {
    norm_z(Tails::from_lower(p))
}

/// φ(z) = exp(−z²/2) / √(2π); 0 at ±∞.
pub(in crate::distribution) fn norm_density(z: f64) -> f64 {
    CENTRE * libm::exp(-0.5 * z * z)
}

/// Φ(z) and Φ(−z).
pub(in crate::distribution) fn norm_tails(z: f64) -> Tails {
    Tails { lower: norm_cdf(z), upper: norm_cdf(-z) }
}

/// The z with these tails: [`norm_quantile`] without the loss of 1 − p.
pub(in crate::distribution) fn norm_z(at: Tails) -> f64 {
    let centred = 0.5 - at.upper.min(at.lower);
    if centred <= 0.425 {
        let q = if at.is_high() { centred } else { -centred };
        return q * ratio(0.180_625 - q * q, &CENTRAL);
    }
    let tail = at.lower.min(at.upper);
    let size = if tail <= 0.0 {
        f64::INFINITY
    } else {
        let r = (-libm::log(tail)).sqrt();
        if r <= 5.0 { ratio(r - 1.6, &MIDDLE) } else { ratio(r - 5.0, &FAR) }
    };
    if at.is_high() { size } else { -size }
}

/// Numerator and denominator of one approximation, constant term first.
pub(in crate::distribution) type Rational = [[f64; 8]; 2];

fn ratio(r: f64, [numerator, denominator]: &Rational) -> f64 {
    let at_r = |terms: &[f64; 8]| terms.iter().rev().fold(0.0, |sum, term| sum * r + term);
    at_r(numerator) / at_r(denominator)
}

#[rustfmt::skip]
#[expect(clippy::excessive_precision, clippy::unreadable_literal, reason = "as printed in AS 241")]
pub(in crate::distribution) const CENTRAL: Rational = [
    [3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
     4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3],
    [1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
     2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3],
];

#[rustfmt::skip]
#[expect(clippy::excessive_precision, clippy::unreadable_literal, reason = "as printed in AS 241")]
pub(in crate::distribution) const MIDDLE: Rational = [
    [1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
     1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4],
    [1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9],
];

#[rustfmt::skip]
#[expect(clippy::excessive_precision, clippy::unreadable_literal, reason = "as printed in AS 241")]
const FAR: Rational = [
    [6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
     2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7],
    [1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15],
];

#[cfg(test)]
mod tests {
    use super::norm_cdf;
    use super::norm_quantile;
    use super::norm_z;
    use crate::distribution::special::Tails;

    #[test]
    fn quantiles_match_fifty_digit_arithmetic() {
        for (p, exact) in [
            (0.001, -3.090_232_306_167_813_6),
            (0.025, -1.959_963_984_540_054_3),
            (0.25, -0.674_489_750_196_081_7),
            (0.6, 0.253_347_103_135_799_7),
            (0.9, 1.281_551_565_544_600_6),
            (0.937_5, 1.534_120_544_352_546_3),
            (1.0e-10, -6.361_340_902_404_057),
            (1.0e-50, -14.933_337_534_788_489),
            (1.0e-300, -37.047_096_299_361_2),
        ] {
            // AS 241 states 1e-16; evaluating it costs a few roundings more.
            assert!((norm_quantile(p) / exact - 1.0).abs() < 5e-16, "{p}");
        }
    }

    #[test]
    fn probabilities_match_fifty_digit_arithmetic() {
        for (x, exact) in [
            (-20.0, 2.753_624_118_606_233_7e-89),
            (-6.0, 9.865_876_450_376_98e-10),
            (-1.5, 0.066_807_201_268_858_07),
            (0.5, 0.691_462_461_274_013_1),
            (3.0, 0.998_650_101_968_369_9),
        ] {
            // Rounding x/√2 costs x² units in the last place.
            assert!((norm_cdf(x) / exact - 1.0).abs() < 2e-16 * (2.0 + x * x), "{x}");
        }
    }

    #[test]
    fn both_tails_are_mirror_images_to_the_bit() {
        for tail in [0.4, 0.05, 1e-8, 1e-40] {
            let (low, high) = (Tails::from_lower(tail), Tails::from_upper(tail));
            assert_eq!(norm_z(low).to_bits(), (-norm_z(high)).to_bits(), "{tail}");
        }
    }

    #[test]
    fn the_ends_and_nonsense_have_answers() {
        for (p, exact) in
            [(0.0, f64::NEG_INFINITY), (-1.0, f64::NEG_INFINITY), (1.0, f64::INFINITY), (2.0, f64::INFINITY)]
        {
            assert_eq!(norm_quantile(p).to_bits(), exact.to_bits(), "{p}");
        }
        assert!(norm_quantile(f64::NAN).is_nan() && norm_cdf(f64::NAN).is_nan());
        assert!(norm_quantile(f64::from_bits(1)).is_finite());
    }
}
