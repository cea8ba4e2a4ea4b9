//! The best of one draw that is known to be the truth: near it through the inside, and exact on its faces.

use crate::optimise::Region;
use crate::optimise::Watch;
use crate::optimise::newton::interior_point::approach;
use crate::optimise::newton::polish::Polished;
use crate::optimise::newton::polish::polish;
use crate::optimise::objective::Lifted;
use crate::optimise::objective::Smooth;
use crate::optimise::region::Polytope;
use crate::simulate::KnownDraw;

/// What a known draw comes to.
pub(in crate::optimise) struct BestKnown {
    /// A point of the region.
    pub(in crate::optimise) point: Vec<f64>,
    /// A proven bound: no point of the region has a lower value.
    pub(in crate::optimise) lower: f64,
    /// Newton steps.
    pub(in crate::optimise) steps: usize,
    /// Evaluations.
    pub(in crate::optimise) passes: usize,
}

/// The best of a known draw over a region without switches, whose polytope is given, as far as second derivatives find it.
///
/// With `enough`, it stops as soon as it has proved a relative gap of that.
pub(in crate::optimise) fn best_known(
    draw: &KnownDraw<'_>,
    region: &Region,
    polytope: &Polytope,
    start: &[f64],
    enough: Option<f64>,
    watch: &dyn Watch,
) -> Option<BestKnown> {
    let lifted = Lifted::of(draw, region, polytope, watch)?;
    let start = lifted.lift(start);
    let near = approach(&lifted, &start).unwrap_or(start);
    let Polished { iterate, iterates, lower } = polish(&lifted, &near, enough)?;
    let point = lifted.lowered(&iterate.point, region.variables().len());
    Some(BestKnown { point, lower, steps: iterates.len(), passes: lifted.passes() })
}
