//! `explore`: one page to play with, which runs this very engine in a browser.

use crate::cli::Status;
use crate::cli::args::Format;
use crate::cli::batch;
use crate::cli::compare::unanswered;
use crate::cli::context::Context;
use crate::cli::deliver;
use crate::cli::deliver::deliver_one;
use crate::cli::ended::Outcome;
use crate::cli::gather::all_of;
use crate::cli::held;
use crate::cli::output::Artefact;
use crate::cli::page;
use crate::cli::provenance::provenance;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::model::contradictions;
use crate::report::Form;
use crate::report::report::Document;
use crate::report::report::Explored;
use crate::study::Asked;
use crate::study::Chapter;
use crate::study::Comparison;
use crate::study::Report;
use std::path::PathBuf;

/// Writes the page of the scenarios that were typed: all of them or none.
pub(super) fn run(typed: &[PathBuf], context: &Context) -> Outcome {
    if context.global.format != Format::Table {
        let format = context.global.format.name();
        return Ok(context.refuse(&format!(
            "--format: `explore` writes a page, and there is no `{format}` of it; allowed: none, and `compare` for figures"
        )));
    }
    if let Some(reason) = held::refused(typed, context) {
        return Ok(context.refuse(&reason));
    }
    let mut loader = context.loader_that_asks_for(contradictions);
    let scenarios = all_of(&mut loader, typed, context).ok_or(Status::CouldNotRun)?;
    context.keep_inputs("--out", context.page(), &loader)?;
    let scenarios = held::playable(scenarios, context);
    let held = held::held(&scenarios, loader.sources(), context)?;
    let scenarios: Vec<Scenario> = scenarios.into_iter().map(|(_, scenario)| scenario).collect();
    let simulations: Vec<Simulation> = scenarios.iter().map(Scenario::simulation).collect();
    let progress = context.progress();
    let compared = Comparison::of(scenarios, &Asked::default(), &*progress);
    drop(progress);
    let blocks = compared.map_err(|error| unanswered(error, context))?.blocks;
    let report =
        Report { chapters: blocks.into_iter().map(|block| Chapter { block, proposal: None }).collect() };
    let document = Document::of(&report, context.today)?;
    let comparison = &document.comparison;
    for broken in &comparison.broken {
        context.complain(&broken.problem);
    }
    let status = batch::status(!comparison.infeasible.is_empty(), &comparison.broken, &comparison.refused);
    if !comparison.broken.is_empty() {
        return Ok(status);
    }
    let from = provenance(loader.sources(), simulations, context);
    let explored = Explored { document: &document, from: &from, held: &held };
    let Some(page) = context.page() else { return deliver_one(&explored, from.clone(), status, context) };
    let look = context.look();
    let written =
        Artefact::streamed(page::name(page), |out| deliver::written(&explored, Form::Page, look, out));
    page::write(page, &[written], context)?;
    Ok(status)
}
