//! `compare`: scenarios side by side, as many as there are.

use crate::cli::Status;
use crate::cli::args::Batch;
use crate::cli::args::Format;
use crate::cli::batch;
use crate::cli::batch::Answer;
use crate::cli::batch::Run;
use crate::cli::batch::Spool;
use crate::cli::batch::should_stop;
use crate::cli::context::Context;
use crate::cli::deliver;
use crate::cli::deliver::Delivery;
use crate::cli::output::Artefact;
use crate::cli::plan::Job;
use crate::cli::plan::Plan;
use crate::cli::plan::Typed;
use crate::cli::provenance::with_inputs;
use crate::input::Loader;
use crate::model::Scenario;
use crate::report::BrokenView;
use crate::report::RefusedView;
use crate::report::compare as report;
use crate::report::compare::BlockView;
use crate::report::compare::Document;
use crate::report::compare::Entry;
use crate::report::compare::ScenarioView;
use crate::report::compare::Streamed;
use crate::report::compare::Tally;
use crate::simulate::side_by_side;
use crate::study::Asked;
use crate::study::Broken;
use crate::study::CompareError;
use crate::study::NoReference;
use crate::study::Progress;
use crate::study::Search;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::Yardstick;
use crate::study::places_are_known;
use crate::text;
use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

/// As many scenarios are measured side by side before anybody looks whether to go on.
const CHUNK: usize = 64;

/// Compares the scenarios that were typed.
pub(super) fn run(typed: &Typed, asked: &Asked, batch: &Batch, context: &Context) -> anyhow::Result<Status> {
    let mut loader = context.loader();
    let (plan, refused) = Plan::gather(&mut loader, typed, batch.fail_fast, context);
    context.report(&loader);
    if batch.fail_fast && !refused.is_empty() {
        return Ok(Status::CouldNotRun);
    }
    if plan.is_empty() {
        return nothing_but(refused, &loader, context);
    }
    let unknown = plan.evidence().map(|evidence| places_are_known(evidence, &asked.moves));
    if let Some(Err(error)) = unknown.min_by_key(Result::is_err) {
        return Ok(context.refuse(&format!("--move: {error}")));
    }
    if let Some(asked) = asked.reference.as_deref().filter(|asked| !plan.ids().any(|id| id == *asked)) {
        return Ok(context.refuse(&no_such("--reference", asked, &plan.ids().collect::<Vec<_>>())));
    }
    let from = with_inputs(loader.sources(), plan.rows_as_input(), plan.simulations(), context);
    let has = |id: &str| batch.shard.is_none_or(|shard| shard.has(id));
    let jobs: Vec<Vec<Job>> = (0..plan.blocks()).map(|block| plan.jobs(block, has)).collect();
    let run = match Run::begin(from, jobs.iter().map(Vec::len).sum(), batch, context) {
        Ok(run) => run,
        Err(status) => return Ok(status),
    };
    let mut comparing = Comparing { asked, context, run, views: Vec::new(), refused };
    match comparing.answer(plan, &jobs)? {
        Some(status) => Ok(status),
        None => comparing.deliver(),
    }
}

impl Answer for Entry {
    fn failure(&self) -> Option<(Status, &str)> {
        match self {
            Self::Scenario(_) => None,
            Self::Infeasible(why) => Some((Status::No, &why.id)),
            Self::Broken(broken) => Some((batch::broken_status(broken), &broken.id)),
        }
    }
}

/// A comparison on its way.
struct Comparing<'a> {
    asked: &'a Asked,
    context: &'a Context,
    run: Run<'a, Entry>,
    views: Vec<BlockView>,
    refused: Vec<RefusedView>,
}

