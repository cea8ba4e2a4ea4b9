//! Harm avoided with its interval, what it costs, and where it comes from.

use crate::report::page::chart::Drawing;
use crate::report::page::chart::Interval;
use crate::report::page::chart::intervals;
use crate::report::page::figures;
use crate::report::page::figures::interval;
use crate::report::page::figures::mean;
use crate::report::page::frame;
use crate::report::page::glance::costs;
use crate::report::page::told::Told;
use crate::report::page::told::name;
use crate::report::prose;
use crate::report::standing::TOO_CLOSE;
use crate::study::ScenarioResult;
use maud::Markup;
use maud::html;

pub(super) fn section(told: &Told) -> Option<Markup> {
    let results = told.results();
    (told.answered() > 0).then(|| {
        html! {
            (chart(told, &results))
            (cannot_tell())
            h4 { "Where it comes from" }
            p {
                "In three parts, so that none is credited with another: what more or less money than today does at today’s "
                "proportions; what the split between strands does, each strand’s money spread inside it as it is today; and what "
                "better use inside the strands adds."
            }
            (bridge(told, &results))
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

fn chart(told: &Told, results: &[&ScenarioResult]) -> Markup {
    let row = |result: &&ScenarioResult| Interval {
        name: result.scenario.name().to_owned(),
        dot: result.harm_avoided.mean,
        ends: (result.harm_avoided.p5, result.harm_avoided.p95),
        tick: None,
        is_strong: told.is_proposed(result),
        is_today: result.scenario.is_today(),
    };
    let rows: Vec<Interval> = results.iter().map(row).collect();
    let drawing = Drawing {
        id: &told.id("avoided-chart"),
        title: "Modelled harm avoided by each scenario, against today’s spend, £m a year",
        says: "One row a scenario, today among them: a dot at the mean, and a line over the interval that holds 90% of draws. A \
               dashed line goes down through today, at nought. The table below has every figure.",
        marks: intervals(&rows, "", Some(0.0)),
    };
    let key = html! {
        p.note {
            "Dot: mean over draws. Line: the interval that holds 90% of draws. Dashed: today; right of it is less harm than today."
        }
    };
    let caption = "Modelled harm avoided against today’s spend, £m a year";
    frame::figure(&drawing, caption, &key, &table(told, results))
}

fn table(told: &Told, results: &[&ScenarioResult]) -> Markup {
    let (against_today, is_priced) = (told.is_against_today(), told.costs_differ());
    let reference = told.reference().scenario.name();
    let inside = html! {
        (head(reference, against_today, is_priced))
        tbody {
            @for result in results {
                tr class=[told.is_proposed(result).then_some("strong")] {
                    th scope="row" { (told.named(result)) }
                    td { (mean(&result.harm_avoided)) }
                    td { (interval(&result.harm_avoided)) }
                    @if !against_today { (against(told, result)) }
                    td.words { (told.likelihood(result)) }
                    td { (where_it_does(told, result, result.odds.gain_if_better())) }
                    td { (where_it_does(told, result, result.odds.loss_if_worse())) }
                    @if is_priced { (costs(told, result)) }
                }
            }
        }
    };
    frame::table("Modelled harm avoided, £m a year: mean ± its standard error", "", &inside)
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

fn against(told: &Told, result: &ScenarioResult) -> Markup {
    html! {
        @if told.is_reference(result) {
            td { "–" } td { "–" }
        } @else {
            td { (mean(&result.versus)) } td { (interval(&result.versus)) }
        }
    }
}

/// A mean over the draws on one side of nought; nothing where there are none.
fn where_it_does(told: &Told, result: &ScenarioResult, by: Option<f64>) -> String {
    match by {
        Some(by) if !told.is_reference(result) => figures::plain(by),
        _ => "–".to_owned(),
    }
}

fn bridge(told: &Told, results: &[&ScenarioResult]) -> Markup {
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
            @for result in results {
                tr class=[told.is_proposed(result).then_some("strong")] {
                    th scope="row" { (told.named(result)) }
                    @for part in parts(result) { td { (part.map_or(figures::MISSING.to_owned(), figures::money)) } }
                    td { (figures::money(result.harm_avoided.mean)) }
                    td.words { (result.scenario.within().as_str()) }
                    td.words { (proof(result)) }
                }
            }
        }
    };
    let reasons: Vec<_> =
        results.iter().filter_map(|result| Some((result, result.bridge.as_ref().err()?))).collect();
    html! {
        (frame::table("Mean modelled harm avoided a year against today’s spend, in three parts", "", &inside))
        @if !reasons.is_empty() {
            ul.note { @for (result, reason) in reasons { li { (name(result.scenario.name())) ": n/a, " (reason) "." } } }
        }
    }
}

/// The parts in the order of the columns.
fn parts(result: &ScenarioResult) -> [Option<f64>; 3] {
    let bridge = result.bridge.as_ref().ok();
    [bridge.map(|it| it.money), bridge.map(|it| it.split), bridge.map(|it| it.within)]
}

fn proof(result: &ScenarioResult) -> String {
    match &result.optimum {
        None => "nothing left to choose".to_owned(),
        Some(proof) if proof.reached => format!("proven to {}", prose::gap(proof.gap)),
        Some(proof) => format!("NOT proven: {}", prose::gap(proof.gap)),
    }
}
