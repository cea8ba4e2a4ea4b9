//! `report`: one page, and a workbook, for whoever is handed the answer.

use crate::cli::Status;
use crate::cli::compare::scenarios;
use crate::cli::compare::unanswered;
use crate::cli::context::Context;
use crate::cli::context::refuse;
use crate::cli::output;
use crate::cli::output::Artefact;
use crate::cli::progress::Bar;
use crate::cli::provenance::provenance;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::report::page;
use crate::report::workbook;
use crate::study::Asked;
use crate::study::Progress;
use crate::study::Silent;
use crate::study::brief;
use std::path::Path;
use std::path::PathBuf;

/// Writes the page of the scenarios that were typed, and the workbook where it is wanted.
pub(super) fn run(
    typed: &[PathBuf],
    asked: &Asked,
    propose: Option<&str>,
    xlsx: bool,
    context: &Context,
) -> anyhow::Result<Status> {
    if xlsx && context.global.out.is_none() {
        return Ok(refuse(
            "--xlsx: a workbook is no text to be printed; allowed: with `--out FOLDER` or `--out FILE.html`",
        ));
    }
    let mut loader = context.loader();
    let Some(scenarios) = scenarios(&mut loader, typed, context) else { return Ok(Status::CouldNotRun) };
    let scenarios: Vec<_> = scenarios.into_iter().map(|(_, scenario)| scenario).collect();
    let simulations: Vec<Simulation> = scenarios.iter().map(Scenario::simulation).collect();
    let bar = Bar::new();
    let is_watched = context.terminal.is_watched && !context.global.quiet;
    let progress: &dyn Progress = if is_watched { &bar } else { &Silent };
    let answer = brief(scenarios, asked, propose, progress);
    drop(bar);
    let brief = match answer {
        Ok(brief) => brief,
        Err(error) => return unanswered(error),
    };
    let from = provenance(loader.sources(), simulations, context);
    let html = page::page(&brief, &from, context.today).into_bytes();
    let all_answered = brief.chapters.iter().all(|chapter| chapter.block.unanswered.is_empty());
    let status = if all_answered { Status::Answered } else { Status::No };
    let Some(out) = &context.global.out else {
        output::print(&html)?;
        return Ok(status);
    };
    let is_page = out.extension().is_some_and(|end| end == "html");
    let (folder, stem) = match (is_page, out.parent(), out.file_stem()) {
        (true, Some(folder), Some(stem)) => (folder, stem.to_string_lossy().into_owned()),
        _ => (out.as_path(), "report".to_owned()),
    };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut artefacts = vec![Artefact { name: format!("{stem}.html"), bytes: html }];
    if xlsx {
        let bytes = workbook::workbook(&brief, &from, context.today).map_err(anyhow::Error::from_boxed)?;
        artefacts.push(Artefact { name: format!("{stem}.xlsx"), bytes });
    }
    output::write_into(folder, &artefacts)?;
    for artefact in &artefacts {
        context.say(&format!("wrote {}", folder.join(&artefact.name).display()));
    }
    Ok(status)
}
