//! `evidence`: the assumptions log.

use crate::cli::Status;
use crate::cli::args::LogAsked;
use crate::cli::context::Context;
use crate::cli::deliver::deliver_one;
use crate::cli::ended::Outcome;
use crate::cli::provenance::provenance;
use crate::input::FileKind;
use crate::input::Loader;
use crate::model::Evidence;
use crate::model::Scenario;
use crate::model::Selection;
use crate::report::evidence::Document;
use crate::report::evidence::Log;
use std::path::Path;
use std::sync::Arc;

/// Lists the assumptions of an evidence file, or of the one a scenario stands on.
pub(super) fn run(file: &Path, wanted: &Selection, log: LogAsked, context: &Context) -> Outcome {
    let mut loader = context.loader();
    let (evidence, scenario) = read(&mut loader, file);
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
    let mut document = Document::of(&evidence, wanted, context.today).asked_for(asked(log));
    if let Some(scenario) = &scenario {
        document = document.with_scenario(scenario);
    }
    let from = provenance(loader.sources(), [], context);
    let status = Status::Answered;
    deliver_one(&document, from, status, context)
}

fn asked(log: LogAsked) -> Log {
    match log {
        LogAsked::Assumptions => Log::Assumptions,
        LogAsked::Decisions => Log::Decisions,
        LogAsked::Data => Log::Data,
        LogAsked::Assurance => Log::Assurance,
    }
}

/// The evidence in a file, or behind the scenario in it, with that.
fn read(loader: &mut Loader, file: &Path) -> (Option<Arc<Evidence>>, Option<Scenario>) {
    if loader.kind(file) == FileKind::Evidence {
        return (loader.evidence(file), None);
    }
    let scenario = loader.scenario(file);
    (scenario.as_ref().map(|scenario| Arc::clone(scenario.evidence())), scenario)
}
