//! The default solver: `microlp` through `good_lp`, pure Rust, the same bits on every machine.

use crate::optimise::Answer;
use crate::optimise::LinearProgram;
use crate::optimise::Sense;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use good_lp::Expression;
use good_lp::ProblemVariables;
use good_lp::ResolutionError;
use good_lp::Solution;
use good_lp::SolverModel;
use good_lp::variable;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

/// Solves with `microlp`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Microlp;

impl Solver for Microlp {
    fn name(&self) -> &'static str {
        "microlp"
    }

    fn solve(&self, program: &LinearProgram) -> Result<Answer, SolveError> {
        let mut variables = ProblemVariables::new();
        let handles: Vec<good_lp::Variable> = program
            .variables
            .iter()
            .map(|spec| {
                let definition = variable().min(spec.lower).max(spec.upper);
                variables.add(if spec.whole { definition.integer() } else { definition })
            })
            .collect();
        let expression = |terms: &mut dyn Iterator<Item = (usize, f64)>| {
            let mut expression = Expression::default();
            terms.for_each(|(variable, coefficient)| expression.add_mul(coefficient, handles[variable]));
            expression
        };
        let costs = program.variables.iter().map(|variable| variable.cost).enumerate();
        let objective = expression(&mut costs.filter(|(_, cost)| *cost != 0.0));
        let mut model = variables.minimise(objective).using(good_lp::solvers::microlp::microlp);
        for row in &program.rows {
            let left = expression(&mut row.terms.iter().copied());
            model.add_constraint(match row.sense {
                Sense::AtMost => left.leq(row.bound),
                Sense::AtLeast => left.geq(row.bound),
                Sense::Equal => left.eq(row.bound),
            });
        }
        // Numbers beyond all measure make this solver panic; that is its failure, not the program's.
        let solved = catch_unwind(AssertUnwindSafe(|| model.solve()));
        let solved =
            solved.map_err(|_| SolveError::Broken { solver: "microlp", reason: "it panicked".to_owned() })?;
        let solution = solved.map_err(|error| match error {
            ResolutionError::Infeasible => SolveError::Infeasible,
            ResolutionError::Unbounded => SolveError::Unbounded,
            other => SolveError::Broken { solver: "microlp", reason: other.to_string() },
        })?;
        Ok(Answer::new(program, handles.iter().map(|&handle| solution.value(handle)).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimise::Row;
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
