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
use crate::cli::deliver::Named;
use crate::cli::deliver::deliver_one;
use crate::cli::ended::Ended;
use crate::cli::ended::Outcome;
use crate::cli::extras;
use crate::cli::extras::Extras;
use crate::cli::json_lines::JsonLines;
use crate::cli::plan::Job;
use crate::cli::plan::Plan;
use crate::cli::plan::Typed;
use crate::cli::planned::Planned;
use crate::cli::provenance::with_inputs;
use crate::input::Loader;
use crate::model::Allocation;
use crate::model::Scenario;
use crate::problem::Problem;
use crate::report::Look;
use crate::report::RefusedView;
use crate::report::compare as report;
use crate::report::compare::Among;
use crate::report::compare::BlockChoiceView;
use crate::report::compare::BlockView;
use crate::report::compare::Coming;
use crate::report::compare::Document;
use crate::report::compare::Entry;
use crate::report::compare::Line;
use crate::report::compare::ScenarioView;
use crate::report::compare::Tally;
use crate::report::compare::merged;
use crate::report::report::ChapterView;
use crate::report::report::Chapters;
use crate::report::report::Document as ReportDocument;
use crate::report::report::Reported;
use crate::simulate::unless_interrupted;
use crate::study::Asked;
use crate::study::At;
use crate::study::Attribution;
use crate::study::ById;
use crate::study::CompareError;
use crate::study::Compared;
use crate::study::EvidenceGap;
use crate::study::Ground;
use crate::study::Listener;
use crate::study::NoReference;
use crate::study::Regret;
use crate::study::ScenarioResult;
use crate::study::StudyError;
use crate::study::Yardstick;
use crate::study::compare;
use crate::study::evidence_gap;
use crate::study::impossible_move;
use crate::study::places_are_known;
use crate::study::weigh;
use crate::text;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;
use std::io::Write;

/// Compares the scenarios that were typed.
pub(super) fn run(
    typed: &Typed,
    asked: &Asked,
    is_full: bool,
    beside: &extras::Typed,
    batch: &Batch,
    context: &Context,
) -> Outcome {
    are_separate(typed, beside, context)?;
    let mut loader = context.loader();
    let (plan, mut refused) = Plan::gather(&mut loader, typed, batch.fail_fast, context);
    context.report(&loader);
    context.keep_inputs("--outcomes", beside.outcomes.as_deref(), &loader)?;
    context.keep_inputs("--xlsx", beside.xlsx.as_ref().and_then(Book::path), &loader)?;
    if batch.fail_fast && !refused.is_empty() {
        return Ok(Status::CouldNotRun);
    }
    if plan.is_empty() {
        return nothing_but(refused, &loader, context);
    }
    is_about(&plan, asked, context)?;
    let from = with_inputs(loader.sources(), plan.rows_as_input(), plan.simulations(), context);
    let has = |id: &str| batch.shard.is_none_or(|shard| shard.has(id));
    let mut jobs: Vec<Vec<Job>> = (0..plan.blocks()).map(|block| plan.jobs(block, has)).collect();
    let extras = Extras::begin(beside, plan.evidence(), context)?;
    let mut run = Run::begin(from, jobs.iter().map(Vec::len).sum(), batch, context)?;
    for jobs in &mut jobs {
        *jobs = run.not_answered_before(jobs).to_vec();
    }
    let cannot_move = cannot_move(&plan, asked, context);
    let chapters = plan.evidence().map(|evidence| ChapterView::on(evidence, context.today)).collect();
    let (views, todays) = (Vec::new(), Vec::new());
    let mut comparing = Comparing {
        is_full,
        by_programme: asked.by_programme,
        context,
        run,
        extras,
        views,
        todays,
        chapters,
        regrets: Regrets::new(),
    };
    let mut planned = Planned::of(plan, jobs, context);
    let progress = context.progress();
    progress.begin(comparing.run.missing());
    match unless_interrupted(|| compare(&mut planned, asked, &mut comparing, &*progress)) {
        Some(Err(Ended::Broke(error))) if error.is::<NoReference>() => {
            context.complain(&format!("--reference: {error}"));
            return Ok(Status::No);
        }
        Some(compared) => compared?,
        None => comparing.run.keep([None])?,
    }
    drop(progress);
    refused.extend(planned.refused);
    comparing.deliver(refused, &cannot_move, beside.xlsx.as_ref())
}

/// That standard input is one file only, and a workbook has a place to go to.
fn are_separate(typed: &Typed, beside: &extras::Typed, context: &Context) -> Result<(), Ended> {
    let twice = typed
        .asks_twice_for_standard_input()
        .then_some("`-` stands for standard input, which can be one file only: the splits, or a scenario");
    let book = beside.xlsx.as_ref().and_then(|book| book.refused(context));
    twice.or(book).map_or(Ok(()), |reason| Err(context.refuse(reason).into()))
}

