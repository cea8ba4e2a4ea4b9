//! `evidence`: the assumptions log.

use crate::cli::Status;
use crate::cli::context::Context;
use crate::cli::deliver;
use crate::cli::deliver::Delivery;
use crate::cli::provenance::provenance;
use crate::input::FileKind;
use crate::input::Loader;
use crate::model::Evidence;
use crate::report::evidence as log;
use crate::report::json;
use std::path::Path;
use std::sync::Arc;

/// Lists the assumptions of an evidence file, or of the one a scenario stands on.
pub(super) fn run(file: &Path, context: &Context) -> anyhow::Result<Status> {
    let mut loader = context.loader();
    let evidence = read(&mut loader, file);
    if !context.report(&loader) {
        return Ok(Status::CouldNotRun);
    }
    let Some(evidence) = evidence else { return Ok(Status::CouldNotRun) };
    let document = log::Document::of(&evidence);
    let artefacts = deliver::in_every_format(
        "evidence",
        &log::table(&document, context.terminal.width),
        json(&document),
        log::csv(&document),
    )?;
    let from = provenance(loader.sources(), [], context);
    let status = Status::Answered;
    deliver::deliver(Delivery { artefacts: &artefacts, from, shard: None, status }, context)
}

/// The evidence in a file, or behind the scenario in it.
fn read(loader: &mut Loader, file: &Path) -> Option<Arc<Evidence>> {
    if loader.kind(file) == FileKind::Evidence {
        loader.evidence(file)
    } else {
        loader.scenario(file).map(|scenario| Arc::clone(scenario.evidence()))
    }
}
