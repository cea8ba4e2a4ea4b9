//! `compare`: scenarios side by side, as many as there are.

use crate::cli::Status;
use crate::cli::args::Batch;
use crate::cli::batch::Spool;
use crate::cli::batch::Standing;
use crate::cli::batch::interrupt;
use crate::cli::batch::standing;
use crate::cli::context::Context;
use crate::cli::deliver;
use crate::cli::deliver::Delivery;
use crate::cli::output::Artefact;
use crate::cli::plan::Job;
use crate::cli::plan::Plan;
use crate::cli::provenance::with_inputs;
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
use crate::text;
use std::io;
use std::path::PathBuf;

/// As many scenarios are measured side by side before anybody looks whether to go on.
const CHUNK: usize = 64;

/// What was typed of scenarios.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    /// Files, and folders of them.
    pub(super) files: Vec<PathBuf>,
    /// A CSV of splits, and the scenario that its rows change.
    pub(super) splits: Option<(PathBuf, PathBuf)>,
}

/// Compares the scenarios that were typed.
pub(super) fn run(typed: &Typed, asked: &Asked, batch: &Batch, context: &Context) -> anyhow::Result<Status> {
    let mut loader = context.loader();
    let (plan, refused) = Plan::gather(&mut loader, typed, batch.fail_fast, context);
    context.report(&loader);
    if plan.is_empty() || batch.fail_fast && !refused.is_empty() {
        return Ok(Status::CouldNotRun);
    }
    if let Some(asked) = asked.reference.as_deref().filter(|asked| !plan.ids().any(|id| id == *asked)) {
        return Ok(context.refuse(&no_such("--reference", asked, &plan.ids().collect::<Vec<_>>())));
    }
    let from = with_inputs(loader.sources(), plan.rows_as_input(), plan.simulations(), context);
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
                return Ok(context.refuse(&format!(
                    "--resume: {out} was begun otherwise: {difference}; allowed: the same question, or another folder"
                )));
            }
        }
    }
    let mut run = Run { asked, batch, context, spool, views: Vec::new(), refused };
    match run.answer(plan)? {
        Some(status) => Ok(status),
        None => run.deliver(),
    }
}

/// A comparison on its way.
struct Run<'a> {
    asked: &'a Asked,
    batch: &'a Batch,
    context: &'a Context,
    spool: Spool<Entry>,
    views: Vec<BlockView>,
    refused: Vec<RefusedView>,
}

impl Run<'_> {
    /// Answers every scenario of this share that has no answer yet; a status where that comes to an early end.
    fn answer(&mut self, mut plan: Plan) -> anyhow::Result<Option<Status>> {
        let has = |id: &str| self.batch.shard.is_none_or(|shard| shard.has(id));
        let jobs: Vec<Vec<Job>> = (0..plan.blocks()).map(|block| plan.jobs(block, has)).collect();
        let all = jobs.iter().map(Vec::len).sum::<usize>();
        let mut done_before = self.spool.done().min(all);
        let progress = self.context.progress();
        progress.begin(all - done_before);
        for (block, jobs) in jobs.iter().enumerate() {
            let skipped = done_before.min(jobs.len());
            done_before -= skipped;
            if let Some(status) = self.answer_block(&mut plan, block, &jobs[skipped..], &*progress)? {
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
        plan: &mut Plan,
        block: usize,
        jobs: &[Job],
        progress: &dyn Progress,
    ) -> anyhow::Result<Option<Status>> {
        let yardstick = match self.yardstick(plan, block)? {
            Ok(yardstick) => yardstick,
            Err(status) => return Ok(Some(status)),
        };
        for chunk in jobs.chunks(CHUNK) {
            let mut scenarios = Vec::with_capacity(chunk.len());
            for job in chunk {
                match plan.scenario(block, *job) {
                    Ok(scenario) => scenarios.push(Some(scenario)),
                    Err(refused) => {
                        self.context.complain(&refused.problems.join("; "));
                        self.refused.push(refused);
                        scenarios.push(None);
                    }
                }
            }
            let measured = side_by_side(&scenarios, |scenario| {
                if interrupt::is_asked_for() {
                    return None;
                }
                let Some(scenario) = scenario else { return Some(Vec::new()) };
                let measured = yardstick.measure(scenario.clone(), &self.asked.moves);
                progress.advance(scenario.id());
                let entry = |compared| Entry::of(&compared, scenario.id(), block, yardstick.reference());
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

    /// The draws of a block and the reference of its scenarios.
    fn yardstick(&mut self, plan: &mut Plan, block: usize) -> anyhow::Result<Result<Yardstick, Status>> {
        let asked = self.asked.reference.as_deref();
        let candidates = plan.candidates(block, asked);
        let Some(first) = candidates.first() else { return Ok(Err(Status::CouldNotRun)) };
        let mut yardstick = match deliver::setting(first, self.context)? {
            Ok(setting) => Yardstick::new(setting),
            Err(status) => return Ok(Err(status)),
        };
        let candidates: Vec<&Scenario> = candidates.iter().collect();
        let search = if self.batch.shard.is_some() { Search::Cheaply } else { Search::Solving };
        if let Err(why) = yardstick.hold_against_one_of(&candidates, asked, search) {
            return Ok(Err(self.context.refuse(&format!(
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
        Ok(Ok(yardstick))
    }

    /// Says what made the run stop at its first failure.
    fn first_failure(&self) -> anyhow::Result<Status> {
        let tally = self.tally()?;
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

    fn tally(&self) -> io::Result<Tally> {
        Tally::of(self.views.clone(), self.refused.clone(), self.spool.answers())
    }

    /// Says what could not be worked out, and which exit status everything together comes to.
    fn said(&self, tally: &Tally) -> Status {
        let document = tally.without_scenarios();
        for broken in &document.broken {
            self.context.complain(&broken.problem);
        }
        status(document)
    }

    fn deliver(&self) -> anyhow::Result<Status> {
        let tally = self.tally()?;
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

fn no_such(option: &str, asked: &str, known: &[String]) -> String {
    let nearest = text::nearest(asked, known.iter().map(String::as_str));
    let nearest = nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default();
    format!("{option}: there is no scenario `{asked}`; allowed: {}{nearest}", text::listed(known))
}

/// Why there is no comparison: a refusal, unless the program or a solver broke.
pub(super) fn unanswered(error: CompareError, context: &Context) -> anyhow::Result<Status> {
    Ok(context.refuse(&match &error {
        CompareError::NoSuchReference { asked, known } => no_such("--reference", asked, known),
        CompareError::NoSuchProposal { asked, known } => no_such("--propose", asked, known),
        CompareError::Study(StudyError::Solve { .. }) => return Err(error.into()),
        CompareError::Study(_) => error.to_string(),
    }))
}
