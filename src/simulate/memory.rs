//! How much memory draws need, worked out before any of it is asked for.
//!
//! A column of numbers that differ between draws takes eight bytes a draw. Which columns there are is read off two draws
//! compiled for the purpose, so that what is worked out is what will be held. Of compiled draws no more are held than fit into
//! some hundred megabytes, and fewer where less memory may be used: the others are made again whenever they are asked for,
//! so that of many draws what counts is what is worked out from them. The memory that may be used is the
//! process's, like its threads, so it is said once for all ([`limit_memory`]); until somebody does there is no limit.

use crate::model::Evidence;
use crate::model::Sampler;
use crate::model::Simulation;
use crate::simulate::Futures;
use crate::simulate::SimulateError;
use crate::simulate::futures::BYTES_HELD;
use crate::simulate::futures::LEAST_HELD;
use crate::simulate::sample::BLOCK;
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
const PROGRAM: u64 = 28_000_000;

/// Columns that a scenario takes besides its outcomes: a difference and a sorted copy of it to sum it up, and more while
/// the best split is searched for, when there are no outcomes yet.
const SUMMING_UP: u64 = 4;

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

/// Bytes that each draw of some evidence needs, where all are held.
#[must_use]
pub fn bytes_per_draw(evidence: &Evidence, sampler: Sampler, holding: Holding) -> u64 {
    let Needs { compiled, others, .. } = Needs::of(evidence, sampler, holding);
    compiled + others
}

/// Refuses draws that need more memory than may be used; else the bytes that compiled draws may take of it, so that those
/// behind are made again whenever they are asked for.
///
/// # Errors
/// [`SimulateError::Memory`], with what would fit.
pub fn fits(evidence: &Evidence, simulation: Simulation, holding: Holding) -> Result<u64, SimulateError> {
    let Simulation { draws, sampler, .. } = simulation;
    room(LIMIT.load(Ordering::Relaxed), draws, || Needs::of(evidence, sampler, holding))
}

/// What draws need, in bytes.
#[derive(Clone, Copy, Debug)]
struct Needs {
    /// A draw compiled: held, or made again.
    compiled: u64,
    /// A draw besides, always held.
    others: u64,
    /// For all draws together, where some are made again: what every thread makes a block in.
    making: u64,
}

impl Needs {
    fn of(evidence: &Evidence, sampler: Sampler, holding: Holding) -> Self {
        let count = |count: usize| count as u64;
        let numbers = count(evidence.uncertain().len());
        let threads = count(threads());
        // Held for as long as any block may have to be made again.
        let strata =
            if sampler == Sampler::LatinHypercube { STRATUM * numbers + RANKING * threads } else { 0 };
        let few = Simulation { draws: Draws::FEW, sampler, ..Simulation::default() };
        // Evidence that cannot be drawn from says so where it is drawn from.
        let compiled = Futures::drawn(evidence, few).map_or(0, |few| count(few.columns()));
        let programmes = count(evidence.programmes().len());
        let outcomes = 1 + count(evidence.threats().iter().map(|threat| threat.counts.len()).sum());
        // Today's outcomes and, for each thread, a scenario's.
        let measured = outcomes + threads * (outcomes + SUMMING_UP);
        // Beside draws after observations those before them are held.
        let times = if evidence.observations().is_empty() { 1 } else { 2 };
        let (compiled, others) = match holding {
            Holding::Sample => (0, numbers),
            Holding::Futures => (times * compiled, times * measured),
            Holding::Shares => (times * compiled, times * (measured + threads * programmes)),
        };
        // Of every number its uniforms, its values and a copy.
        let making = threads * count(BLOCK) * (3 * numbers + compiled);
        Self { compiled: NUMBER * compiled, others: strata + NUMBER * others, making: NUMBER * making }
    }

    /// Bytes of so many draws of which compiled ones take so many.
    fn all(self, draws: u64, held: u64) -> u64 {
        let compiled = self.compiled.saturating_mul(draws);
        let making = if compiled > held { self.making } else { 0 };
        self.others.saturating_mul(draws).saturating_add(compiled.min(held)).saturating_add(making)
    }
}

fn room(limit: u64, draws: Draws, needs: impl Fn() -> Needs) -> Result<u64, SimulateError> {
    if limit == u64::MAX {
        return Ok(BYTES_HELD);
    }
    let (needs, many) = (needs(), draws.get() as u64);
    let numbers = needs.all(many, BYTES_HELD);
    let needed = numbers.saturating_add(numbers / KEEPING).saturating_add(PROGRAM);
    if needed <= limit {
        return Ok(BYTES_HELD);
    }
    let room = limit.saturating_sub(PROGRAM);
    let room = room - room / KEEPING;
    let least = needs.compiled * LEAST_HELD as u64;
    if needs.all(many, least) <= room {
        return Ok(room - needs.all(many, 0));
    }
    // As many as fit when all are held, or when as few as may be.
    let all_held = room / (needs.compiled + needs.others).max(1);
    let made = room.saturating_sub(least + needs.making) / needs.others.max(1);
    let most = if needs.compiled == 0 { all_held } else { all_held.max(made) };
    Err(SimulateError::Memory { draws: draws.get(), needed, limit, most: rounded_down(most) })
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

    const HELD: Needs = Needs { compiled: 0, others: 1000, making: 0 };

    #[test]
    fn what_does_not_fit_is_refused_with_what_would() {
        let draws = Draws::new(1_000_000).unwrap();
        let needed = 1_000_000_000 + 15_625_000 + PROGRAM;
        assert_eq!(room(needed, draws, || HELD), Ok(BYTES_HELD));
        let limit = needed - 1;
        let refused = SimulateError::Memory { draws: 1_000_000, needed, limit, most: 990_000 };
        let none = room(limit - 1_000_000, draws, || HELD).unwrap_err();
        assert!(matches!(none, SimulateError::Memory { most: 990_000, .. }), "{none:?}");
        assert!(
            refused.to_string().ends_with("allowed: at most 990,000 draws, or more memory with `--memory`")
        );
        let none = room(1_000_000, draws, || HELD).unwrap_err().to_string();
        assert!(none.ends_with("may be used; allowed: more memory with `--memory`"), "{none}");
        assert_eq!(room(u64::MAX, draws, || unreachable!("no limit, nothing to work out")), Ok(BYTES_HELD));
    }

    #[test]
    fn with_less_memory_fewer_compiled_draws_are_held() {
        let needs = Needs { compiled: 600, others: 100, making: 1000 };
        let ten_million = Draws::new(10_000_000).unwrap();
        let plenty = needs.all(10_000_000, BYTES_HELD) / 60 * 61 + PROGRAM;
        assert_eq!(room(plenty, ten_million, || needs), Ok(BYTES_HELD));
        let held = room(1_300_000_000 + PROGRAM, ten_million, || needs).unwrap();
        assert!((250_000_000..300_000_000).contains(&held), "what is left of 1.3 GB: {held}");
        let refused = room(900_000_000 + PROGRAM, ten_million, || needs).unwrap_err();
        let SimulateError::Memory { most, .. } = refused else { unreachable!("{refused}") };
        assert_eq!(most, 8_800_000, "100 bytes each, and 8,192 draws compiled");
    }

    #[test]
    fn bounds_have_two_figures_and_are_never_above() {
        for (most, shown) in [(0, 0), (7, 7), (99, 99), (100, 100), (123_456, 120_000), (199, 190)] {
            assert_eq!(rounded_down(most), shown);
        }
    }
}
