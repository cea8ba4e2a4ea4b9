//! Allocations that are nearly as good: how far each part of the money can move before it matters.
//!
//! The least money m of some programmes among allocations with value f ≤ most is found through its Lagrangian
//! f + κ·m: the larger the multiplier κ, the further m moves and the more f rises. Since f + κ·m ≥ its minimum L everywhere,
//! m ≥ (L − most)/κ wherever f ≤ most, which proves an end. Where the objective bends, a few quadratic models lead there;
//! where it does not, or models do not settle, multipliers are searched one by one.

use crate::model::Allocation;
use crate::optimise::Oracle;
use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::Watch;
use crate::optimise::sensitivity::by_models::Models;
use crate::optimise::sensitivity::range_end::End;
use crate::optimise::sensitivity::range_end::RangeSearch;
use crate::optimise::sensitivity::range_end::Which;
use crate::optimise::sensitivity::range_end::total;
use crate::simulate::side_by_side;

/// The least and the most that some programmes together get in any allocation within an allowance of the best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NearBest {
    /// The least found, £m; an allocation with it was evaluated and is within the allowance.
    pub lowest: f64,
    /// The most found, £m; likewise.
    pub highest: f64,
    /// What is proved: no allocation within the allowance has less.
    pub at_least: f64,
    /// What is proved: no allocation within the allowance has more.
    pub at_most: f64,
}

/// The range of each group's money among allocations whose value is at most `most`; `None` of a range whose search was
/// ended.
///
/// The region must have every switch decided.
///
/// # Errors
/// The solver broke.
pub fn near_best(
    oracle: &dyn Oracle,
    region: &Region,
    best: &Allocation,
    most: f64,
    groups: &[Vec<usize>],
    solver: &dyn Solver,
    watch: &dyn Watch,
) -> Result<Vec<Option<NearBest>>, SolveError> {
    let pieces = oracle.at(&region.efforts(&region.point(best)));
    let steepest =
        pieces.iter().flat_map(|piece| &piece.gradient).fold(0.0_f64, |most, (_, s)| most.max(s.abs()));
    // A flat objective holds nothing back: a multiplier of any size does.
    let steepest = if steepest > 0.0 { steepest } else { 1.0 };
    let search = RangeSearch { oracle, region, best, at_best: total(&pieces), most, steepest, solver, watch };
    let models = Models::at_best(&search);
    let ends: Vec<Which<'_>> =
        groups.iter().flat_map(|group| [1.0, -1.0].map(|sign| Which { group, sign })).collect();
    let found: Result<Vec<End>, SolveError> = side_by_side(&ends, |which| {
        let by_models = models.as_ref().and_then(|models| models.end(&search, *which));
        by_models.map_or_else(|| search.by_multipliers(*which), Ok)
    })
    .into_iter()
    .collect();
    let found = found?;
    let range = |pair: &[End]| {
        let is_whole = pair.iter().all(|end| end.is_searched);
        is_whole.then(|| NearBest {
            lowest: pair[0].found,
            at_least: pair[0].proven,
            highest: pair[1].found,
            at_most: pair[1].proven,
        })
    };
    Ok(found.chunks_exact(2).map(range).collect())
}
