//! Ties: programmes that the objective does not see.
//!
//! Where nobody has costed a programme's threats, any amount of it is as good as any other, and a vertex of a
//! linear program would be an arbitrary answer. The least surprising one is where the programme began: at the
//! allowed allocation that moves the least money from today's.

use crate::optimise::Solver;
use crate::optimise::objective::Evaluator;
use crate::optimise::objective::Iterate;
use crate::optimise::region::ACTIVE;
use crate::optimise::region::Face;
use crate::optimise::region::Polytope;
use crate::optimise::region::Side;

/// The iterate with programmes that change nothing, neither where the search began nor here, put back to their
/// first amounts as far as the others' amounts allow; `None` where they are there, or no solver gets them there.
pub(super) fn break_ties(
    evaluator: &Evaluator<'_>,
    start: &Iterate,
    best: &Iterate,
    solver: &dyn Solver,
) -> Option<Iterate> {
    // A programme without any effect has a gradient of exactly nought; everything else has rounding at least.
    let is_flat = |programme: usize| {
        start.gradient[programme].abs() < f64::MIN_POSITIVE
            && best.gradient[programme].abs() < f64::MIN_POSITIVE
    };
    let is_away = |programme: usize| (start.point[programme] - best.point[programme]).abs() > ACTIVE;
    if !(0..best.point.len()).any(|programme| is_flat(programme) && is_away(programme)) {
        return None;
    }
    let flat: Vec<usize> = (0..best.point.len()).filter(|programme| is_flat(*programme)).collect();
    if is_stuck(&evaluator.polytope, &best.point, &flat) {
        return None;
    }
    let mut back = best.point.clone();
    for &programme in &flat {
        back[programme] = start.point[programme];
    }
    let as_good = |point: &[f64]| {
        let iterate = evaluator.evaluate(point);
        let is_allowed = evaluator.polytope.worst_violation(&iterate.point) <= ACTIVE;
        (is_allowed && iterate.is_no_worse_than(best)).then_some(iterate)
    };
    if evaluator.polytope.worst_violation(&back) <= ACTIVE {
        return as_good(&back);
    }
    let mut variables = evaluator.region.variables().to_vec();
    for (programme, variable) in variables.iter_mut().enumerate() {
        if !is_flat(programme) {
            (variable.lower, variable.upper) = (best.point[programme], best.point[programme]);
        }
    }
    as_good(&evaluator.region.nearest_point(variables, &start.point, solver).ok()??)
}

/// Whether some programmes cannot get anything else where the others stay: each has the least it may have, and is in a
/// row that lets none of them have more.
fn is_stuck(polytope: &Polytope, point: &[f64], programmes: &[usize]) -> bool {
    let is_least = |programme: usize| {
        matches!(polytope.side(programme, point[programme]), Some(Side::Lower | Side::Both))
    };
    if !programmes.iter().all(|programme| is_least(*programme)) {
        return false;
    }
    let full = polytope.faces.iter().filter(|face| {
        let has = |sign: f64| programmes.iter().all(|programme| sign * face.normal[*programme] >= 0.0);
        (face.equal || face.slack(point) <= ACTIVE) && (has(-1.0) || (face.equal && has(1.0)))
    });
    let full: Vec<&Face> = full.collect();
    programmes.iter().all(|&programme| {
        polytope.side(programme, point[programme]) == Some(Side::Both)
            || full.iter().any(|face| face.normal[programme] != 0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programmes_are_stuck_where_every_one_is_in_a_full_row() {
        let face = |normal: [f64; 3], equal| Face { normal: normal.to_vec(), bound: -1.0, equal };
        let bounds = vec![(0.0, 1.0); 3];
        let budget = Polytope { bounds: bounds.clone(), faces: vec![face([-1.0; 3], false)] };
        assert!(is_stuck(&budget, &[1.0, 0.0, 0.0], &[1, 2]), "all money is elsewhere");
        assert!(!is_stuck(&budget, &[0.9, 0.0, 0.0], &[1, 2]), "some money is left");
        assert!(!is_stuck(&budget, &[0.9, 0.1, 0.0], &[1, 2]), "one has what the other may get");
        let one = Polytope { bounds, faces: vec![face([-1.0, -1.0, 0.0], false)] };
        assert!(!is_stuck(&one, &[1.0, 0.0, 0.0], &[1, 2]), "the third is in no row");
        let traded = Polytope { faces: vec![face([-1.0, -1.0, 1.0], false)], ..one };
        assert!(!is_stuck(&traded, &[1.0, 0.0, 0.0], &[1, 2]), "one may get what the other makes room for");
    }
}