/// That moves and the reference name what there is.
fn is_about(plan: &Plan, asked: &Asked, context: &Context) -> Result<(), Ended> {
    let unknown = plan.evidence().map(|evidence| places_are_known(evidence, &asked.moves));
    if let Some(Err(error)) = unknown.min_by_key(Result::is_err) {
        return Err(context.refuse(&format!("--move: {error}")).into());
    }
    let firsts = (0..plan.blocks()).map(|block| plan.first(block));
    let assumed = firsts.map(|first| first.assuming(&asked.what_ifs));
    if let Some(Err(problems)) = assumed.min_by_key(Result::is_err) {
        return Err(context.refuse(&cannot_assume(&problems)).into());
    }
    let is_known = |asked: &&str| *asked == Scenario::TODAY || plan.ids().any(|id| id == *asked);
    match asked.reference.as_deref().filter(|asked| !is_known(asked)) {
        Some(asked) => {
            let known: Vec<String> = plan.ids().collect();
            Err(context.refuse(&no_such("--reference", asked, &known)).into())
        }
        None => Ok(()),
    }
}

/// The scenarios in which the moves cannot be made, of which that is said at once.
fn cannot_move(plan: &Plan, asked: &Asked, context: &Context) -> BTreeSet<String> {
    let impossible =
        plan.loaded().filter_map(|scenario| Some((scenario, impossible_move(scenario, &asked.moves)?)));
    let said = impossible.map(|(scenario, error)| {
        context.complain(&format!("--move: {error}"));
        scenario.id().to_owned()
    });
    said.collect()
}

/// An entry with its block, and its place in the order of files and rows.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Placed {
    block: usize,
    place: usize,
    entry: Entry,
    /// Its money by programme (of a plan, year by year), £m, by which it is weighed against the others; nothing where it has
    /// no answer.
    amounts: Vec<f64>,
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
    is_full: bool,
    by_programme: bool,
    context: &'a Context,
    run: Run<'a, Placed>,
    extras: Extras,
    views: Vec<BlockView>,
    /// The row of today's money of each block that can be drawn from.
    todays: Vec<ScenarioView>,
    /// What is said of each block besides.
    chapters: Vec<ChapterView>,
    /// What each scenario loses against the others of its block, by its id.
    regrets: Regrets,
}

/// By block and id.
type Regrets = BTreeMap<(usize, String), Regret>;

impl Listener for Comparing<'_> {
    type Kept = (Vec<Compared>, Vec<Placed>);
    type Error = Ended;

    fn block(&mut self, yardstick: &Yardstick, today: ScenarioResult) -> Result<(), Ended> {
        let (number, setting) = (self.views.len(), yardstick.setting());
        let (ground, held) = (setting.ground(), setting.futures().held());
        let (day, reference) = (self.context.today, yardstick.reference());
        self.views.push(self.known(BlockView::of(ground, held, day, reference)));
        if self.extras.wants_rules() {
            self.chapters[number].keep_rules(&today);
        }
        self.todays.push(ScenarioView::of(&today, number, reference));
        self.todays.last().map_or(Ok(()), |today| self.extras.tell(&Line::Answered(today)))
    }

    fn undrawable(&mut self, ground: &Ground, _: &StudyError) -> Result<(), Ended> {
        self.views.push(self.known(BlockView::of(ground, &[], self.context.today, Scenario::TODAY)));
        Ok(())
    }

    fn has_enough(&self) -> bool {
        should_stop() && !self.run.is_alone()
    }

    fn look(&self, at: At<'_>, measured: Vec<Compared>) -> Self::Kept {
        let reference = at.yardstick.map_or(Scenario::TODAY, Yardstick::reference);
        let placed = measured.iter().map(|compared| {
            let mut entry = Entry::of(compared, at.scenario.id(), at.block, reference);
            if let (true, Some(yardstick)) = (self.by_programme, at.yardstick) {
                entry = shared_out(entry, compared, yardstick);
            }
            let amounts = match compared {
                Compared::Answered(result) => result.allocation.millions().to_vec(),
                Compared::Unanswered(_) | Compared::Broken(_) => Vec::new(),
            };
            Placed { block: at.block, place: at.place, entry, amounts }
        });
        let placed = placed.collect();
        (measured, placed)
    }

    fn keep(&mut self, yardstick: Option<&Yardstick>, kept: Option<Self::Kept>) -> Result<(), Ended> {
        let Some((measured, placed)) = kept else { return self.run.keep([None]) };
        for (compared, answer) in measured.iter().zip(&placed) {
            if let (Compared::Answered(result), Some(yardstick)) = (compared, yardstick) {
                self.extras.outcomes(result, yardstick)?;
                if self.extras.wants_rules() {
                    self.chapters[answer.block].keep_rules(result);
                }
            }
            self.extras.tell(&Line::from(&answer.entry))?;
        }
        self.run.keep([Some(placed)])
    }

    fn over(&mut self, yardstick: &Yardstick, by_id: ById<'_>) -> Result<(), Ended> {
        let number = self.views.len() - 1;
        if self.run.shard().is_some() {
            return Ok(());
        }
        // What an interrupted run has left is weighed like what was answered now: a batch that is gone on with comes to what
        // it would have come to.
        let own = || {
            let answers = self.run.spool.answers();
            // What stands on other assumptions is no choice.
            let is_choice = |placed: &Placed| {
                placed.block == number
                    && placed.entry.answered().is_none_or(|scenario| scenario.assumed.is_empty())
            };
            answers.filter(move |placed| placed.as_ref().map_or(true, is_choice))
        };
        let allocations = || {
            own().filter_map(|placed| match placed {
                Ok(Placed { entry: Entry::Scenario(_), amounts, .. }) => {
                    Some(Ok(Allocation::from_millions(amounts)))
                }
                Ok(_) => None,
                Err(error) => Some(Err(error)),
            })
        };
        let gap = self.gap(number, yardstick, by_id)?;
        let weighed = weigh(yardstick.setting(), allocations).map_err(anyhow::Error::from)?;
        let Some(weighed) = weighed else { return Ok(()) };
        let mut ids = vec![Scenario::TODAY.to_owned()];
        for placed in own() {
            let placed = placed.map_err(anyhow::Error::from)?;
            ids.extend(placed.entry.answered().map(|scenario| scenario.id.clone()));
        }
        if let (Some(view), Some((scenario, gap))) = (self.views.last_mut(), &gap) {
            view.rests_on = view.rests_on.clone().with_gap(scenario, Some(gap));
        }
        if let (Some(view), Some(today)) = (self.views.last_mut(), self.todays.last_mut()) {
            view.weighed(&weighed, &ids);
            weighed.regrets.iter().take(1).for_each(|regret| today.weighed(regret));
        }
        let others = ids.into_iter().zip(weighed.regrets).skip(1);
        self.regrets.extend(others.map(|(id, regret)| ((number, id), regret)));
        Ok(())
    }

    fn lost(&mut self) -> Result<(), Ended> {
        self.run.keep([Some(Vec::new())])
    }
}

