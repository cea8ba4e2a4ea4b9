//! What answers can be written as.

use crate::report::Described;
use crate::report::Look;
use crate::report::Tabular;
use crate::report::USUAL;
use crate::report::WriteError;
use crate::report::voi::scenarios::Document;
use crate::report::voi::scenarios::csv;
use crate::report::voi::scenarios::table;

impl Tabular for Document {
    const DESCRIBED: Described = Described { command: "voi", forms: USUAL, is_repeatable: true };

    fn to_table(&self, look: Look) -> String {
        table(self, look)
    }

    fn to_csv(&self) -> Result<Vec<u8>, WriteError> {
        csv(self)
    }
}
