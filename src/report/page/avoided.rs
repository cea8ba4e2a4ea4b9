//! Harm avoided with its interval, and where it comes from.

use crate::report::page::chart::Drawing;
use crate::report::page::chart::Interval;
use crate::report::page::chart::intervals;
use crate::report::page::figures::interval;
use crate::report::page::figures::probability;
use crate::report::page::figures::signed;
use crate::report::page::frame;
use crate::report::page::told::Told;
use crate::report::page::told::name;
use crate::report::prose;
use crate::study::ScenarioResult;
use crate::text;
use maud::Markup;
use maud::html;

pub(super) fn section(told: &Told) -> Option<Markup> {
    let results = told.results();
    if results.is_empty() {
        return None;
    }
    Some(html! {
        (chart(told, &results))
        h4 { "Where it comes from" }
        p {
            "The split alone is each strand’s money spread inside the strand as it is today; better use is what choosing "
            "programmes inside the strands adds. They are kept apart so that neither is credited with the other."
        }
        (bridge(told, &results))
    })
}

fn chart(told: &Told, results: &[&ScenarioResult]) -> Markup {
    let row = |result: &&ScenarioResult| Interval {
        name: result.scenario.name().to_owned(),
        dot: result.harm_avoided.mean,
        ends: (result.harm_avoided.p5, result.harm_avoided.p95),
        tick: None,
        is_strong: told.is_proposed(result),
    };
    let rows: Vec<Interval> = results.iter().map(row).collect();
    let drawing = Drawing {
        id: &told.id("avoided-chart"),
        title: "Modelled harm avoided by each scenario, against today’s spend, £m a year",
        says: "One row a scenario: a dot at the mean, and a line over the interval that holds 90% of draws. The table below \
               has every figure.",
        marks: intervals(&rows, ""),
    };
    let key = html! {
        p.note { "Dot: mean over draws. Line: the interval that holds 90% of draws. Right of 0 is less harm than today." }
    };
    let caption = "Modelled harm avoided against today’s spend, £m a year";
    frame::figure(&drawing, caption, &key, &table(told, results))
}

fn table(told: &Told, results: &[&ScenarioResult]) -> Markup {
    let inside = html! {
        thead {
            tr {
                th rowspan="2" scope="col" { "Scenario" }
                th.figure colspan="2" scope="colgroup" { "against today’s spend" }
                th.figure colspan="3" scope="colgroup" { "against the reference, draw by draw" }
                th rowspan="2" scope="col" { "in words" }
            }
            tr {
                th.figure scope="col" { "mean" }
                th.figure scope="col" { "90% of draws" }
                th.figure scope="col" { "mean" }
                th.figure scope="col" { "90% of draws" }
                th.figure scope="col" { "better in" }
            }
        }
        tbody {
            @for result in results {
                tr class=[told.is_proposed(result).then_some("strong")] {
                    th scope="row" { (told.named(result)) }
                    td { (signed(result.harm_avoided.mean)) }
                    td { (interval(&result.harm_avoided)) }
                    @if told.is_reference(result) {
                        td { "–" } td { "–" } td { "–" }
                    } @else {
                        td { (signed(result.versus.mean)) }
                        td { (interval(&result.versus)) }
                        td { (probability(result.versus.probability_positive)) }
                    }
                    td.words { (told.verdict(result)) }
                }
            }
        }
    };
    frame::table("Modelled harm avoided, £m a year", "", &inside)
}

fn bridge(told: &Told, results: &[&ScenarioResult]) -> Markup {
    let inside = html! {
        thead {
            tr {
                th scope="col" { "Scenario" }
                th.figure scope="col" { "the split alone" }
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
                    @match &result.bridge {
                        Ok(bridge) => { td { (text::money_signed(bridge.split)) } td { (text::money_signed(bridge.within)) } },
                        Err(_) => { td { "n/a" } td { "n/a" } },
                    }
                    td { (text::money_signed(result.harm_avoided.mean)) }
                    td.words { (result.scenario.within().as_str()) }
                    td.words { (proof(result)) }
                }
            }
        }
    };
    html! {
        (frame::table("Mean modelled harm avoided a year, in two parts", "", &inside))
        @let reasons: Vec<_> = results.iter().filter_map(|result| Some((result, result.bridge.as_ref().err()?))).collect();
        @if !reasons.is_empty() {
            ul.note { @for (result, reason) in reasons { li { (name(result.scenario.name())) ": n/a, " (reason) "." } } }
        }
    }
}

fn proof(result: &ScenarioResult) -> String {
    match &result.optimum {
        None => "nothing left to choose".to_owned(),
        Some(proof) if proof.reached => format!("proven to {}", prose::gap(proof.gap)),
        Some(proof) => format!("NOT proven: {}", prose::gap(proof.gap)),
    }
}
