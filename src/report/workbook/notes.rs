//! The notes: what all figures rest on, in sentences.

use crate::model::Scenario;
use crate::report::Rests;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::look;
use crate::report::workbook::sheet;
use crate::report::workbook::sheet::height;
use crate::report::workbook::sheet::wrapped;
use crate::report::workbook::whose;
use crate::study::Brief;
use crate::study::Chapter;
use crate::study::Impossible;
use crate::study::say;
use crate::study::say_mend;
use crate::text;
use jiff::civil::Date;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

/// The sheet's name.
pub(super) const NAME: &str = "Notes";

/// How many characters wide a sentence may be.
const WIDTH: u16 = 130;

/// What all figures are, which nobody should read them without.
pub(super) fn lead(rests: &[Rests]) -> String {
    let all: usize = rests.iter().flat_map(|rests| rests.assumptions.values()).sum();
    let placeholders: usize = rests.iter().filter_map(|rests| rests.assumptions.get("placeholder")).sum();
    let files = text::plural(rests.len(), "evidence file", "evidence files");
    format!(
        "Modelled, never measured. {placeholders} of {all} assumptions in {files} are placeholders: guesses that nobody has \
         measured. The sheet Notes says what else the figures rest on."
    )
}

/// What is to be said where some evidence should have been reviewed by now.
pub(super) fn overdue(rests: &[Rests]) -> Option<String> {
    let date = rests.iter().filter_map(|rests| rests.review_overdue_since.as_deref()).min()?;
    Some(format!("WARNING: the evidence was due for review by {date}, which has gone by."))
}

/// What every evidence file of a brief rests on.
pub(super) fn rests(brief: &Brief, today: Date) -> Vec<Rests> {
    let mut rests: Vec<Rests> = Vec::new();
    for chapter in &brief.chapters {
        let own = Rests::on(&chapter.block.evidence, &chapter.block.held, today);
        if !rests.iter().any(|known| known.evidence == own.evidence) {
            rests.push(own);
        }
    }
    rests
}

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, brief: &Brief, today: Date) -> Result<(), XlsxError> {
    worksheet.set_screen_gridlines(false).set_column_width(0, f64::from(WIDTH))?;
    sheet::printed(worksheet);
    Cell::from(NAME).write(worksheet, (0, 0), &look::title())?;
    worksheet.set_freeze_panes(1, 0)?;
    let mut row = 2;
    if brief.chapters.len() > 1 {
        let said = "Scenarios on different evidence or draws are never subtracted from each other.";
        Cell::from(said).write(worksheet, (row, 0), &look::warning())?;
        row += 2;
    }
    for chapter in &brief.chapters {
        let evidence = &chapter.block.evidence;
        let heading = format!("{} ({} prices)", evidence.name(), evidence.price_year());
        Cell::from(heading).write(worksheet, (row, 0), &look::subtitle())?;
        row += 1;
        for sentence in sentences(chapter, today) {
            worksheet.set_row_height(row, height(wrapped(&sentence, WIDTH)))?;
            let is_warning = sentence.starts_with("WARNING") || sentence.contains("NOT POSSIBLE");
            let format = if is_warning { look::warned() } else { look::paragraph() };
            Cell::from(sentence).write(worksheet, (row, 0), &format)?;
            row += 1;
        }
        row += 1;
    }
    Ok(())
}

fn sentences(chapter: &Chapter, today: Date) -> Vec<String> {
    let block = &chapter.block;
    let mut said = Vec::new();
    said.extend(block.evidence.description().map(str::to_owned));
    let simulation = block.simulation;
    said.push(format!(
        "{} {} draws, seed {}; the same draws for every scenario, so that scenarios are compared draw by draw.",
        text::thousands(simulation.draws.as_f64(), 0),
        simulation.sampler.as_str(),
        simulation.seed,
    ));
    let reference = whose::reference_of(block);
    said.push(format!("Held against {} [{}].", reference.name(), reference.id()));
    said.extend(chapter.proposal.as_ref().map(|proposal| {
        let scenario = &block.results[proposal.result].scenario;
        let why = if proposal.is_asked { "as asked" } else { "because it avoids most harm on average" };
        format!("The sheet Limits looks more closely at {} [{}], {why}.", scenario.name(), scenario.id())
    }));
    for result in &block.results {
        if let Err(reason) = &result.bridge {
            let name = result.scenario.name();
            said.push(format!(
                "{name}: more money, the split and better use inside strands cannot be told apart: {reason}."
            ));
        }
    }
    said.extend(block.unanswered.iter().map(|unanswered| {
        let scenario = &unanswered.scenario;
        format!("{} [{}]: {}.", scenario.name(), scenario.id(), impossible(scenario, &unanswered.impossible))
    }));
    said.extend(block.broken.iter().map(|broken| {
        format!("{} [{}] could not be worked out: {}.", broken.name, broken.id, broken.problem)
    }));
    said.extend(Rests::on(&block.evidence, &block.held, today).over(block.simulation.draws, []).said());
    said
}

/// Why a scenario is not possible, in a cell.
pub(super) fn impossible(scenario: &Scenario, why: &Impossible) -> String {
    let mut said: Vec<String> = Vec::new();
    said.extend(why.broken.iter().map(|violation| {
        format!(
            "its money misses {} by {}",
            say(&violation.rule, scenario).words,
            text::money(violation.missed_by.millions())
        )
    }));
    if let Some(clash) = &why.clash {
        said.extend(clash.sets.iter().map(|set| {
            let rules: Vec<String> = set.iter().map(|rule| say(rule, scenario).words).collect();
            format!("these cannot all be kept: {}", text::listed(&rules))
        }));
        let mends: Vec<String> = clash.mend.iter().map(|mend| say_mend(mend, scenario)).collect();
        said.push(format!("the least total change that would make it possible: {}", text::listed(&mends)));
    }
    format!("NOT POSSIBLE: {}", said.join("; "))
}
