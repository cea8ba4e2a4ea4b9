//! From a file to a study, and from its result to whoever asked.

use crate::cli::Status;
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::context::refuse;
use crate::cli::output;
use crate::cli::output::Artefact;
use crate::input::Loader;
use crate::model::Scenario;
use crate::study::Setting;
use crate::study::StudyError;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;

/// A scenario with its draws, ready to be asked; `Err` with the status where something stands in the way.
pub(super) fn ready(
    loader: &mut Loader,
    file: &Path,
    context: &Context,
) -> anyhow::Result<Result<(Scenario, Setting), Status>> {
    let scenario = loader.scenario(file);
    if !context.report(loader) {
        return Ok(Err(Status::CouldNotRun));
    }
    let Some(scenario) = scenario else { return Ok(Err(Status::CouldNotRun)) };
    let scenario = context.simulated(scenario);
    Ok(setting(&scenario)?.map(|setting| (scenario, setting)))
}

/// The draws of a scenario.
pub(super) fn setting(scenario: &Scenario) -> anyhow::Result<Result<Setting, Status>> {
    match Setting::new(Arc::clone(scenario.evidence()), scenario.simulation()) {
        Ok(setting) => Ok(Ok(setting)),
        Err(error @ StudyError::Simulate { .. }) => Ok(Err(refuse(&error.to_string()))),
        Err(error) => Err(error.into()),
    }
}

type Made = Result<Vec<u8>, Box<dyn Error + Send + Sync>>;

/// Prints a result in the format asked for, or writes it in every format into the folder asked for.
pub(super) fn deliver(
    name: &str,
    table: impl Fn() -> String,
    json: impl Fn() -> Made,
    csv: impl Fn() -> Made,
    context: &Context,
) -> anyhow::Result<()> {
    let json = || json().map_err(anyhow::Error::from_boxed);
    let csv = || csv().map_err(anyhow::Error::from_boxed);
    let Some(folder) = &context.global.out else {
        return output::print(&match context.global.format {
            Format::Table => table().into_bytes(),
            Format::Json => json()?,
            Format::Csv => csv()?,
        });
    };
    let named = |end: &str, bytes| Artefact { name: format!("{name}.{end}"), bytes };
    output::write_into(
        folder,
        &[named("txt", table().into_bytes()), named("json", json()?), named("csv", csv()?)],
    )?;
    context.say(&format!("wrote {name}.txt, {name}.json and {name}.csv into {}", folder.display()));
    Ok(())
}
