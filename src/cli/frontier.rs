//! `frontier`: what more money, another share, or less risk would mean.

use crate::cli::Status;
use crate::cli::context::Context;
use crate::cli::deliver::deliver_one;
use crate::cli::deliver::ready;
use crate::cli::ended::Outcome;
use crate::cli::provenance::provenance;
use crate::id::Id;
use crate::model::Allocation;
use crate::model::Scenario;
use crate::report::Basis;
use crate::report::frontier as report;
use crate::study::AROUND;
use crate::study::Along;
use crate::study::FrontierError;
use crate::study::frontier;
use crate::text;
use crate::units::Money;
use crate::units::Share;
use std::path::Path;

/// What was typed of the axis.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) strand: Option<String>,
    pub(super) risk: Option<f64>,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

/// Draws the frontier of a scenario.
pub(super) fn run(file: &Path, typed: &Typed, points: usize, context: &Context) -> Outcome {
    let mut loader = context.loader();
    let (scenario, setting) = ready(&mut loader, file, context)?;
    let along = match along(typed, &scenario) {
        Ok(along) => along,
        Err(reason) => return Ok(context.refuse(&reason)),
    };
    let progress = context.progress();
    let setting = setting.overseen_by(progress.overseer());
    let drawn = frontier(&setting, &scenario, along, points, &*progress);
    drop(progress);
    let drawn = match drawn {
        Err(error @ FrontierError::NotAllowed(_)) => return Ok(context.refuse(&error.to_string())),
        other => other?,
    };
    let basis = Basis::on(setting.ground(), setting.futures().held(), context.today)
        .over(setting.futures().draws(), [drawn.along.level()]);
    let document = report::Document::of(&scenario, &drawn, basis);
    let is_answered = document.points.iter().any(|point| point.feasible);
    let status = if is_answered { Status::Answered } else { Status::No };
    let from = provenance(loader.sources(), [scenario.simulation()], context);
    deliver_one(&document, from, status, context)
}

fn along(typed: &Typed, scenario: &Scenario) -> Result<Along, String> {
    if let Some(level) = typed.risk {
        return Ok(Along::Risk { level: Share::new(level).map_err(|error| error.to_string())? });
    }
    if let Some(strand) = &typed.strand {
        return along_strand(typed, scenario, strand);
    }
    let total = scenario.budget().total.millions();
    let money = |key: &str, text: Option<&String>, otherwise: f64| match text {
        Some(text) => Money::typed(text)
            .map_err(|error| format!("--{key}: {error}; allowed: money such as £2.5bn or 2500 (£m)")),
        None => Money::from_millions(otherwise).map_err(|error| error.to_string()),
    };
    // A budget that is all but the back office leaves nothing to go down to: then the range begins with the rest.
    let back_office = scenario.budget().back_office.millions();
    let lowest = Some(total * (1.0 - AROUND)).filter(|least| *least > back_office);
    let mut from = money("from", typed.from.as_ref(), lowest.unwrap_or(f64::midpoint(back_office, total)))?;
    let mut to = money("to", typed.to.as_ref(), total * (1.0 + AROUND))?;
    // An end that nobody gave makes way for the one that somebody did.
    if from >= to && typed.to.is_none() {
        to = money("to", None, from.millions() * (1.0 + AROUND))?;
    } else if from >= to && typed.from.is_none() {
        from = money("from", None, f64::midpoint(back_office, to.millions()))?;
    }
    if from >= to {
        return Err(format!("--from {from} is not below --to {to}"));
    }
    Ok(Along::Budget { from, to })
}

fn along_strand(typed: &Typed, scenario: &Scenario, strand: &str) -> Result<Along, String> {
    let evidence = scenario.evidence();
    let known = || evidence.strands().iter().map(Id::as_str);
    let found = evidence.strands().iter().find(|known| known.as_str() == strand).cloned();
    let strand = found.ok_or_else(|| {
        let names: Vec<&str> = known().collect();
        let nearest = text::nearest(strand, known()).map(|near| format!("; did you mean `{near}`?"));
        format!(
            "--strand: there is no strand `{strand}`; allowed: {}{}",
            text::listed(&names),
            nearest.unwrap_or_default()
        )
    })?;
    let today = Allocation::reference(evidence);
    let members = evidence.programmes_of(&strand);
    let share_today = today.total_of(&members).per(today.total());
    let share = |key: &str, text: Option<&String>, otherwise: f64| {
        let share = text.map_or_else(|| Share::new(otherwise), |text| text.parse());
        share.map_err(|error| format!("--{key}: {error}; allowed: a share such as 0.08 or 8%"))
    };
    let from = share("from", typed.from.as_ref(), 0.0)?;
    // Up to twice today's; all of it where that says nothing, or is not beyond what was asked for.
    let twice = share_today.map(|share| (2.0 * share).min(1.0)).filter(|twice| *twice > from.get());
    let to = share("to", typed.to.as_ref(), twice.unwrap_or(1.0))?;
    if from >= to {
        return Err(format!("--from {from} is not below --to {to}"));
    }
    Ok(Along::Strand { strand, from, to })
}
