//! The first page: the answer of every chapter at a glance, enough to decide on without the annex behind it.

use crate::report::page::figures::sentence;
use crate::report::page::glance;
use crate::report::page::told::Told;
use crate::report::page::told::name;
use crate::text;
use maud::Markup;
use maud::html;

/// Rows of all tables together that leave room on one sheet of A4 for what is said around them, and the most of a table.
const ROWS: usize = 20;
const MOST: usize = 8;

/// No table is shorter: it has what does best, what it is held against, and today.
const LEAST: usize = 3;

/// Names in a sentence, before it says how many more there are.
const NAMED: usize = 4;

/// As many chapters stand on one sheet in type of the usual size.
const ROOMY: usize = 2;

/// As many chapters fit on one sheet.
const FIT: usize = 4;

/// The front page of all chapters.
pub(super) fn section(chapters: &[Told]) -> Markup {
    let wanted: Vec<usize> = chapters.iter().map(|told| told.results().len()).collect();
    html! {
        section.front.tight[chapters.len() > ROOMY] id="front" aria-labelledby="front-heading" {
            h2 id="front-heading" { "The answer at a glance" }
            p.note { (key(chapters)) }
            @for (told, rows) in chapters.iter().zip(rows_each(&wanted)) { (one(told, rows)) }
            p.note.leave-out { (leave_out(chapters.len())) }
        }
    }
}

/// How the charts and tables are read.
fn key(chapters: &[Told]) -> &'static str {
    if chapters.len() > 1 {
        "Harm is modelled, never measured. Dot: mean over draws, with ± its standard error. Bar: the interval that holds 90% of \
         draws. Each block rests on evidence of its own, and blocks are never subtracted from each other."
    } else {
        "Harm is modelled, never measured. Dot: mean over draws, with ± its standard error. Bar: the interval that holds 90% of \
         draws."
    }
}

fn leave_out(chapters: usize) -> &'static str {
    if chapters <= FIT {
        "This page stands alone. To leave the annex out, ask the print dialogue for page 1 only."
    } else {
        "This part stands alone. To leave the annex out, ask the print dialogue for the pages before the one headed “Annex”."
    }
}

fn one(told: &Told, rows: usize) -> Markup {
    let start = told.id("glance");
    html! {
        section.glance id=(start) aria-labelledby={ (start) "-heading" } {
            h3 id={ (start) "-heading" } { a href={ "#" (told.id("start")) } { (name(told.evidence().name())) } }
            @if told.answered() == 0 {
                p.statement { "None of these scenarios has an answer; the annex says what stands in the way." }
            } @else {
                ol.statements { @for said in told.headline().statements() { li { (sentence(&said)) } } }
            }
            (without_answer(told))
            (glance::table(told, rows))
            p.note { (not_shown(told, rows)) (rests_on(told)) }
        }
    }
}

/// Scenarios without an answer are named before anything is said of the others.
fn without_answer(told: &Told) -> Markup {
    let block = &told.chapter.block;
    let impossible: Vec<&str> = block.unanswered.iter().map(|one| one.scenario.name()).collect();
    let broken: Vec<&str> = block.broken.iter().map(|one| one.name.as_str()).collect();
    html! {
        @for (words, names) in [("Not possible: ", impossible), ("Could not be worked out: ", broken)] {
            @if !names.is_empty() { p.without { strong { (words) } bdi { (named(&names)) } "." } }
        }
    }
}

/// Names in a list that stays short.
fn named(names: &[&str]) -> String {
    let quoted = |names: &[&str]| names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>();
    if names.len() <= NAMED {
        return text::listed(&quoted(names));
    }
    format!("{} and {} more", quoted(&names[..NAMED - 1]).join(", "), names.len() + 1 - NAMED)
}

fn not_shown(told: &Told, rows: usize) -> Markup {
    let shown = glance::shown(told, rows);
    let is_shown = |id: &str| shown.iter().any(|result| result.scenario.id() == id);
    let hidden = told.results().into_iter().filter(|result| !is_shown(result.scenario.id()));
    let hidden: Vec<&str> = hidden.map(|result| result.scenario.name()).collect();
    html! { @if !hidden.is_empty() { "Avoiding less, and only in the annex: " bdi { (named(&hidden)) } ". " } }
}

/// What the figures rest on, in two lines.
fn rests_on(told: &Told) -> Markup {
    let rests = told.rests();
    let (placeholders, all) = told.placeholders();
    html! {
        "Rests on " (text::plural(all, "assumption", "assumptions")) ", " (placeholders)
        (if placeholders == 1 { " of them a placeholder" } else { " of them placeholders" })
        " that nobody has measured."
        @if !rests.not_costed.is_empty() {
            " Nobody has costed, and no £ figure holds: " bdi { (text::listed(&rests.not_costed)) } "."
        }
        @if !rests.held.is_empty() {
            " In some draws " (text::plural(rests.held.len(), "effect was", "effects were")) " held at a reach of 99%."
        }
        " " (told.draws()) "; " bdi { (told.evidence().price_year()) } " prices; one settled year."
    }
}

/// How many rows each table gets: all it wants where there is room, else the shorter ones first.
fn rows_each(wanted: &[usize]) -> Vec<usize> {
    let wanted: Vec<usize> = wanted.iter().map(|wanted| *wanted.min(&MOST)).collect();
    let mut given: Vec<usize> = wanted.iter().map(|wanted| *wanted.min(&LEAST)).collect();
    while given.iter().sum::<usize>() < ROWS {
        let hungry = (0..wanted.len()).filter(|&table| given[table] < wanted[table]);
        let Some(next) = hungry.min_by_key(|&table| given[table]) else { break };
        given[next] += 1;
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_share_a_sheet() {
        assert_eq!(rows_each(&[11]), [8]);
        assert_eq!(rows_each(&[11, 4, 3, 2]), [8, 4, 3, 2]);
        assert_eq!(rows_each(&[11, 11, 11, 11]), [5, 5, 5, 5]);
        assert_eq!(rows_each(&[9, 2, 9, 9]), [6, 2, 6, 6]);
        assert_eq!(rows_each(&[5; 9]), [3; 9], "more chapters than a sheet takes");
        assert!(rows_each(&[]).is_empty());
    }

    #[test]
    fn long_lists_of_names_are_cut() {
        assert_eq!(named(&["a", "b", "c", "d"]), "“a”, “b”, “c” and “d”");
        assert_eq!(named(&["a", "b", "c", "d", "e"]), "“a”, “b”, “c” and 2 more");
    }
}
