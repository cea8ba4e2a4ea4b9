//! Ends of ranges by multipliers, one after the other: one search for the multiplier κ at which the least of f + κ·m uses
//! up the allowance. It takes no second derivatives, and minimises each Lagrangian afresh.

use crate::model::Allocation;
use crate::optimise::Curved;
use crate::optimise::Options;
use crate::optimise::Oracle;
use crate::optimise::Piece;
use crate::optimise::SolveError;
use crate::optimise::cuts::minimise_unswitched;
use crate::optimise::numeric::bisect;
use crate::optimise::sensitivity::range_end::End;
use crate::optimise::sensitivity::range_end::RangeSearch;
use crate::optimise::sensitivity::range_end::Which;
use crate::optimise::sensitivity::range_end::total;

/// Multipliers tried for one end.
const TRIALS: usize = 12;

/// Halvings of a segment that no multiplier stops on: a thousandth of it.
const HALVINGS: usize = 10;

/// A multiplier is large enough when all but this part of the allowance is used up.
const UNUSED: f64 = 0.02;

/// Each Lagrangian is minimised to this gap, or to a hundredth of the allowance: its duality proves no less for that.
const GAP: f64 = 1e-6;

/// The minimum of one Lagrangian.
struct Minimiser {
    allocation: Allocation,
    /// The value there, without the multiplier's part.
    value: f64,
    /// What its duality proves of the end, £m.
    proven: f64,
}

impl RangeSearch<'_> {
    /// One end, by a search for the multiplier that uses up the allowance.
    ///
    /// # Errors
    /// The solver broke.
    pub(super) fn by_multipliers(&self, which: Which<'_>) -> Result<End, SolveError> {
        let Which { group, sign } = which;
        let (allowance, overruling) = (self.allowance(), self.overruling());
        let mut end = End::at(which, self);
        let mut keep = |minimiser: &Minimiser| {
            end.prove(minimiser.proven);
            if minimiser.value <= self.most {
                end.keep(minimiser.allocation.total_of(group).millions());
            }
        };
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
        end.is_searched = is_used_up || self.watch.stop().is_none();
        Ok(end.uncrossed())
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
        let region = self.region.counting(group);
        let lagrangian = Lagrangian { oracle: self.oracle, slope: sign * multiplier };
        let allowance = self.allowance();
        let options = Options {
            gap: GAP.min(0.01 * allowance / self.at_best.abs()),
            most_iterations: 200,
            exact: false,
            watch: self.watch,
        };
        let solved = minimise_unswitched(&lagrangian, &region, from, self.solver, options)?;
        let efforts = self.region.efforts(&self.region.point(&solved.allocation));
        let value = total(&self.oracle.at(&efforts));
        let proven = sign * (solved.certificate.lower - self.most) / multiplier;
        Ok(Minimiser { allocation: solved.allocation, value, proven })
    }
}

/// An objective with a multiplier on an amount of money, which is the last of its efforts.
struct Lagrangian<'a> {
    oracle: &'a dyn Oracle,
    slope: f64,
}

impl Oracle for Lagrangian<'_> {
    fn passes(&self) -> usize {
        self.oracle.passes()
    }

    fn at(&self, efforts: &[f64]) -> Vec<Piece> {
        let Some((money, felt)) = efforts.split_last() else { return Vec::new() };
        self.with_multiplier(self.oracle.at(felt), felt.len(), *money)
    }

    fn curved(&self, efforts: &[f64]) -> Option<(Vec<Piece>, Curved)> {
        let (money, felt) = efforts.split_last()?;
        let (pieces, mut curvature) = self.oracle.curved(felt)?;
        // Money by itself bends nothing.
        for row in &mut curvature {
            row.push(0.0);
        }
        curvature.push(vec![0.0; efforts.len()]);
        Some((self.with_multiplier(pieces, felt.len(), *money), curvature))
    }
}

impl Lagrangian<'_> {
    fn with_multiplier(&self, mut pieces: Vec<Piece>, place: usize, money: f64) -> Vec<Piece> {
        pieces.push(Piece { value: money * self.slope, gradient: vec![(place, self.slope)] });
        pieces
    }
}
