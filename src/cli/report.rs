//! `report`: one page, and a workbook, for whoever is handed the answer.

use crate::cli::Status;
use crate::cli::book::Book;
use crate::cli::compare;
use crate::cli::compare::unanswered;
use crate::cli::context::Context;
use crate::cli::deliver;
use crate::cli::deliver::Delivery;
use crate::cli::gather::all_of;
use crate::cli::output;
use crate::cli::output::Artefact;
use crate::cli::provenance::provenance;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::report::compare as report;
use crate::report::compare::Entry;
use crate::report::compare::ScenarioView;
use crate::report::compare::Tally;
use crate::report::compare::entries;
use crate::report::page;
use crate::report::report::Document;
use crate::study::Asked;
use crate::study::Block;
use crate::study::brief;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

/// Writes the page of the scenarios that were typed, and the workbook where it is wanted.
pub(super) fn run(
    typed: &[PathBuf],
    asked: &Asked,
    propose: Option<&str>,
    xlsx: Option<&Book>,
    context: &Context,
) -> anyhow::Result<Status> {
    if let Some(reason) = xlsx.and_then(|book| book.refused(context)) {
        return Ok(context.refuse(reason));
    }
    let mut loader = context.loader();
    let Some(scenarios) = all_of(&mut loader, typed, context) else { return Ok(Status::CouldNotRun) };
    let scenarios: Vec<_> = scenarios.into_iter().map(|(_, scenario)| scenario).collect();
    let places: BTreeMap<String, usize> =
        scenarios.iter().enumerate().map(|(place, scenario)| (scenario.id().to_owned(), place)).collect();
    let simulations: Vec<Simulation> = scenarios.iter().map(Scenario::simulation).collect();
    let progress = context.progress();
    let answer = brief(scenarios, asked, propose, &*progress);
    drop(progress);
    let brief = match answer {
        Ok(brief) => brief,
        Err(error) => return unanswered(error, context),
    };
    let from = provenance(loader.sources(), simulations, context);
    let blocks: Vec<&Block> = brief.chapters.iter().map(|chapter| &chapter.block).collect();
    let (views, entries) = entries(&blocks, context.today);
    let tally = Tally::of(views, Vec::new(), entries.iter().cloned().map(Ok))?;
    for broken in &tally.without_scenarios().broken {
        context.complain(&broken.problem);
    }
    let status = compare::status(tally.without_scenarios());
    let page_out = context.page();
    let name = page_out.and_then(Path::file_name).map_or("report.html".into(), |name| name.to_string_lossy());
    let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
    let document = Document::of(&brief, context.today)?;
    let html = page::page(&document, &from)?;
    let mut artefacts = vec![Artefact::for_people(&*name, &html)];
    if let Some(book) = xlsx {
        artefacts.extend(book.made(&brief, &from, stem, context)?);
    }
    let Some(page_out) = page_out else {
        // The figures behind the page, as `compare` writes them.
        let scenarios = || {
            entries.iter().filter_map(|entry| match entry {
                Entry::Scenario(scenario) => Some(Ok(ScenarioView::clone(scenario))),
                _ => None,
            })
        };
        let place = |entry: &Entry| places.get(entry.id()).copied().unwrap_or_default();
        let (all, said) = (&entries, &tally);
        let wide = move |out: &mut dyn Write| {
            let (todays, others): (Vec<&Entry>, Vec<&Entry>) = all.iter().partition(|entry| entry.is_today());
            let todays = todays.into_iter().filter_map(Entry::answered).cloned().collect::<Vec<_>>();
            let mut rows: Vec<(usize, &Entry)> =
                others.into_iter().map(|entry| (place(entry), entry)).collect();
            rows.sort_by_key(|(place, _)| *place);
            let rows = rows.into_iter().map(|(place, entry)| Ok((place, entry.clone())));
            report::wide(&todays, rows, said.without_scenarios(), out)
        };
        let (width, detail) = (context.terminal.width, compare::detail(true, context));
        artefacts.extend(compare::artefacts(&tally, scenarios, wide, width, detail));
        return deliver::deliver(Delivery { artefacts: &artefacts, from, shard: None, status }, context);
    };
    let folder = page_out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    output::write_into(folder, &artefacts)?;
    for artefact in &artefacts {
        context.say(&format!("wrote {}", folder.join(&artefact.name).display()));
    }
    Ok(status)
}
