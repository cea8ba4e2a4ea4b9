//! If one must be chosen: which are beaten, what each loses by not being the best, and what more money buys.

use crate::report::compare::chosen::Chosen;
use crate::report::compare::chosen::STEPS;
use crate::report::compare::chosen::TITLE;
use crate::report::compare::text::page::Page;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::text;

/// The section; nothing where there are not two scenarios besides today.
pub(super) fn section(page: &Page) -> String {
    let Some(chosen) = Chosen::of(page.block, &page.scenarios) else { return String::new() };
    let title = format!("{TITLE}, {}", page.period().millions());
    let mut out = prose::wrapped_with(&title, page.width, "\n", "");
    if chosen.knows_scenarios() {
        out += &table(page, &chosen);
    }
    out.extend(chosen.said().iter().map(|line| prose::wrapped(line, page.width)));
    out + &steps(page, &chosen)
}

fn table(page: &Page, chosen: &Chosen) -> String {
    let mut columns = vec![("Scenario", Set::Words), ("worst tenth of draws", Set::Figures)];
    if chosen.knows_draws() {
        columns.extend([
            ("best in", Set::Figures),
            ("expected regret", Set::Figures),
            ("95% up to", Set::Figures),
        ]);
    }
    columns.push(("beaten by", Set::Words));
    let rows = chosen.rows().map(|(scenario, view)| {
        let mut row = vec![Page::label(scenario), prose::signed(view.worst_tenth)];
        if chosen.knows_draws() {
            row.extend([
                prose::known(view.probability_best, text::chance),
                prose::known(view.expected_regret, prose::figure),
                prose::known(view.regret_p95, prose::figure),
            ]);
        }
        row.push(chosen.beaten_by(view));
        row
    });
    grid(page.width, &columns, rows.collect())
}

/// What more money buys between neighbours on the cost–effect frontier.
fn steps(page: &Page, chosen: &Chosen) -> String {
    let said = chosen.said_of_steps();
    if said.is_empty() {
        return String::new();
    }
    let mut out = prose::wrapped_with(STEPS, page.width, "\n", "");
    if !chosen.choice.neighbours.is_empty() {
        let measures = chosen.measures();
        let mut columns = vec![
            ("From, to", Set::Words),
            ("extra cost, £m", Set::Figures),
            ("more harm avoided, £m", Set::Figures),
            ("£ per extra £1", Set::Figures),
            ("cost of £1 of harm avoided", Set::Figures),
        ];
        let named: Vec<String> = measures.iter().map(|(_, name)| format!("cost of a case: {name}")).collect();
        columns.extend(named.iter().map(|name| (name.as_str(), Set::Figures)));
        let rows = chosen.choice.neighbours.iter().map(|step| {
            let mut row = vec![
                chosen.step(step),
                prose::signed(step.extra_cost),
                prose::signed(step.harm_avoided),
                text::per_pound(step.per_extra_pound),
                text::per_pound(step.cost_per_pound),
            ];
            row.extend(measures.iter().map(|(id, _)| Chosen::per_case(step, id)));
            row
        });
        out += &grid(page.width, &columns, rows.collect());
    }
    out.extend(said.iter().map(|line| prose::wrapped(line, page.width)));
    out
}
