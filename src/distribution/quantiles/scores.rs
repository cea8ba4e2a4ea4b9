//! Normal scores of uniforms, and uniforms of normal scores, many at once.

#![expect(clippy::inline_always, reason = "a function that is called is not compiled for wider instructions")]

use crate::distribution::quantiles::widen::Widen;
use crate::distribution::special::CENTRAL;
use crate::distribution::special::MIDDLE;
use crate::distribution::special::Tails;
use crate::distribution::special::norm_z;
use crate::elementary::exp;
use crate::elementary::ln;
use crate::elementary::wide;

/// −Φ⁻¹(2⁻⁵³), beyond which Φ rounds to 0 or 1 as far as a draw is concerned.
pub const FARTHEST: f64 = 8.209_536_151_601_387;

/// e⁻²⁵: a thinner tail than this needs the third approximation of AS 241 and is worked out by itself.
const THIN: f64 = 1.388_794_386_496_402e-11;

/// The share of the middle that the central approximation covers, on either side of ½.
const CENTRE: f64 = 0.425;

/// Turns uniforms in (0, 1) into normal scores Φ⁻¹(u), as good as
/// [`norm_quantile`](crate::distribution::special::norm_quantile).
pub fn scores(uniforms: &mut [f64]) {
    if are_ordinary(uniforms, Widen::NOTHING) {
        ordinary_scores(uniforms, Widen::NOTHING);
    } else {
        for u in uniforms {
            *u = score(Tails::from_lower(*u));
        }
    }
}

/// Turns normal scores into Φ(z), off by at most five units in the last place; beyond [`FARTHEST`] into Φ of that.
pub fn shares(scores: &mut [f64]) {
    wide(
        #[inline(always)]
        || {
            for z in scores {
                *z = share(*z);
            }
        },
    );
}

/// Whether none has a thin tail once it is widened.
pub(super) fn are_ordinary(uniforms: &[f64], widen: Widen) -> bool {
    wide(
        #[inline(always)]
        || {
            let mut thin = 0;
            for u in uniforms {
                thin |= u64::from(is_thin(widen.at(*u)));
            }
            thin == 0
        },
    )
}

/// Turns uniforms, none of which has a thin tail, into the scores that they have once they are widened.
pub(super) fn ordinary_scores(uniforms: &mut [f64], widen: Widen) {
    wide(
        #[inline(always)]
        || {
            for u in uniforms {
                *u = ordinary(widen.at(*u));
            }
        },
    );
}

/// The score of one number, with the bits that it has among others.
pub(super) fn score(at: Tails) -> f64 {
    if is_thin(at) { norm_z(at) } else { ordinary(at) }
}

/// The smaller of both.
#[inline(always)]
pub(super) fn smaller(at: Tails) -> f64 {
    if at.lower < at.upper { at.lower } else { at.upper }
}

#[inline(always)]
fn is_thin(at: Tails) -> bool {
    smaller(at) < THIN
}

/// The central and the middle approximation of AS 241, of which one holds.
#[inline(always)]
fn ordinary(at: Tails) -> f64 {
    let tail = smaller(at);
    let centred = 0.5 - tail;
    let is_central = centred <= CENTRE;
    let root = (-ln(tail)).sqrt();
    let far = root - 1.6;
    let near = 0.180_625 - centred * centred;
    let above = if is_central { centred * terms(near, &CENTRAL[0]) } else { terms(far, &MIDDLE[0]) };
    let below = if is_central { terms(near, &CENTRAL[1]) } else { terms(far, &MIDDLE[1]) };
    let size = above / below;
    if at.lower > 0.5 { size } else { -size }
}

/// A polynomial of the seventh degree, its pairs side by side so that none waits for another.
#[expect(clippy::many_single_char_names, reason = "the terms of a polynomial")]
#[inline(always)]
fn terms(x: f64, [a, b, c, d, e, f, g, h]: &[f64; 8]) -> f64 {
    let square = x * x;
    ((a + b * x) + (c + d * x) * square) + ((e + f * x) + (g + h * x) * square) * (square * square)
}

/// Φ(−x)·e^(x²/2) for x from 0 to 8.5: numerator and denominator, constant term first. A rational function through 18
/// points, worked out with 50 digits; its greatest relative error is 1.7e-16.
const MILLS: [[f64; 10]; 2] = [
    [
        0.5,
        0.648_276_574_996_879_4,
        0.420_417_855_087_957_7,
        0.171_128_016_367_529_2,
        0.047_141_940_200_363_386,
        0.008_940_402_136_206_58,
        0.001_138_158_282_685_813_8,
        8.913_274_058_393_539e-5,
        3.309_224_598_078_238e-6,
        0.0,
    ],
    [
        1.0,
        2.094_437_710_796_624_3,
        2.011_955_223_183_836_7,
        1.166_306_707_209_468_4,
        0.450_924_221_321_035_43,
        0.121_003_185_026_131_39,
        0.022_633_715_287_522_55,
        0.002_861_233_576_052_739,
        2.234_226_782_315_378e-4,
        8.294_995_558_103_094e-6,
    ],
];

/// The first 26 bits of a significand.
const HEAD: u64 = !((1 << 27) - 1);

