//! What information is worth on draws of any model.

use crate::cli::Status;
use crate::cli::context::Context;
use crate::cli::deliver::deliver_one;
use crate::cli::ended::Outcome;
use crate::cli::provenance::with_inputs;
use crate::input::SamplesWanted;
use crate::report::Input;
use crate::report::voi::samples::Document;
use crate::study::voi;
use std::path::Path;

/// Reads the draws and says what information is worth on them.
pub(in crate::cli) fn of_samples(file: &Path, wanted: &SamplesWanted, context: &Context) -> Outcome {
    if let Some(option) = meaningless(context) {
        return Ok(context
            .refuse(&format!("{option} says nothing of draws that are in a file; allowed: without it")));
    }
    let mut loader = context.loader();
    let samples = loader.samples(file, wanted);
    let is_sound = context.report(&loader);
    let Some(samples) = samples.filter(|_| is_sound) else { return Ok(Status::CouldNotRun) };
    let worth = voi::of_samples(&samples.model);
    let document = Document::of(&samples.shown, &samples.model, &worth);
    let input = Input { path: samples.shown, bytes: samples.bytes, sha256: samples.sha256 };
    let from = with_inputs(loader.sources(), [input], [], context);
    deliver_one(&document, from, Status::Answered, context)
}

/// An option that was typed and would change nothing.
fn meaningless(context: &Context) -> Option<&'static str> {
    let global = &context.global;
    let typed = [
        (global.draws.is_some(), "--draws"),
        (global.seed.is_some(), "--seed"),
        (global.prices.is_some(), "--prices"),
    ];
    typed.into_iter().find(|(is_typed, _)| *is_typed).map(|(_, option)| option)
}
