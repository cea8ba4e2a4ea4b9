//! How every solver that `good_lp` knows is given a linear program, and how its answer is read.

use crate::optimise::Answer;
use crate::optimise::LinearProgram;
use crate::optimise::Sense;
use crate::optimise::SolveError;
use good_lp::Expression;
use good_lp::ProblemVariables;
use good_lp::ResolutionError;
use good_lp::Solution;
use good_lp::SolverModel;
use good_lp::variable;
use good_lp::variable::UnsolvedProblem;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

/// Solves a program with the solver of this name that `using` sets up.
pub(super) fn solve_through<M: SolverModel<Error = ResolutionError>>(
    solver: &'static str,
    program: &LinearProgram,
    using: impl FnOnce(UnsolvedProblem) -> M,
) -> Result<Answer, SolveError> {
    // Numbers beyond all measure make some solvers panic; that is their failure, not the program's.
    let ended = catch_unwind(AssertUnwindSafe(|| values(program, using)));
    let answered = ended.map_err(|_| SolveError::Broken { solver, reason: "it panicked".to_owned() })?;
    let values = answered.map_err(|error| match error {
        ResolutionError::Infeasible => SolveError::Infeasible,
        ResolutionError::Unbounded => SolveError::Unbounded,
        other => SolveError::Broken { solver, reason: other.to_string() },
    })?;
    Ok(Answer::new(program, values))
}

/// The value of each variable at the best point.
fn values<M: SolverModel<Error = ResolutionError>>(
    program: &LinearProgram,
    using: impl FnOnce(UnsolvedProblem) -> M,
) -> Result<Vec<f64>, ResolutionError> {
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
    let mut model = using(variables.minimise(objective));
    for row in &program.rows {
        let left = expression(&mut row.terms.iter().copied());
        model.add_constraint(match row.sense {
            Sense::AtMost => left.leq(row.bound),
            Sense::AtLeast => left.geq(row.bound),
            Sense::Equal => left.eq(row.bound),
        });
    }
    let solution = model.solve()?;
    Ok(handles.iter().map(|&handle| solution.value(handle)).collect())
}
