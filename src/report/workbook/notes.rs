//! The notes: what all figures rest on, in sentences.

use crate::report::Basis;
use crate::report::InfeasibleView;
use crate::report::compare::Chosen;
use crate::report::report::Chapter;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::look;
use crate::report::workbook::sheet;
use crate::report::workbook::sheet::height;
use crate::report::workbook::sheet::wrapped;
use crate::text;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

/// The sheet's name.
pub(super) const NAME: &str = "Notes";

/// How many characters wide a sentence may be.
const WIDTH: u16 = 130;

/// What all figures are, which nobody should read them without.
pub(super) fn lead(bases: &[&Basis]) -> String {
    let all: usize = bases.iter().flat_map(|basis| basis.assumptions.values()).sum();
    let placeholders: usize = bases.iter().filter_map(|basis| basis.assumptions.get("placeholder")).sum();
    let files = text::plural(bases.len(), "evidence file", "evidence files");
    format!(
        "Modelled, never measured. {placeholders} of {all} assumptions in {files} are placeholders: guesses that nobody has \
         measured. The sheet Notes says what else the figures rest on."
    )
}

/// What is to be said where some evidence should have been reviewed by now.
pub(super) fn overdue(bases: &[&Basis]) -> Option<String> {
    let date = bases.iter().filter_map(|basis| basis.review_overdue_since.as_deref()).min()?;
    Some(format!("WARNING: the evidence was due for review by {date}, which has gone by."))
}

/// What the figures stand on, each evidence once.
pub(super) fn bases<'d>(chapters: &[Chapter<'d>]) -> Vec<&'d Basis> {
    let mut bases: Vec<&Basis> = Vec::new();
    for own in chapters.iter().map(|chapter| &chapter.block.rests_on) {
        if !bases.iter().any(|known| known.evidence == own.evidence) {
            bases.push(own);
        }
    }
    bases
}

/// How many draws the figures of a chapter are of.
#[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
pub(super) fn draws(chapter: &Chapter<'_>) -> String {
    text::thousands(chapter.block.draws as f64, 0)
}

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, chapters: &[Chapter<'_>]) -> Result<(), XlsxError> {
    worksheet.set_screen_gridlines(false).set_column_width(0, f64::from(WIDTH))?;
    sheet::printed(worksheet);
    Cell::from(NAME).write(worksheet, (0, 0), &look::title())?;
    worksheet.set_freeze_panes(1, 0)?;
    let mut row = 2;
    if chapters.len() > 1 {
        let said = "Scenarios on different evidence or draws are never subtracted from each other.";
        Cell::from(said).write(worksheet, (row, 0), &look::warning())?;
        row += 2;
    }
    for chapter in chapters {
        let block = chapter.block;
        let heading = format!("{} ({})", block.rests_on.evidence, block.prices());
        Cell::from(heading).write(worksheet, (row, 0), &look::subtitle())?;
        row += 1;
        for sentence in sentences(chapter) {
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

fn sentences(chapter: &Chapter<'_>) -> Vec<String> {
    let (block, reference) = (chapter.block, chapter.reference);
    let mut said = Vec::new();
    said.extend(block.description.clone());
    said.push(format!(
        "{} {} draws, seed {}; the same draws for every scenario, so that scenarios are compared draw by draw.",
        draws(chapter),
        block.sampler,
        block.seed,
    ));
    said.push(format!("Held against {} [{}].", reference.name, reference.id));
    said.extend(chapter.proposal().map(|(proposal, scenario)| {
        let why = if proposal.asked { "as asked" } else { "because it avoids most harm on average" };
        format!("The sheet Limits looks more closely at {} [{}], {why}.", scenario.name, scenario.id)
    }));
    said.extend(chapter.scenarios.iter().filter_map(|scenario| {
        let reason = scenario.bridge_reason.as_ref()?;
        Some(format!(
            "{}: more money, the split and better use inside strands cannot be told apart: {reason}.",
            scenario.name
        ))
    }));
    said.extend(chapter.infeasible.iter().map(|infeasible| {
        format!("{} [{}]: {}.", infeasible.name, infeasible.id, impossible(&infeasible.why))
    }));
    said.extend(chapter.broken.iter().map(|broken| {
        format!("{} [{}] could not be worked out: {}.", broken.name, broken.id, broken.problem)
    }));
    said.extend(chosen(chapter));
    said.extend(block.rests_on.said());
    said
}

/// If one must be chosen: what that is worth knowing more for, and what more money buys.
fn chosen(chapter: &Chapter<'_>) -> Vec<String> {
    let Some(chosen) = Chosen::of(chapter.block, &chapter.scenarios) else { return Vec::new() };
    let mut said = chosen.said();
    said.extend(chosen.choice.neighbours.iter().map(|step| {
        format!(
            "From {}: {} more harm avoided for {} more money, {} for each extra £1.",
            chosen.step(step),
            text::money(step.harm_avoided),
            text::money(step.extra_cost),
            text::per_pound(step.per_extra_pound),
        )
    }));
    said.extend(chosen.said_of_steps());
    said
}

/// Why a scenario is not possible, in a cell.
pub(super) fn impossible(why: &InfeasibleView) -> String {
    let misses = why.misses.iter();
    let mut said: Vec<String> =
        misses.map(|miss| format!("its money misses {} by {}", miss.words, text::money(miss.by))).collect();
    let words = |rule: &String| {
        let found = why.clash.iter().find(|known| known.rule == *rule);
        found.map_or_else(|| rule.clone(), |known| known.words.clone())
    };
    said.extend(why.clash_sets.iter().map(|set| {
        let rules: Vec<String> = set.iter().map(words).collect();
        format!("these cannot all be kept: {}", text::listed(&rules))
    }));
    if !why.clash.is_empty() || !why.mend.is_empty() {
        let mends: Vec<String> = why.mend.iter().filter_map(|mend| mend.change_words.clone()).collect();
        said.push(format!("the least total change that would make it possible: {}", text::listed(&mends)));
    }
    format!("NOT POSSIBLE: {}", said.join("; "))
}
