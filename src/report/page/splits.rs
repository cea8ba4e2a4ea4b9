//! Every scenario's money by strand.

use crate::report::amounts::Shown;
use crate::report::amounts::pounds;
use crate::report::page::chart::Drawing;
use crate::report::page::chart::FILLS;
use crate::report::page::chart::Stack;
use crate::report::page::chart::stacks;
use crate::report::page::figures::percent;
use crate::report::page::frame;
use crate::report::page::told::Told;
use crate::study::ScenarioResult;
use crate::text;
use maud::Markup;
use maud::html;

pub(super) fn section(told: &Told) -> Option<Markup> {
    let results = told.results();
    if told.answered() == 0 {
        return None;
    }
    let strands: Vec<String> = told.evidence().strands().iter().map(ToString::to_string).collect();
    let rows: Vec<Stack> = results
        .iter()
        .map(|result| Stack {
            name: result.scenario.name().to_owned(),
            shares: shares(result),
            is_strong: told.is_proposed(result),
        })
        .collect();
    let says = format!(
        "One bar a scenario, today among them, each parted from left to right into {}. The table below has every figure.",
        text::listed(&strands)
    );
    let drawing = Drawing {
        id: &told.id("splits-chart"),
        title: "The split of each scenario’s money across strands",
        says: &says,
        marks: stacks(&rows),
    };
    let key: Vec<(String, String)> = strands
        .iter()
        .enumerate()
        .map(|(i, strand)| (format!("fill-{}", i % FILLS), strand.clone()))
        .collect();
    let caption = "Share of the money that each strand gets, from left to right in the order of the key";
    Some(frame::figure(&drawing, caption, &frame::key(&key), &table(told, &results, &strands)))
}

/// Each strand's share of the money to allocate.
fn shares(result: &ScenarioResult) -> Vec<f64> {
    let evidence = result.scenario.evidence();
    let whole = result.scenario.budget().to_allocate();
    let money = |strand| result.allocation.total_of(&evidence.programmes_of(strand));
    evidence.strands().iter().map(|strand| money(strand).per(whole).unwrap_or_default()).collect()
}

fn table(told: &Told, results: &[&ScenarioResult], strands: &[String]) -> Markup {
    let shown: Vec<(&ScenarioResult, Shown)> = results
        .iter()
        .map(|result| {
            let scenario = &result.scenario;
            (*result, Shown::of(scenario.evidence(), scenario.budget(), &result.allocation))
        })
        .collect();
    let has_back_office = shown.iter().any(|(_, shown)| shown.back_office != 0);
    let has_unspent = shown.iter().any(|(_, shown)| shown.unspent != 0);
    let inside = html! {
        thead {
            tr {
                th scope="col" { "Scenario" }
                @for strand in strands { th.figure scope="col" { (strand) } }
                @if has_back_office { th.figure scope="col" { "back office" } }
                @if has_unspent { th.figure scope="col" { "unspent" } }
                th.figure scope="col" { "total" }
            }
        }
        tbody {
            @for (result, shown) in &shown {
                tr class=[told.is_proposed(result).then_some("strong")] {
                    th scope="row" { (told.named(result)) }
                    @for (amount, share) in shown.strands.iter().zip(shares(result)) {
                        td { (pounds(*amount)) " " span.share { (percent(share, 1)) } }
                    }
                    @if has_back_office { td { (pounds(shown.back_office)) } }
                    @if has_unspent { td { (pounds(shown.unspent)) } }
                    td.sum { (pounds(shown.total)) }
                }
            }
        }
    };
    frame::table("Money by strand, £m a year, and its share of the money to allocate", "", &inside)
}
