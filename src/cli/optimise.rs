//! `optimise`: the best allocation inside a scenario's freedom.

use crate::cli::Status;
use crate::cli::args::Batch;
use crate::cli::batch;
use crate::cli::batch::Answer;
use crate::cli::batch::Run;
use crate::cli::batch::should_stop;
use crate::cli::context::Context;
use crate::cli::deliver;
use crate::cli::deliver::Delivery;
use crate::cli::deliver::Named;
use crate::cli::ended::Outcome;
use crate::cli::gather::gather;
use crate::cli::json_lines::JsonLines;
use crate::cli::output;
use crate::cli::provenance::provenance;
use crate::input::Loader;
use crate::model::Scenario;
use crate::report::Basis;
use crate::report::BrokenView;
use crate::report::RefusedView;
use crate::report::optimise as report;
use crate::report::optimise::Answered;
use crate::report::optimise::Document;
use crate::report::optimise::Line;
use crate::simulate::unless_interrupted;
use crate::study::Best;
use crate::study::Broken;
use crate::study::Ground;
use crate::study::Overseer;
use crate::study::RuleSaid;
use crate::study::Setting;
use crate::study::StatedIn;
use crate::study::StudyError;
use crate::study::Wanted;
use crate::study::evidence_gap;
use crate::study::final_master;
use crate::study::optimise;
use serde::Deserialize;
use serde::Serialize;
use std::cell::RefCell;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

/// What is said of one scenario.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Entry {
    /// Its best allocation, or why none is allowed.
    Scenario(Box<report::Entry>),
    /// It could not be worked out.
    Broken(BrokenView),
}

impl Answer for Entry {
    fn failure(&self) -> Option<(Status, &str)> {
        match self {
            Self::Scenario(entry) => (!entry.feasible).then_some((Status::No, &*entry.id)),
            Self::Broken(broken) => Some((batch::broken_status(broken), &broken.id)),
        }
    }
}

/// Finds the best allocation of every scenario that was typed.
pub(super) fn run(
    typed: &[PathBuf],
    wanted: Wanted,
    write_lp: Option<&Path>,
    options: &Batch,
    context: &Context,
) -> Outcome {
    let mut loader = context.loader();
    let gathered = gather(&mut loader, typed, options.fail_fast, context);
    context.report(&loader);
    context.keep_inputs("--write-lp", write_lp, &loader)?;
    let mut scenarios = gathered.scenarios;
    if scenarios.is_empty() || options.fail_fast && !gathered.refused.is_empty() {
        return Ok(Status::CouldNotRun);
    }
    if write_lp.is_some() && scenarios.len() != 1 {
        return Ok(context.refuse("--write-lp: one scenario at a time; allowed: a single scenario file"));
    }
    let simulations = scenarios.iter().map(|(_, scenario)| scenario.simulation());
    let from = provenance(loader.sources(), simulations, context);
    scenarios.retain(|(_, scenario)| options.shard.is_none_or(|shard| shard.has(scenario.id())));
    scenarios.sort_by(|(_, a), (_, b)| a.id().cmp(b.id()));
    let mut run = Run::begin(from, scenarios.len(), options, context)?;
    let progress = context.progress();
    let loader = RefCell::new(loader);
    let overseer = progress.overseer();
    let mut asking = Asking { wanted, write_lp, context, overseer, loader, setting: None };
    progress.begin(run.missing());
    let lines = JsonLines::wanted(context);
    for (path, scenario) in run.not_answered_before(&scenarios) {
        let answer = if should_stop() { None } else { unless_interrupted(|| asking.answer(path, scenario)) };
        let answer = answer.transpose()?.map(|answer| vec![answer]);
        let answer = answer.filter(|_| !should_stop() || run.is_alone());
        progress.advance(scenario.id());
        for entry in answer.iter().flatten() {
            lines.as_ref().map_or(Ok(()), |lines| lines.tell(&entry.line()))?;
        }
        run.keep([answer])?;
    }
    drop(progress);
    deliver(&run, gathered.refused, lines, context)
}

