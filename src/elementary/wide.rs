//! The widest instructions of the machine, chosen when the program runs.

#![expect(clippy::inline_always, reason = "a loop that is called is not compiled for wider instructions")]

use fearless_simd::Level;
use fearless_simd::dispatch;

/// Runs a loop as it was compiled for the widest instructions that this machine has (SSE2 to AVX-512, NEON).
///
/// Only what is inlined into `work` is compiled that way: closures and functions in it need `#[inline(always)]`. Wider
/// instructions change no bit: nothing is fused or reordered.
#[inline(always)]
pub fn wide<T>(work: impl FnOnce() -> T) -> T {
    let level = Level::new();
    dispatch!(level, machine => fearless_simd::Simd::vectorize(machine, work))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::elementary::exp;
    use crate::elementary::ln;
    use crate::elementary::ln_1p;

    /// Numbers of every size and both signs.
    fn numbers() -> Vec<f64> {
        let whole = 0..40_000_u64;
        whole.map(|i| f64::from_bits(i.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect()
    }

    fn assert_same(function: fn(f64) -> f64, widely: impl Fn(&mut [f64])) {
        let mut all = numbers();
        widely(&mut all);
        for (number, found) in numbers().into_iter().zip(all) {
            let alone = function(number);
            assert!(alone.to_bits() == found.to_bits() || alone.is_nan() && found.is_nan(), "{number:e}");
        }
    }

    #[test]
    fn many_at_once_have_the_bits_of_one_alone() {
        assert_same(exp, |all| {
            wide(
                #[inline(always)]
                || each(all, exp),
            );
        });
        assert_same(ln, |all| {
            wide(
                #[inline(always)]
                || each(all, ln),
            );
        });
        assert_same(ln_1p, |all| {
            wide(
                #[inline(always)]
                || each(all, ln_1p),
            );
        });
    }

    #[inline(always)]
    fn each(all: &mut [f64], function: impl Fn(f64) -> f64) {
        for number in all {
            *number = function(*number);
        }
    }
}
