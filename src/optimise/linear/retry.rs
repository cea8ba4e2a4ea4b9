//! A solver that is put the same program in another form when it breaks.
//!
//! Simplex codes break on sound programs: a basis becomes singular, or rounding makes a program without end of one
//! that has one. The same program with its variables bounded, its rows scaled or its order reversed takes other pivots
//! and has the same answer.

use crate::optimise::Answer;
use crate::optimise::LinearProgram;
use crate::optimise::Row;
use crate::optimise::Sense;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::Variable;

/// A solver whose failures are looked into.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Retrying<S>(pub(super) S);

/// How far a point may miss a row or a bound, as a part of 1 and of its size: ten times what solvers leave.
const MISSED: f64 = 1e-6;

/// Passes over the rows in search of bounds: what one row bounds may bound another's.
const PASSES: usize = 3;

impl<S: Solver> Solver for Retrying<S> {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn solve(&self, program: &LinearProgram) -> Result<Answer, SolveError> {
        let first = match self.0.solve(program) {
            Err(problem @ (SolveError::Unbounded | SolveError::Broken { .. })) => problem,
            answered => return answered,
        };
        let bounded = bounded(program);
        let has_a_bound = bounded.variables.iter().all(|variable| {
            variable.cost == 0.0
                || (if variable.cost > 0.0 { variable.lower } else { variable.upper }).is_finite()
        });
        if first == SolveError::Unbounded && !has_a_bound {
            return Err(first);
        }
        for other in [bounded.clone(), scaled(&bounded)] {
            for is_reversed in [false, true] {
                let asked = if is_reversed { reversed(&other) } else { other.clone() };
                match self.0.solve(&asked) {
                    Ok(Answer { mut values, .. }) => {
                        if is_reversed {
                            values.reverse();
                        }
                        // Whoever broke once is not taken at its word.
                        if keeps(program, &values) {
                            return Ok(Answer::new(program, values));
                        }
                    }
                    Err(SolveError::Infeasible) if !matches!(first, SolveError::Unbounded) => {
                        return Err(SolveError::Infeasible);
                    }
                    Err(_) => {}
                }
            }
        }
        Err(first)
    }
}

/// Whether a point keeps a program's rows and bounds.
fn keeps(program: &LinearProgram, values: &[f64]) -> bool {
    let missed = |by: f64, size: f64| by > MISSED * (1.0 + size.abs());
    let rows = program.rows.iter().any(|row| missed(row.missed_by(values), row.bound));
    let outside = program.variables.iter().zip(values).any(|(variable, value)| {
        !value.is_finite() || missed((variable.lower - value).max(value - variable.upper), *value)
    });
    !rows && !outside
}

/// The program with the bounds that its rows imply of variables that have none.
fn bounded(program: &LinearProgram) -> LinearProgram {
    let mut bounded = program.clone();
    for _ in 0..PASSES {
        for row in &program.rows {
            for &(variable, factor) in row.terms.iter().filter(|(_, factor)| *factor != 0.0) {
                let (lower, upper) = implied(row, variable, factor, &bounded.variables);
                let own = &mut bounded.variables[variable];
                if own.lower == f64::NEG_INFINITY && lower.is_finite() {
                    own.lower = lower;
                }
                if own.upper == f64::INFINITY && upper.is_finite() {
                    own.upper = upper;
                }
            }
        }
    }
    bounded
}

/// What a row implies of one of its variables: the others at their most helpful.
fn implied(row: &Row, variable: usize, factor: f64, variables: &[Variable]) -> (f64, f64) {
    let others = |is_most: bool| -> f64 {
        let others = row.terms.iter().filter(|(other, _)| *other != variable);
        let ends = others.map(|&(other, factor)| {
            let Variable { lower, upper, .. } = variables[other];
            factor * if (factor > 0.0) == is_most { upper } else { lower }
        });
        ends.sum()
    };
    let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
    if row.sense != Sense::AtMost {
        low = row.bound - others(true);
    }
    if row.sense != Sense::AtLeast {
        high = row.bound - others(false);
    }
    // A margin for rounding, so that no bound is where the answer is.
    let margin = |end: f64| 1e-6 * (1.0 + end.abs());
    let (low, high) = (low / factor, high / factor);
    let (low, high) = if factor > 0.0 { (low, high) } else { (high, low) };
    (low - margin(low), high + margin(high))
}

