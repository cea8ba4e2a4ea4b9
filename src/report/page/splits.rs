//! Every scenario's money by strand.

use crate::report::amounts::InStrands;
use crate::report::amounts::pounds;
use crate::report::compare::ScenarioView;
use crate::report::page::chart::Drawing;
use crate::report::page::chart::FILLS;
use crate::report::page::chart::Stack;
use crate::report::page::chart::stacks;
use crate::report::page::figures::percent;
use crate::report::page::frame;
use crate::report::page::naming::id;
use crate::report::page::naming::tagged;
use crate::report::report::Chapter;
use crate::report::views::StrandOrder;
use crate::text;
use maud::Markup;
use maud::html;

pub(super) fn section(chapter: &Chapter) -> Option<Markup> {
    let scenarios = chapter.best_first();
    if chapter.answered() == 0 {
        return None;
    }
    let order = &chapter.block.order;
    let strands: Vec<&str> = order.iter().map(|strand| strand.id.as_str()).collect();
    let rows: Vec<Stack> = scenarios
        .iter()
        .map(|scenario| Stack {
            name: scenario.name.clone(),
            shares: shares(order, scenario),
            is_strong: chapter.is_proposed(scenario),
        })
        .collect();
    let says = format!(
        "One bar a scenario, today among them, each parted from left to right into {}. The table below has every figure.",
        text::listed(&strands)
    );
    let drawing = Drawing {
        id: &id(chapter, "splits-chart"),
        title: "The split of each scenario’s money across strands",
        says: &says,
        marks: stacks(&rows),
    };
    let key: Vec<(String, String)> = strands
        .iter()
        .enumerate()
        .map(|(i, strand)| (format!("fill-{}", i % FILLS), (*strand).to_owned()))
        .collect();
    let caption = "Share of the money that each strand gets, from left to right in the order of the key";
    Some(frame::figure(&drawing, caption, &frame::key(&key), &table(chapter, &scenarios)))
}

/// Each strand's share of the money to allocate.
fn shares(order: &[StrandOrder], scenario: &ScenarioView) -> Vec<f64> {
    let share = |strand: &StrandOrder| scenario.strands.get(&strand.id).map(|money| money.share);
    order.iter().map(|strand| share(strand).unwrap_or_default()).collect()
}

fn table(chapter: &Chapter, scenarios: &[&ScenarioView]) -> Markup {
    let order = &chapter.block.order;
    let rows: Vec<(&ScenarioView, InStrands)> =
        scenarios.iter().map(|scenario| (*scenario, InStrands::of_scenario(order, scenario))).collect();
    let has_back_office = rows.iter().any(|(_, money)| money.back_office != 0);
    let has_unspent = rows.iter().any(|(_, money)| money.unspent != 0);
    let inside = html! {
        thead {
            tr {
                th scope="col" { "Scenario" }
                @for strand in order { th.figure scope="col" { (strand.id) } }
                @if has_back_office { th.figure scope="col" { "back office" } }
                @if has_unspent { th.figure scope="col" { "unspent" } }
                th.figure scope="col" { "total" }
            }
        }
        tbody {
            @for (scenario, money) in &rows {
                tr class=[chapter.is_proposed(scenario).then_some("strong")] {
                    th scope="row" { (tagged(chapter, scenario)) }
                    @for ((amount, _), share) in money.strands.iter().zip(shares(order, scenario)) {
                        td { (pounds(*amount)) " " span.share { (percent(share, 1)) } }
                    }
                    @if has_back_office { td { (pounds(money.back_office)) } }
                    @if has_unspent { td { (pounds(money.unspent)) } }
                    td.sum { (pounds(money.total)) }
                }
            }
        }
    };
    let unit = chapter.period().millions();
    frame::table(&format!("Money by strand, {unit}, and its share of the money to allocate"), "", &inside)
}
