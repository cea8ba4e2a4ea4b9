//! Allocations that are nearly as good: how far each part of the money can move before it matters.
//!
//! The least money m of some programmes among allocations with value f ≤ most is found through its Lagrangian:
//! minimise f + κ·m. The stronger the pull κ, the further m moves and the more f rises, so one search for the pull
//! at which f uses up its allowance finds the end; and since f + κ·m ≥ its minimum L everywhere, m ≥ (L − most)/κ
//! wherever f ≤ most, which proves it.

use crate::model::Allocation;
use crate::optimise::Options;
use crate::optimise::Oracle;
use crate::optimise::Piece;
use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::Watch;
use crate::optimise::cuts::minimise_unswitched;
use crate::optimise::numeric::bisect;
use crate::simulate::Curvature;
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

/// Pulls tried for one end.
const TRIALS: usize = 12;

/// Halvings of a way that no pull stops on: a thousandth of it.
const HALVINGS: usize = 10;

/// A pull is strong enough when it goes all but this part of the way that the allowance permits.
const UNUSED: f64 = 0.02;

/// Each pull is followed to this gap, or to a hundredth of the allowance: its duality proves no less for that.
const GAP: f64 = 1e-6;

/// A pull this many times the steepest slope overrules everything but the region.
const OVERRULING: f64 = 10.0;

/// The range of each group's money among allocations whose value is at most `most`.
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
) -> Result<Vec<NearBest>, SolveError> {
    let pieces = oracle.at(&region.efforts(&region.point(best)));
    let steepest =
        pieces.iter().flat_map(|piece| &piece.gradient).fold(0.0_f64, |most, (_, s)| most.max(s.abs()));
    // A flat objective holds nothing back: a pull of any size does.
    let steepest = if steepest > 0.0 { steepest } else { 1.0 };
    let near = Near { oracle, region, best, at_best: total(&pieces), most, steepest, solver, watch };
    let ends: Vec<(usize, f64)> = (0..groups.len()).flat_map(|group| [(group, 1.0), (group, -1.0)]).collect();
    let found: Result<Vec<End>, SolveError> =
        side_by_side(&ends, |&(group, sign)| near.end(&groups[group], sign)).into_iter().collect();
    let found = found?;
    let range = |pair: &[End]| NearBest {
        lowest: pair[0].found,
        at_least: pair[0].proven,
        highest: pair[1].found,
        at_most: pair[1].proven,
    };
    Ok(found.chunks_exact(2).map(range).collect())
}

struct Near<'a> {
    oracle: &'a dyn Oracle,
    region: &'a Region,
    best: &'a Allocation,
    at_best: f64,
    most: f64,
    steepest: f64,
    solver: &'a dyn Solver,
    watch: &'a dyn Watch,
}

/// One end of a range, £m.
#[derive(Clone, Copy)]
struct End {
    found: f64,
    proven: f64,
}

/// Where one pull leads.
struct Led {
    allocation: Allocation,
    /// The value there, without the pull.
    value: f64,
    /// What the pull proves of the end, £m.
    proven: f64,
}

