//! `optimise`: the best allocation inside a scenario's freedom.

use crate::cli::Status;
use crate::cli::context::Context;
use crate::cli::deliver;
use crate::cli::deliver::Delivery;
use crate::cli::gather::all_of;
use crate::cli::output;
use crate::cli::provenance::provenance;
use crate::report::Rests;
use crate::report::best as report;
use crate::report::best::Answered;
use crate::report::json;
use crate::study::Best;
use crate::study::StatedIn;
use crate::study::Wanted;
use crate::study::best;
use crate::study::final_master;
use std::path::Path;
use std::path::PathBuf;

/// Finds the best allocation of every scenario that was typed.
pub(super) fn run(
    typed: &[PathBuf],
    wanted: Wanted,
    write_lp: Option<&Path>,
    context: &Context,
) -> anyhow::Result<Status> {
    let mut loader = context.loader();
    let Some(scenarios) = all_of(&mut loader, typed, context) else { return Ok(Status::CouldNotRun) };
    if write_lp.is_some() && scenarios.len() != 1 {
        return Ok(context.refuse("--write-lp: one scenario at a time; allowed: a single scenario file"));
    }
    let simulations = scenarios.iter().map(|(_, scenario)| scenario.simulation());
    let from = provenance(loader.sources(), simulations, context);
    let (mut answers, mut paths) = (Vec::new(), Vec::new());
    for (path, scenario) in scenarios {
        let setting = match deliver::setting(&scenario, context)? {
            Ok(setting) => setting,
            Err(status) => return Ok(status),
        };
        let best = best(&setting, &scenario, wanted)?;
        if let (Some(file), Best::Found(found)) = (write_lp, &best) {
            output::write_whole(file, final_master(&setting, &scenario, &found.allocation).as_bytes())?;
        }
        let rests = Rests::on(scenario.evidence(), setting.futures().held(), context.today);
        answers.push(Answered { scenario, best, rests });
        paths.push(path);
    }
    let places = std::cell::RefCell::new(loader);
    let stated = |answer: usize, rule: &crate::study::RuleSaid| {
        let (path, id) = (&paths[answer], answers[answer].scenario.id());
        places.borrow_mut().stated(path, id, rule.file == StatedIn::Evidence, &rule.place)
    };
    let document = report::Document::of(&answers, &stated);
    let artefacts = deliver::in_every_format(
        "optimise",
        report::table(&document, context.terminal.width),
        json(&document),
        report::csv(&document),
    )?;
    let all = document.scenarios.iter().all(|entry| entry.feasible);
    let status = if all { Status::Answered } else { Status::No };
    deliver::deliver(Delivery { artefacts: &artefacts, from, shard: None, status }, context)
}
