//! The first page: the answer of every chapter at a glance, enough to decide on without the annex behind it.

use crate::report::page::figures::draws;
use crate::report::page::figures::sentence;
use crate::report::page::glance;
use crate::report::page::naming::id;
use crate::report::page::naming::name;
use crate::report::report::Chapter;
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

/// Whether everything that the front page rests on stands behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Annex {
    /// It does.
    Behind,
    /// It is in a report, and not here.
    Elsewhere,
}

/// The front page of all chapters.
pub(super) fn section(chapters: &[Chapter], annex: Annex) -> Markup {
    let wanted: Vec<usize> = chapters.iter().map(|chapter| chapter.scenarios.len()).collect();
    let rows = if annex == Annex::Behind { rows_each(&wanted) } else { wanted };
    html! {
        section.front.tight[chapters.len() > ROOMY] id="front" aria-labelledby="front-heading" {
            h2 id="front-heading" { "The answer at a glance" }
            p.note { (key(chapters)) }
            @for (chapter, rows) in chapters.iter().zip(rows) { (one(chapter, rows, annex)) }
            @if annex == Annex::Behind { p.note.leave-out { (leave_out(chapters.len())) } }
        }
    }
}

impl Annex {
    fn named(self) -> &'static str {
        match self {
            Self::Behind => "the annex",
            Self::Elsewhere => "a report of the same scenarios",
        }
    }
}

/// How the charts and tables are read.
fn key(chapters: &[Chapter]) -> &'static str {
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

fn one(chapter: &Chapter, rows: usize, annex: Annex) -> Markup {
    let start = id(chapter, "glance");
    let evidence = name(&chapter.block.rests_on.evidence);
    html! {
        section.glance id=(start) aria-labelledby={ (start) "-heading" } {
            h3 id={ (start) "-heading" } {
                @match annex {
                    Annex::Behind => a href={ "#" (id(chapter, "start")) } { (evidence) },
                    Annex::Elsewhere => (evidence),
                }
            }
            @if chapter.answered() == 0 {
                p.statement {
                    "None of these scenarios has an answer; " (annex.named()) " says what stands in the way."
                }
            } @else {
                ol.statements { @for said in chapter.headline().statements() { li { (sentence(&said)) } } }
            }
            (without_answer(chapter))
            (glance::table(chapter, rows))
            p.note { (not_shown(chapter, rows, annex)) (basis(chapter)) }
        }
    }
}

/// Scenarios without an answer are named before anything is said of the others.
fn without_answer(chapter: &Chapter) -> Markup {
    let impossible: Vec<&str> = chapter.infeasible.iter().map(|one| one.name.as_str()).collect();
    let broken: Vec<&str> = chapter.broken.iter().map(|one| one.name.as_str()).collect();
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

fn not_shown(chapter: &Chapter, rows: usize, annex: Annex) -> Markup {
    let shown = glance::shown(chapter, rows);
    let is_shown = |id: &str| shown.iter().any(|scenario| scenario.id == id);
    let hidden = chapter.best_first().into_iter().filter(|scenario| !is_shown(&scenario.id));
    let hidden: Vec<&str> = hidden.map(|scenario| scenario.name.as_str()).collect();
    html! { @if !hidden.is_empty() { "Avoiding less, and only in " (annex.named()) ": " bdi { (named(&hidden)) } ". " } }
}

/// What the figures rest on, in two lines.
fn basis(chapter: &Chapter) -> Markup {
    let basis = &chapter.block.rests_on;
    let (placeholders, all) = chapter.placeholders();
    html! {
        "Rests on " (text::plural(all, "assumption", "assumptions")) ", " (placeholders)
        (if placeholders == 1 { " of them a placeholder" } else { " of them placeholders" })
        " that nobody has measured."
        @if !basis.not_costed.is_empty() {
            " Nobody has costed, and no £ figure holds: " bdi { (text::listed(&basis.not_costed)) } "."
        }
        @if !basis.held.is_empty() {
            " In some draws " (text::plural(basis.held.len(), "effect was", "effects were")) " held at a reach of 99%."
        }
        " " (draws(chapter.block)) "; " bdi { (chapter.block.prices()) } "; "
        @if let Some(horizon) = chapter.period().plan() {
            "a plan over " (horizon.span()) ", at present value."
        } @else {
            "one settled year."
        }
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
