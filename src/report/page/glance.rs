//! The table of the front page: each row with its interval drawn, best first.

use crate::report::compare::ScenarioView;
use crate::report::page::chart::Mark;
use crate::report::page::chart::strip;
use crate::report::page::chart::strip_head;
use crate::report::page::figures;
use crate::report::page::figures::interval;
use crate::report::page::figures::mean;
use crate::report::page::frame;
use crate::report::page::naming::name;
use crate::report::report::Chapter;
use crate::report::scale::Scale;
use crate::report::standing;
use crate::text;
use maud::Markup;
use maud::html;

/// The scenarios that fit into so many rows, best first: those that avoid most, and always the reference and today.
pub(super) fn shown<'d>(chapter: &Chapter<'d>, rows: usize) -> Vec<&'d ScenarioView> {
    let all = chapter.best_first();
    let always = |scenario: &ScenarioView| scenario.is_reference() || scenario.is_today();
    let mut others = rows.saturating_sub(all.iter().filter(|scenario| always(scenario)).count());
    all.into_iter()
        .filter(|scenario| {
            let has_room = others > 0;
            others -= usize::from(has_room && !always(scenario));
            always(scenario) || has_room
        })
        .collect()
}

/// The table, of so many rows.
pub(super) fn table(chapter: &Chapter, rows: usize) -> Markup {
    let shown = shown(chapter, rows);
    let ends = shown.iter().map(|it| it.versus.summary).flat_map(|it| [it.p5, it.p95, it.mean]);
    let scale = Scale::covering(ends.chain([0.0]));
    let reference = chapter.reference.name.as_str();
    let best = chapter.headline().leading().map(|best| best.id.as_str());
    let is_priced = chapter.costs_differ();
    let inside = html! {
        (head(chapter, &scale, is_priced))
        tbody {
            @for scenario in &shown {
                @let is_best = best == Some(scenario.id.as_str());
                (row(chapter, scenario, &scale, is_best, is_priced))
            }
        }
    };
    let step = text::money(scale.step());
    let caption = format!(
        "Modelled harm avoided against {reference}, {}; grid lines {step} apart",
        chapter.period().millions()
    );
    frame::table(&caption, if is_priced { "glance priced" } else { "glance" }, &inside)
}

fn head(chapter: &Chapter, scale: &Scale, is_priced: bool) -> Markup {
    let reference = chapter.reference.name.as_str();
    let at_nought = if chapter.is_against_today() { reference } else { "the reference" };
    html! {
        thead {
            tr {
                th scope="col" { "Scenario" }
                th.strip scope="col" { span.unseen { "drawn" } (strip_head(scale, at_nought)) }
                th.figure scope="col" { "mean" }
                th.figure scope="col" { "90% of draws" }
                th.likelihood scope="col" { "to avoid more than " (name(reference)) }
                th.figure scope="col" { (if chapter.has_other_money() { "in programmes, £m" } else { "total, £m" }) }
                @if is_priced {
                    th.figure scope="col" { "extra cost, £m" }
                    th.figure scope="col" { "avoided per extra £1" }
                }
            }
        }
    }
}

fn row(chapter: &Chapter, scenario: &ScenarioView, scale: &Scale, is_best: bool, is_priced: bool) -> Markup {
    let versus = scenario.versus.summary;
    let mark = Mark {
        dot: versus.mean,
        ends: (versus.p5, versus.p95),
        is_strong: is_best,
        is_today: scenario.is_today(),
    };
    html! {
        tr class=[class(is_best, scenario)] {
            th scope="row" { (name(&scenario.name)) }
            td.strip { (strip(scale, &mark)) }
            td { (mean(&versus)) }
            td { @if scenario.is_reference() { "–" } @else { (interval(&versus)) } }
            td.words { (standing::said(scenario)) }
            td { (figures::plain(chapter.in_programmes(scenario))) }
            @if is_priced { (costs(scenario)) }
        }
    }
}

fn class(is_best: bool, scenario: &ScenarioView) -> Option<&'static str> {
    if is_best { Some("strong") } else { scenario.is_today().then_some("today") }
}

/// The cells of what a scenario costs more than the reference, and what each extra £1 avoids.
pub(super) fn costs(scenario: &ScenarioView) -> Markup {
    html! {
        @if scenario.is_reference() {
            td { "–" } td { "–" }
        } @else {
            td { (figures::signed(scenario.extra_cost)) }
            td {
                @match &scenario.per_extra_pound {
                    Some(per) => {
                        (figures::per_pound(per))
                        @if scenario.extra_cost < 0.0 { " " span.of { "given up per £1 saved" } }
                    },
                    None => "same money",
                }
            }
        }
    }
}
