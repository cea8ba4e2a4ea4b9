//! Harm avoided with its interval, what it costs, and where it comes from.

use crate::report::compare::ScenarioView;
use crate::report::page::chart::Drawing;
use crate::report::page::chart::Interval;
use crate::report::page::chart::intervals;
use crate::report::page::figures;
use crate::report::page::figures::interval;
use crate::report::page::figures::mean;
use crate::report::page::frame;
use crate::report::page::glance::costs;
use crate::report::page::naming::id;
use crate::report::page::naming::name;
use crate::report::page::naming::tagged;
use crate::report::prose;
use crate::report::report::Chapter;
use crate::report::standing;
use crate::report::standing::TOO_CLOSE;
use maud::Markup;
use maud::html;

pub(super) fn section(chapter: &Chapter) -> Option<Markup> {
    let scenarios = chapter.best_first();
    (chapter.answered() > 0).then(|| {
        html! {
            (chart(chapter, &scenarios))
            (cannot_tell())
            h4 { "Where it comes from" }
            p {
                "In three parts, so that none is credited with another: what more or less money than today does at today’s "
                "proportions; what the split between strands does, each strand’s money spread inside it as it is today; and what "
                "better use inside the strands adds."
            }
            (bridge(chapter, &scenarios))
        }
    })
}

/// The two reasons why nobody can tell which is better, and what helps against each.
fn cannot_tell() -> Markup {
    html! {
        p.note {
            "“" (TOO_CLOSE) "” is noise of the simulation: the mean difference is within two of its standard errors, and more "
            "draws would tell. A likelihood such as “likely (60%)” is doubt of the evidence: the difference is real in the model, "
            "but in the other draws it has the other sign, and only better evidence would help."
        }
    }
}

fn chart(chapter: &Chapter, scenarios: &[&ScenarioView]) -> Markup {
    let row = |scenario: &&ScenarioView| {
        let avoided = scenario.harm_avoided.summary;
        Interval {
            name: scenario.name.clone(),
            dot: avoided.mean,
            ends: (avoided.p5, avoided.p95),
            tick: None,
            is_strong: chapter.is_proposed(scenario),
            is_today: scenario.is_today(),
        }
    };
    let rows: Vec<Interval> = scenarios.iter().map(row).collect();
    let unit = chapter.period().millions();
    let drawing = Drawing {
        id: &id(chapter, "avoided-chart"),
        title: &format!("Modelled harm avoided by each scenario, against today’s spend, {unit}"),
        says: "One row a scenario, today among them: a dot at the mean, and a line over the interval that holds 90% of draws. A \
               dashed line goes down through today, at nought. The table below has every figure.",
        marks: intervals(&rows, "", Some(0.0)),
    };
    let key = html! {
        p.note {
            "Dot: mean over draws. Line: the interval that holds 90% of draws. Dashed: today; right of it is less harm than today."
        }
    };
    let caption = format!("Modelled harm avoided against today’s spend, {unit}");
    frame::figure(&drawing, &caption, &key, &table(chapter, scenarios))
}

fn table(chapter: &Chapter, scenarios: &[&ScenarioView]) -> Markup {
    let (against_today, is_priced) = (chapter.is_against_today(), chapter.costs_differ());
    let reference = &chapter.reference.name;
    let inside = html! {
        (head(reference, against_today, is_priced))
        tbody {
            @for scenario in scenarios {
                tr class=[chapter.is_proposed(scenario).then_some("strong")] {
                    th scope="row" { (tagged(chapter, scenario)) }
                    td { (mean(&scenario.harm_avoided.summary)) }
                    td { (interval(&scenario.harm_avoided.summary)) }
                    @if !against_today { (against(scenario)) }
                    td.words { (standing::said(scenario)) }
                    td { (where_it_does(scenario, scenario.versus.gain_if_better)) }
                    td { (where_it_does(scenario, scenario.versus.loss_if_worse)) }
                    @if is_priced { (costs(scenario)) }
                }
            }
        }
    };
    let unit = chapter.period().millions();
    frame::table(&format!("Modelled harm avoided, {unit}: mean ± its standard error"), "", &inside)
}

