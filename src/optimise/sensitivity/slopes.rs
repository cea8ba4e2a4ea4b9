//! The slopes of an objective at its best allocation, of which prices are made.

use crate::model::Allocation;
use crate::optimise::Oracle;
use crate::optimise::Region;
use crate::optimise::Unwatched;
use crate::optimise::newton::WorkingSet;
use crate::optimise::objective::Evaluator;
use crate::optimise::objective::Iterate;

/// The parts of a tail that are rounded off, to see which slopes explain the best allocation.
const ROUNDED_OFF: [f64; 4] = [0.3, 0.06, 0.012, 0.0024];

/// The objective's derivative by each programme's money, per £m.
///
/// An objective with kinks has many slopes at its best allocation: which draws are the worst is a matter of the last digit
/// there. Of those of its smooth neighbours the ones are taken that the rules explain best, as they are nearest to the
/// weights of draws that prove the optimum.
#[must_use]
pub fn slopes(oracle: &dyn Oracle, region: &Region, allocation: &Allocation) -> Vec<f64> {
    let point = region.point(allocation);
    let evaluate = |oracle: &dyn Oracle| Evaluator::new(oracle, region, &Unwatched).evaluate(&point);
    let unexplained = |iterate: &Iterate| {
        let polytope = Evaluator::new(oracle, region, &Unwatched).polytope;
        WorkingSet::at(&polytope, &iterate.point).residual(&iterate.gradient)
    };
    let own = evaluate(oracle);
    let efforts = own.efforts.clone();
    let rounded = ROUNDED_OFF.iter().filter_map(|part| oracle.rounded(&efforts, *part));
    let neighbours = rounded.map(|rounded| evaluate(&*rounded));
    let best = std::iter::once(own).chain(neighbours).map(|iterate| (unexplained(&iterate), iterate));
    let best = best.reduce(|best, next| if next.0 < best.0 { next } else { best });
    let mut slopes = vec![0.0; region.programmes()];
    let pieces = best.map(|(_, Iterate { pieces, .. })| pieces).unwrap_or_default();
    for (programme, slope) in pieces.into_iter().flat_map(|piece| piece.gradient) {
        slopes[programme] += slope;
    }
    slopes
}
