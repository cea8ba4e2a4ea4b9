//! What an answer can be written as. Whoever delivers answers, or asks a question again, asks here; nobody knows formats by the
//! names of files.

use crate::report::Form;
use crate::report::WriteError;
use crate::report::document::Versioned;
use crate::report::document::json;
use std::io::Write;

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
