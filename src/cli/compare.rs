//! `compare`: scenarios side by side, as many as there are.

use crate::cli::Status;
use crate::cli::args::Batch;
use crate::cli::batch::Spool;
use crate::cli::batch::Standing;
use crate::cli::batch::interrupt;
use crate::cli::batch::standing;
use crate::cli::context::Context;
use crate::cli::context::refuse;
use crate::cli::deliver;
use crate::cli::deliver::Delivery;
use crate::cli::gather::gather;
use crate::cli::output::Artefact;
use crate::cli::provenance::provenance;
use crate::model::Scenario;
use crate::report::compare as report;
use crate::report::compare::BlockView;
use crate::report::compare::Document;
use crate::report::compare::Entry;
use crate::report::compare::RefusedView;
use crate::report::compare::ScenarioView;
use crate::report::compare::Streamed;
use crate::report::compare::Tally;
use crate::simulate::side_by_side;
use crate::study::Asked;
use crate::study::CompareError;
use crate::study::Progress;
use crate::study::Search;
use crate::study::StudyError;
use crate::study::Yardstick;
use crate::study::blocks_of;
use crate::text;
use std::io;
use std::path::PathBuf;

/// As many scenarios are measured side by side before anybody looks whether to go on.
const CHUNK: usize = 64;

/// Compares the scenarios in the files and folders that were typed.
pub(super) fn run(
    typed: &[PathBuf],
    asked: &Asked,
    batch: &Batch,
    context: &Context,
) -> anyhow::Result<Status> {
    let mut loader = context.loader();
    let gathered = gather(&mut loader, typed, batch.fail_fast, context);
    if gathered.scenarios.is_empty() || batch.fail_fast && !gathered.refused.is_empty() {
        return Ok(Status::CouldNotRun);
    }
    let scenarios: Vec<Scenario> = gathered.scenarios.into_iter().map(|(_, scenario)| scenario).collect();
    if let Some(refusal) = unknown("--reference", asked.reference.as_deref(), &scenarios) {
        return Ok(refuse(&refusal));
    }
    let from = provenance(loader.sources(), scenarios.iter().map(Scenario::simulation), context);
    let mut spool = Spool::new(context.global.out.as_deref(), from, batch.shard, batch.checkpoint);
    if let (true, Some(out)) = (batch.resume, &context.global.out) {
        match standing(out, &mut spool)? {
            Standing::ToDo => {}
            Standing::Done(status) => {
                context.say(&format!("everything in {} is done and as it was written", out.display()));
                return Ok(Status::of(status).unwrap_or(Status::Answered));
            }
            Standing::Other(difference) => {
                let out = out.display();
                return Ok(refuse(&format!(
                    "--resume: {out} was begun otherwise: {difference}; allowed: the same question, or another folder"
                )));
            }
        }
    }
    let mut run = Run { blocks: blocks_of(scenarios), asked, batch, context, spool, views: Vec::new() };
    match run.answer()? {
        Some(status) => Ok(status),
        None => run.deliver(gathered.refused),
    }
}

/// A comparison on its way.
struct Run<'a> {
    blocks: Vec<Vec<Scenario>>,
    asked: &'a Asked,
    batch: &'a Batch,
    context: &'a Context,
    spool: Spool<Entry>,
    views: Vec<BlockView>,
}