/// What is asked of each scenario.
struct Asking<'a> {
    wanted: Wanted,
    write_lp: Option<&'a Path>,
    context: &'a Context,
    overseer: Arc<dyn Overseer>,
    loader: RefCell<Loader>,
    /// The draws of the scenario before: the next one has the same more often than not.
    setting: Option<Setting>,
}

impl Asking<'_> {
    /// The answer to one scenario.
    ///
    /// # Errors
    /// The master cannot be written.
    fn answer(&mut self, path: &Path, scenario: &Scenario) -> anyhow::Result<Entry> {
        let found = self.setting(scenario).and_then(|setting| {
            let best = optimise(&setting, scenario, self.wanted);
            best.map(|best| (setting, best))
        });
        let (setting, best) = match found {
            Ok(found) => found,
            Err(error) => {
                self.context.complain(&error.to_string());
                return Ok(Entry::Broken(BrokenView::of(&Broken::solving(scenario, &error))));
            }
        };
        if let (Some(file), Best::Found(found)) = (self.write_lp, &best) {
            output::write_whole(file, final_master(&setting, scenario, &found.allocation).as_bytes())?;
        }
        let level = match &best {
            Best::Found(found) => Some(found.level),
            Best::Impossible(_) => None,
        };
        let gap = match &best {
            Best::Found(found) if found.left_out.is_none() => {
                // What it rests on must not lose the answer.
                evidence_gap(&setting, scenario, &found.allocation).unwrap_or_default()
            }
            Best::Found(_) | Best::Impossible(_) => None,
        };
        let basis = Basis::on(setting.ground(), setting.futures().held(), self.context.today)
            .over(setting.futures().draws(), level)
            .with_gap(scenario.id(), gap.as_ref());
        self.setting = Some(setting);
        let stated = |rule: &RuleSaid| {
            let is_of_evidence = rule.file == StatedIn::Evidence;
            self.loader.borrow_mut().stated(path, scenario.id(), is_of_evidence, &rule.place)
        };
        let answered = Answered { scenario: scenario.clone(), best, basis };
        Ok(Entry::Scenario(Box::new(report::Entry::of(&answered, &stated))))
    }

    fn setting(&mut self, scenario: &Scenario) -> Result<Setting, StudyError> {
        let is_same = |setting: &Setting| setting.ground().carries(scenario);
        if let Some(setting) = self.setting.take().filter(is_same) {
            return Ok(setting);
        }
        let setting = Setting::on(Ground::of(scenario))?;
        Ok(setting.overseen_by(Arc::clone(&self.overseer)))
    }
}

impl Entry {
    /// The same as a line of its own.
    fn line(&self) -> Line<'_> {
        match self {
            Self::Scenario(entry) if entry.feasible => Line::Answered(entry),
            Self::Scenario(entry) => Line::Infeasible(entry),
            Self::Broken(why) => Line::Broken(why),
        }
    }
}

fn deliver(
    run: &Run<'_, Entry>,
    refused: Vec<RefusedView>,
    lines: Option<JsonLines>,
    context: &Context,
) -> Outcome {
    let (mut scenarios, mut broken) = (Vec::new(), Vec::new());
    for answer in run.spool.answers() {
        match answer? {
            Entry::Scenario(entry) => scenarios.push(*entry),
            Entry::Broken(why) => broken.push(why),
        }
    }
    let document = Document::joined(scenarios, broken, refused);
    let status = status(&document).max(run.cut_short());
    if let Some(lines) = lines {
        for refused in &document.refused {
            lines.tell(&Line::Refused(refused))?;
        }
    }
    if document.scenarios.is_empty() && run.shard().is_none() {
        context.batch_ended(document.counts);
        return Ok(run.exit(status));
    }
    let (from, shard) = (run.spool.from().clone(), run.shard());
    let answers = &[Named::whole(&document)];
    deliver::deliver(Delivery { answers, look: context.look(), from, shard, status }, context)?;
    run.spool.clear();
    context.batch_ended(document.counts);
    Ok(run.exit(status))
}

/// The exit status that the answers come to.
pub(super) fn status(document: &Document) -> Status {
    let is_any_infeasible = document.scenarios.iter().any(|entry| !entry.feasible);
    batch::status(is_any_infeasible, &document.broken, &document.refused)
}
