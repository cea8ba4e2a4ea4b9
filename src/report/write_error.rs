//! Why an answer could not be written.

use crate::report::Form;
use std::io;

/// An answer that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Nobody writes this question's answers so.
    #[error("an answer of `{command}` is not written as {form:?}")]
    Form {
        /// The command that asks the question.
        command: &'static str,
        /// The form asked for.
        form: Form,
    },
    /// As JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// As CSV.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// The destination refused a write, or a part could not be had.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// As a workbook.
    #[cfg(feature = "cli")]
    #[error(transparent)]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

impl From<WriteError> for io::Error {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Io(error) => error,
            WriteError::Json(error) => error.into(),
            other => Self::other(other),
        }
    }
}