impl Comparing<'_> {
    /// How much rests on placeholders, of the scenario of a block that avoids most harm on average; of two alike the first.
    fn gap(
        &self,
        block: usize,
        yardstick: &Yardstick,
        by_id: ById<'_>,
    ) -> anyhow::Result<Option<(String, EvidenceGap)>> {
        let mut best: Option<(f64, String, Vec<f64>)> = None;
        for placed in self.run.spool.answers() {
            let Placed { entry, amounts, .. } = match placed? {
                placed if placed.block == block => placed,
                _ => continue,
            };
            let Some(view) = entry.answered().filter(|view| view.assumed.is_empty()) else { continue };
            let mean = view.harm_avoided.summary.mean;
            if best.as_ref().is_none_or(|(most, ..)| mean > *most) {
                best = Some((mean, view.id.clone(), amounts));
            }
        }
        let Some((_, id, amounts)) = best else { return Ok(None) };
        let Some(scenario) = by_id(&id) else { return Ok(None) };
        let gap = evidence_gap(yardstick.setting(), &scenario, &Allocation::from_millions(amounts));
        Ok(gap.ok().flatten().map(|gap| (id, gap)))
    }

    /// A block that says what it does not know.
    fn known(&self, view: BlockView) -> BlockView {
        let among = if self.run.shard().is_some() { Among::Share } else { Among::All };
        BlockView { choice: Some(BlockChoiceView::among(among)), ..view }
    }

    fn deliver(
        mut self,
        refused: Vec<RefusedView>,
        cannot_move: &BTreeSet<String>,
        book: Option<&Book>,
    ) -> Outcome {
        let spool = &self.run.spool;
        let todays = self.todays.iter().map(|today| Ok(Entry::Scenario(Box::new(today.clone()))));
        let (chapters, regrets) = (&mut self.chapters, &self.regrets);
        let entries = spool.answers().map(|placed| {
            placed.map(|placed| {
                if let Entry::Broken(broken) = &placed.entry {
                    chapters[placed.block].broken.push(broken.id.clone());
                }
                weighed(placed.entry, regrets)
            })
        });
        let tally = Tally::of(self.views, refused, todays.chain(entries))?;
        let document = tally.without_scenarios();
        let news = document.broken.iter().filter(|broken| !cannot_move.contains(&broken.id));
        let problems: BTreeSet<&String> = news.map(|broken| &broken.problem).collect();
        for problem in problems {
            self.context.complain(problem);
        }
        let status = status(document).max(self.run.cut_short());
        for refused in &document.refused {
            self.extras.tell(&Line::Refused(refused))?;
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
        let all = || -> Coming<'_> {
            let all = scenarios(&self.todays, spool, &self.regrets);
            Box::new(all.map(|scenario| scenario.map(|scenario| tally.decided(scenario))))
        };
        let answer = report::Compared { tally: &tally, scenarios: Box::new(all), wide: Box::new(wide) };
        let reported = match book {
            Some(_) => {
                let comparison = tally.with(all().collect::<io::Result<_>>()?);
                Some(ReportDocument::joined(comparison, self.chapters.clone()))
            }
            None => None,
        };
        let chapters = Chapters::of(self.chapters);
        let mut answers = vec![Named::whole(&answer), Named::whole(&chapters)];
        let reported =
            reported.as_ref().map(|document| Reported { document, from: spool.from(), held: None });
        if let (Some(book), Some(reported)) = (book, &reported) {
            answers.extend(book.put(reported, "compare", self.context)?);
        }
        let look = self.context.look();
        let look = Look { is_full: look.is_full || self.is_full, ..look };
        let (from, shard) = (spool.from().clone(), self.run.shard());
        deliver::deliver(Delivery { answers: &answers, look, from, shard, status }, self.context)?;
        spool.clear();
        self.context.batch_ended(document.counts);
        Ok(self.run.exit(status))
    }
}

