//! How much harm each scenario avoids, and how sure that is.

use crate::report::compare::ScenarioView;
use crate::report::compare::text::page::Page;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::report::standing;

pub(super) fn title(page: &Page) -> String {
    let over = page.period().millions();
    format!("Modelled harm avoided, {over}: mean ± its standard error, [90% of draws]")
}

pub(super) fn table(page: &Page) -> String {
    let reference = page.reference().map_or("the reference", |reference| &reference.name);
    let (likelihood, against) = (format!("to avoid more than {reference}"), format!("against {reference} *"));
    let mut columns = vec![("Scenario", Set::Words), ("against Today", Set::Figures)];
    columns.extend((!page.is_against_today()).then_some((against.as_str(), Set::Figures)));
    columns.push((&likelihood, Set::Words));
    let rows = page.scenarios.iter().map(|scenario| {
        let mut row = vec![Page::label(scenario), prose::interval(&scenario.harm_avoided.summary)];
        row.extend((!page.is_against_today()).then(|| against_reference(scenario)));
        row.push(standing::said(scenario));
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
