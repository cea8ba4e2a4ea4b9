//! `report`: one page, and a workbook, for whoever is handed the answer.

use crate::cli::Status;
use crate::cli::batch;
use crate::cli::book::Book;
use crate::cli::compare::unanswered;
use crate::cli::context::Context;
use crate::cli::deliver;
use crate::cli::deliver::Delivery;
use crate::cli::deliver::Named;
use crate::cli::ended::Ended;
use crate::cli::ended::Outcome;
use crate::cli::gather::all_of;
use crate::cli::held;
use crate::cli::output::Artefact;
use crate::cli::page;
use crate::cli::provenance::provenance;
use crate::cli::results;
use crate::cli::results::Results;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::report::Form;
use crate::report::Look;
use crate::report::compare as tables;
use crate::report::compare::Coming;
use crate::report::compare::Entry;
use crate::report::compare::ScenarioView;
use crate::report::compare::Tally;
use crate::report::page::Held;
use crate::report::report::Document;
use crate::report::report::Reported;
use crate::study::Asked;
use crate::study::report;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

/// A report with the order in which its scenarios were asked for.
struct Made {
    results: Results,
    /// The files that the page is played with, where that is wanted.
    held: Option<Held>,
    /// The place of each scenario, by its id.
    places: BTreeMap<String, usize>,
}

/// What is wanted of a report besides the answer to what is asked.
pub(super) struct Typed<'a> {
    /// The scenario to look at closely.
    pub(super) propose: Option<&'a str>,
    /// Where a workbook goes.
    pub(super) xlsx: Option<&'a Book>,
    /// Whether the page can be played with.
    pub(super) explore: bool,
}

/// Writes the page of the scenarios that were typed, or of the results in a folder, and the workbook where it is wanted.
pub(super) fn run(files: &[PathBuf], asked: &Asked, typed: &Typed<'_>, context: &Context) -> Outcome {
    let xlsx = typed.xlsx;
    if let Some(reason) = xlsx.and_then(|book| book.refused(context)) {
        return Ok(context.refuse(reason));
    }
    let made = match files.iter().find(|path| results::holds_results(path)) {
        Some(folder) => from_results(folder, files, asked, typed, context)?,
        None => from_scenarios(files, asked, typed, context)?,
    };
    let document = &made.results.document;
    let comparison = &document.comparison;
    let status = batch::status(!comparison.infeasible.is_empty(), &comparison.broken, &comparison.refused);
    let reported = Reported { document, from: &made.results.from, held: made.held.as_ref() };
    match context.page() {
        Some(page) => write_page(page, &reported, xlsx, context)?,
        None => deliver(&made, &reported, xlsx, status, context)?,
    }
    Ok(status)
}

/// Reads the results in a folder: nothing is worked out again, so nothing else can be asked of them.
fn from_results(
    folder: &Path,
    files: &[PathBuf],
    asked: &Asked,
    typed: &Typed<'_>,
    context: &Context,
) -> Result<Made, Ended> {
    let refuse = |reason: &str| Err(context.refuse(reason).into());
    if files.len() > 1 {
        return refuse(&format!(
            "{} holds results: allowed: a folder of results alone, or scenarios",
            folder.display()
        ));
    }
    let global = &context.global;
    let asks_anew = [
        ("--reference", asked.reference.is_some()),
        ("--propose", typed.propose.is_some()),
        ("--explore", typed.explore),
        ("--draws", global.draws.is_some()),
        ("--seed", global.seed.is_some()),
        ("--prices", global.prices.is_some()),
        ("--set", !global.set.is_empty()),
        ("--gap", global.gap.is_some()),
        ("--time-limit", global.time_limit.is_some()),
    ];
    if let Some((option, _)) = asks_anew.iter().find(|(_, is_typed)| *is_typed) {
        return refuse(&format!(
            "{option}: results are shown as they were worked out; allowed: to ask `report` of the scenarios"
        ));
    }
    if context.results().is_some() {
        return refuse(
            "--out: a page of results goes into a file, since their figures stand in a folder already; allowed: `--out \
             report.html`",
        );
    }
    match results::read(folder) {
        Ok(Results { from, .. })
            if global.as_of.is_some_and(|day| day.to_string() != from.question.as_of) =>
        {
            refuse(&format!(
                "--as-of: these results are as of {}; allowed: that day, or to ask `report` of the scenarios",
                from.question.as_of
            ))
        }
        Ok(results) => Ok(Made { results, held: None, places: BTreeMap::new() }),
        Err(error) => refuse(&format!("{error:#}")),
    }
}

