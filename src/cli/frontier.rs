//! `frontier`: what more money, another share, or less risk would mean.

use crate::cli::Status;
use crate::cli::context::Context;
use crate::cli::deliver;
use crate::cli::deliver::Delivery;
use crate::cli::provenance::provenance;
use crate::id::Id;
use crate::model::Allocation;
use crate::model::Scenario;
use crate::problem::Problem;
use crate::report::Rests;
use crate::report::frontier as report;
use crate::report::json;
use crate::study::AROUND;
use crate::study::Along;
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
pub(super) fn run(file: &Path, typed: &Typed, points: usize, context: &Context) -> anyhow::Result<Status> {
    let mut loader = context.loader();
    let (scenario, setting) = match deliver::ready(&mut loader, file, context)? {
        Ok(ready) => ready,
        Err(status) => return Ok(status),
    };
    let along = match along(typed, &scenario) {
        Ok(along) => along,
        Err(reason) => return Ok(context.refuse(&reason)),
    };
    let progress = context.progress();
    let drawn = frontier(&setting, &scenario, along, points, &*progress)?;
    drop(progress);
    let drawn = match drawn {
        Ok(drawn) => drawn,
        Err(problems) => return Ok(context.refuse(&said(&problems))),
    };
    let rests = Rests::on(scenario.evidence(), setting.futures().held(), context.today);
    let document = report::Document::of(&scenario, &drawn, rests);
    let artefacts = deliver::in_every_format(
        "frontier",
        report::table(&document, context.terminal.width),
        json(&document),
        report::csv(&document),
    )?;
    let is_answered = document.points.iter().any(|point| point.feasible);
    let status = if is_answered { Status::Answered } else { Status::No };
    let from = provenance(loader.sources(), [scenario.simulation()], context);
    deliver::deliver(Delivery { artefacts: &artefacts, from, shard: None, status }, context)
}

/// What a variant of the scenario would get wrong, in a line.
pub(super) fn said(problems: &[Problem]) -> String {
    let lines: Vec<String> =
        problems.iter().map(|problem| format!("{}: {}", problem.place, problem.found)).collect();
    text::listed(&lines)
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
    let from = money("from", typed.from.as_ref(), total * (1.0 - AROUND))?;
    let to = money("to", typed.to.as_ref(), total * (1.0 + AROUND))?;
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
    let share_today = today.total_of(&members).per(today.total()).unwrap_or_default();
    let share = |key: &str, text: Option<&String>, otherwise: f64| {
        let share = text.map_or_else(|| Share::new(otherwise), |text| text.parse());
        share.map_err(|error| format!("--{key}: {error}; allowed: a share such as 0.08 or 8%"))
    };
    let from = share("from", typed.from.as_ref(), 0.0)?;
    let to = share("to", typed.to.as_ref(), (2.0 * share_today).min(1.0))?;
    if from >= to {
        return Err(format!("--from {from} is not below --to {to}"));
    }
    Ok(Along::Strand { strand, from, to })
}
