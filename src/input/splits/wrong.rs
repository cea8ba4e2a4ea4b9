//! What is wrong with a row or the header, before anybody has looked up where it stands.

use crate::problem::Place;
use crate::problem::Problem;

/// A problem of a row, and the cell to blame; its place is the name of the column, or the place in a scenario file
/// where no column says it.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) field: Option<usize>,
    pub(super) problem: Problem,
}

impl Wrong {
    /// Of one cell.
    pub(super) fn at(field: usize, problem: Problem) -> Self {
        Self { field: Some(field), problem }
    }

    /// Of the row as a whole.
    pub(super) fn of_row(problem: Problem) -> Self {
        Self { field: None, problem }
    }

    /// Of bytes that are no text.
    pub(super) fn not_utf8(field: usize, what: &str) -> Self {
        let problem = Problem::value(Place::root(), format!("{what} is not UTF-8 text"));
        Self::at(field, problem.allowed("text saved as UTF-8"))
    }
}
