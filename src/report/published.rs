//! What is promised of machine formats: the JSON Schema of every document and the columns of every CSV file. Whoever adds
//! a format adds a line to each list.

use crate::report::Circumstances;
use crate::report::Described;
use crate::report::Form;
use crate::report::Manifest;
use crate::report::Tabular;
use crate::report::check;
use crate::report::columns;
use crate::report::compare;
use crate::report::diff;
use crate::report::document::Versioned;
use crate::report::document::json_schema;
use crate::report::draws;
use crate::report::evidence;
use crate::report::frontier;
use crate::report::layout::Layout;
use crate::report::optimise;
use crate::report::report;
use crate::report::sensitivity;
use crate::report::targets;
use crate::report::verify;
use crate::report::voi;
use serde_json::Value;

/// A JSON document that has a schema.
#[derive(Clone, Copy, Debug)]
pub struct Published {
    /// The name it is asked for by.
    pub name: &'static str,
    /// Who writes it.
    pub of: &'static str,
    /// Its schema.
    pub json_schema: fn() -> Value,
}

/// Every JSON document that a command writes.
pub const DOCUMENTS: &[Published] = &[
    document::<optimise::Document>("optimise", "Output of `optimise --format json`"),
    document::<frontier::Document>("frontier", "Output of `frontier --format json`"),
    document::<targets::Document>("target", "Output of `target --format json`"),
    document::<sensitivity::Document>("sensitivity", "Output of `sensitivity --format json`"),
    document::<check::Document>("check", "Output of `check --format json`"),
    document::<evidence::Document>("evidence-log", "Output of `evidence --format json`"),
    document::<draws::Document>("draws", "Output of `draws --format json`"),
    document::<voi::scenarios::Document>("voi", "Output of `voi --format json`"),
    document::<voi::samples::Document>("voi-samples", "Output of `voi --samples --format json`"),
    document::<compare::Document>("compare", "Output of `compare --format json`"),
    document::<report::Document>("report", "Output of `report --format json`: what the page is made of"),
    document::<report::Chapters>("chapters", "What a comparison in a folder of results stands on"),
    document::<diff::Document>("diff", "Output of `diff --format json`"),
    document::<verify::Document>("verify", "Output of `verify --format json`"),
    document::<Manifest>("manifest", "The manifest of a folder of results"),
    document::<Circumstances>("run", "When and where a folder of results was made"),
    document::<columns::Document>("columns", "Output of `schema --columns --format json`"),
];

/// Every CSV file that a command writes.
pub const LAYOUTS: &[Layout] = &[
    compare::LAYOUT,
    compare::WIDE_LAYOUT,
    compare::OUTCOMES_LAYOUT,
    optimise::LAYOUT,
    frontier::LAYOUT,
    targets::LAYOUT,
    sensitivity::LAYOUT,
    check::LAYOUT,
    evidence::LAYOUT,
    evidence::DECISIONS_LAYOUT,
    evidence::DATA_LAYOUT,
    evidence::ASSURANCE_LAYOUT,
    draws::LAYOUT,
    voi::scenarios::LAYOUT,
    voi::samples::LAYOUT,
    diff::LAYOUT,
    verify::LAYOUT,
    columns::LAYOUT,
];

/// What the answers of each command can be written as.
pub const ANSWERS: &[Described] = &[
    compare::Compared::DESCRIBED,
    // Shares of `compare` or of `optimise`, joined.
    Described {
        command: "merge",
        forms: &[Form::Table, Form::Json, Form::Csv, Form::Wide],
        is_repeatable: false,
    },
    optimise::Document::DESCRIBED,
    frontier::Document::DESCRIBED,
    targets::Document::DESCRIBED,
    sensitivity::Document::DESCRIBED,
    report::Reported::DESCRIBED,
    report::Explored::DESCRIBED,
    evidence::Document::DESCRIBED,
    draws::Drawn::DESCRIBED,
    voi::samples::Document::DESCRIBED,
    diff::Document::DESCRIBED,
    check::Document::DESCRIBED,
    columns::Document::DESCRIBED,
    verify::Document::DESCRIBED,
];

const fn document<D: Versioned>(name: &'static str, of: &'static str) -> Published {
    Published { name, of, json_schema: json_schema::<D> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn nothing_is_published_twice_under_one_name() {
        let names: BTreeSet<&str> = DOCUMENTS.iter().map(|document| document.name).collect();
        assert_eq!(names.len(), DOCUMENTS.len());
        for layout in LAYOUTS {
            let columns: BTreeSet<&str> = layout.columns.iter().map(|column| column.name).collect();
            assert_eq!(columns.len(), layout.columns.len(), "{}", layout.command);
            let quantities: BTreeSet<&str> = layout.quantities.iter().map(|quantity| quantity.name).collect();
            assert_eq!(quantities.len(), layout.quantities.len(), "{}", layout.command);
        }
    }

    #[test]
    fn every_schema_is_closed_and_says_which_it_is() {
        fn open(schema: &Value) -> bool {
            let own = schema.get("properties").is_some() && schema["additionalProperties"] != false;
            own || match schema {
                Value::Object(keys) => keys.values().any(open),
                Value::Array(items) => items.iter().any(open),
                _ => false,
            }
        }
        for document in DOCUMENTS {
            let schema = (document.json_schema)();
            assert!(!open(&schema), "{}: {schema:#}", document.name);
            assert_eq!(schema["properties"]["schema"]["const"], schema["title"], "{}", document.name);
        }
    }
}
