//! What answers can be written as.

use crate::report::Described;
use crate::report::Form;
use crate::report::Look;
use crate::report::Tabular;
use crate::report::WriteError;
use crate::report::optimise::Document;
use crate::report::optimise::csv;
use crate::report::optimise::table;

impl Tabular for Document {
    const DESCRIBED: Described = Described {
        command: "optimise",
        forms: &[Form::Table, Form::Json, Form::Csv, Form::Lines],
        is_repeatable: true,
    };

    fn to_table(&self, look: Look) -> String {
        table(self, look.width)
    }

    fn to_csv(&self) -> Result<Vec<u8>, WriteError> {
        csv(self)
    }
}
