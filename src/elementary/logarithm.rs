//! The natural logarithm of x and of 1 + x.

#![expect(clippy::inline_always, reason = "a function that is called is not compiled for wider instructions")]

/// ln 2 in two parts, of which the first has 32 bits, so that a few thousand times it is exact.
pub(super) const LN_2: (f64, f64) = (6.931_471_803_691_238e-1, 1.908_214_929_270_587_7e-10);

/// (2·artanh(s) − 2·s)/s³ in powers of s², for s² up to (√2 − 1)²/(√2 + 1)², with the least greatest error relative to
/// s² (Remez's exchange, worked out with 60 digits): 3e-18.
const TERMS: [f64; 7] = [
    0.666_666_666_666_673_4,
    0.399_999_999_994_143_15,
    0.285_714_287_424_753_85,
    0.222_221_985_634_492_97,
    0.181_835_648_679_545_74,
    0.153_140_358_143_283_36,
    0.147_961_055_559_177_8,
];

/// The bits of √½, where the mantissa begins.
const HALF_ROOT: u64 = 0x3fe6_a09e_667f_3bcd;

const MANTISSA: u64 = (1 << 52) - 1;

/// 2^52, which carries a whole number in its lowest bits, and 2^11, half of what twelve bits can say.
const CARRIER: (u64, f64) = (0x4330_0000_0000_0000, 4_503_599_627_370_496.0);
const HALF_RANGE: (u64, f64) = (0x800, 2048.0);

/// Numbers below the smallest normal one are this many doublings too small to be taken apart.
const LIFT: (f64, f64) = (18_014_398_509_481_984.0, 54.0);

/// ln x, at most two units in the last place off; −∞ at 0, NaN below, ∞ at ∞.
///
/// x = 2^k·m with √½ ≤ m < √2; with f = m − 1 and s = f/(2 + f) it is k·ln 2 + f − f²/2 + s·(f²/2 + R(s²)), in which
/// nothing large cancels (W. J. Cody & W. Waite 1980; the same way as the FreeBSD library's).
#[inline(always)]
#[must_use]
pub fn ln(x: f64) -> f64 {
    let (lifted, lift) = if x < f64::MIN_POSITIVE { (x * LIFT.0, LIFT.1) } else { (x, 0.0) };
    let bits = lifted.to_bits().wrapping_sub(HALF_ROOT);
    // The exponent is twelve bits with a sign; halfway up their range they can be carried without one.
    let exponent = ((bits >> 52) & 0xfff) ^ HALF_RANGE.0;
    let doublings = f64::from_bits(exponent | CARRIER.0) - (CARRIER.1 + HALF_RANGE.1) - lift;
    let f = f64::from_bits((bits & MANTISSA).wrapping_add(HALF_ROOT)) - 1.0;
    let s = f / (2.0 + f);
    let square = 0.5 * f * f;
    let near = doublings * LN_2.0 - ((square - (s * (square + rest(s * s)) + doublings * LN_2.1)) - f);
    let positive = if x > 0.0 { near } else { f64::NAN };
    let at_nought = if x.abs() > 0.0 || x.is_nan() { positive } else { f64::NEG_INFINITY };
    if x < f64::INFINITY || x.is_nan() { at_nought } else { x }
}

/// z·TERMS(z), its pairs side by side so that none waits for another.
#[inline(always)]
fn rest(z: f64) -> f64 {
    let pair = |first: usize| TERMS[first] + TERMS[first + 1] * z;
    let square = z * z;
    z * ((pair(0) + pair(2) * square) + (pair(4) + TERMS[6] * square) * (square * square))
}

/// ln(1 + x), at most three units in the last place off, without the digits that 1 + x loses; −∞ at −1, NaN below.
///
/// ln u + (x − (u − 1))/u with u the 1 + x that there is.
#[inline(always)]
#[must_use]
pub fn ln_1p(x: f64) -> f64 {
    let u = 1.0 + x;
    let whole = ln(u);
    let lost = (x - (u - 1.0)) / u;
    if u > 0.0 && u < f64::INFINITY { whole + lost } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many units in the last place of the second the first is off.
    fn off(found: f64, exact: f64) -> u64 {
        if found.is_sign_negative() == exact.is_sign_negative() {
            found.to_bits().abs_diff(exact.to_bits())
        } else {
            u64::MAX
        }
    }

    #[test]
    fn it_is_two_units_in_the_last_place_off_at_most() {
        // libm's is off by less than one unit, so one that is one unit from it is off by less than two. Every exponent,
        // with a thousand mantissas each; then the neighbourhood of 1, where the logarithm is small.
        for i in 1..2_047_000_u64 {
            let x = f64::from_bits(i * ((1 << 52) / 1000));
            assert!(off(ln(x), libm::log(x)) <= 1, "{x:e}");
        }
        for i in 0..1_000_000 {
            let x = 0.5 + 1.5e-6 * f64::from(i);
            assert!(off(ln(x), libm::log(x)) <= 1 || x.to_bits() == 1.0_f64.to_bits(), "{x}");
        }
    }

    #[test]
    fn beside_one_no_digit_is_lost() {
        for i in -1_000..1_000 {
            for size in [1e-18, 1e-12, 1e-6, 9.9e-4] {
                let x = f64::from(i) * size;
                if i != 0 {
                    assert!(off(ln_1p(x), libm::log1p(x)) <= 2, "{x:e}");
                }
            }
        }
        for i in 0..100_000 {
            let x = 1e-3 * f64::from(i) + 1e-9;
            assert!(off(ln_1p(x), libm::log1p(x)) <= 2, "{x}");
        }
    }

    #[test]
    fn the_ends_have_answers() {
        assert_eq!((ln(1.0), ln(0.0), ln(-0.0)), (0.0, f64::NEG_INFINITY, f64::NEG_INFINITY));
        assert_eq!((ln(f64::INFINITY), ln_1p(f64::INFINITY)), (f64::INFINITY, f64::INFINITY));
        assert_eq!((ln_1p(0.0), ln_1p(-1.0)), (0.0, f64::NEG_INFINITY));
        assert!(ln(-1.0).is_nan() && ln(f64::NAN).is_nan() && ln(f64::NEG_INFINITY).is_nan());
        assert!(ln_1p(-2.0).is_nan() && ln_1p(f64::NAN).is_nan());
        assert_eq!(off(ln(5e-324), libm::log(5e-324)), 0);
    }
}
