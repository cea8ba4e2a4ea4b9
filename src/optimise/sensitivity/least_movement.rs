//! The least of something linear (money, or movement of money) that keeps a convex value below a target.

use crate::optimise::Certificate;
use crate::optimise::Options;
use crate::optimise::Oracle;
use crate::optimise::Piece;
use crate::optimise::Region;
use crate::optimise::Row;
use crate::optimise::Sense;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::Variable;
use crate::optimise::cuts::Master;
use crate::optimise::numeric::bisect;
use crate::optimise::objective::Cut;

/// The least movement of money that meets a target.
#[derive(Clone, Debug, PartialEq)]
pub struct LeastMovement {
    /// The point, in the region's variables; evaluation says that it meets the target.
    pub point: Vec<f64>,
    /// The money moved there, £m: half of the sum of all changes, since what leaves one place arrives in another.
    pub moved: f64,
    /// What the planes prove: no less movement meets the target.
    pub at_least: f64,
}

/// Masters solved at most.
const ROUNDS: usize = 200;

/// Halvings of the segment from a point that meets the target to one that does not.
const HALVINGS: usize = 40;

/// The allowed allocation that moves the least money from `origin` (by programme, £m) and whose value is at most
/// `target`; `None` where none has. The region must have every switch decided, and `inside` must meet the target.
///
/// # Errors
/// The solver broke.
pub fn least_movement(
    oracle: &dyn Oracle,
    region: &Region,
    origin: &[f64],
    inside: &[f64],
    target: f64,
    solver: &dyn Solver,
    options: Options<'_>,
) -> Result<LeastMovement, SolveError> {
    let value_at = |point: &[f64]| {
        let efforts = region.efforts(point);
        let pieces = oracle.at(&efforts);
        let value: f64 = pieces.iter().map(|piece| piece.value).sum();
        let cuts: Vec<Cut> =
            pieces.iter().enumerate().map(|(i, piece)| Cut::touching(i, piece, &efforts)).collect();
        (value, cuts, pieces)
    };
    let movement = |point: &[f64]| {
        point.iter().zip(origin).map(|(share, from)| (share * region.unit() - from).abs()).sum::<f64>() / 2.0
    };
    let (size, first, pieces) = value_at(inside);
    let mut master = Master::new(region, &pieces, size);
    master.add(first);
    let mut best = LeastMovement { point: inside.to_vec(), moved: movement(inside), at_least: 0.0 };
    for _ in 0..ROUNDS {
        if options.watch.stop().is_some() {
            break;
        }
        let proposal = propose(&master, region, origin, target, solver)?;
        best.at_least = best.at_least.max(movement(&proposal));
        let (value, cuts, _) = value_at(&proposal);
        master.add(cuts);
        let met =
            if value <= target { proposal } else { step_back(&best.point, &proposal, target, &value_at) };
        if movement(&met) < best.moved {
            best.moved = movement(&met);
            best.point.clone_from(&met);
        }
        if value > target {
            // The planes where the segment back crosses the target are the ones that matter.
            master.add(value_at(&met).1);
        }
        if Certificate::gap_between(best.moved, best.at_least) <= options.gap {
            break;
        }
    }
    best.at_least = best.at_least.min(best.moved);
    Ok(best)
}

/// The point of least movement that the planes made so far let meet the target.
fn propose(
    master: &Master<'_>,
    region: &Region,
    origin: &[f64],
    target: f64,
    solver: &dyn Solver,
) -> Result<Vec<f64>, SolveError> {
    let mut program = master.at_most(target);
    for (programme, from) in origin.iter().enumerate() {
        let moved = program.variables.len();
        let name = format!("moved.{programme}");
        let variable =
            Variable { name: name.clone(), lower: 0.0, upper: f64::INFINITY, cost: 1.0, whole: false };
        program.variables.push(variable);
        for (sign, sense) in [(-1.0, Sense::AtLeast), (1.0, Sense::AtMost)] {
            let terms = vec![(programme, 1.0), (moved, -sign)];
            program.rows.push(Row { name: name.clone(), terms, sense, bound: from / region.unit() });
        }
    }
    let answer = solver.solve(&program)?;
    Ok(answer.values[..region.variables().len()].to_vec())
}

/// The furthest point on the segment from one that meets the target to one that does not.
fn step_back(
    inside: &[f64],
    outside: &[f64],
    target: f64,
    value_at: &impl Fn(&[f64]) -> (f64, Vec<Cut>, Vec<Piece>),
) -> Vec<f64> {
    let at = |part: f64| -> Vec<f64> {
        inside.iter().zip(outside).map(|(inside, outside)| inside + part * (outside - inside)).collect()
    };
    at(bisect(HALVINGS, |part| value_at(&at(part)).0 <= target))
}
