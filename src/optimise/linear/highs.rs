//! The other solver: `HiGHS` through `good_lp`, compiled from C++ where the Cargo feature `highs` is on.

use crate::optimise::Answer;
use crate::optimise::LinearProgram;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::linear::through_good_lp::solve_through;
use good_lp::solvers::highs::HighsParallelType;
use good_lp::solvers::highs::HighsPresolveType;
use good_lp::solvers::highs::HighsProblem;
use good_lp::solvers::highs::HighsSolverType;
use good_lp::solvers::highs::highs;
use good_lp::variable::UnsolvedProblem;

/// How far a row, a reduced cost or a whole number may be out: masters are scaled for an absolute 1e-7, and the
/// tightest that `HiGHS` takes is 1e-10.
const TOLERANCE: f64 = 1e-9;

/// Solves with `HiGHS`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Highs;

impl Solver for Highs {
    fn name(&self) -> &'static str {
        "highs"
    }

    fn solve(&self, program: &LinearProgram) -> Result<Answer, SolveError> {
        // A model of nothing has a status of its own there.
        if program.variables.is_empty() && program.rows.is_empty() {
            return Ok(Answer::new(program, Vec::new()));
        }
        solve_through(self.name(), program, set_up)
    }
}

/// One thread and a fixed seed, so that one machine gives one answer; and no presolve, which is allowed to say
/// "unbounded or infeasible" and saves nothing on programs of this size.
fn set_up(problem: UnsolvedProblem) -> HighsProblem {
    highs(problem)
        .set_solver(HighsSolverType::Simplex)
        .set_parallel(HighsParallelType::Off)
        .set_presolve(HighsPresolveType::Off)
        .set_threads(1)
        .set_option("random_seed", 0)
        .set_option("primal_feasibility_tolerance", TOLERANCE)
        .set_option("dual_feasibility_tolerance", TOLERANCE)
        .set_option("mip_feasibility_tolerance", TOLERANCE)
        .set_option("mip_rel_gap", TOLERANCE)
        .set_option("mip_abs_gap", TOLERANCE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimise::Row;
    use crate::optimise::Sense;
    use crate::optimise::Variable;

    fn amount(upper: f64, cost: f64) -> Variable {
        Variable { name: "a".to_owned(), lower: 0.0, upper, cost, whole: false }
    }

    fn row(terms: Vec<(usize, f64)>, sense: Sense, bound: f64) -> Row {
        Row { name: "r".to_owned(), terms, sense, bound }
    }

    #[test]
    fn the_three_senses_and_whole_numbers_have_their_answers_by_hand() {
        // max 3a + 2b + w with a + b ≤ 4, a ≥ 1, b = 2w, w whole and at most 1.5: a = 2, b = 2, w = 1.
        let whole = Variable { whole: true, ..amount(1.5, -1.0) };
        let rows = vec![
            row(vec![(0, 1.0), (1, 1.0)], Sense::AtMost, 4.0),
            row(vec![(0, 1.0)], Sense::AtLeast, 1.0),
            row(vec![(1, 1.0), (2, -2.0)], Sense::Equal, 0.0),
        ];
        let variables = vec![amount(2.0, -3.0), amount(f64::INFINITY, -2.0), whole];
        let answer = Highs.solve(&LinearProgram { variables, rows }).unwrap();
        for (value, by_hand) in answer.values.iter().zip([2.0, 2.0, 1.0]) {
            assert!((value - by_hand).abs() < 1e-9, "{answer:?}");
        }
    }

    #[test]
    fn no_point_no_bound_and_no_program_are_told_apart() {
        let out_of_reach = row(vec![(0, 1.0)], Sense::AtLeast, 5.0);
        let none = LinearProgram { variables: vec![amount(4.0, 1.0)], rows: vec![out_of_reach] };
        assert_eq!(Highs.solve(&none), Err(SolveError::Infeasible));
        let endless = LinearProgram { variables: vec![amount(f64::INFINITY, -1.0)], rows: vec![] };
        assert_eq!(Highs.solve(&endless), Err(SolveError::Unbounded));
        let empty = LinearProgram { variables: vec![], rows: vec![] };
        assert_eq!(Highs.solve(&empty).map(|answer| answer.values), Ok(vec![]));
    }

    #[test]
    fn numbers_that_are_not_numbers_are_a_broken_solver_and_no_panic() {
        let odd = row(vec![(0, f64::NAN)], Sense::AtMost, f64::NAN);
        let program = LinearProgram { variables: vec![amount(1.0, f64::NAN)], rows: vec![odd] };
        assert!(!matches!(Highs.solve(&program), Ok(answer) if answer.objective.is_finite()));
    }
}
