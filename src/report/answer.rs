//! What an answer can be written as. Whoever delivers answers, or asks a question again, asks here; nobody knows formats by the
//! names of files.

use crate::report::document::Versioned;
use crate::report::document::json;
use crate::report::workbook::WorkbookError;
use std::io;
use std::io::Write;

/// A way to write an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people, on a terminal or in a text file.
    Table,
    /// The whole answer as one document with a published schema.
    Json,
    /// One figure a line.
    Csv,
    /// One scenario a line.
    Wide,
    /// One JSON object a scenario, as scenarios are answered: on standard output alone.
    Lines,
    /// A page for whoever is handed the answer.
    Page,
    /// An Excel workbook.
    Workbook,
}

impl Form {
    /// How the name of a file in this form ends; `None` of what goes into no file.
    #[must_use]
    pub fn ending(self) -> Option<&'static str> {
        match self {
            Self::Table => Some(".txt"),
            Self::Json => Some(".json"),
            Self::Csv => Some(".csv"),
            Self::Wide => Some("-wide.csv"),
            Self::Page => Some(".html"),
            Self::Workbook => Some(".xlsx"),
            Self::Lines => None,
        }
    }
}

/// For whom a form for people is written.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// How many characters a line has room for.
    pub width: u16,
    /// Whether everything is said that can be said.
    pub is_full: bool,
}

/// What there is of the answers to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Described {
    /// The command that asks the question; files are named by it.
    pub command: &'static str,
    /// What its answers can be written as: first the form for people.
    pub forms: &'static [Form],
    /// Whether the question can be asked again of the same files: it reads them, and writes nothing but its answer.
    pub is_repeatable: bool,
}

/// An answer that can be written.
pub trait Answer {
    /// What it can be written as.
    fn described(&self) -> Described;

    /// Writes it in one of its forms, as often as it is asked to.
    ///
    /// # Errors
    /// It has no such form, the destination refused a write, or a part that is not kept in memory could not be had.
    fn write(&self, form: Form, look: Look, out: &mut dyn Write) -> Result<(), WriteError>;
}

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
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
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

/// The forms that most answers have.
pub const USUAL: &[Form] = &[Form::Table, Form::Json, Form::Csv];

/// A document in memory with a table and a CSV, which is all that most answers are.
pub trait Tabular: Versioned {
    /// What it can be written as: [`USUAL`], and at most [`Form::Lines`] besides.
    const DESCRIBED: Described;

    /// It for people.
    fn to_table(&self, look: Look) -> String;

    /// It as CSV.
    ///
    /// # Errors
    /// As the CSV writer's.
    fn to_csv(&self) -> Result<Vec<u8>, WriteError>;
}

impl<T: Tabular> Answer for T {
    fn described(&self) -> Described {
        T::DESCRIBED
    }

    fn write(&self, form: Form, look: Look, out: &mut dyn Write) -> Result<(), WriteError> {
        let bytes = match form {
            Form::Table => self.to_table(look).into_bytes(),
            Form::Json => json(self)?,
            Form::Csv => self.to_csv()?,
            Form::Wide | Form::Lines | Form::Page | Form::Workbook => {
                return Err(WriteError::Form { command: T::DESCRIBED.command, form });
            }
        };
        Ok(out.write_all(&bytes)?)
    }
}
