//! Whatever makes an objective smooth.

use crate::optimise::Oracle;
use crate::optimise::Region;
use crate::optimise::Watch;
use crate::optimise::objective::evaluator::Evaluator;
use crate::optimise::objective::lifted::Lifted;
use crate::optimise::objective::smooth::Smooth;

/// An objective over a region without switches as something smooth: cut at its knots where it has any.
pub(in crate::optimise) fn smooth_of<'s>(
    oracle: &'s dyn Oracle,
    region: &'s Region,
    watch: &'s dyn Watch,
) -> Box<dyn Smooth + 's> {
    let evaluator = Evaluator::new(oracle, region, watch);
    match Lifted::of(oracle, region, &evaluator.polytope, watch) {
        Some(lifted) => Box::new(lifted),
        None => Box::new(evaluator),
    }
}
