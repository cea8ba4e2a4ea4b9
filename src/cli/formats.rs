//! The file formats that have a JSON Schema, by the names they are asked for.

use crate::input::evidence_schema;
use crate::input::scenario_schema;
use crate::report::DOCUMENTS;
use crate::report::Published;
use clap::builder::PossibleValue;

/// What people write, then what commands write.
pub(super) fn formats() -> impl Iterator<Item = Published> {
    let inputs = [
        Published { name: "scenario", of: "Scenario files", json_schema: scenario_schema },
        Published { name: "evidence", of: "Evidence files", json_schema: evidence_schema },
    ];
    inputs.into_iter().chain(DOCUMENTS.iter().copied())
}

/// The names, for the command line.
pub(super) fn names() -> Vec<PossibleValue> {
    formats().map(|format| PossibleValue::new(format.name).help(format.of)).collect()
}