fn from_scenarios(
    files: &[PathBuf],
    asked: &Asked,
    typed: &Typed<'_>,
    context: &Context,
) -> Result<Made, Ended> {
    if let Some(reason) = held::refused(files, context).filter(|_| typed.explore) {
        return Err(context.refuse(&reason).into());
    }
    let mut loader = context.loader();
    let scenarios = all_of(&mut loader, files, context).ok_or(Status::CouldNotRun)?;
    context.keep_inputs("--xlsx", typed.xlsx.and_then(Book::path), &loader)?;
    context.keep_inputs("--out", context.page(), &loader)?;
    let playable = || held::playable(scenarios.clone(), context);
    let held = typed.explore.then(|| held::held(&playable(), loader.sources(), context)).transpose()?;
    let scenarios: Vec<Scenario> = scenarios.into_iter().map(|(_, scenario)| scenario).collect();
    let places = scenarios.iter().enumerate().map(|(place, scenario)| (scenario.id().to_owned(), place));
    let places = places.collect();
    let simulations: Vec<Simulation> = scenarios.iter().map(Scenario::simulation).collect();
    let progress = context.progress();
    let answer = report(scenarios, asked, typed.propose, &*progress);
    drop(progress);
    let document = Document::of(&answer.map_err(|error| unanswered(error, context))?, context.today)?;
    for broken in &document.comparison.broken {
        context.complain(&broken.problem);
    }
    let from = provenance(loader.sources(), simulations, context);
    Ok(Made { results: Results { document, from }, held, places })
}

/// Writes the page under its name, and the workbook beside it.
fn write_page(
    page: &Path,
    reported: &Reported<'_>,
    xlsx: Option<&Book>,
    context: &Context,
) -> Result<(), Ended> {
    let name = page::name(page);
    let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
    let look = context.look();
    let mut artefacts =
        vec![Artefact::streamed(&*name, move |out| deliver::written(reported, Form::Page, look, out))];
    if let Some(book) = xlsx {
        artefacts.extend(book.put(reported, stem, context)?.iter().flat_map(|named| named.artefacts(look)));
    }
    Ok(page::write(page, &artefacts, context)?)
}

/// Delivers the report, and the figures behind the page as `compare` writes them.
fn deliver(
    made: &Made,
    reported: &Reported<'_>,
    xlsx: Option<&Book>,
    status: Status,
    context: &Context,
) -> Result<(), Ended> {
    let comparison = &reported.document.comparison;
    let entries = comparison.scenarios.iter().map(|scenario| Entry::Scenario(Box::new(scenario.clone())));
    let impossible = comparison.infeasible.iter().cloned().map(Entry::Infeasible);
    let broken = comparison.broken.iter().cloned().map(Entry::Broken);
    let entries: Vec<Entry> = entries.chain(impossible).chain(broken).collect();
    let mut blocks = comparison.blocks.clone();
    for block in &mut blocks {
        block.scenarios.clear();
    }
    let tally = Tally::of(blocks, comparison.refused.clone(), entries.iter().cloned().map(Ok))?;
    let all = || -> Coming<'_> { Box::new(comparison.scenarios.iter().cloned().map(Ok)) };
    let wide = |out: &mut dyn Write| {
        let (todays, others): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(|entry| entry.is_today());
        let todays: Vec<ScenarioView> = todays.into_iter().filter_map(Entry::answered).cloned().collect();
        let place = |entry: &Entry| made.places.get(entry.id()).copied().unwrap_or_default();
        let mut rows: Vec<(usize, &Entry)> = others.into_iter().map(|entry| (place(entry), entry)).collect();
        rows.sort_by_key(|(place, _)| *place);
        let rows = rows.into_iter().map(|(place, entry)| Ok((place, entry.clone())));
        tables::wide(&todays, rows, tally.without_scenarios(), out)
    };
    let compared = tables::Compared { tally: &tally, scenarios: Box::new(all), wide: Box::new(wide) };
    let mut answers = vec![Named { forms: &[Form::Page], ..Named::whole(reported) }];
    if let Some(book) = xlsx {
        answers.extend(book.put(reported, "report", context)?);
    }
    answers.push(Named { forms: &[Form::Json], ..Named::whole(reported) });
    answers.push(Named::whole(&compared));
    let look = Look { is_full: true, ..context.look() };
    let from = reported.from.clone();
    deliver::deliver(Delivery { answers: &answers, look, from, shard: None, status }, context)?;
    Ok(())
}
