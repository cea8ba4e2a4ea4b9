//! `draws`: the sampled parameters as CSV.

use crate::cli::Status;
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::context::refuse;
use crate::cli::deliver;
use crate::cli::deliver::Delivery;
use crate::cli::output::Artefact;
use crate::cli::provenance::provenance;
use crate::input::FileKind;
use crate::model::Simulation;
use crate::report;
use crate::simulate::sample;
use crate::units::Seed;
use std::path::Path;
use std::sync::Arc;

/// Writes the draws of a scenario's evidence, or of an evidence file.
pub(super) fn run(file: &Path, context: &Context) -> anyhow::Result<Status> {
    if context.global.format == Format::Json {
        return Ok(refuse("--format json: draws are a table of numbers; allowed: csv"));
    }
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
    let mut bytes = Vec::new();
    report::draws::csv(&sample, &mut bytes)?;
    let artefacts = [Artefact::whole("draws.csv", bytes)];
    let from = provenance(loader.sources(), [simulation], context);
    let status = Status::Answered;
    deliver::deliver(Delivery { artefacts: &artefacts, from, shard: None, status }, context)
}
