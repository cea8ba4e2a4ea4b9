//! What the logs can be written as.

use crate::report::Described;
use crate::report::Look;
use crate::report::Tabular;
use crate::report::USUAL;
use crate::report::WriteError;
use crate::report::evidence::assurance;
use crate::report::evidence::csv;
use crate::report::evidence::decisions;
use crate::report::evidence::document::Document;
use crate::report::evidence::document::Log;
use crate::report::evidence::sources;
use crate::report::evidence::table as assumptions;

impl Tabular for Document {
    const DESCRIBED: Described = Described { command: "evidence", forms: USUAL, is_repeatable: true };

    fn to_table(&self, look: Look) -> String {
        table(self, look.width)
    }

    fn to_csv(&self) -> Result<Vec<u8>, WriteError> {
        csv(self)
    }
}

/// The log that was asked for, for people.
#[must_use]
pub fn table(document: &Document, width: u16) -> String {
    match document.log {
        Log::Assumptions => assumptions::table(document, width),
        Log::Decisions => decisions::table(document, width),
        Log::Data => sources::table(document, width),
        Log::Assurance => assurance::table(document, width),
    }
}
