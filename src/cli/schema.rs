//! `schema`: JSON Schema of the file formats.

use crate::cli::Status;
use crate::cli::args::Schema;
use crate::cli::output;
use crate::input::evidence_schema;
use crate::input::scenario_schema;

/// Prints one schema, or both under their names.
pub(super) fn run(of: Option<Schema>) -> anyhow::Result<Status> {
    let schema = match of {
        Some(Schema::Scenario) => scenario_schema(),
        Some(Schema::Evidence) => evidence_schema(),
        None => serde_json::json!({ "scenario": scenario_schema(), "evidence": evidence_schema() }),
    };
    let mut bytes = serde_json::to_vec_pretty(&schema)?;
    bytes.push(b'\n');
    output::print(&bytes)?;
    Ok(Status::Answered)
}
