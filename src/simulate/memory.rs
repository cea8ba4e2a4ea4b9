//! How much memory draws need, worked out before any of it is asked for.
//!
//! A column of numbers that differ between draws takes eight bytes a draw. Which columns there are is read off two draws
//! compiled for the purpose, so that what is worked out is what will be held. The memory that may be used is the
//! process's, like its threads, so it is said once for all ([`limit_memory`]); until somebody does there is no limit.

use crate::model::Evidence;
use crate::model::Sampler;
use crate::model::Simulation;
use crate::simulate::Futures;
use crate::simulate::SimulateError;
use crate::simulate::threads;
use crate::units::Draws;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

/// Bytes that may be used.
static LIMIT: AtomicU64 = AtomicU64::new(u64::MAX);

/// Bytes of a number.
const NUMBER: u64 = 8;

/// Bytes of a stratum.
const STRATUM: u64 = 4;

/// Bytes that ranking a number's draws takes besides: its scores and their order.
const RANKING: u64 = NUMBER + STRATUM;

/// One part in so many that keeping numbers takes besides: a block's column is a piece of memory of its own, with its
/// length and place, and the allocator's word on it.
const KEEPING: u64 = 64;

/// Bytes of the program, the files it has read and the answer it writes.
const PROGRAM: u64 = 24_000_000;

/// Columns that summing up a scenario takes besides its outcomes: two differences, squares and a sorted copy, with one
/// to spare.
const SUMMING_UP: u64 = 5;

/// What is held for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// The sample as it is drawn.
    Sample,
    /// The sample compiled, with what is worked out from it by every thread at once.
    Futures,
    /// The same, and every programme's share of harm avoided.
    Shares,
}

/// Says how many bytes this process may use for draws.
pub fn limit_memory(bytes: u64) {
    LIMIT.store(bytes, Ordering::Relaxed);
}

/// Bytes that each draw of some evidence needs.
#[must_use]
pub fn bytes_per_draw(evidence: &Evidence, sampler: Sampler, holding: Holding) -> u64 {
    let count = |count: usize| count as u64;
    let numbers = count(evidence.uncertain().len());
    let threads = count(threads());
    let strata = if sampler == Sampler::LatinHypercube { STRATUM * numbers + RANKING * threads } else { 0 };
    let few = Simulation { draws: Draws::FEW, sampler, ..Simulation::default() };
    // Evidence that cannot be drawn from says so where it is drawn from.
    let compiled = Futures::drawn(evidence, few).map_or(0, |few| count(few.columns()));
    let programmes = count(evidence.programmes().len());
    let outcomes = 1 + count(evidence.threats().iter().map(|threat| threat.counts.len()).sum());
    // A scenario's outcomes are put together from parts.
    let measured = 2 * outcomes + SUMMING_UP;
    strata
        + NUMBER
            * match holding {
                Holding::Sample => numbers,
                // Today's outcomes and, for each thread, a scenario's.
                Holding::Futures => compiled + outcomes + threads * measured,
                // Shares are put together from parts, too.
                Holding::Shares => compiled + outcomes + threads * (measured + 2 * programmes),
            }
}

/// Refuses draws that need more memory than may be used.
///
/// # Errors
/// [`SimulateError::Memory`], with what would fit.
pub fn fits(evidence: &Evidence, simulation: Simulation, holding: Holding) -> Result<(), SimulateError> {
    refuse_above(LIMIT.load(Ordering::Relaxed), simulation.draws, || {
        bytes_per_draw(evidence, simulation.sampler, holding)
    })
}

fn refuse_above(limit: u64, draws: Draws, per_draw: impl Fn() -> u64) -> Result<(), SimulateError> {
    if limit == u64::MAX {
        return Ok(());
    }
    let per_draw = per_draw().max(1);
    let numbers = per_draw.saturating_mul(draws.get() as u64);
    let needed = numbers.saturating_add(numbers / KEEPING).saturating_add(PROGRAM);
    if needed <= limit {
        return Ok(());
    }
    let room = limit.saturating_sub(PROGRAM);
    let most = rounded_down((room - room / KEEPING) / per_draw);
    Err(SimulateError::Memory { draws: draws.get(), needed, limit, most })
}

/// Two figures are enough of a number that is only a bound.
fn rounded_down(most: u64) -> u64 {
    let mut unit = 1;
    while most / unit >= 100 {
        unit *= 10;
    }
    most / unit * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_refused_with_what_would() {
        let draws = Draws::new(1_000_000).unwrap();
        let needed = 1_000_000_000 + 15_625_000 + PROGRAM;
        assert_eq!(refuse_above(needed, draws, || 1000), Ok(()));
        let limit = needed - 1;
        let refused = SimulateError::Memory { draws: 1_000_000, needed, limit, most: 990_000 };
        assert_eq!(refuse_above(limit, draws, || 1000), Err(refused.clone()));
        assert!(
            refused.to_string().ends_with("allowed: at most 990,000 draws, or more memory with `--memory`")
        );
        let none = refuse_above(1_000_000, draws, || 1000).unwrap_err().to_string();
        assert!(none.ends_with("may be used; allowed: more memory with `--memory`"), "{none}");
        assert_eq!(refuse_above(u64::MAX, draws, || unreachable!("no limit, nothing to work out")), Ok(()));
    }

    #[test]
    fn bounds_have_two_figures_and_are_never_above() {
        for (most, shown) in [(0, 0), (7, 7), (99, 99), (100, 100), (123_456, 120_000), (199, 190)] {
            assert_eq!(rounded_down(most), shown);
        }
    }
}
