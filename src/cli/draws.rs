//! `draws`: the sampled parameters as CSV or JSON.

use crate::cli::Status;
use crate::cli::context::Context;
use crate::cli::deliver::deliver_one;
use crate::cli::ended::Outcome;
use crate::cli::provenance::provenance;
use crate::input::FileKind;
use crate::model::Simulation;
use crate::report::draws::Drawn;
use crate::simulate::Holding;
use crate::simulate::fits;
use crate::simulate::sample;
use crate::units::Seed;
use std::path::Path;
use std::sync::Arc;

/// Writes the draws of a scenario's evidence, or of an evidence file.
pub(super) fn run(file: &Path, context: &Context) -> Outcome {
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
    let evidence = context.restated_evidence(evidence);
    simulation.draws = context.global.draws.unwrap_or(simulation.draws);
    simulation.seed = context.global.seed.map_or(simulation.seed, Seed);
    if let Err(problem) = fits(&evidence, simulation, Holding::Sample) {
        return Ok(context.refuse(&format!("evidence `{}`: {problem}", evidence.name())));
    }
    let sample = sample(&evidence, simulation);
    let restated_to = evidence.restated().map(|_| evidence.price_year());
    let document = Drawn { evidence: evidence.name(), restated_to, simulation, sample: &sample };
    let from = provenance(loader.sources(), [simulation], context);
    let status = Status::Answered;
    deliver_one(&document, from, status, context)
}