/// An answer with what it loses against the others of its block.
fn weighed(mut entry: Entry, regrets: &Regrets) -> Entry {
    if let Entry::Scenario(view) = &mut entry
        && let Some(regret) = regrets.get(&(view.block, view.id.clone()))
    {
        view.weighed(regret);
    }
    entry
}

/// An answer with every programme's share of harm avoided.
fn shared_out(mut entry: Entry, compared: &Compared, yardstick: &Yardstick) -> Entry {
    if let (Entry::Scenario(view), Compared::Answered(result)) = (&mut entry, compared)
        && let Ok(beside) = yardstick.beside(&result.scenario)
        && let setting = beside.as_deref().unwrap_or(yardstick).setting()
        && let Some(attribution) = Attribution::of(setting, &result.allocation)
    {
        view.share_out(setting.evidence(), &attribution);
    }
    entry
}

/// Why what is typed cannot be assumed.
fn cannot_assume(problems: &[Problem]) -> String {
    let said: Vec<String> = problems.iter().map(|problem| format!("--set: {}", problem.said())).collect();
    said.join("; ")
}

/// A comparison of nothing, because every file is refused: a program that waits for a document gets one.
fn nothing_but(refused: Vec<RefusedView>, loader: &Loader, context: &Context) -> Outcome {
    let is_for_people = context.global.format == Format::Table && context.global.out.is_none();
    if !is_for_people {
        let tally = Tally::of(Vec::new(), refused, std::iter::empty())?;
        if let Some(lines) = JsonLines::wanted(context) {
            for refused in &tally.without_scenarios().refused {
                lines.tell(&Line::Refused(refused))?;
            }
        }
        let wide =
            |out: &mut dyn Write| report::wide(&[], std::iter::empty(), tally.without_scenarios(), out);
        let none = || -> Coming<'_> { Box::new(std::iter::empty()) };
        let answer = report::Compared { tally: &tally, scenarios: Box::new(none), wide: Box::new(wide) };
        let from = with_inputs(loader.sources(), None, None, context);
        deliver_one(&answer, from, Status::CouldNotRun, context)?;
    }
    Ok(Status::CouldNotRun)
}

/// The exit status of a comparison.
pub(super) fn status(document: &Document<()>) -> Status {
    batch::status(!document.infeasible.is_empty(), &document.broken, &document.refused)
}

/// Today's rows and what was answered, in the document's order.
fn scenarios<'a>(
    todays: &'a [ScenarioView],
    spool: &'a Spool<Placed>,
    regrets: &'a Regrets,
) -> impl Iterator<Item = io::Result<ScenarioView>> + 'a {
    let todays: Box<dyn Iterator<Item = _>> = Box::new(todays.iter().map(|today| Ok(today.clone())));
    let answered =
        spool.answers().filter_map(|placed| match placed.map(|placed| weighed(placed.entry, regrets)) {
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
pub(super) fn unanswered(error: CompareError, context: &Context) -> Ended {
    let reason = match &error {
        CompareError::NoSuchReference { asked, known } => no_such("--reference", asked, known),
        CompareError::NoSuchProposal { asked, known } => no_such("--propose", asked, known),
        CompareError::Study(StudyError::Solve { .. }) => return error.into(),
        CompareError::NoReference(_) | CompareError::NoAnswer { .. } => {
            context.complain(&error.to_string());
            return Status::No.into();
        }
        CompareError::Study(_) => error.to_string(),
    };
    context.refuse(&reason).into()
}
