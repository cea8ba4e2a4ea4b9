//! `evidence`: the assumptions log.

use crate::cli::Status;
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::output::Artefact;
use crate::input::FileKind;
use crate::input::Loader;
use crate::model::Evidence;
use crate::report::evidence as log;
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
    let table = || log::table(&evidence, context.terminal.width).into_bytes();
    let json = || log::json(&evidence).map_err(anyhow::Error::from_boxed);
    let csv = || log::csv(&evidence).map_err(anyhow::Error::from_boxed);
    if let Some(folder) = &context.global.out {
        let named = |name: &str, bytes| Artefact { name: name.to_owned(), bytes };
        let artefacts =
            [named("evidence.txt", table()), named("evidence.json", json()?), named("evidence.csv", csv()?)];
        output::write_into(folder, &artefacts)?;
        context.say(&format!("wrote evidence.txt, evidence.json and evidence.csv into {}", folder.display()));
    } else {
        output::print(&match context.global.format {
            Format::Table => table(),
            Format::Json => json()?,
            Format::Csv => csv()?,
        })?;
    }
    Ok(Status::Answered)
}

/// The evidence in a file, or behind the scenario in it.
fn read(loader: &mut Loader, file: &Path) -> Option<Arc<Evidence>> {
    if loader.kind(file) == FileKind::Evidence {
        loader.evidence(file)
    } else {
        loader.scenario(file).map(|scenario| Arc::clone(scenario.evidence()))
    }
}
