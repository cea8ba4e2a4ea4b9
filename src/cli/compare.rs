//! `compare`: scenarios side by side, as many as there are.

use crate::cli::Status;
use crate::cli::args::Batch;
use crate::cli::args::Format;
use crate::cli::batch;
use crate::cli::batch::Answer;
use crate::cli::batch::Run;
use crate::cli::batch::Spool;
use crate::cli::batch::should_stop;
use crate::cli::book::Book;
use crate::cli::context::Context;
use crate::cli::deliver;
use crate::cli::deliver::Delivery;
use crate::cli::extras;
use crate::cli::extras::Extras;
use crate::cli::json_lines::JsonLines;
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
use crate::report::compare::Detail;
use crate::report::compare::Document;
use crate::report::compare::Entry;
use crate::report::compare::Line;
use crate::report::compare::ScenarioView;
use crate::report::compare::Streamed;
use crate::report::compare::Tally;
use crate::report::compare::merged;
use crate::report::report::Document as Report;
use crate::simulate::side_by_side;
use crate::study::Asked;
use crate::study::Attribution;
use crate::study::Brief;
use crate::study::Broken;
use crate::study::Chapter;
use crate::study::CompareError;
use crate::study::Compared;
use crate::study::Progress;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::Yardstick;
use crate::study::impossible_move;
use crate::study::places_are_known;
use crate::text;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io;
use std::io::Write;
use std::sync::Arc;

/// As many scenarios are measured side by side before anybody looks whether to go on.
const CHUNK: usize = 64;

/// What is wanted besides the comparison itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Everything that a table can say.
    pub(super) full: bool,
    /// Harm avoided shared out among programmes.
    pub(super) by_programme: bool,
}

/// Compares the scenarios that were typed.
pub(super) fn run(
    typed: &Typed,
    asked: &Asked,
    wanted: Wanted,
    beside: &extras::Typed,
    batch: &Batch,
    context: &Context,
) -> anyhow::Result<Status> {
    if typed.asks_twice_for_standard_input() {
        return Ok(context
            .refuse("`-` stands for standard input, which can be one file only: the splits, or a scenario"));
    }
    if let Some(reason) = beside.xlsx.as_ref().and_then(|book| book.refused(context)) {
        return Ok(context.refuse(reason));
    }
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
    let is_known = |asked: &&str| *asked == Scenario::TODAY || plan.ids().any(|id| id == *asked);
    if let Some(asked) = asked.reference.as_deref().filter(|asked| !is_known(asked)) {
        return Ok(context.refuse(&no_such("--reference", asked, &plan.ids().collect::<Vec<_>>())));
    }
    let from = with_inputs(loader.sources(), plan.rows_as_input(), plan.simulations(), context);
    let has = |id: &str| batch.shard.is_none_or(|shard| shard.has(id));
    let jobs: Vec<Vec<Job>> = (0..plan.blocks()).map(|block| plan.jobs(block, has)).collect();
    let extras = Extras::begin(beside, plan.evidence(), context)?;
    let run = match Run::begin(from, jobs.iter().map(Vec::len).sum(), batch, context) {
        Ok(run) => run,
        Err(status) => return Ok(status),
    };
    let cannot_move: BTreeSet<String> = plan
        .loaded()
        .filter_map(|scenario| Some((scenario, impossible_move(scenario, &asked.moves)?)))
        .map(|(scenario, error)| {
            context.complain(&format!("--move: {error}"));
            scenario.id().to_owned()
        })
        .collect();
    let (views, todays) = (Vec::new(), Vec::new());
    let mut comparing =
        Comparing { asked, wanted, context, run, extras, views, todays, refused, cannot_move };
    match comparing.answer(plan, &jobs)? {
        Some(status) => Ok(status),
        None => comparing.deliver(beside.xlsx.as_ref()),
    }
}

/// An entry with its place in the order of files and rows.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Placed {
    place: usize,
    entry: Entry,
}

impl Answer for Placed {
    fn failure(&self) -> Option<(Status, &str)> {
        match &self.entry {
            Entry::Scenario(_) => None,
            Entry::Infeasible(why) => Some((Status::No, &why.id)),
            Entry::Broken(broken) => Some((batch::broken_status(broken), &broken.id)),
        }
    }
}

