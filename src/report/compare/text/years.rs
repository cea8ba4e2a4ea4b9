//! Plans year by year.

use crate::report::compare::ScenarioView;
use crate::report::compare::text::page::Page;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::plan_said;
use crate::report::prose;
use crate::report::views::Standing;
use crate::report::views::SummaryView;
use crate::report::views::YearView;
use crate::text;

/// Under their heading, the plans that differ from today, one table each, with what they come to in time; nothing of a
/// settled year.
pub(super) fn text(page: &Page) -> String {
    if page.period().plan().is_none() {
        return String::new();
    }
    let title = "Year by year: £m in the year, not discounted; what is added up is at present value (mean, 90% of draws)";
    let mut out = prose::wrapped_with(title, page.width, "\n", "");
    let mut is_left_out = None;
    for scenario in page.scenarios.iter().filter(|scenario| !scenario.is_today()) {
        let name = Page::label(scenario);
        if scenario.years.iter().all(is_nought) {
            out += &prose::wrapped_with(&format!("{name}: as Today in every year."), page.width, "\n", "");
            continue;
        }
        out += &prose::wrapped_with(&name, page.width, "\n", "");
        out += &table(page, scenario);
        let Some(last) = plan_said::last_decided(scenario.years.iter()) else { continue };
        out.extend(said(page, scenario, last).into_iter().map(|line| prose::wrapped(&line, page.width)));
        let is_best = scenario.optimum.is_some();
        is_left_out =
            is_left_out.or(scenario.after_plan.filter(|after| is_best && !after.counts).map(|_| last));
    }
    let end = is_left_out.map(|last| prose::wrapped_with(&plan_said::end_effect(last), page.width, "\n", ""));
    out + &end.unwrap_or_default()
}

/// Whether a year is as it is today, whatever comes.
fn is_nought(year: &YearView) -> bool {
    let SummaryView { mean, sd, .. } = year.harm_avoided.summary;
    mean.abs().max(sd) <= 0.0 && year.extra_cost.abs() <= 0.0
}

fn said(page: &Page, scenario: &ScenarioView, last: i32) -> Vec<String> {
    let reference = page.reference().map_or("the reference", |reference| &reference.name);
    let felt = scenario.years.last().map_or(last, |year| year.year);
    let economics = scenario.economics.as_ref().filter(|_| scenario.versus.standing != Standing::Same);
    let break_even = economics.and_then(|view| plan_said::break_even(view, felt, reference));
    let so_far = scenario.harm_avoided.summary.mean;
    let after = scenario.after_plan.as_ref().map(|after| plan_said::after(after, last, so_far));
    [break_even, after].into_iter().flatten().collect()
}

fn table(page: &Page, scenario: &ScenarioView) -> String {
    let differs = scenario.years.iter().any(|year| year.extra_cost.abs() > 0.0);
    let strands: Vec<&str> = page.block.order.iter().map(|strand| strand.id.as_str()).collect();
    let mut columns = vec![("Year", Set::Words)];
    columns.extend(strands.iter().map(|strand| (*strand, Set::Figures)));
    columns.extend(differs.then_some(("extra cost", Set::Figures)));
    columns.push(("avoided in the year", Set::Figures));
    columns.push(("avoided so far", Set::Figures));
    columns.extend(differs.then_some(("net so far", Set::Figures)));
    let rows = scenario.years.iter().map(|year| {
        let mut row = vec![year.year.to_string()];
        row.extend(plan_said::money(year, strands.iter().copied()));
        row.extend(differs.then(|| prose::signed(year.extra_cost)));
        row.push(prose::interval(&year.harm_avoided.summary));
        row.push(within(&year.cumulative.summary));
        row.extend(differs.then(|| within(&year.cumulative_net.summary)));
        row
    });
    grid(page.width, &columns, rows.collect())
}

/// A mean and its interval.
fn within(summary: &SummaryView) -> String {
    let [low, high] = [summary.p5, summary.p95].map(prose::figure);
    text::figure_in(&prose::signed(summary.mean), &low, &high)
}
