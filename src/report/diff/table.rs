//! What changed, as people read it.

use crate::report::Basis;
use crate::report::Look;
use crate::report::diff::document::AnswerView;
use crate::report::diff::document::ChangeView;
use crate::report::diff::document::Document;
use crate::report::diff::document::FigureView;
use crate::report::diff::document::KindView;
use crate::report::diff::document::Presence;
use crate::report::diff::document::RunView;
use crate::report::diff::document::ScenarioView;
use crate::report::diff::document::SideView;
use crate::report::diff::document::StatedView;
use crate::report::diff::document::StepView;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::report::views::SummaryView;
use crate::text;

/// What changed: in short, thing by thing, and what each change did.
#[must_use]
pub fn table(document: &Document, look: Look) -> String {
    let width = look.width;
    let mut out = prose::wrapped_with(&heading(document), width, "", "");
    if document.is_empty() {
        return out + "Nothing changed.\n" + &rests_on(document, width);
    }
    document.answers.iter().for_each(|it| out += &answer(document, it, width));
    if !document.changes.is_empty() {
        out += "\nWhat changed\n";
        document.changes.iter().for_each(|it| out += &change(it, width));
    }
    if !document.runs.is_empty() {
        out += "\nIn what the runs differ\n";
        document.runs.iter().for_each(|it| out += &prose::wrapped(&run(it), width));
    }
    out += &scenarios(&document.scenarios, width);
    out + &rests_on(document, width)
}

fn heading(document: &Document) -> String {
    let of = match document.of {
        KindView::Evidence => "evidence",
        KindView::Scenario => "scenario",
        KindView::Results => "results",
    };
    let side = |side: &SideView| match &side.name {
        Some(name) => format!("{name} [{}]", side.path),
        None => side.path.clone(),
    };
    let (old, new) = (side(&document.old), side(&document.new));
    let counted = match document.of {
        KindView::Results => String::new(),
        KindView::Evidence | KindView::Scenario => {
            let moving = document.changes.iter().filter(|change| change.moves_figures()).count();
            let changes = text::plural(document.changes.len(), "change", "changes");
            format!(". {changes}, of which {moving} can change a figure")
        }
    };
    format!("Changes of {of}, from OLD, {old}, to NEW, {new}{counted}.")
}

fn change(change: &ChangeView, width: u16) -> String {
    let mut out = prose::wrapped_with(&format!("{} ({})", change.address, change.kind), width, "\n", "  ");
    out += &prose::wrapped_with(&change.what, width, "  ", "  ");
    let source = |stated: &Option<StatedView>| stated.as_ref().and_then(|it| it.source.clone());
    let is_other_source = source(&change.before) != source(&change.after);
    let said = |label: &str, stated: &Option<StatedView>| {
        let line = stated.as_ref().map_or("nothing".to_owned(), |it| stated_said(it, is_other_source));
        prose::wrapped_with(&format!("{label} {line}"), width, "  ", "    ")
    };
    out + &said("before:", &change.before) + &said("after: ", &change.after)
}

fn stated_said(stated: &StatedView, with_source: bool) -> String {
    let source = stated.source.as_ref().filter(|_| with_source);
    let known: Vec<&str> = stated.grade.iter().chain(source).map(String::as_str).collect();
    match (stated.value.is_empty(), known.is_empty()) {
        (_, true) => stated.value.clone(),
        (true, false) => known.join("; "),
        (false, false) => format!("{} ({})", stated.value, known.join("; ")),
    }
}

