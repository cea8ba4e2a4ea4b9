//! What is wrong with a row or the header, before anybody has looked up where it stands.

use crate::input::finding::Severity;
use crate::input::splits::encoding;
use crate::problem::Place;
use crate::problem::Problem;

/// A problem of a row, and the cell to blame; its place is the name of the column, or the place in a scenario file
/// where no column says it.
#[derive(Debug)]
pub(in crate::input) struct Wrong {
    pub(in crate::input) field: Option<usize>,
    pub(in crate::input) problem: Problem,
    pub(in crate::input) severity: Severity,
}

impl Wrong {
    /// Of one cell.
    pub(in crate::input) fn at(field: usize, problem: Problem) -> Self {
        Self { field: Some(field), ..Self::of_row(problem) }
    }

    /// Of the row as a whole.
    pub(in crate::input) fn of_row(problem: Problem) -> Self {
        Self { field: None, problem, severity: Severity::Error }
    }

    /// The same as a warning.
    pub(in crate::input) fn warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    /// Of bytes that are no text.
    pub(in crate::input) fn not_utf8(field: usize, what: &str, bytes: &[u8]) -> Self {
        let read = encoding::windows_1252(bytes);
        let found = format!("{what} is not UTF-8 text; it seems to be Windows-1252, in which it is `{read}`");
        Self::at(field, Problem::value(Place::root(), found).allowed(encoding::ALLOWED))
    }
}
