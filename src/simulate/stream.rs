//! Randomness that is addressed, not consumed: the uniform behind an uncertain number in a draw depends on the
//! seed, the number's address and the draw's position, and on nothing else.

use crate::elementary::wide;
use crate::units::Seed;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;
use rand_chacha::rand_core::SeedableRng;
use sha2::Digest;
use sha2::Sha256;

/// Changing how the uniforms of an address are made means changing this, so that nobody mistakes new draws for old ones.
const SCHEME: &[u8] = b"apportion draws, scheme 1";

/// 32-bit words of the generator that one draw uses.
const WORDS_PER_DRAW: u128 = 2;

/// The same in bytes.
const BYTES_PER_DRAW: usize = 8;

/// As many draws are read from the generator at once.
const AT_ONCE: usize = 512;

/// The uniforms of one address: `ChaCha8` keyed by a hash of seed and address, read at the draw's position.
#[derive(Clone, Debug)]
pub(super) struct Stream {
    generator: ChaCha8Rng,
}

impl Stream {
    /// The stream of an address under a seed.
    pub(super) fn new(seed: Seed, address: &str) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(SCHEME);
        hasher.update(seed.0.to_le_bytes());
        hasher.update(address.as_bytes());
        Self { generator: ChaCha8Rng::from_seed(hasher.finalize().into()) }
    }

    /// Fills `uniforms` with the uniforms of consecutive draws beginning at `first`.
    pub(super) fn fill(&mut self, first: usize, uniforms: &mut [f64]) {
        self.generator.set_word_pos(first as u128 * WORDS_PER_DRAW);
        let mut bytes = [0; BYTES_PER_DRAW * AT_ONCE];
        for uniforms in uniforms.chunks_mut(AT_ONCE) {
            let bytes = &mut bytes[..BYTES_PER_DRAW * uniforms.len()];
            self.generator.fill_bytes(bytes);
            let (words, _) = bytes.as_chunks::<BYTES_PER_DRAW>();
            wide(
                #[inline(always)]
                || {
                    for (uniform, word) in uniforms.iter_mut().zip(words) {
                        *uniform = open_unit(u64::from_le_bytes(*word));
                    }
                },
            );
        }
    }

    /// A random order of the first `count` numbers (Fisher & Yates; Durstenfeld 1964).
    pub(super) fn permutation(&mut self, count: usize) -> Vec<u32> {
        self.generator.set_word_pos(0);
        let mut order: Vec<u32> = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
        for last in (1..order.len()).rev() {
            order.swap(last, self.below(last as u64 + 1));
        }
        order
    }

    /// A whole number below `bound`, every one equally likely (Lemire 2019, without the modulo).
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the high half of a product is below the bound, a usize"
    )]
    fn below(&mut self, bound: u64) -> usize {
        loop {
            let product = u128::from(self.generator.next_u64()) * u128::from(bound);
            // The lowest 2⁶⁴ mod bound products would favour some numbers; a bound below 2³² makes them rare.
            if product as u64 >= bound.wrapping_neg() % bound {
                return (product >> 64) as usize;
            }
        }
    }
}

/// A uniform strictly between 0 and 1 from 52 random bits: (k + ½)·2⁻⁵², which is exact for every k.
///
/// k is written behind the point of 1; what is taken away leaves the half.
#[expect(clippy::inline_always, reason = "a function that is called is not compiled for wider instructions")]
#[inline(always)]
fn open_unit(bits: u64) -> f64 {
    f64::from_bits((bits >> 12) | 1.0_f64.to_bits()) - (1.0 - 0.5 * f64::EPSILON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uniforms_never_reach_an_end() {
        assert!(open_unit(0) > 0.0);
        assert!(open_unit(u64::MAX) < 1.0);
    }

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "52 bits and a half fit the 53 of an f64")]
    fn uniforms_are_the_middles_of_their_cells() {
        for bits in [0, 1 << 12, 0x0123_4567_89ab_cdef, 1 << 63, u64::MAX] {
            let exact = ((bits >> 12) as f64 + 0.5) / (1_u64 << 52) as f64;
            assert_eq!(open_unit(bits).to_bits(), exact.to_bits(), "{bits:x}");
        }
    }

    #[test]
    fn reading_many_at_once_is_reading_one_after_the_other() {
        let mut many = vec![0.0; 3 * AT_ONCE + 7];
        Stream::new(Seed(7), "x").fill(0, &mut many);
        let mut stream = Stream::new(Seed(7), "x");
        for (draw, uniform) in many.iter().enumerate() {
            assert_eq!(uniform.to_bits(), open_unit(stream.generator.next_u64()).to_bits(), "{draw}");
        }
    }

    #[test]
    fn a_draw_is_the_same_wherever_reading_begins() {
        let mut stream = Stream::new(Seed(7), "threat.drugs.harm");
        let (mut whole, mut tail) = (vec![0.0; 100], vec![0.0; 40]);
        stream.fill(0, &mut whole);
        stream.fill(60, &mut tail);
        assert_eq!(whole[60..], tail[..]);
    }

    #[test]
    fn seeds_and_addresses_make_different_streams() {
        let first = |seed: u64, address: &str| {
            let mut uniform = [0.0];
            Stream::new(Seed(seed), address).fill(0, &mut uniform);
            uniform[0].to_bits()
        };
        assert_ne!(first(1, "a"), first(2, "a"));
        assert_ne!(first(1, "a"), first(1, "b"));
    }

    #[test]
    fn the_mean_of_uniforms_is_a_half_within_four_standard_errors() {
        let mut uniforms = vec![0.0; 100_000];
        Stream::new(Seed(1), "x").fill(0, &mut uniforms);
        let mean = crate::risk::mean(&uniforms).unwrap();
        let standard_error = (1.0 / 12.0_f64 / 100_000.0).sqrt();
        assert!((mean - 0.5).abs() < 4.0 * standard_error, "{mean}");
    }

    #[test]
    fn a_permutation_holds_every_number_once() {
        let mut order = Stream::new(Seed(3), "x").permutation(1000);
        assert_ne!(order[..10], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        order.sort_unstable();
        assert!(order.iter().zip(0..).all(|(a, b)| *a == b));
    }
}