/// An answer, and what each change did to it.
fn answer(document: &Document, answer: &AnswerView, width: u16) -> String {
    let heading =
        format!("What each change did: {}, {} ({})", answer.what, document.unit(), document.prices());
    let mut out = prose::wrapped_with(&heading, width, "\n", "");
    let (Some(old), Some(new), Some(change)) = (&answer.old, &answer.new, answer.change) else {
        return out + &prose::wrapped(&without(answer), width);
    };
    let moving: Vec<&StepView> = answer.steps.iter().filter(|step| answer.is_moved_by(step)).collect();
    if moving.is_empty() {
        let said = format!("No change moves it: it is {} in both.", mean(new.mean));
        return out + &prose::wrapped(&said, width);
    }
    let columns = [
        ("", Set::Words),
        ("alone", Set::Figures),
        ("step by step", Set::Figures),
        ("mean after", Set::Figures),
    ];
    let cells = |label: &str, after: f64| vec![label.to_owned(), String::new(), String::new(), mean(after)];
    let mut rows = vec![cells("OLD", old.mean)];
    rows.extend(moving.iter().map(|step| {
        let alone = prose::known(step.alone, prose::signed);
        vec![step.changes.join(" with "), alone, stepped(step), mean(step.after)]
    }));
    rows.push(cells("NEW", new.mean));
    out += &grid(width, &columns, rows);
    for line in notes(document, answer) {
        out += &prose::wrapped(&line, width);
    }
    let sum = answer.sum_of_steps.unwrap_or_default();
    let adds_up = format!(
        "The steps add up to {}, which is NEW less OLD: {} from {} to {}.",
        prose::signed(sum),
        prose::signed(change),
        mean(old.mean),
        mean(new.mean)
    );
    out + &prose::wrapped(&adds_up, width)
}

/// A mean with as many decimals as one that is near nought needs.
fn mean(value: f64) -> String {
    text::thousands(value, usize::from(value.abs() < 99.95))
}

/// What a step did, with its standard error where that matters.
fn stepped(step: &StepView) -> String {
    let error = step.spread.as_ref().filter(|spread| prose::matters(spread));
    let error = error.map(|spread: &SummaryView| format!(" ±{}", prose::figure(spread.se)));
    prose::signed(step.increment) + &error.unwrap_or_default()
}

/// Why there are no steps.
fn without(answer: &AnswerView) -> String {
    match (&answer.old, &answer.new) {
        (None, None) => "Neither OLD nor NEW has an answer, so there is nothing to part.".to_owned(),
        (None, Some(new)) => format!("OLD has no answer; NEW comes to {}.", mean(new.mean)),
        (Some(old), None) => format!("NEW has no answer; OLD comes to {}.", mean(old.mean)),
        (Some(_), Some(_)) => "There is nothing to part.".to_owned(),
    }
}

fn notes(document: &Document, answer: &AnswerView) -> Vec<String> {
    let mut notes = vec![
        "Alone: the change made to OLD and nothing else. Step by step: on top of those above it, so that it depends on the \
         order, which is that of the sizes alone."
            .to_owned(),
    ];
    let others = answer.steps.iter().filter(|step| !answer.is_moved_by(step));
    let others: usize = others.map(|step| step.changes.len()).sum();
    if others > 0 {
        let said = text::plural(others, "more change does", "more changes do");
        notes.push(format!("{said} nothing to it."));
    }
    if answer.steps.iter().any(|step| step.changes.len() > 1) {
        notes.push(
            "Changes joined by “with” have no answer without each other, and are made together.".to_owned(),
        );
    }
    if answer.difference.is_none() && !answer.steps.is_empty() {
        notes.push("OLD and NEW are of different draws, so part of the change is chance.".to_owned());
    }
    // £1: what is nearer than that nobody reads.
    if answer.gap >= 1e-6 {
        let gap = text::pounds(answer.gap * 1e6, 0);
        notes.push(format!(
            "Best allocations are proven to within {gap}: smaller steps are not told apart from 0."
        ));
    }
    let years = |side: &SideView| side.rests_on.as_ref().map(|basis| basis.horizon.clone());
    if years(&document.old) != years(&document.new) {
        notes.push(
            "OLD and NEW are of different years: the step of `horizon` is between figures of different spans of time.".to_owned(),
        );
    }
    notes
}

