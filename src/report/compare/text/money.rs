//! Where the money goes.

use crate::report::amounts::InStrands;
use crate::report::amounts::pounds;
use crate::report::compare::ScenarioView;
use crate::report::compare::text::page::Page;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::text;

pub(super) fn table(page: &Page) -> String {
    let strands: Vec<&String> = page.block.order.iter().map(|strand| &strand.id).collect();
    let shown: Vec<(&ScenarioView, InStrands)> =
        page.scenarios.iter().map(|scenario| (*scenario, shown(scenario, &strands))).collect();
    let has_back_office = shown.iter().any(|(_, shown)| shown.back_office != 0);
    let has_unspent = shown.iter().any(|(_, shown)| shown.unspent != 0);
    let mut columns = vec![("Scenario", Set::Words)];
    columns.extend(strands.iter().map(|strand| (strand.as_str(), Set::Figures)));
    columns.extend(has_back_office.then_some(("back office", Set::Figures)));
    columns.extend(has_unspent.then_some(("unspent", Set::Figures)));
    columns.push(("total", Set::Figures));
    let rows = shown.iter().map(|(scenario, shown)| {
        let share = |strand: &&String| scenario.strands.get(*strand).map_or(0.0, |strand| strand.share);
        let shares = text::shares(&strands.iter().map(share).collect::<Vec<f64>>(), 1);
        let mut row = vec![Page::label(scenario)];
        let amounts = shares.iter().zip(&shown.strands);
        row.extend(amounts.map(|(share, (amount, _))| format!("{}  {share}", pounds(*amount))));
        row.extend(has_back_office.then(|| pounds(shown.back_office)));
        row.extend(has_unspent.then(|| pounds(shown.unspent)));
        row.push(pounds(shown.total));
        row
    });
    grid(page.width, &columns, rows.collect())
}

fn shown(scenario: &ScenarioView, strands: &[&String]) -> InStrands {
    let amount = |strand: &String| scenario.strands.get(strand).map_or(0.0, |strand| strand.amount);
    let amounts: Vec<(f64, Vec<f64>)> = strands.iter().map(|strand| (amount(strand), Vec::new())).collect();
    InStrands::of(scenario.budget, scenario.back_office, scenario.unspent, &amounts)
}