/// A comparison on its way.
struct Comparing<'a> {
    asked: &'a Asked,
    wanted: Wanted,
    context: &'a Context,
    run: Run<'a, Placed>,
    extras: Extras,
    views: Vec<BlockView>,
    /// The row of today's money of each block that can be drawn from.
    todays: Vec<ScenarioView>,
    refused: Vec<RefusedView>,
    /// Scenarios of which it has been said already that the moves cannot be made in them.
    cannot_move: BTreeSet<String>,
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
        let draw = if self.wanted.by_programme { Setting::with_room_for_shares } else { Setting::new };
        let setting = match draw(Arc::clone(first.evidence()), first.simulation()) {
            Ok(setting) => setting.overseen_by(progress.overseer()),
            Err(error) => return self.cannot_be_drawn(plan, block, jobs, &error),
        };
        let yardstick = match self.yardstick(plan, block, setting)? {
            Ok(yardstick) => yardstick,
            Err(status) => return Ok(Some(status)),
        };
        if !self.extras.begin_block(&yardstick, self.todays.last())? {
            return Ok(Some(Status::Answered));
        }
        let is_alone = self.run.is_alone();
        for chunk in jobs.chunks(CHUNK) {
            let scenarios: Vec<(usize, Option<Scenario>)> =
                chunk.iter().map(|job| (plan.place(block, *job), self.scenario(plan, block, *job))).collect();
            let measured = side_by_side(&scenarios, |(place, scenario)| {
                let Some(scenario) = scenario else { return Some(Vec::new()) };
                if should_stop() && !is_alone {
                    return None;
                }
                let measured = yardstick.measure(scenario.clone(), &self.asked.moves);
                if should_stop() && !is_alone {
                    return None;
                }
                progress.advance(scenario.id());
                let placed = |compared: Compared| {
                    let mut entry = Entry::of(&compared, scenario.id(), block, yardstick.reference());
                    if self.wanted.by_programme {
                        entry = shared_out(entry, &compared, yardstick.setting());
                    }
                    (compared, Placed { place: *place, entry })
                };
                Some(measured.into_iter().map(placed).collect::<Vec<_>>())
            });
            for measured in measured {
                if let Some(status) = self.keep(measured, &yardstick)? {
                    return Ok(Some(status));
                }
            }
        }
        Ok(None)
    }

    /// Keeps what a scenario came to, which is nothing where the run should stop; a status where it does.
    fn keep(
        &mut self,
        measured: Option<Vec<(Compared, Placed)>>,
        yardstick: &Yardstick,
    ) -> anyhow::Result<Option<Status>> {
        let Some(measured) = measured else { return self.run.keep([None]) };
        let mut placed = Vec::with_capacity(measured.len());
        for (compared, answer) in measured {
            if !self.extras.answered(compared, &answer.entry, yardstick)? {
                // Whoever read the lines has seen enough.
                return Ok(Some(Status::Answered));
            }
            placed.push(answer);
        }
        self.run.keep([Some(placed)])
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
        let (evidence, simulation) = (first.evidence(), first.simulation());
        self.views.push(BlockView::of(evidence, simulation, &[], self.context.today, Scenario::TODAY));
        for job in jobs {
            let scenario = self.scenario(plan, block, *job);
            let broken = scenario.map(|scenario| BrokenView::of(&Broken::solving(&scenario, error)));
            let placed =
                broken.map(|broken| Placed { place: plan.place(block, *job), entry: Entry::Broken(broken) });
            if let Some(placed) = &placed
                && !self.extras.tell(Line::from(&placed.entry))?
            {
                return Ok(Some(Status::Answered));
            }
            if let Some(status) = self.run.keep([Some(placed.into_iter().collect())])? {
                return Ok(Some(status));
            }
        }
        Ok(None)
    }

    /// The draws of a block held against the reference of its scenarios, with the row of today's money.
    fn yardstick(
        &mut self,
        plan: &mut Plan,
        block: usize,
        setting: Setting,
    ) -> anyhow::Result<Result<Yardstick, Status>> {
        let mut yardstick = Yardstick::new(setting);
        let named = self.asked.reference.as_deref().and_then(|asked| plan.named(block, asked));
        if let Some(named) = named {
            yardstick = match yardstick.held_against(&named) {
                Ok(yardstick) => yardstick,
                Err(why) => {
                    self.context.complain(&format!("--reference: {why}"));
                    return Ok(Err(Status::No));
                }
            };
        }
        let today = yardstick.today()?;
        self.todays.push(ScenarioView::of(&today, block, yardstick.reference()));
        let setting = yardstick.setting();
        let (evidence, held) = (setting.evidence(), setting.futures().held());
        let (day, reference) = (self.context.today, yardstick.reference());
        self.views.push(BlockView::of(evidence, setting.simulation(), held, day, reference));
        Ok(Ok(yardstick))
    }

    fn detail(&self) -> Detail {
        detail(self.wanted.full, self.context)
    }

    fn deliver(&mut self, book: Option<&Book>) -> anyhow::Result<Status> {
        let spool = &self.run.spool;
        let todays = self.todays.iter().map(|today| Ok(Entry::Scenario(Box::new(today.clone()))));
        let entries = spool.answers().map(|placed| placed.map(|placed| placed.entry));
        let tally = Tally::of(self.views.clone(), self.refused.clone(), todays.chain(entries))?;
        let document = tally.without_scenarios();
        let news = document.broken.iter().filter(|broken| !self.cannot_move.contains(&broken.id));
        let problems: BTreeSet<&String> = news.map(|broken| &broken.problem).collect();
        for problem in problems {
            self.context.complain(problem);
        }
        let status = status(document).max(self.run.cut_short());
        for refused in &document.refused {
            self.extras.tell(Line::Refused(refused))?;
        }
        self.extras.end()?;
        if tally.is_empty() && self.run.shard().is_none() {
            self.context.batch_ended(document.counts);
            return Ok(self.run.exit(status));
        }
        let wide = |out: &mut dyn Write| {
            let placed = batch::in_order(spool, |placed| placed.place)?;
            let placed = placed.map(|placed| placed.map(|placed| (placed.place, placed.entry)));
            report::wide(&self.todays, placed, tally.without_scenarios(), out)
        };
        let (width, detail) = (self.context.terminal.width, self.detail());
        let mut artefacts = artefacts(&tally, || scenarios(&self.todays, spool), wide, width, detail);
        if let (Some(book), Some(blocks)) = (book, self.extras.blocks()) {
            let chapters = blocks.iter().map(|block| Chapter { block: block.clone(), proposal: None });
            let brief = Brief { chapters: chapters.collect() };
            let document = Report::of(&brief, self.context.today)?;
            artefacts.extend(book.made(&document, spool.from(), "compare", self.context)?);
        }
        let delivery =
            Delivery { artefacts: &artefacts, from: spool.from().clone(), shard: self.run.shard(), status };
        deliver::deliver(delivery, self.context)?;
        spool.clear();
        self.context.batch_ended(document.counts);
        Ok(self.run.exit(status))
    }
}

