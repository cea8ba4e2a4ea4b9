//! `evidence`: the assumptions log.

use crate::cli::Status;
use crate::cli::context::Context;
use crate::cli::deliver::deliver_one;
use crate::cli::ended::Outcome;
use crate::cli::provenance::provenance;
use crate::input::FileKind;
use crate::input::Loader;
use crate::model::Evidence;
use crate::model::Selection;
use crate::report::evidence as log;
use std::path::Path;
use std::sync::Arc;

/// Lists the assumptions of an evidence file, or of the one a scenario stands on.
pub(super) fn run(file: &Path, wanted: &Selection, context: &Context) -> Outcome {
    let mut loader = context.loader();
    let evidence = read(&mut loader, file);
    if !context.report(&loader) {
        return Ok(Status::CouldNotRun);
    }
    let Some(evidence) = evidence else { return Ok(Status::CouldNotRun) };
    let evidence = context.restated_evidence(evidence);
    let wanted = match wanted.of(&evidence) {
        Ok(wanted) => wanted,
        Err(problems) => {
            for problem in &problems {
                context.complain(&format!("{}: {}", problem.place, problem.said()));
            }
            return Ok(Status::CouldNotRun);
        }
    };
    let document = log::Document::of(&evidence, wanted);
    let from = provenance(loader.sources(), [], context);
    let status = Status::Answered;
    deliver_one(&document, from, status, context)
}

/// The evidence in a file, or behind the scenario in it.
fn read(loader: &mut Loader, file: &Path) -> Option<Arc<Evidence>> {
    if loader.kind(file) == FileKind::Evidence {
        loader.evidence(file)
    } else {
        loader.scenario(file).map(|scenario| Arc::clone(scenario.evidence()))
    }
}