/// The program with each row's largest coefficient near 1.
fn scaled(program: &LinearProgram) -> LinearProgram {
    let mut scaled = program.clone();
    for row in &mut scaled.rows {
        let largest = row.terms.iter().fold(0.0_f64, |largest, (_, factor)| largest.max(factor.abs()));
        if largest > 0.0 {
            row.terms.iter_mut().for_each(|(_, factor)| *factor /= largest);
            row.bound /= largest;
        }
    }
    scaled
}

/// The program with variables and rows in the opposite order.
fn reversed(program: &LinearProgram) -> LinearProgram {
    let last = program.variables.len().saturating_sub(1);
    let variables = program.variables.iter().rev().cloned().collect();
    let rows = program.rows.iter().rev().map(|row| {
        let terms = row.terms.iter().rev().map(|(variable, factor)| (last - variable, *factor)).collect();
        Row { terms, ..row.clone() }
    });
    LinearProgram { variables, rows: rows.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimise::Microlp;
    use std::sync::atomic::AtomicUsize;
    use std::sync::atomic::Ordering;

    /// Breaks a number of times before it answers.
    struct Frail {
        problem: SolveError,
        left: AtomicUsize,
    }

    impl Frail {
        fn breaking(times: usize, problem: SolveError) -> Retrying<Self> {
            Retrying(Self { problem, left: AtomicUsize::new(times) })
        }
    }

    impl Solver for Frail {
        fn name(&self) -> &'static str {
            "frail"
        }

        fn solve(&self, program: &LinearProgram) -> Result<Answer, SolveError> {
            match self.left.load(Ordering::Relaxed) {
                0 => Microlp.solve(program),
                left => {
                    self.left.store(left - 1, Ordering::Relaxed);
                    Err(self.problem.clone())
                }
            }
        }
    }

    /// The least θ with θ ≥ 4 − 2x and θ ≥ x − 2 over 0 ≤ x ≤ 5: the lines meet at x = 2, where θ = 0.
    fn two_planes() -> LinearProgram {
        let variable =
            |name: &str, lower, upper, cost| Variable { name: name.into(), lower, upper, cost, whole: false };
        let row = |slope, bound| Row {
            name: "cut".into(),
            terms: vec![(0, slope), (1, 1.0)],
            sense: Sense::AtLeast,
            bound,
        };
        LinearProgram {
            variables: vec![
                variable("x", 0.0, 5.0, 0.0),
                variable("theta", f64::NEG_INFINITY, f64::INFINITY, 1.0),
            ],
            rows: vec![row(2.0, 4.0), row(-1.0, -2.0)],
        }
    }

    #[test]
    fn a_program_that_breaks_a_solver_is_answered_in_other_words() {
        let broken = SolveError::Broken { solver: "frail", reason: "singular matrix".into() };
        for problem in [broken, SolveError::Unbounded] {
            for times in 0..=4 {
                let answer = Frail::breaking(times, problem.clone()).solve(&two_planes()).unwrap();
                assert!(answer.objective.abs() < 1e-9, "{times}: {answer:?}, a vertex but for rounding");
                assert!((answer.values[0] - 2.0).abs() < 1e-9, "{times}: in the program's own order");
            }
            assert_eq!(Frail::breaking(5, problem.clone()).solve(&two_planes()), Err(problem));
        }
    }

    #[test]
    fn what_truly_has_no_bound_is_said_to_have_none() {
        let mut endless = two_planes();
        endless.rows.clear();
        assert_eq!(Retrying(Microlp).solve(&endless), Err(SolveError::Unbounded));
    }

    #[test]
    fn implied_bounds_leave_the_answer_inside() {
        let bounded = bounded(&two_planes());
        // θ ≥ 4 − 2·5 and θ ≥ 0 − 2; the first row that says anything is kept, with its margin.
        assert!((bounded.variables[1].lower + 6.0).abs() < 1e-4, "{bounded:?}");
    }
}
