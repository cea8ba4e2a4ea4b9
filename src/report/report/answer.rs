//! A report in every format, and the page that its scenarios are played with on.

use crate::report::Answer;
use crate::report::Described;
use crate::report::Form;
use crate::report::Look;
use crate::report::Provenance;
use crate::report::WriteError;
use crate::report::json;
use crate::report::page::Held;
use crate::report::page::explored;
use crate::report::page::page;
use crate::report::report::Document;
use crate::report::workbook::workbook;
use std::io::Write;

/// A report on its way out.
#[derive(Clone, Copy, Debug)]
pub struct Reported<'a> {
    /// What it says.
    pub document: &'a Document,
    /// Where its figures come from.
    pub from: &'a Provenance,
    /// The files that its page is played with; `None` where nobody asked for that.
    pub held: Option<&'a Held>,
}

impl Reported<'_> {
    /// What it can be written as.
    pub const DESCRIBED: Described = Described {
        command: "report",
        forms: &[Form::Page, Form::Workbook, Form::Json],
        is_repeatable: true,
    };
}

impl Answer for Reported<'_> {
    fn described(&self) -> Described {
        Self::DESCRIBED
    }

    fn write(&self, form: Form, _look: Look, out: &mut dyn Write) -> Result<(), WriteError> {
        let bytes = match form {
            Form::Page => page(self.document, self.from, self.held)?.into_bytes(),
            Form::Workbook => workbook(self.document, self.from)?,
            Form::Json => json(self.document)?,
            Form::Table | Form::Csv | Form::Wide | Form::Lines => {
                return Err(WriteError::Form { command: Self::DESCRIBED.command, form });
            }
        };
        Ok(out.write_all(&bytes)?)
    }
}

/// Scenarios to be played with, on their way out.
#[derive(Clone, Copy, Debug)]
pub struct Explored<'a> {
    /// What they come to as they stand.
    pub document: &'a Document,
    /// Where its figures come from.
    pub from: &'a Provenance,
    /// The files that they are played with.
    pub held: &'a Held,
}

impl Explored<'_> {
    /// What it can be written as.
    pub const DESCRIBED: Described =
        Described { command: "explore", forms: &[Form::Page], is_repeatable: true };
}

impl Answer for Explored<'_> {
    fn described(&self) -> Described {
        Self::DESCRIBED
    }

    fn write(&self, form: Form, _look: Look, out: &mut dyn Write) -> Result<(), WriteError> {
        if form != Form::Page {
            return Err(WriteError::Form { command: Self::DESCRIBED.command, form });
        }
        Ok(out.write_all(explored(self.document, self.from, self.held)?.as_bytes())?)
    }
}