/// Φ(z) for |z| up to [`FARTHEST`], beyond which it is that of [`FARTHEST`].
#[inline(always)]
pub(super) fn share(z: f64) -> f64 {
    let size = z.abs();
    let size = if size > FARTHEST { FARTHEST } else { size };
    // The square of the first 26 bits is exact; the rest of the square is below 1e-5, so three terms of its exponential do.
    let head = f64::from_bits(size.to_bits() & HEAD);
    let rest = 0.5 * (size - head) * (size + head);
    let density = exp(-0.5 * head * head) * (1.0 - (rest - 0.5 * rest * rest));
    let tail = density * long(size, &MILLS[0]) / long(size, &MILLS[1]);
    if z > 0.0 { 1.0 - tail } else { tail }
}

/// A polynomial of the ninth degree.
#[expect(clippy::many_single_char_names, reason = "the terms of a polynomial")]
#[inline(always)]
fn long(x: f64, [a, b, c, d, e, f, g, h, i, j]: &[f64; 10]) -> f64 {
    let square = x * x;
    let fourth = square * square;
    let low = (a + b * x) + (c + d * x) * square;
    let high = (e + f * x) + (g + h * x) * square;
    low + (high + (i + j * x) * fourth) * fourth
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::special::norm_cdf;
    use crate::distribution::special::norm_quantile;

    /// Uniforms everywhere, with tails down to 2⁻⁵³ and below.
    fn uniforms() -> Vec<f64> {
        let even = (1..40_000).map(|i| f64::from(i) / 40_000.0);
        let thin = (1..400).map(|i| libm::exp(-0.1 * f64::from(i)));
        let all = even.chain(thin.clone()).chain(thin.map(|tail| 1.0 - tail));
        all.filter(|u| *u < 1.0).chain([f64::EPSILON / 2.0, 1.0 - f64::EPSILON / 2.0, 1e-300]).collect()
    }

    #[test]
    fn scores_are_as_good_as_one_at_a_time() {
        let mut found = uniforms();
        scores(&mut found);
        for (u, z) in uniforms().iter().zip(found) {
            let exact = norm_quantile(*u);
            // Both are good to a few roundings, in another order; near ½ the score is as small as u − ½.
            assert!((z - exact).abs() <= 1e-15 * exact.abs(), "{u}: {z} is not {exact}");
        }
    }

    #[test]
    fn company_changes_no_bit() {
        let all = uniforms();
        let mut together = all.clone();
        scores(&mut together);
        // Without the thin tails, for which everything is worked out one by one.
        let mut ordinary: Vec<f64> =
            all.iter().copied().filter(|u| (1e-10..1.0 - 1e-10).contains(u)).collect();
        let kept = ordinary.clone();
        scores(&mut ordinary);
        for (u, z) in all.iter().zip(together).chain(kept.iter().zip(ordinary)) {
            let mut alone = [*u];
            scores(&mut alone);
            assert_eq!(alone[0].to_bits(), z.to_bits(), "{u}");
        }
    }

    #[test]
    fn shares_are_as_good_as_one_at_a_time() {
        for i in -8_200..=8_200 {
            let z = f64::from(i) / 1000.0;
            let mut found = [z];
            shares(&mut found);
            let exact = norm_cdf(z);
            // Rounding z/√2 twice costs the exact one z² units in the last place.
            assert!((found[0] - exact).abs() <= 2.3e-16 * (8.0 + z * z) * exact, "{z}: {}", found[0]);
        }
    }

    #[test]
    fn shares_match_fifty_digit_arithmetic() {
        for (z, exact) in [
            (-8.125, 2.236_812_064_444_105_3e-16),
            (-6.006_835_937_5, 9.458_938_551_093_903e-10),
            (-4.3, 8.539_905_470_991_811e-6),
            (-3.3, 0.000_483_424_142_383_777_5),
            (-2.0, 0.022_750_131_948_179_21),
            (-1.1, 0.135_666_060_946_382_64),
            (-0.300_781_25, 0.381_790_653_524_893_1),
            (0.5, 0.691_462_461_274_013_1),
            (1.7, 0.955_434_537_241_457),
        ] {
            // Two polynomials, an exponential, two products and a quotient.
            assert!((share(z) / exact - 1.0).abs() < 1.1e-15, "{z}: {}", share(z));
        }
    }

    #[test]
    fn the_farthest_shares_are_the_ends_of_what_a_draw_can_be() {
        let mut ends = [-FARTHEST, FARTHEST, -40.0, 40.0, f64::NEG_INFINITY, f64::INFINITY];
        shares(&mut ends);
        for (end, exact) in ends.iter().zip([0.5, 1.0, 0.5, 1.0, 0.5, 1.0]) {
            let exact = if exact < 1.0 { f64::EPSILON / 2.0 } else { 1.0 - f64::EPSILON / 2.0 };
            // z² is 67, rounded.
            assert!((end - exact).abs() <= 2e-14 * exact.min(f64::EPSILON), "{end}");
        }
    }

    #[test]
    fn more_is_not_less_but_for_a_last_digit() {
        let mut all = uniforms();
        all.sort_by(f64::total_cmp);
        scores(&mut all);
        assert!(all.windows(2).all(|pair| pair[0] <= pair[1] + 1e-15 * pair[1].abs()));
        shares(&mut all);
        assert!(all.windows(2).all(|pair| pair[0] <= pair[1] * (1.0 + 2e-14)));
    }
}
