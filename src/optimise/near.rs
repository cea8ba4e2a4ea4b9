//! Allocations that are nearly as good: how far each part of the money can move before it matters.

use crate::model::Allocation;
use crate::optimise::Oracle;
use crate::optimise::Piece;
use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::cut::Cut;
use crate::optimise::master::Master;
use crate::simulate::side_by_side;

/// The least and the most that some programmes together get in any allocation within an allowance of the best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NearBest {
    /// The least found, £m; an allocation with it was evaluated and is within the allowance.
    pub lowest: f64,
    /// The most found, £m; likewise.
    pub highest: f64,
    /// What the planes prove: no allocation within the allowance has less.
    pub at_least: f64,
    /// What the planes prove: no allocation within the allowance has more.
    pub at_most: f64,
}

/// Masters solved for one end, before the last step back is taken.
const ROUNDS: usize = 30;

/// Halvings of the way between the best and a proposal that is too far out: a part in a thousand million.
const HALVINGS: usize = 30;

/// The range of each group's money among allocations whose value is at most `most`.
///
/// The region must have every switch decided. An end is where a master over the planes sends it, if evaluation
/// agrees; else the planes there are added and the master is asked again; at last the way back to the best is
/// halved until evaluation agrees, which it must somewhere on a segment of a convex set.
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
) -> Result<Vec<NearBest>, SolveError> {
    let point = region.point(best);
    let pieces = oracle.at(&region.efforts(&point));
    let near = Near { oracle, region, best: point, pieces, most, solver };
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
    best: Vec<f64>,
    pieces: Vec<Piece>,
    most: f64,
    solver: &'a dyn Solver,
}

/// One end of a range, £m.
#[derive(Clone, Copy)]
struct End {
    found: f64,
    proven: f64,
}

impl Near<'_> {
    /// The least of a group's money for `sign` 1, the most for −1.
    fn end(&self, group: &[usize], sign: f64) -> Result<End, SolveError> {
        let money =
            |point: &[f64]| group.iter().map(|&member| point[member]).sum::<f64>() * self.region.unit();
        let size = self.pieces.iter().map(|piece| piece.value).sum::<f64>();
        let mut master = Master::new(self.region, self.pieces.len(), size);
        self.add(&mut master, &self.pieces, &self.best);
        let mut end = End { found: money(&self.best), proven: 0.0 };
        let mut last = self.best.clone();
        for _ in 0..ROUNDS {
            let mut program = master.at_most(self.most);
            group.iter().for_each(|&member| program.variables[member].cost = sign);
            let answer = self.solver.solve(&program)?;
            let point = &answer.values[..self.best.len()];
            end.proven = money(point);
            let pieces = self.oracle.at(&self.region.efforts(point));
            if self.is_within(&pieces) {
                end.found = end.proven;
                return Ok(end);
            }
            self.add(&mut master, &pieces, point);
            last = point.to_vec();
        }
        end.found = money(&self.step_back(&last));
        Ok(end)
    }

    fn add(&self, master: &mut Master<'_>, pieces: &[Piece], point: &[f64]) {
        let efforts = self.region.efforts(point);
        master.add(pieces.iter().enumerate().map(|(i, piece)| Cut::touching(i, piece, &efforts)));
    }

    fn is_within(&self, pieces: &[Piece]) -> bool {
        pieces.iter().map(|piece| piece.value).sum::<f64>() <= self.most
    }

    /// The furthest point on the way from the best to a proposal that evaluation allows.
    fn step_back(&self, proposal: &[f64]) -> Vec<f64> {
        let at = |part: f64| -> Vec<f64> {
            self.best.iter().zip(proposal).map(|(best, far)| best + part * (far - best)).collect()
        };
        let (mut inside, mut outside) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(inside, outside);
            if self.is_within(&self.oracle.at(&self.region.efforts(&at(middle)))) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        at(inside)
    }
}