fn run(run: &RunView) -> String {
    let of = if run.of.is_empty() { String::new() } else { format!(" {}", run.of) };
    let what = &run.what;
    let short = |said: &String| {
        let is_digest = ["input", "output"].contains(&what.as_str());
        if is_digest { said.chars().take(12).collect() } else { said.clone() }
    };
    match (&run.before, &run.after) {
        (Some(before), Some(after)) => {
            format!("{what}{of}: {} in OLD, {} in NEW", short(before), short(after))
        }
        (Some(before), None) => format!("{what}{of}: {} in OLD alone", short(before)),
        (None, Some(after)) => format!("{what}{of}: {} in NEW alone", short(after)),
        (None, None) => format!("{what}{of}"),
    }
}

/// Scenarios that came or went, and the figures that are others now.
fn scenarios(scenarios: &[ScenarioView], width: u16) -> String {
    let mut out = String::new();
    let alone = |presence: Presence| -> Vec<String> {
        let all = scenarios.iter().filter(|scenario| scenario.presence == presence);
        all.map(|scenario| format!("{} [{}]", scenario.name, scenario.id)).collect()
    };
    for (presence, which) in [(Presence::Old, "OLD"), (Presence::New, "NEW")] {
        let alone = alone(presence);
        if !alone.is_empty() {
            let said = format!("In {which} alone: {}.", text::listed(&alone));
            out += &prose::wrapped_with(&said, width, "\n", "");
        }
    }
    for scenario in scenarios.iter().filter(|scenario| scenario.presence == Presence::Both) {
        let changed: Vec<&FigureView> = scenario.figures.iter().filter(|figure| !figure.is_same()).collect();
        if changed.is_empty() {
            continue;
        }
        let heading = format!("{} [{}], {}", scenario.name, scenario.id, scenario.evidence);
        out += &prose::wrapped_with(&heading, width, "\n", "");
        let columns = [
            ("", Set::Words),
            ("unit", Set::Words),
            ("before", Set::Figures),
            ("after", Set::Figures),
            ("difference", Set::Figures),
        ];
        out += &grid(width, &columns, changed.into_iter().map(row).collect());
    }
    let both = scenarios.iter().filter(|scenario| scenario.presence == Presence::Both);
    let same = both.filter(|scenario| scenario.figures.iter().all(FigureView::is_same)).count();
    if same > 0 {
        let said = text::plural(same, "scenario has", "scenarios have");
        out += &prose::wrapped_with(&format!("{said} the same figures in both."), width, "\n", "");
    }
    out
}

fn row(figure: &FigureView) -> Vec<String> {
    let is_share = figure.unit == "share";
    let said = |value: f64| if is_share { text::percent(value, 1) } else { mean(value) };
    let difference = |value: f64| {
        if is_share { format!("{} points", text::thousands(value * 100.0, 1)) } else { prose::signed(value) }
    };
    let label = if figure.of.is_empty() {
        figure.quantity.clone()
    } else {
        format!("{} {}", figure.quantity, figure.of)
    };
    vec![
        label,
        figure.unit.clone(),
        prose::known(figure.before, said),
        prose::known(figure.after, said),
        prose::known(figure.difference, difference),
    ]
}

/// What the figures of both rest on; once, where that is the same.
fn rests_on(document: &Document, width: u16) -> String {
    let said = |side: &SideView| side.rests_on.as_ref().map(Basis::said).unwrap_or_default();
    let (old, new) = (said(&document.old), said(&document.new));
    let mut out = String::new();
    for (what, lines) in [("What OLD rests on", &old), ("What NEW rests on", &new)] {
        let is_said = old == new && what.contains("OLD");
        if lines.is_empty() || is_said {
            continue;
        }
        let what = if old == new { "What both rest on" } else { what };
        out += &format!("\n{what}\n");
        for line in lines {
            out += &prose::wrapped(line, width);
        }
    }
    out
}