impl Near<'_> {
    /// The least of a group's money for `sign` 1, the most for −1.
    fn end(&self, group: &[usize], sign: f64) -> Result<End, SolveError> {
        let allowance = self.most - self.at_best;
        let money = |allocation: &Allocation| allocation.total_of(group).millions();
        let mut end = End { found: money(self.best), proven: if sign > 0.0 { 0.0 } else { f64::INFINITY } };
        let mut keep = |led: &Led| {
            end.proven = if sign > 0.0 { end.proven.max(led.proven) } else { end.proven.min(led.proven) };
            if led.value <= self.most {
                let there = money(&led.allocation);
                end.found = if sign > 0.0 { end.found.min(there) } else { end.found.max(there) };
            }
        };
        // A pull this strong overrules everything but the region: where even it stays inside, the region ends there.
        let overruling = OVERRULING * self.steepest.max(f64::MIN_POSITIVE);
        // Near the best, value rises with the square of the pull, so its root is searched, which is nearly straight.
        let used = |value: f64| ((value - self.at_best).max(0.0) / allowance).sqrt();
        let (mut weak, mut strong) = (0.0, overruling);
        let mut from = self.best.clone();
        let mut beyond: Option<Allocation> = None;
        let mut is_used_up = false;
        let mut pull = overruling.min(allowance / (0.1 * self.region.unit()));
        for _ in 0..TRIALS {
            if self.watch.stop().is_some() {
                break;
            }
            let led = self.led(group, sign, pull, &from)?;
            keep(&led);
            let used = used(led.value);
            if used > 1.0 {
                strong = pull;
                beyond = Some(led.allocation);
            } else {
                weak = pull;
                from = led.allocation;
                is_used_up = used >= 1.0 - UNUSED || pull >= overruling;
                if is_used_up {
                    break;
                }
            }
            // A straight line from nought through this point, a little inside; or halfway where that leads nowhere new.
            let straight = pull / used.max(1e-3) * (1.0 - UNUSED / 2.0);
            let is_new = straight > weak && straight < strong;
            pull = if is_new {
                straight
            } else if straight >= strong && strong >= overruling {
                overruling
            } else {
                f64::midpoint(weak, strong)
            };
        }
        if let Some(beyond) = beyond.filter(|_| !is_used_up) {
            // A straight effect moves all at once, and no pull stops halfway: the way there does.
            keep(&Led {
                allocation: self.edge(&from, &beyond),
                value: self.most,
                proven: sign * f64::NEG_INFINITY,
            });
        }
        let whole = end.proven.clamp(0.0, self.region.unit());
        end.proven = if sign > 0.0 { whole.min(end.found) } else { whole.max(end.found) };
        Ok(end)
    }

    /// The furthest allocation on the way from one within the allowance to one beyond it that is still within.
    fn edge(&self, from: &Allocation, beyond: &Allocation) -> Allocation {
        let ways = from.millions().iter().zip(beyond.millions());
        let at =
            |part: f64| Allocation::from_millions(ways.clone().map(|(a, b)| a + part * (b - a)).collect());
        let is_inside = |part: f64| {
            let efforts = self.region.efforts(&self.region.point(&at(part)));
            total(&self.oracle.at(&efforts)) <= self.most
        };
        at(bisect(HALVINGS, is_inside))
    }

    /// Where a pull on a group's money leads from an allocation.
    fn led(&self, group: &[usize], sign: f64, pull: f64, from: &Allocation) -> Result<Led, SolveError> {
        let pulled = Pulled { oracle: self.oracle, group, slope: sign * pull };
        let allowance = self.most - self.at_best;
        let options = Options {
            gap: GAP.min(0.01 * allowance / self.at_best.abs()),
            most_iterations: 200,
            exact: false,
            watch: self.watch,
        };
        let solved = minimise_unswitched(&pulled, self.region, from, self.solver, options)?;
        let efforts = self.region.efforts(&self.region.point(&solved.allocation));
        let value = total(&self.oracle.at(&efforts));
        // The pull is on efforts; what has been paid to begin is money too.
        let paid: f64 = group.iter().map(|&member| self.region.paid(member)).sum();
        let proven = paid + sign * (solved.certificate.lower - self.most) / pull;
        Ok(Led { allocation: solved.allocation, value, proven })
    }
}

/// An objective with a pull on the efforts of some programmes.
struct Pulled<'a> {
    oracle: &'a dyn Oracle,
    group: &'a [usize],
    slope: f64,
}

impl Oracle for Pulled<'_> {
    fn at(&self, efforts: &[f64]) -> Vec<Piece> {
        let mut pieces = self.oracle.at(efforts);
        let value = self.group.iter().map(|&member| efforts[member] * self.slope).sum();
        pieces
            .push(Piece { value, gradient: self.group.iter().map(|&member| (member, self.slope)).collect() });
        pieces
    }

    fn curvature(&self, efforts: &[f64]) -> Option<Curvature> {
        self.oracle.curvature(efforts)
    }
}

fn total(pieces: &[Piece]) -> f64 {
    pieces.iter().map(|piece| piece.value).sum()
}
