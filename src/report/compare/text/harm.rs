//! How much harm each scenario avoids, how sure that is, and what it costs.

use crate::report::compare::ScenarioView;
use crate::report::compare::text::page::Page;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::report::standing;
use crate::text;

pub(super) fn title(page: &Page) -> String {
    let costs = if costs_differ(page) { "; money, £m a year" } else { "" };
    format!("Modelled harm avoided, £m a year: mean ± its standard error, [90% of draws]{costs}")
}

/// Whether any scenario costs more or less than the reference.
fn costs_differ(page: &Page) -> bool {
    page.scenarios.iter().any(|scenario| scenario.per_extra_pound.is_some())
}

pub(super) fn table(page: &Page) -> String {
    let reference = page.reference().map_or("the reference", |reference| &reference.name);
    let (likelihood, against) = (format!("to avoid more than {reference}"), format!("against {reference} *"));
    let mut columns = vec![("Scenario", Set::Words), ("against Today", Set::Figures)];
    columns.extend((!page.is_against_today()).then_some((against.as_str(), Set::Figures)));
    columns.push((&likelihood, Set::Words));
    let is_priced = costs_differ(page);
    if is_priced {
        columns.extend([("extra cost", Set::Figures), ("avoided per extra £1", Set::Figures)]);
    }
    let rows = page.scenarios.iter().map(|scenario| {
        let mut row = vec![Page::label(scenario), prose::interval(&scenario.harm_avoided.summary)];
        row.extend((!page.is_against_today()).then(|| against_reference(scenario)));
        row.push(standing::said(scenario));
        if is_priced {
            row.extend([extra_cost(scenario), per_pound(scenario)]);
        }
        row
    });
    grid(page.width, &columns, rows.collect())
}

fn against_reference(scenario: &ScenarioView) -> String {
    if scenario.is_reference() {
        return String::new();
    }
    prose::interval(&scenario.versus.summary)
}

fn extra_cost(scenario: &ScenarioView) -> String {
    if scenario.is_reference() {
        return String::new();
    }
    prose::signed(scenario.extra_cost)
}

/// Harm avoided for each extra £1; of a scenario that costs less, harm given up for each £1 saved.
fn per_pound(scenario: &ScenarioView) -> String {
    let Some(per) = &scenario.per_extra_pound else { return String::new() };
    let [mean, low, high] = [per.mean, per.p5, per.p95].map(text::per_pound);
    let saved = if scenario.extra_cost < 0.0 { " given up per £1 saved" } else { "" };
    text::figure_in(&mean, &low, &high) + saved
}
