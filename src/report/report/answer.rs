//! A report in every format.

use crate::report::Answer;
use crate::report::Described;
use crate::report::Form;
use crate::report::Look;
use crate::report::Provenance;
use crate::report::WriteError;
use crate::report::json;
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
            Form::Page => page(self.document, self.from)?.into_bytes(),
            Form::Workbook => workbook(self.document, self.from)?,
            Form::Json => json(self.document)?,
            Form::Table | Form::Csv | Form::Wide | Form::Lines => {
                return Err(WriteError::Form { command: Self::DESCRIBED.command, form });
            }
        };
        Ok(out.write_all(&bytes)?)
    }
}
