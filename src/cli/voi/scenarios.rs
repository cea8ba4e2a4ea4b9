//! What finding out is worth on this program's own evidence.

use crate::cli::Status;
use crate::cli::context::Context;
use crate::cli::deliver::deliver_one;
use crate::cli::ended::Outcome;
use crate::cli::gather::all_of;
use crate::cli::provenance::provenance;
use crate::model::Scenario;
use crate::report::Basis;
use crate::report::voi::scenarios::Document;
use crate::study::Ground;
use crate::study::StudyError;
use crate::study::voi::StudyDesign;
use crate::study::voi::scenarios::Cost;
use crate::study::voi::scenarios::Design;
use crate::study::voi::scenarios::VoiError;
use crate::study::voi::scenarios::VoiWanted;
use crate::study::voi::scenarios::value_of_information;
use crate::units::Money;
use std::path::PathBuf;

/// What was typed besides files.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Typed {
    pub(in crate::cli) studies: Vec<(StudyDesign, String)>,
    /// Of a case, and however small a study is.
    pub(in crate::cli) cost: Option<(Money, Option<Money>)>,
    pub(in crate::cli) study_years: f64,
    pub(in crate::cli) decision_years: Option<f64>,
    pub(in crate::cli) solved_draws: usize,
}

impl Typed {
    fn wanted(self) -> VoiWanted {
        let cost = |(per_case, fixed): (Money, Option<Money>)| Cost {
            per_case: per_case.millions(),
            fixed: fixed.map_or(0.0, Money::millions),
        };
        VoiWanted {
            designs: self.studies.into_iter().map(|(size, address)| Design { address, size }).collect(),
            cost: self.cost.map(cost),
            study_years: self.study_years,
            decision_years: self.decision_years,
            solved_draws: self.solved_draws,
            ..VoiWanted::default()
        }
    }
}

/// Says what finding out is worth to the decisions that scenarios leave open, and to which of them is taken.
pub(in crate::cli) fn of_scenarios(files: &[PathBuf], typed: Typed, context: &Context) -> Outcome {
    let mut loader = context.loader();
    let Some(found) = all_of(&mut loader, files, context) else { return Ok(Status::CouldNotRun) };
    let mut scenarios: Vec<Scenario> = found.into_iter().map(|(_, scenario)| scenario).collect();
    scenarios.sort_by(|a, b| a.id().cmp(b.id()));
    let progress = context.progress();
    let answer = value_of_information(&scenarios, &typed.wanted(), &*progress);
    drop(progress);
    let voi = match answer {
        Ok(voi) => voi,
        Err(VoiError::Study(error @ StudyError::Solve { .. })) if !error.is_ended() => {
            return Err(error.into());
        }
        Err(error) => return Ok(context.refuse(&error.to_string())),
    };
    if voi.decisions.is_empty() && voi.impossible.is_empty() {
        return Ok(context
            .refuse("the run had to end before anything was decided; allowed: a longer `--time-limit`"));
    }
    let Some(first) = scenarios.first() else { return Ok(Status::CouldNotRun) };
    let asked = first.simulation().draws.get();
    if voi.simulation.draws.get() != asked {
        context.say(&format!("{} draws are asked, and not {asked}", voi.simulation.draws.get()));
    }
    let basis = Basis::on(&Ground::of(first), &voi.held, context.today).over(voi.simulation.draws, []);
    let document = Document::of(first.evidence(), &voi, basis);
    let is_whole = document.impossible.is_empty() && !document.decisions.is_empty();
    let status = if is_whole { Status::Answered } else { Status::No };
    let simulations = scenarios.iter().map(Scenario::simulation);
    let from = provenance(loader.sources(), simulations, context);
    deliver_one(&document, from, status, context)
}
