//! The port to linear-programming solvers.

use crate::optimise::LinearProgram;
use crate::optimise::StoppedBy;

/// Something that solves linear programs.
pub trait Solver: Sync {
    /// Its name and version, for the record.
    fn name(&self) -> &'static str;

    /// The best point.
    ///
    /// # Errors
    /// No point meets all rows, points get better without end, or the solver broke.
    fn solve(&self, program: &LinearProgram) -> Result<Answer, SolveError>;
}

/// The best point of a linear program.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The value of each variable.
    pub values: Vec<f64>,
    /// The sum of cost × value, computed from the values.
    pub objective: f64,
}

impl Answer {
    /// The answer with its objective added up from the values themselves.
    #[must_use]
    pub fn new(program: &LinearProgram, values: Vec<f64>) -> Self {
        let objective =
            program.variables.iter().zip(&values).map(|(variable, value)| variable.cost * value).sum();
        Self { values, objective }
    }
}

/// Why there is no best point.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SolveError {
    /// No point meets all rows.
    #[error("no point meets every row")]
    Infeasible,
    /// Points get better without end.
    #[error("the objective has no bound")]
    Unbounded,
    /// The search was ended before there was anything to say.
    #[error("no allowed allocation was found before the search was ended ({})", by.as_str())]
    Ended {
        /// By what.
        by: StoppedBy,
    },
    /// The solver failed.
    #[error("the solver {solver} failed: {reason}")]
    Broken {
        /// Which solver.
        solver: &'static str,
        /// What it said.
        reason: String,
    },
}
