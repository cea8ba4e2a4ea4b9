//! `sensitivity`: which assumptions move the answer.

use crate::cli::Status;
use crate::cli::batch;
use crate::cli::compare::unanswered;
use crate::cli::context::Context;
use crate::cli::deliver::deliver_one;
use crate::cli::ended::Outcome;
use crate::cli::gather::gather;
use crate::cli::provenance::provenance;
use crate::model::Scenario;
use crate::report::sensitivity as report;
use crate::study::SensitivityAsked;
use crate::study::sensitivity;
use crate::text;
use std::path::PathBuf;

/// Says of the scenarios that were typed what moves them.
pub(super) fn run(typed: &[PathBuf], asked: &SensitivityAsked, top: usize, context: &Context) -> Outcome {
    let mut loader = context.loader();
    let gathered = gather(&mut loader, typed, false, context);
    context.report(&loader);
    let scenarios: Vec<Scenario> = gathered.scenarios.into_iter().map(|(_, scenario)| scenario).collect();
    if scenarios.is_empty() {
        return Ok(Status::CouldNotRun);
    }
    if let Some(reason) = covers_nothing(&scenarios, asked) {
        return Ok(context.refuse(&reason));
    }
    let simulations: Vec<_> = scenarios.iter().map(Scenario::simulation).collect();
    let progress = context.progress();
    let answer = sensitivity(scenarios, asked, &*progress);
    drop(progress);
    let answer = answer.map_err(|error| unanswered(error, context))?;
    let document = report::Document::of(&answer, top, gathered.refused, context.today);
    for broken in &document.broken {
        context.complain(&broken.problem);
    }
    let status = batch::status(!document.infeasible.is_empty(), &document.broken, &document.refused);
    let from = provenance(loader.sources(), simulations, context);
    deliver_one(&document, from, status, context)
}

/// Why a glob asks for no assumption that is uncertain.
fn covers_nothing(scenarios: &[Scenario], asked: &SensitivityAsked) -> Option<String> {
    let mut addresses: Vec<String> = scenarios
        .iter()
        .flat_map(|scenario| scenario.evidence().uncertain())
        .map(|(address, _)| address.to_string())
        .collect();
    addresses.sort();
    addresses.dedup();
    let only = asked.only.iter().find(|only| !addresses.iter().any(|address| only.covers(address)))?;
    let nearest = text::nearest(only.as_str(), addresses.iter().map(String::as_str));
    let nearest = nearest.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    Some(format!(
        "--only: `{}` covers no uncertain assumption; allowed: globs over the addresses that `apportion evidence --uncertain` \
         lists{nearest}",
        only.as_str()
    ))
}