/// An answer with every programme's share of harm avoided.
fn shared_out(mut entry: Entry, compared: &Compared, setting: &Setting) -> Entry {
    if let (Entry::Scenario(view), Compared::Answered(result)) = (&mut entry, compared)
        && let Some(attribution) = Attribution::of(setting, &result.allocation)
    {
        view.share_out(setting.evidence(), &attribution);
    }
    entry
}

/// A comparison of nothing, because every file is refused: a program that waits for a document gets one.
fn nothing_but(refused: Vec<RefusedView>, loader: &Loader, context: &Context) -> anyhow::Result<Status> {
    let is_for_people = context.global.format == Format::Table && context.global.out.is_none();
    if !is_for_people {
        let tally = Tally::of(Vec::new(), refused, std::iter::empty())?;
        let wide =
            |out: &mut dyn Write| report::wide(&[], std::iter::empty(), tally.without_scenarios(), out);
        if let Some(mut lines) = JsonLines::wanted(context) {
            for refused in &tally.without_scenarios().refused {
                lines.tell(&Line::Refused(refused))?;
            }
        }
        let artefacts =
            artefacts(&tally, std::iter::empty, wide, context.terminal.width, detail(false, context));
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

/// How much the table says: everything where that is asked for, and in a file, which nobody has to scroll past.
pub(super) fn detail(full: bool, context: &Context) -> Detail {
    if full || context.global.out.is_some() { Detail::Full } else { Detail::Glance }
}

/// A comparison in every format, from scenarios that come one by one as often as they are asked for.
pub(super) fn artefacts<'a, I: Iterator<Item = io::Result<ScenarioView>>>(
    tally: &'a Tally,
    scenarios: impl Fn() -> I + Clone + 'a,
    wide: impl Fn(&mut dyn Write) -> io::Result<()> + 'a,
    width: u16,
    detail: Detail,
) -> Vec<Artefact<'a>> {
    let again = scenarios.clone();
    vec![
        Artefact::streamed("compare.txt", move |out| {
            let text = report::table(&tally.digest(), width, detail);
            out.write_all(text::visible(&text).as_bytes())
        }),
        Artefact::streamed("compare.json", move |out| {
            report::json(&tally.with(Streamed::new(scenarios())), out)
        }),
        Artefact::streamed("compare.csv", move |out| report::csv(again(), tally.without_scenarios(), out)),
        Artefact::streamed("compare-wide.csv", wide),
    ]
}

/// Today's rows and what was answered, in the document's order.
fn scenarios<'a>(
    todays: &'a [ScenarioView],
    spool: &'a Spool<Placed>,
) -> impl Iterator<Item = io::Result<ScenarioView>> + 'a {
    let todays: Box<dyn Iterator<Item = _>> = Box::new(todays.iter().map(|today| Ok(today.clone())));
    let answered = spool.answers().filter_map(|placed| match placed.map(|placed| placed.entry) {
        Ok(Entry::Scenario(scenario)) => Some(Ok(*scenario)),
        Ok(_) => None,
        Err(error) => Some(Err(error)),
    });
    merged(vec![todays, Box::new(answered)])
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
