//! `draws`: the sampled parameters as CSV or JSON.

use crate::cli::Status;
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::output::Artefact;
use crate::input::FileKind;
use crate::model::Simulation;
use crate::report::draws as report;
use crate::simulate::sample;
use crate::units::Seed;
use std::path::Path;
use std::sync::Arc;

/// Writes the draws of a scenario's evidence, or of an evidence file.
pub(super) fn run(file: &Path, context: &Context) -> anyhow::Result<Status> {
    let mut loader = context.loader();
    let drawn = if loader.kind(file) == FileKind::Evidence {
        loader.evidence(file).map(|evidence| (evidence, Simulation::default()))
    } else {
        let scenario = loader.scenario(file);
        scenario.map(|scenario| (Arc::clone(scenario.evidence()), scenario.simulation()))
    };
    if !context.report(&loader) {
        return Ok(Status::CouldNotRun);
    }
    let Some((evidence, mut simulation)) = drawn else { return Ok(Status::CouldNotRun) };
    simulation.draws = context.global.draws.unwrap_or(simulation.draws);
    simulation.seed = context.global.seed.map_or(simulation.seed, Seed);
    let sample = sample(&evidence, simulation);
    let csv = || {
        let mut bytes = Vec::new();
        report::csv(&sample, &mut bytes).map(|()| bytes)
    };
    let json = || {
        let mut bytes = Vec::new();
        report::json(evidence.name(), simulation, &sample, &mut bytes).map(|()| bytes)
    };
    if let Some(folder) = &context.global.out {
        let named = |end: &str, bytes| Artefact { name: format!("draws.{end}"), bytes };
        output::write_into(folder, &[named("json", json()?), named("csv", csv()?)])?;
        context.say(&format!("wrote draws.json and draws.csv into {}", folder.display()));
    } else {
        output::print(&match context.global.format {
            Format::Json => json()?,
            Format::Table | Format::Csv => csv()?,
        })?;
    }
    Ok(Status::Answered)
}