impl Comparing<'_> {
    /// Answers every scenario of this share that has no answer yet; a status where that comes to an early end.
    fn answer(&mut self, mut plan: Plan, jobs: &[Vec<Job>]) -> anyhow::Result<Option<Status>> {
        let progress = self.context.progress();
        progress.begin(self.run.missing());
        for (block, jobs) in jobs.iter().enumerate() {
            let jobs = self.run.not_answered_before(jobs);
            if let Some(status) = self.answer_block(&mut plan, block, jobs, &*progress)? {
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
        let first = plan.first(block);
        let setting = match Setting::new(Arc::clone(first.evidence()), first.simulation()) {
            Ok(setting) => setting.overseen_by(progress.overseer()),
            Err(error) => return self.cannot_be_drawn(plan, block, jobs, &error),
        };
        let yardstick = match self.yardstick(plan, block, setting) {
            Ok(yardstick) => yardstick,
            Err(status) => return Ok(Some(status)),
        };
        let is_alone = self.run.is_alone();
        for chunk in jobs.chunks(CHUNK) {
            let scenarios: Vec<Option<Scenario>> =
                chunk.iter().map(|job| self.scenario(plan, block, *job)).collect();
            let measured = side_by_side(&scenarios, |scenario| {
                let Some(scenario) = scenario else { return Some(Vec::new()) };
                if should_stop() && !is_alone {
                    return None;
                }
                let measured = yardstick.measure(scenario.clone(), &self.asked.moves);
                if should_stop() && !is_alone {
                    return None;
                }
                progress.advance(scenario.id());
                let entry = |compared| Entry::of(&compared, scenario.id(), block, yardstick.reference());
                Some(measured.into_iter().map(entry).collect())
            });
            if let Some(status) = self.run.keep(measured)? {
                return Ok(Some(status));
            }
        }
        Ok(None)
    }

    /// One scenario of the plan; of a row that cannot be used any more it is said why.
    fn scenario(&mut self, plan: &mut Plan, block: usize, job: Job) -> Option<Scenario> {
        match plan.scenario(block, job) {
            Ok(scenario) => Some(scenario),
            Err(refused) => {
                self.context.complain(&refused.problems.join("; "));
                self.refused.push(refused);
                None
            }
        }
    }

    /// Says of every scenario of a block that its evidence cannot be drawn from; the other blocks can be answered.
    fn cannot_be_drawn(
        &mut self,
        plan: &mut Plan,
        block: usize,
        jobs: &[Job],
        error: &StudyError,
    ) -> anyhow::Result<Option<Status>> {
        let first = plan.first(block);
        self.views.push(BlockView::of(first.evidence(), first.simulation(), &[], self.context.today));
        for job in jobs {
            let scenario = self.scenario(plan, block, *job);
            let broken = scenario.map(|scenario| BrokenView::of(&Broken::solving(&scenario, error)));
            if let Some(status) = self.run.keep([Some(broken.map(Entry::Broken).into_iter().collect())])? {
                return Ok(Some(status));
            }
        }
        Ok(None)
    }

    /// The draws of a block with the reference of its scenarios.
    fn yardstick(&mut self, plan: &mut Plan, block: usize, setting: Setting) -> Result<Yardstick, Status> {
        let asked = self.asked.reference.as_deref();
        let candidates = plan.candidates(block, asked);
        let candidates: Vec<&Scenario> = candidates.iter().collect();
        // One id cannot serve several blocks, so that nobody can be asked for it.
        let is_cheap = self.run.shard().is_some() && plan.blocks() == 1;
        let search = if is_cheap { Search::Cheaply } else { Search::Solving };
        let mut yardstick = Yardstick::new(setting);
        match yardstick.hold_against_one_of(&candidates, asked, search) {
            Ok(()) => {}
            Err(why @ NoReference::NotCheaply) => {
                return Err(self.context.refuse(&format!(
                    "--shard: {why}, so which scenario the others are held against cannot be known from a share of \
                     them; allowed: --reference ID"
                )));
            }
            Err(why @ NoReference::NoAnswer { .. }) => {
                self.context.complain(&format!("--reference: {why}"));
                return Err(Status::No);
            }
        }
        let (setting, today) = (yardstick.setting(), self.context.today);
        let held = setting.futures().held();
        let mut view = BlockView::of(setting.evidence(), setting.simulation(), held, today);
        view.reference = yardstick.reference().map(str::to_owned);
        self.views.push(view);
        Ok(yardstick)
    }

    fn deliver(&self) -> anyhow::Result<Status> {
        let spool = &self.run.spool;
        let tally = Tally::of(self.views.clone(), self.refused.clone(), spool.answers())?;
        let document = tally.without_scenarios();
        let problems: BTreeSet<&String> = document.broken.iter().map(|broken| &broken.problem).collect();
        for problem in problems {
            self.context.complain(problem);
        }
        let status = status(document).max(self.run.cut_short());
        if tally.is_empty() && self.run.shard().is_none() {
            return Ok(status);
        }
        let artefacts = artefacts(&tally, || scenarios(spool), self.context.terminal.width);
        let delivery =
            Delivery { artefacts: &artefacts, from: spool.from().clone(), shard: self.run.shard(), status };
        deliver::deliver(delivery, self.context)?;
        spool.clear();
        Ok(status)
    }
}

/// A comparison of nothing, because every file is refused: a program that waits for a document gets one.
fn nothing_but(refused: Vec<RefusedView>, loader: &Loader, context: &Context) -> anyhow::Result<Status> {
    let is_for_people = context.global.format == Format::Table && context.global.out.is_none();
    if !is_for_people {
        let tally = Tally::of(Vec::new(), refused, std::iter::empty())?;
        let artefacts = artefacts(&tally, std::iter::empty, context.terminal.width);
        let from = with_inputs(loader.sources(), None, None, context);
        let status = Status::CouldNotRun;
        deliver::deliver(Delivery { artefacts: &artefacts, from, shard: None, status }, context)?;
    }
    Ok(Status::CouldNotRun)
}

/// The exit status of a comparison.
pub(super) fn status(document: &Document<()>) -> Status {
    batch::status(!document.infeasible.is_empty(), &document.broken, &document.refused)
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
        Artefact::streamed("compare.csv", move |out| report::csv(again(), tally.without_scenarios(), out)),
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
        CompareError::NoReference(_) | CompareError::NoAnswer { .. } => {
            context.complain(&error.to_string());
            return Ok(Status::No);
        }
        CompareError::Study(_) => error.to_string(),
    }))
}
