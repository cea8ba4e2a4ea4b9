//! Allocations that are nearly as good: how far each part of the money can move before it matters.
//!
//! The least money m of some programmes among allocations with value f ≤ most is found through its Lagrangian:
//! minimise f + κ·m. The larger the multiplier κ, the further m moves and the more f rises, so one search for the
//! multiplier at which f uses up its allowance finds the end; and since f + κ·m ≥ its minimum L everywhere, m ≥ (L − most)/κ
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

/// Multipliers tried for one end.
const TRIALS: usize = 12;

/// Halvings of a segment that no multiplier stops on: a thousandth of it.
const HALVINGS: usize = 10;

/// A multiplier is large enough when all but this part of the allowance is used up.
const UNUSED: f64 = 0.02;

/// Each Lagrangian is minimised to this gap, or to a hundredth of the allowance: its duality proves no less for that.
const GAP: f64 = 1e-6;

/// A multiplier this many times the steepest slope overrules everything but the region.
const OVERRULING: f64 = 10.0;

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
    let ends: Vec<(usize, f64)> = (0..groups.len()).flat_map(|group| [(group, 1.0), (group, -1.0)]).collect();
    let found: Result<Vec<End>, SolveError> =
        side_by_side(&ends, |&(group, sign)| search.end(&groups[group], sign)).into_iter().collect();
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

struct RangeSearch<'a> {
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
    /// Whether its search came to its own end.
    is_searched: bool,
}

/// The minimum of one Lagrangian.
struct Minimiser {
    allocation: Allocation,
    /// The value there, without the multiplier's part.
    value: f64,
    /// What its duality proves of the end, £m.
    proven: f64,
}

impl RangeSearch<'_> {
    /// The least of a group's money for `sign` 1, the most for −1.
    fn end(&self, group: &[usize], sign: f64) -> Result<End, SolveError> {
        let allowance = self.most - self.at_best;
        let money = |allocation: &Allocation| allocation.total_of(group).millions();
        let proven = if sign > 0.0 { 0.0 } else { f64::INFINITY };
        let mut end = End { found: money(self.best), proven, is_searched: true };
        let mut keep = |minimiser: &Minimiser| {
            end.proven =
                if sign > 0.0 { end.proven.max(minimiser.proven) } else { end.proven.min(minimiser.proven) };
            if minimiser.value <= self.most {
                let there = money(&minimiser.allocation);
                end.found = if sign > 0.0 { end.found.min(there) } else { end.found.max(there) };
            }
        };
        // A multiplier this large overrules everything but the region: where even it stays inside, the region ends there.
        let overruling = OVERRULING * self.steepest.max(f64::MIN_POSITIVE);
        // Near the best, value rises with the square of the multiplier, so its root is searched, which is nearly straight.
        let used = |value: f64| ((value - self.at_best).max(0.0) / allowance).sqrt();
        let (mut small, mut large) = (0.0, overruling);
        let mut from = self.best.clone();
        let mut beyond: Option<Allocation> = None;
        let mut is_used_up = false;
        let mut multiplier = overruling.min(allowance / (0.1 * self.region.unit()));
        for _ in 0..TRIALS {
            if self.watch.stop().is_some() {
                break;
            }
            let minimiser = self.minimise(group, sign, multiplier, &from)?;
            keep(&minimiser);
            let used = used(minimiser.value);
            if used > 1.0 {
                large = multiplier;
                beyond = Some(minimiser.allocation);
            } else {
                small = multiplier;
                from = minimiser.allocation;
                is_used_up = used >= 1.0 - UNUSED || multiplier >= overruling;
                if is_used_up {
                    break;
                }
            }
            // A straight line from nought through this point, a little inside; or halfway where that leads nowhere new.
            let straight = multiplier / used.max(1e-3) * (1.0 - UNUSED / 2.0);
            let is_new = straight > small && straight < large;
            multiplier = if is_new {
                straight
            } else if straight >= large && large >= overruling {
                overruling
            } else {
                f64::midpoint(small, large)
            };
        }
        if let Some(beyond) = beyond.filter(|_| !is_used_up) {
            // A straight effect moves all at once, and no multiplier stops halfway: the segment there does.
            keep(&Minimiser {
                allocation: self.edge(&from, &beyond),
                value: self.most,
                proven: sign * f64::NEG_INFINITY,
            });
        }
        let whole = end.proven.clamp(0.0, self.region.unit());
        end.proven = if sign > 0.0 { whole.min(end.found) } else { whole.max(end.found) };
        end.is_searched = is_used_up || self.watch.stop().is_none();
        Ok(end)
    }

    /// The furthest allocation on the segment from one within the allowance to one beyond it that is still within.
    fn edge(&self, from: &Allocation, beyond: &Allocation) -> Allocation {
        let segment = from.millions().iter().zip(beyond.millions());
        let at =
            |part: f64| Allocation::from_millions(segment.clone().map(|(a, b)| a + part * (b - a)).collect());
        let is_inside = |part: f64| {
            let efforts = self.region.efforts(&self.region.point(&at(part)));
            total(&self.oracle.at(&efforts)) <= self.most
        };
        at(bisect(HALVINGS, is_inside))
    }

    /// Minimises the Lagrangian of a group's money, beginning at an allocation.
    fn minimise(
        &self,
        group: &[usize],
        sign: f64,
        multiplier: f64,
        from: &Allocation,
    ) -> Result<Minimiser, SolveError> {
        let lagrangian = Lagrangian { oracle: self.oracle, group, slope: sign * multiplier };
        let allowance = self.most - self.at_best;
        let options = Options {
            gap: GAP.min(0.01 * allowance / self.at_best.abs()),
            most_iterations: 200,
            exact: false,
            watch: self.watch,
        };
        let solved = minimise_unswitched(&lagrangian, self.region, from, self.solver, options)?;
        let efforts = self.region.efforts(&self.region.point(&solved.allocation));
        let value = total(&self.oracle.at(&efforts));
        // The multiplier is on efforts; what has been paid to begin is money too.
        let paid: f64 = group.iter().map(|&member| self.region.paid(member)).sum();
        let proven = paid + sign * (solved.certificate.lower - self.most) / multiplier;
        Ok(Minimiser { allocation: solved.allocation, value, proven })
    }
}

/// An objective with a multiplier on the efforts of some programmes.
struct Lagrangian<'a> {
    oracle: &'a dyn Oracle,
    group: &'a [usize],
    slope: f64,
}

impl Oracle for Lagrangian<'_> {
    fn at(&self, efforts: &[f64]) -> Vec<Piece> {
        self.with_multiplier(self.oracle.at(efforts), efforts)
    }

    fn curved(&self, efforts: &[f64]) -> Option<(Vec<Piece>, Curvature)> {
        let (pieces, curvature) = self.oracle.curved(efforts)?;
        Some((self.with_multiplier(pieces, efforts), curvature))
    }
}

impl Lagrangian<'_> {
    fn with_multiplier(&self, mut pieces: Vec<Piece>, efforts: &[f64]) -> Vec<Piece> {
        let value = self.group.iter().map(|&member| efforts[member] * self.slope).sum();
        pieces
            .push(Piece { value, gradient: self.group.iter().map(|&member| (member, self.slope)).collect() });
        pieces
    }
}

fn total(pieces: &[Piece]) -> f64 {
    pieces.iter().map(|piece| piece.value).sum()
}
