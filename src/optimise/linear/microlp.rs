//! The default solver: `microlp` through `good_lp`, pure Rust, the same bits on every machine.

use crate::optimise::Answer;
use crate::optimise::LinearProgram;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::linear::through_good_lp::solve_through;

/// Solves with `microlp`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Microlp;

impl Solver for Microlp {
    fn name(&self) -> &'static str {
        "microlp"
    }

    fn solve(&self, program: &LinearProgram) -> Result<Answer, SolveError> {
        solve_through(self.name(), program, good_lp::solvers::microlp::microlp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimise::Row;
    use crate::optimise::Sense;
    use crate::optimise::Variable;

    fn amount(name: &str, upper: f64, cost: f64) -> Variable {
        Variable { name: name.into(), lower: 0.0, upper, cost, whole: false }
    }

    #[test]
    fn a_small_program_has_its_textbook_answer() {
        // max 3a + 5b with a ≤ 4, 2b ≤ 12, 3a + 2b ≤ 18 (Wyndor Glass, Hillier & Lieberman): 36 at (2, 6).
        let row =
            |terms: Vec<(usize, f64)>, bound| Row { name: "r".into(), terms, sense: Sense::AtMost, bound };
        let program = LinearProgram {
            variables: vec![amount("a", 4.0, -3.0), amount("b", f64::INFINITY, -5.0)],
            rows: vec![row(vec![(1, 2.0)], 12.0), row(vec![(0, 3.0), (1, 2.0)], 18.0)],
        };
        let answer = Microlp.solve(&program).unwrap();
        assert!((answer.objective + 36.0).abs() < 1e-9, "a vertex, exact but for rounding");
        assert!((answer.values[0] - 2.0).abs() < 1e-9);
    }

    #[test]
    fn no_point_and_no_bound_are_told_apart() {
        let row = Row { name: "r".into(), terms: vec![(0, 1.0)], sense: Sense::AtLeast, bound: 5.0 };
        let none = LinearProgram { variables: vec![amount("a", 4.0, 1.0)], rows: vec![row] };
        assert_eq!(Microlp.solve(&none), Err(SolveError::Infeasible));
        let endless = LinearProgram { variables: vec![amount("a", f64::INFINITY, -1.0)], rows: vec![] };
        assert_eq!(Microlp.solve(&endless), Err(SolveError::Unbounded));
    }
}
