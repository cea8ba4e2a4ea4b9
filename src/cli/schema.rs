//! `schema`: what machine formats promise.

use crate::cli::Status;
use crate::cli::context::Context;
use crate::cli::deliver::Delivery;
use crate::cli::deliver::Named;
use crate::cli::deliver::deliver;
use crate::cli::ended::Outcome;
use crate::cli::formats::formats;
use crate::cli::output;
use crate::cli::provenance::provenance;
use crate::input::Sources;
use crate::report::LAYOUTS;
use crate::report::columns;
use crate::report::write_json_lines;
use serde_json::Map;
use serde_json::Value;

/// Prints one JSON Schema, or all under their names.
pub(super) fn run(of: Option<&str>) -> Outcome {
    let schemas = formats().map(|format| (format.name.to_owned(), (format.json_schema)()));
    let mut schemas: Map<String, Value> = schemas.collect();
    let schema = match of {
        Some(name) => schemas.remove(name).unwrap_or_default(),
        None => schemas.into(),
    };
    let mut bytes = Vec::new();
    write_json_lines(&schema, &mut bytes)?;
    bytes.push(b'\n');
    output::print(&bytes)?;
    Ok(Status::Answered)
}

/// Lists the columns and quantities of every CSV file.
pub(super) fn list_columns(context: &Context) -> Outcome {
    let document = columns::Document::of(LAYOUTS);
    let from = provenance(&Sources::default(), [], context);
    let status = Status::Answered;
    let answers = &[Named { stem: "columns", ..Named::whole(&document) }];
    deliver(Delivery { answers, look: context.look(), from, shard: None, status }, context)
}
