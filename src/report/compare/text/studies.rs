//! What studies changed of harm avoided, with the same money.

use crate::report::compare::ScenarioView;
use crate::report::compare::text::page::Page;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::report::views::StudiedView;

/// Under their heading, what is believed before and after the studies in the evidence; nothing where there are none.
pub(super) fn text(page: &Page) -> String {
    let studied = page.scenarios.iter().filter_map(|scenario| Some((*scenario, scenario.studied.as_ref()?)));
    let rows: Vec<Vec<String>> = studied.map(|(scenario, studied)| row(scenario, studied)).collect();
    if rows.is_empty() {
        return String::new();
    }
    let over = page.period().millions();
    let title = format!(
        "What studies changed: modelled harm avoided against Today, {over}, by the same money (mean, [90% of draws])"
    );
    let columns =
        [("Scenario", Set::Words), ("before", Set::Figures), ("now", Set::Figures), ("change", Set::Figures)];
    prose::wrapped_with(&title, page.width, "\n", "") + &grid(page.width, &columns, rows)
}

fn row(scenario: &ScenarioView, studied: &StudiedView) -> Vec<String> {
    vec![
        Page::label(scenario),
        prose::interval(&studied.before),
        prose::interval(&scenario.harm_avoided.summary),
        prose::interval(&studied.change),
    ]
}