fn head(reference: &str, against_today: bool, is_priced: bool) -> Markup {
    html! {
        thead {
            tr {
                th rowspan="2" scope="col" { "Scenario" }
                th.figure colspan="2" scope="colgroup" { "against today’s spend" }
                @if !against_today { th.figure colspan="2" scope="colgroup" { "against " (name(reference)) } }
                th rowspan="2" scope="col" { "to avoid more than " (name(reference)) }
                th.figure colspan="2" scope="colgroup" { "on average, where it avoids" }
                @if is_priced { th.figure colspan="2" scope="colgroup" { "money beyond " (name(reference)) } }
            }
            tr {
                @for _ in 0..if against_today { 1 } else { 2 } {
                    th.figure scope="col" { "mean" }
                    th.figure scope="col" { "90% of draws" }
                }
                th.figure scope="col" { "more: by" }
                th.figure scope="col" { "less: by" }
                @if is_priced {
                    th.figure scope="col" { "extra cost, £m" }
                    th.figure scope="col" { "avoided per extra £1" }
                }
            }
        }
    }
}

fn against(scenario: &ScenarioView) -> Markup {
    let versus = scenario.versus.summary;
    html! {
        @if scenario.is_reference() {
            td { "–" } td { "–" }
        } @else {
            td { (mean(&versus)) } td { (interval(&versus)) }
        }
    }
}

/// A mean over the draws on one side of nought; nothing where there are none.
fn where_it_does(scenario: &ScenarioView, by: Option<f64>) -> String {
    match by {
        Some(by) if !scenario.is_reference() => figures::plain(by),
        _ => "–".to_owned(),
    }
}

fn bridge(chapter: &Chapter, scenarios: &[&ScenarioView]) -> Markup {
    let inside = html! {
        thead {
            tr {
                th scope="col" { "Scenario" }
                th.figure scope="col" { "more or less money" }
                th.figure scope="col" { "the split" }
                th.figure scope="col" { "better use inside" }
                th.figure scope="col" { "together" }
                th scope="col" { "inside the strands" }
                th scope="col" { "gap to the best possible" }
            }
        }
        tbody {
            @for scenario in scenarios {
                tr class=[chapter.is_proposed(scenario).then_some("strong")] {
                    th scope="row" { (tagged(chapter, scenario)) }
                    @for part in parts(scenario) { td { (prose::known(part, figures::money)) } }
                    td { (figures::money(scenario.harm_avoided.summary.mean)) }
                    td.words { (scenario.within) }
                    td.words { (proof(scenario)) }
                }
            }
        }
    };
    let caption = format!(
        "Mean modelled harm avoided {} against today’s spend, in three parts",
        chapter.period().of_money()
    );
    let reasons: Vec<_> =
        scenarios.iter().filter_map(|scenario| Some((scenario, scenario.bridge_reason.as_ref()?))).collect();
    html! {
        (frame::table(&caption, "", &inside))
        @if !reasons.is_empty() {
            ul.note { @for (scenario, reason) in reasons { li { (name(&scenario.name)) ": " (prose::MISSING) ", " (reason) "." } } }
        }
    }
}

/// The parts in the order of the columns.
fn parts(scenario: &ScenarioView) -> [Option<f64>; 3] {
    let bridge = scenario.bridge;
    [bridge.map(|it| it.money), bridge.map(|it| it.split), bridge.map(|it| it.within)]
}

fn proof(scenario: &ScenarioView) -> String {
    match &scenario.optimum {
        None => "nothing left to choose".to_owned(),
        Some(proof) if proof.reached => format!("proven to {}", prose::gap(proof.gap)),
        Some(proof) => format!("NOT proven: {}", prose::gap(proof.gap)),
    }
}
