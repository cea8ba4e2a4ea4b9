//! What answers can be written as.

use crate::report::Described;
use crate::report::Look;
use crate::report::Tabular;
use crate::report::USUAL;
use crate::report::WriteError;
use crate::report::voi::samples::Document;
use crate::report::voi::samples::csv;
use crate::report::voi::samples::table;

impl Tabular for Document {
    const DESCRIBED: Described = Described { command: "voi", forms: USUAL, is_repeatable: true };

    fn to_table(&self, look: Look) -> String {
        table(self, look.width)
    }

    fn to_csv(&self) -> Result<Vec<u8>, WriteError> {
        csv(self)
    }
}
