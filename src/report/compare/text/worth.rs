//! What each scenario costs beyond the reference, and what that is worth.

use crate::report::compare::ScenarioView;
use crate::report::compare::text::page::Page;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::report::views::EconomicsView;
use crate::report::worth;
use crate::text;

pub(super) fn title(page: &Page) -> String {
    let reference = page.reference().map_or("the reference", |reference| &reference.name);
    let over = page.period().millions();
    format!("What it costs and what that is worth, {over} against {reference}: mean, [90% of draws]")
}

/// Whether any scenario costs more or less than the reference.
pub(super) fn arises(page: &Page) -> bool {
    page.scenarios.iter().any(|scenario| differs(scenario).is_some())
}

/// What a scenario that costs more or less comes to.
fn differs(scenario: &ScenarioView) -> Option<&EconomicsView> {
    scenario.economics.as_ref().filter(|view| view.costs_differ())
}

pub(super) fn table(page: &Page) -> String {
    let net = worth::net(page.period());
    let above_nought = format!("{net} above nought");
    let columns = [
        ("Scenario", Set::Words),
        ("extra cost", Set::Figures),
        (net, Set::Figures),
        (&above_nought, Set::Words),
        ("benefit–cost ratio, £ per £1", Set::Figures),
    ];
    let own = || page.scenarios.iter().filter_map(|scenario| Some((*scenario, scenario.economics.as_ref()?)));
    let rows = own().map(|(scenario, view)| {
        vec![
            Page::label(scenario),
            prose::signed(view.extra_cost),
            prose::interval(&view.net_present_value.summary),
            worth::above_nought(&view.net_present_value),
            ratio(scenario, view),
        ]
    });
    let mut out = grid(page.width, &columns, rows.collect());
    out += &prose::wrapped_with(worth::what_it_is(page.period()), page.width, "", "");
    for (scenario, view) in own().filter(|(_, view)| view.extra_cost < 0.0) {
        let reason = view.benefit_cost_reason.iter();
        out.extend(reason.map(|why| prose::wrapped(&format!("{} {why}.", scenario.name), page.width)));
    }
    out + &cases(page)
}

/// The ratio; of a scenario that costs less, harm given up for each £1 saved.
fn ratio(scenario: &ScenarioView, view: &EconomicsView) -> String {
    let within = |per: &crate::report::views::SummaryView| {
        let [mean, low, high] = [per.mean, per.p5, per.p95].map(text::per_pound);
        text::figure_in(&mean, &low, &high)
    };
    match (&view.benefit_cost_ratio, &scenario.per_extra_pound) {
        (Some(ratio), _) => within(ratio),
        (None, Some(per)) => within(per) + " given up per £1 saved",
        (None, None) => "same money".to_owned(),
    }
}

/// What each case avoided costs, of scenarios that cost more.
fn cases(page: &Page) -> String {
    let measures = worth::measures(page.block);
    let dearer = || {
        let dearer = page.scenarios.iter().filter_map(|scenario| Some((scenario, differs(scenario)?)));
        dearer.filter(|(_, view)| view.extra_cost > 0.0)
    };
    if measures.is_empty() || dearer().next().is_none() {
        return String::new();
    }
    let title = "Extra cost of each case avoided: by the modelled mean number, [90% of draws]";
    let mut out = prose::wrapped_with(title, page.width, "\n", "");
    let mut columns = vec![("Scenario", Set::Words)];
    columns.extend(measures.iter().map(|(_, name)| (*name, Set::Figures)));
    let rows = dearer().map(|(scenario, view)| {
        let cost = |(id, _): &(&str, &str)| worth::per_case_in(view.cost_per_case.get(*id)?);
        let costs = measures.iter().map(|measure| {
            prose::known(cost(measure), |(mean, interval)| match interval {
                Some([low, high]) => text::figure_in(&mean, &low, &high),
                None => mean,
            })
        });
        [Page::label(scenario)].into_iter().chain(costs).collect()
    });
    out += &grid(page.width, &columns, rows.collect());
    out += &prose::wrapped(worth::what_a_case_costs(page.block.rests_on.period()), page.width);
    for (scenario, view) in dearer() {
        for why in worth::why_not(view, &measures) {
            out += &prose::wrapped(&format!("{}: {why}.", scenario.name), page.width);
        }
    }
    out
}
