//! e^x.

#![expect(clippy::inline_always, reason = "a function that is called is not compiled for wider instructions")]

use crate::elementary::logarithm::LN_2;

/// Adding it leaves no room for a fraction: the nearest whole number stands in the lowest bits.
const WHOLE: f64 = 6_755_399_441_055_744.0;

/// Beyond these e^x is 0 or ∞.
const ENDS: (f64, f64) = (-746.0, 710.0);

/// (e^r − 1 − r)/r² for |r| up to ln 2/2, with the least greatest relative error of e^r (Remez's exchange, worked out with
/// 60 digits): 4e-18.
const TERMS: [f64; 10] = [
    0.500_000_000_000_001_1,
    0.166_666_666_666_664_13,
    0.041_666_666_666_530_155,
    0.008_333_333_333_494_461,
    0.001_388_888_894_363_013_4,
    0.000_198_412_695_065_787_3,
    2.480_149_309_888_839_3e-5,
    2.755_758_637_378_15e-6,
    2.763_024_838_499_674e-7,
    2.500_006_162_623_951e-8,
];

/// e^x, at most two units in the last place off; 0 below −746, ∞ above 710, NaN for NaN.
///
/// With k the whole number nearest to x/ln 2 it is 2^k·e^r, |r| ≤ ln 2/2 (Cody & Waite 1980, *Software Manual for the
/// Elementary Functions*). The power of two comes in two halves, since k may be one too large or small for one.
#[inline(always)]
#[must_use]
pub fn exp(x: f64) -> f64 {
    // Not `clamp`, which branches, nor `max`, which loses NaN.
    let x = if x < ENDS.0 { ENDS.0 } else { x };
    let x = if x > ENDS.1 { ENDS.1 } else { x };
    let doublings = (x * std::f64::consts::LOG2_E + WHOLE) - WHOLE;
    let r = (x - doublings * LN_2.0) - doublings * LN_2.1;
    let near_one = 1.0 + (r + r * r * bow(r));
    let half = (doublings * 0.5 + WHOLE) - WHOLE;
    near_one * power_of_two(half) * power_of_two(doublings - half)
}

/// The polynomial, its pairs side by side so that none waits for another.
#[inline(always)]
fn bow(r: f64) -> f64 {
    let pair = |first: usize| TERMS[first] + TERMS[first + 1] * r;
    let square = r * r;
    let fourth = square * square;
    let low = pair(0) + pair(2) * square;
    let middle = pair(4) + pair(6) * square;
    low + (middle + pair(8) * fourth) * fourth
}

/// 2^k for a whole k from −1022 to 1023.
#[inline(always)]
fn power_of_two(k: f64) -> f64 {
    const BIAS: u64 = 1023;
    f64::from_bits((k + WHOLE).to_bits().wrapping_add(BIAS) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many doubles lie between two positive ones.
    fn apart(a: f64, b: f64) -> u64 {
        a.to_bits().abs_diff(b.to_bits())
    }

    #[test]
    fn it_is_two_units_in_the_last_place_off_at_most() {
        // libm's is off by less than one unit, so one that is one unit from it is off by less than two.
        let steps = 2_000_000;
        for i in 0..=steps {
            let x = -745.5 + 1455.5 * f64::from(i) / f64::from(steps);
            assert!(apart(exp(x), libm::exp(x)) <= 1, "{x}");
        }
        // Near nought, where small differences of x matter most to whoever takes 1 away.
        for i in 0..200_000 {
            let x = f64::from(i - 100_000) * 1e-5;
            assert!(apart(exp(x), libm::exp(x)) <= 1, "{x}");
        }
    }

    #[test]
    fn the_ends_have_answers() {
        assert_eq!((exp(0.0), exp(-0.0)), (1.0, 1.0));
        assert_eq!((exp(f64::NEG_INFINITY), exp(-1e300), exp(-746.0)), (0.0, 0.0, 0.0));
        assert_eq!(
            (exp(f64::INFINITY), exp(1e300), exp(709.9)),
            (f64::INFINITY, f64::INFINITY, f64::INFINITY)
        );
        assert!(exp(f64::NAN).is_nan());
        assert!(exp(709.7).is_finite());
    }

    #[test]
    fn more_is_never_less() {
        // Rounding could break it where steps are as small as its error: there by one unit at most.
        let mut before = 0.0;
        for i in 0..1_000_000 {
            let found = exp(-20.0 + 40e-6 * f64::from(i));
            assert!(found > before, "{i}");
            before = found;
        }
    }
}
