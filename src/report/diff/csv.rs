//! What changed as CSV: changes, answers with their steps, and of results runs and figures, one a line.

use crate::report::WriteError;
use crate::report::diff::document::AnswerView;
use crate::report::diff::document::ChangeView;
use crate::report::diff::document::Document;
use crate::report::diff::document::Presence;
use crate::report::diff::document::StatedView;
use crate::report::layout::Column;
use crate::report::layout::Layout;
use crate::report::long;
use crate::report::long::Cell;
use crate::report::views::SummaryView;

/// The columns.
pub const LAYOUT: Layout = Layout {
    command: "diff",
    columns: &[
        Column {
            name: "line",
            meaning: "what the line is: `change`; `answer`, a whole answer; `step`, what some changes did to it; of results `run`, \
                      in what the runs differ, `scenario`, one that came or went, and `figure`",
        },
        Column {
            name: "of",
            meaning: "of a change its kind; of an answer or a step the question; of a run the file; of a figure the scenario's id",
        },
        Column {
            name: "what",
            meaning: "the address of a change, or those of a step, parted by semicolons; which thing of a run; which figure",
        },
        Column {
            name: "unit",
            meaning: "the unit of figures; money and harm of a plan are at present value",
        },
        Column { name: "before", meaning: "what OLD says, or the mean before; empty where there is nothing" },
        Column { name: "after", meaning: "what NEW says, or the mean after" },
        Column { name: "difference", meaning: "NEW less OLD; of a step what it did on top of those before" },
        Column { name: "alone", meaning: "of a step: what its changes do alone to OLD, on average" },
        Column { name: "sd", meaning: "standard deviation of the difference over draws" },
        Column { name: "p5", meaning: "5% quantile of the difference over draws" },
        Column { name: "p95", meaning: "95% quantile of the difference over draws" },
        Column { name: "se", meaning: "standard error of the difference" },
        Column { name: "grade_before", meaning: "of a change: how well it is known in OLD" },
        Column { name: "grade_after", meaning: "the same in NEW" },
        Column { name: "source_before", meaning: "of a change: who says so in OLD" },
        Column { name: "source_after", meaning: "the same in NEW" },
    ],
    quantities: &[],
};

/// A line with nothing in it yet.
#[derive(Default)]
struct Line {
    names: [String; 4],
    before: Option<Cell>,
    after: Option<Cell>,
    difference: Option<f64>,
    alone: Option<f64>,
    spread: Option<SummaryView>,
    known: [Option<String>; 4],
}

impl Line {
    fn of(line: &str, of: &str, what: &str, unit: &str) -> Self {
        Self { names: [line, of, what, unit].map(str::to_owned), ..Self::default() }
    }

    fn cells(self) -> Vec<Cell> {
        let spread = |figure: fn(&SummaryView) -> f64| Cell::Figure(self.spread.as_ref().map(figure));
        let figures = [spread(|it| it.sd), spread(|it| it.p5), spread(|it| it.p95), spread(|it| it.se)];
        let known = self.known.map(|known| Cell::Text(known.unwrap_or_default()));
        let nothing = || Cell::Figure(None);
        let mut cells: Vec<Cell> = self.names.into_iter().map(Cell::Text).collect();
        cells.extend([self.before.unwrap_or_else(nothing), self.after.unwrap_or_else(nothing)]);
        cells.extend([Cell::Figure(self.difference), Cell::Figure(self.alone)]);
        cells.extend(figures);
        cells.extend(known);
        cells
    }
}

/// What changed as CSV.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(document: &Document) -> Result<Vec<u8>, WriteError> {
    let mut lines: Vec<Line> = document.changes.iter().map(change).collect();
    let unit = document.unit();
    lines.extend(document.answers.iter().flat_map(|it| answer(it, &unit)));
    lines.extend(document.runs.iter().map(|run| Line {
        before: run.before.clone().map(Cell::Text),
        after: run.after.clone().map(Cell::Text),
        ..Line::of("run", &run.of, &run.what, "")
    }));
    for scenario in &document.scenarios {
        let there = |there: Presence| (scenario.presence != there).then(|| Cell::text(&scenario.name));
        if scenario.presence != Presence::Both {
            lines.push(Line {
                before: there(Presence::New),
                after: there(Presence::Old),
                ..Line::of("scenario", &scenario.id, &scenario.evidence, "")
            });
        }
        lines.extend(scenario.figures.iter().map(|figure| {
            let dot = if figure.of.is_empty() { "" } else { "." };
            let what = format!("{}{dot}{}", figure.quantity, figure.of);
            Line {
                before: figure.before.map(|it| Cell::Figure(Some(it))),
                after: figure.after.map(|it| Cell::Figure(Some(it))),
                difference: figure.difference,
                ..Line::of("figure", &scenario.id, &what, &figure.unit)
            }
        }));
    }
    long::laid_out(&LAYOUT, lines.into_iter().map(Line::cells))
}

fn change(change: &ChangeView) -> Line {
    let value = |stated: &Option<StatedView>| stated.as_ref().map(|it| Cell::text(&it.value));
    let known = |stated: &Option<StatedView>, of: fn(&StatedView) -> &Option<String>| {
        stated.as_ref().and_then(|stated| of(stated).clone())
    };
    let (before, after) = (&change.before, &change.after);
    Line {
        before: value(before),
        after: value(after),
        known: [
            known(before, |it| &it.grade),
            known(after, |it| &it.grade),
            known(before, |it| &it.source),
            known(after, |it| &it.source),
        ],
        ..Line::of("change", &change.kind, &change.address, "")
    }
}

fn answer(answer: &AnswerView, unit: &str) -> Vec<Line> {
    let mean = |summary: &Option<SummaryView>| summary.as_ref().map(|it| Cell::Figure(Some(it.mean)));
    let mut lines = vec![Line {
        before: mean(&answer.old),
        after: mean(&answer.new),
        difference: answer.change,
        spread: answer.difference.map(|it| it.summary),
        ..Line::of("answer", &answer.question, "", unit)
    }];
    lines.extend(answer.steps.iter().map(|step| Line {
        before: Some(Cell::Figure(Some(step.after - step.increment))),
        after: Some(Cell::Figure(Some(step.after))),
        difference: Some(step.increment),
        alone: step.alone,
        spread: step.spread,
        ..Line::of("step", &answer.question, &step.changes.join("; "), unit)
    }));
    lines
}
