//! The slopes of an objective at its best allocation, of which prices are made.

use crate::model::Allocation;
use crate::optimise::Oracle;
use crate::optimise::Region;
use crate::optimise::Unwatched;
use crate::optimise::newton::WorkingSet;
use crate::optimise::objective::Iterate;
use crate::optimise::objective::ROUNDED_OFF;
use crate::optimise::objective::smooth_of;

/// The objective's derivative by each programme's money, per £m.
///
/// An objective with kinks has many slopes at its best allocation: which draws are the worst is a matter of the last digit
/// there. Of those of its smooth neighbours the ones are taken that the rules explain best, as they are nearest to the
/// weights of draws that prove the optimum.
///
/// At a knot of a curve through points every slope between those of its two sides is one: where the rules say one of
/// them, it is that.
#[must_use]
pub fn slopes(oracle: &dyn Oracle, region: &Region, allocation: &Allocation) -> Vec<f64> {
    let point = region.point(allocation);
    let efforts = region.efforts(&point);
    let rounded = ROUNDED_OFF.iter().filter_map(|part| oracle.rounded(&efforts, *part));
    let smooth = rounded.filter_map(|rounded| explained(&*rounded, region, &point));
    let candidates = explained(oracle, region, &point).into_iter().chain(smooth);
    let best = candidates.reduce(|best, next| if next.0 < best.0 { next } else { best });
    best.map_or_else(|| plain(oracle, &efforts, region.programmes()), |(_, slopes)| slopes)
}

/// The slopes of an objective that has second derivatives, once it is cut at its knots, by programme; and the part of them
/// that the rules do not explain.
fn explained(oracle: &dyn Oracle, region: &Region, point: &[f64]) -> Option<(f64, Vec<f64>)> {
    let smooth = smooth_of(oracle, region, &Unwatched);
    let (Iterate { point, gradient, .. }, _) = smooth.evaluate_curved(&smooth.lift(point))?;
    let (polytope, owners) = (smooth.polytope(), smooth.owners());
    let rules = WorkingSet::at(polytope, &point);
    if let Some(slopes) = smooth.slopes_through(&point, &gradient, &rules.by_row(&gradient)) {
        let slopes = slopes.iter().take(region.programmes()).map(|slope| slope / region.unit()).collect();
        return Some((rules.residual(&gradient), slopes));
    }
    let said = rules.explained(&gradient);
    let slope = |programme: usize| {
        let own: Vec<usize> = (0..owners.len()).filter(|column| owners[*column] == programme).collect();
        let is_begun = |column: &&usize| point[**column] > polytope.bounds[**column].0;
        let last = own.iter().rev().find(is_begun).or(own.first()).copied()?;
        let is_full = point[last] >= polytope.bounds[last].1;
        let next = own.iter().copied().find(|column| *column > last).filter(|_| is_full).unwrap_or(last);
        // Ever less is to be had, so the slope before a knot is the steeper one.
        Some(said[last].max(gradient[last]).min(gradient[next].max(gradient[last])) / region.unit())
    };
    let slopes = (0..region.programmes()).map(|programme| slope(programme).unwrap_or_default()).collect();
    Some((rules.residual(&gradient), slopes))
}

/// The slopes of an objective as it says them, £m by programme.
fn plain(oracle: &dyn Oracle, efforts: &[f64], programmes: usize) -> Vec<f64> {
    let mut slopes = vec![0.0; programmes];
    for (programme, slope) in oracle.at(efforts).into_iter().flat_map(|piece| piece.gradient) {
        slopes[programme] += slope;
    }
    slopes
}
