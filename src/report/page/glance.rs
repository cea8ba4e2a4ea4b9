//! The table of the front page: each row with its interval drawn, best first.

use crate::model::Allocation;
use crate::report::compare::ScenarioView;
use crate::report::page::chart::Mark;
use crate::report::page::chart::strip;
use crate::report::page::chart::strip_head;
use crate::report::page::figures;
use crate::report::page::figures::interval;
use crate::report::page::figures::mean;
use crate::report::page::frame;
use crate::report::page::told::Told;
use crate::report::page::told::name;
use crate::report::scale::Scale;
use crate::study::ScenarioResult;
use crate::text;
use maud::Markup;
use maud::html;

/// The results that fit into so many rows, best first: those that avoid most, and always the reference and today.
pub(super) fn shown<'b>(told: &Told<'b>, rows: usize) -> Vec<&'b ScenarioResult> {
    let all = told.results();
    let always = |result: &ScenarioResult| told.is_reference(result) || result.scenario.is_today();
    let mut others = rows.saturating_sub(all.iter().filter(|result| always(result)).count());
    all.into_iter()
        .filter(|result| {
            let has_room = others > 0;
            others -= usize::from(has_room && !always(result));
            always(result) || has_room
        })
        .collect()
}

/// The table, of so many rows.
pub(super) fn table(told: &Told, rows: usize) -> Markup {
    let shown = shown(told, rows);
    let ends = shown.iter().flat_map(|result| [result.versus.p5, result.versus.p95, result.versus.mean]);
    let scale = Scale::covering(ends.chain([0.0]));
    let reference = told.reference().scenario.name();
    let best = told.headline().leading().map(|view| view.id.clone());
    let is_priced = told.costs_differ();
    let inside = html! {
        (head(told, &scale, is_priced))
        tbody {
            @for result in &shown {
                @let is_best = best.as_deref() == Some(result.scenario.id());
                (row(told, result, &scale, is_best, is_priced))
            }
        }
    };
    let step = text::money(scale.step());
    let caption = format!("Modelled harm avoided against {reference}, £m a year; grid lines {step} apart");
    frame::table(&caption, if is_priced { "glance priced" } else { "glance" }, &inside)
}

fn head(told: &Told, scale: &Scale, is_priced: bool) -> Markup {
    let reference = told.reference().scenario.name();
    let whose = if told.is_against_today() { reference } else { "the reference" };
    html! {
        thead {
            tr {
                th scope="col" { "Scenario" }
                th.strip scope="col" { span.unseen { "drawn" } (strip_head(scale, whose)) }
                th.figure scope="col" { "mean" }
                th.figure scope="col" { "90% of draws" }
                th.likelihood scope="col" { "to avoid more than " (name(reference)) }
                th.figure scope="col" { (if has_other_money(told) { "in programmes, £m" } else { "total, £m" }) }
                @if is_priced {
                    th.figure scope="col" { "extra cost, £m" }
                    th.figure scope="col" { "avoided per extra £1" }
                }
            }
        }
    }
}

/// Whether any scenario has money in no programme: then totals with it and without it would look like more and less money.
fn has_other_money(told: &Told) -> bool {
    let in_none = |result: &&ScenarioResult| {
        (result.scenario.budget().total - result.allocation.total()).millions().abs()
            > Allocation::SAME_MILLIONS
    };
    told.results().iter().any(in_none)
}

fn row(told: &Told, result: &ScenarioResult, scale: &Scale, is_best: bool, is_priced: bool) -> Markup {
    let is_reference = told.is_reference(result);
    let mark = Mark {
        dot: result.versus.mean,
        ends: (result.versus.p5, result.versus.p95),
        is_strong: is_best,
        is_today: result.scenario.is_today(),
    };
    html! {
        tr class=[class(is_best, result)] {
            th scope="row" { (name(result.scenario.name())) }
            td.strip { (strip(scale, &mark)) }
            td { (mean(&result.versus)) }
            td { @if is_reference { "–" } @else { (interval(&result.versus)) } }
            td.words { (told.likelihood(result)) }
            td { (figures::plain(result.allocation.total().millions())) }
            @if is_priced { (costs(told, result)) }
        }
    }
}

fn class(is_best: bool, result: &ScenarioResult) -> Option<&'static str> {
    if is_best { Some("strong") } else { result.scenario.is_today().then_some("today") }
}

/// The cells of what a scenario costs more than the reference, and what each extra £1 avoids.
pub(super) fn costs(told: &Told, result: &ScenarioResult) -> Markup {
    let per = told.view(result).and_then(|view: &ScenarioView| view.per_extra_pound.as_ref());
    html! {
        @if told.is_reference(result) {
            td { "–" } td { "–" }
        } @else {
            td { (figures::signed(result.extra_cost)) }
            td {
                @match per {
                    Some(per) => {
                        (figures::per_pound(per))
                        @if result.extra_cost < 0.0 { " " span.of { "given up per £1 saved" } }
                    },
                    None => "same money",
                }
            }
        }
    }
}