impl Run<'_> {
    /// Answers every scenario of this share that has no answer yet; a status where that comes to an early end.
    fn answer(&mut self) -> anyhow::Result<Option<Status>> {
        let blocks = std::mem::take(&mut self.blocks);
        let has = |scenario: &Scenario| self.batch.shard.is_none_or(|shard| shard.has(scenario.id()));
        let all = blocks.iter().flatten().filter(|scenario| has(scenario)).count();
        let mut done_before = self.spool.done();
        let progress = self.context.progress();
        progress.begin(all - done_before.min(all));
        for scenarios in &blocks {
            let own: Vec<&Scenario> = scenarios.iter().filter(|scenario| has(scenario)).collect();
            let skipped = done_before.min(own.len());
            done_before -= skipped;
            if let Some(status) = self.answer_block(scenarios, &own[skipped..], &*progress)? {
                drop(progress);
                if status == Status::Stopped {
                    self.say_missing(all)?;
                }
                return Ok(Some(status));
            }
        }
        Ok(None)
    }

    fn answer_block(
        &mut self,
        scenarios: &[Scenario],
        own: &[&Scenario],
        progress: &dyn Progress,
    ) -> anyhow::Result<Option<Status>> {
        let Some(first) = scenarios.first() else { return Ok(None) };
        let number = self.views.len();
        let setting = match deliver::setting(first)? {
            Ok(setting) => setting,
            Err(status) => return Ok(Some(status)),
        };
        let mut yardstick = Yardstick::new(setting);
        let candidates: Vec<&Scenario> = scenarios.iter().collect();
        let search = if self.batch.shard.is_some() { Search::Cheaply } else { Search::Solving };
        if let Err(why) = yardstick.hold_against_one_of(&candidates, self.asked.reference.as_deref(), search)
        {
            return Ok(Some(refuse(&format!(
                "--shard: {why}, so which scenario the others are held against cannot be known from a share of them; \
                 allowed: --reference ID"
            ))));
        }
        let setting = yardstick.setting();
        let mut view = BlockView::of(
            setting.evidence(),
            setting.simulation(),
            setting.futures().held(),
            self.context.today,
        );
        view.reference = yardstick.reference().map(str::to_owned);
        self.views.push(view);
        for chunk in own.chunks(CHUNK) {
            let measured = side_by_side(chunk, |scenario| {
                if interrupt::is_asked_for() {
                    return None;
                }
                let measured = yardstick.measure((*scenario).clone(), &self.asked.moves);
                progress.advance(scenario.id());
                let entry = |compared| Entry::of(&compared, scenario.id(), number, yardstick.reference());
                Some(measured.into_iter().map(entry).collect::<Vec<Entry>>())
            });
            for entries in measured {
                let Some(entries) = entries else { return Ok(Some(Status::Stopped)) };
                let failed = entries.iter().any(|entry| !matches!(entry, Entry::Scenario(_)));
                self.spool.push(1, entries)?;
                if failed && self.batch.fail_fast {
                    return Ok(Some(self.first_failure()?));
                }
            }
        }
        Ok(None)
    }

    /// Says what made the run stop at its first failure.
    fn first_failure(&self) -> anyhow::Result<Status> {
        let tally = self.tally(Vec::new())?;
        self.context.say("stopped at the first scenario without an answer (--fail-fast)");
        Ok(self.said(&tally))
    }

    /// Keeps what is answered, and says what is missing.
    fn say_missing(&mut self, all: usize) -> anyhow::Result<()> {
        let done = self.spool.done();
        let missing = text::plural(all - done.min(all), "scenario is", "scenarios are");
        let Some(out) = &self.context.global.out else {
            self.context.say(&format!("stopped: {missing} missing, and nothing was written"));
            return Ok(());
        };
        self.spool.checkpoint()?;
        self.context.say(&format!(
            "stopped: {missing} missing; the {done} that are answered wait in {}, and --resume goes on from there",
            out.display()
        ));
        Ok(())
    }

    fn tally(&self, refused: Vec<RefusedView>) -> io::Result<Tally> {
        Tally::of(self.views.clone(), refused, self.spool.answers())
    }

    /// Says what could not be worked out, and which exit status everything together comes to.
    fn said(&self, tally: &Tally) -> Status {
        let document = tally.without_scenarios();
        for broken in &document.broken {
            self.context.complain(&broken.problem);
        }
        status(document)
    }

    fn deliver(&self, refused: Vec<RefusedView>) -> anyhow::Result<Status> {
        let tally = self.tally(refused)?;
        let status = self.said(&tally);
        if tally.is_empty() && self.batch.shard.is_none() {
            return Ok(status);
        }
        let artefacts = artefacts(&tally, || scenarios(&self.spool), self.context.terminal.width);
        let from = self.spool.from().clone();
        let delivery = Delivery { artefacts: &artefacts, from, shard: self.batch.shard, status };
        deliver::deliver(delivery, self.context)?;
        self.spool.clear();
        Ok(status)
    }
}

/// The exit status that everything together comes to: the worst of what happened.
pub(super) fn status(document: &Document<()>) -> Status {
    let is_wrong = !document.refused.is_empty() || document.broken.iter().any(|broken| broken.asked_for);
    let marks = [
        (!document.infeasible.is_empty(), Status::No),
        (is_wrong, Status::CouldNotRun),
        (document.broken.iter().any(|broken| !broken.asked_for), Status::Broke),
    ];
    let worst = marks.iter().filter(|(is_so, _)| *is_so).map(|(_, status)| *status).max();
    worst.unwrap_or(Status::Answered)
}

/// A comparison in every format, from scenarios that come one by one as often as they are asked for.
pub(super) fn artefacts<'a, I: Iterator<Item = io::Result<ScenarioView>>>(
    tally: &'a Tally,
    scenarios: impl Fn() -> I + Clone + 'a,
    width: u16,
) -> Vec<Artefact<'a>> {
    let again = scenarios.clone();
    vec![
        Artefact::streamed("compare.txt", move |out| {
            out.write_all(report::table(&tally.digest(), width).as_bytes())
        }),
        Artefact::streamed("compare.json", move |out| {
            report::json(&tally.with(Streamed::new(scenarios())), out)
        }),
        Artefact::streamed("compare.csv", move |out| {
            report::csv(again(), &tally.without_scenarios().blocks, out)
        }),
    ]
}

fn scenarios(spool: &Spool<Entry>) -> impl Iterator<Item = io::Result<ScenarioView>> + '_ {
    spool.answers().filter_map(|entry| match entry {
        Ok(Entry::Scenario(scenario)) => Some(Ok(*scenario)),
        Ok(_) => None,
        Err(error) => Some(Err(error)),
    })
}

/// That no scenario has the id typed with an option, where that is so.
pub(super) fn unknown(option: &str, asked: Option<&str>, scenarios: &[Scenario]) -> Option<String> {
    let asked = asked?;
    let known: Vec<String> = scenarios.iter().map(|scenario| scenario.id().to_owned()).collect();
    (!known.iter().any(|id| id == asked)).then(|| no_such(option, asked, &known))
}

fn no_such(option: &str, asked: &str, known: &[String]) -> String {
    let nearest = text::nearest(asked, known.iter().map(String::as_str));
    let nearest = nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default();
    format!("{option}: there is no scenario `{asked}`; allowed: {}{nearest}", text::listed(known))
}

/// Why there is no comparison: a refusal, unless the program or a solver broke.
pub(super) fn unanswered(error: CompareError) -> anyhow::Result<Status> {
    Ok(refuse(&match &error {
        CompareError::NoSuchReference { asked, known } => no_such("--reference", asked, known),
        CompareError::NoSuchProposal { asked, known } => no_such("--propose", asked, known),
        CompareError::Study(StudyError::Solve { .. }) => return Err(error.into()),
        CompareError::Study(_) => error.to_string(),
    }))
}
