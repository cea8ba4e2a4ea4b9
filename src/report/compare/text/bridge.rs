//! Where harm avoided comes from: more or less money, the split of it, better use inside the strands.

use crate::report::compare::ScenarioView;
use crate::report::compare::text::page::Page;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::report::prose::MISSING;
use crate::report::views::OptimumView;
use crate::text;

pub(super) fn title(page: &Page) -> String {
    format!(
        "Where it comes from, {} against Today: more or less money at today's proportions, the split of it, and better use \
         inside the strands",
        page.period().millions()
    )
}

pub(super) fn table(page: &Page) -> String {
    let differs = page.scenarios.iter().any(|it| it.bridge.is_some_and(|bridge| bridge.money.abs() > 0.0));
    let mut columns = vec![("Scenario", Set::Words)];
    columns.extend(differs.then_some(("more or less money", Set::Figures)));
    columns.extend([
        ("the split", Set::Figures),
        ("better use", Set::Figures),
        ("together", Set::Figures),
        ("inside", Set::Words),
        ("gap to the best possible", Set::Words),
    ]);
    let own = || page.scenarios.iter().filter(|scenario| !scenario.is_today());
    let rows = own().map(|scenario| {
        let part = |value: Option<f64>| prose::known(value, text::money_signed);
        let mut row = vec![Page::label(scenario)];
        row.extend(differs.then(|| part(scenario.bridge.map(|bridge| bridge.money))));
        row.extend([
            part(scenario.bridge.map(|bridge| bridge.split)),
            part(scenario.bridge.map(|bridge| bridge.within)),
            text::money_signed(scenario.harm_avoided.summary.mean),
            scenario.within.clone(),
            proof(scenario.optimum.as_ref()),
        ]);
        row
    });
    let mut out = grid(page.width, &columns, rows.collect());
    for scenario in own() {
        out += &reason(scenario, page.width);
    }
    out
}

fn proof(optimum: Option<&OptimumView>) -> String {
    let Some(optimum) = optimum else { return "nothing left to choose".to_owned() };
    let gap = prose::gap(optimum.gap);
    if optimum.reached { format!("proven to {gap}") } else { format!("NOT proven: {gap}") }
}

/// Why harm avoided cannot be parted.
fn reason(scenario: &ScenarioView, width: u16) -> String {
    let Some(reason) = &scenario.bridge_reason else { return String::new() };
    prose::wrapped(&format!("{}: {MISSING}, {reason}.", scenario.name), width)
}
