//! What extra money costs and what that is worth.

use crate::report::compare::ScenarioView;
use crate::report::page::figures::interval;
use crate::report::page::figures::mean;
use crate::report::page::frame;
use crate::report::page::glance;
use crate::report::page::naming::name;
use crate::report::page::naming::tagged;
use crate::report::prose::MISSING;
use crate::report::report::Chapter;
use crate::report::views::EconomicsView;
use crate::report::worth;
use crate::text;
use maud::Markup;
use maud::html;

/// A scenario and what it costs beyond the reference.
type Costed<'d> = (&'d ScenarioView, &'d EconomicsView);

/// Nothing where every scenario costs what the reference costs.
pub(super) fn section(chapter: &Chapter) -> Option<Markup> {
    if !chapter.costs_differ() {
        return None;
    }
    let all = chapter.best_first().into_iter().filter_map(|it| Some((it, it.economics.as_ref()?)));
    let all: Vec<Costed> = all.collect();
    let dearer: Vec<Costed> = all.iter().copied().filter(|(_, view)| view.extra_cost > 0.0).collect();
    let cheaper = all.iter().filter(|(_, view)| view.extra_cost < 0.0);
    Some(html! {
        p { (worth::what_it_is(chapter.period())) }
        (net(chapter, &all))
        @for (scenario, view) in cheaper {
            @if let Some(why) = &view.benefit_cost_reason { p.note { (name(&scenario.name)) " " (why) "." } }
        }
        @if !dearer.is_empty() { (cases(chapter, &dearer)) }
    })
}

fn net(chapter: &Chapter, all: &[Costed]) -> Markup {
    let what = worth::net(chapter.period());
    let inside = html! {
        thead {
            tr {
                th scope="col" { "Scenario" }
                th.figure scope="col" { (what) ", £m" }
                th.figure scope="col" { "90% of draws" }
                th.likelihood scope="col" { (what) " above nought" }
                th.figure scope="col" { "extra cost, £m" }
                th.figure scope="col" { "benefit–cost ratio, £ per £1" }
            }
        }
        tbody {
            @for (scenario, view) in all {
                @let net = view.net_present_value.summary;
                tr class=[chapter.is_proposed(scenario).then_some("strong")] {
                    th scope="row" { (tagged(chapter, scenario)) }
                    td { (mean(&net)) }
                    td { (interval(&net)) }
                    td.words { (worth::above_nought(&view.net_present_value)) }
                    (glance::costs(scenario))
                }
            }
        }
    };
    let reference = &chapter.reference.name;
    let caption = match chapter.period().plan() {
        None => format!("Modelled {what} a year against {reference}"),
        Some(horizon) => format!("Modelled {what} over {} against {reference}", horizon.span()),
    };
    frame::table(&caption, "priced", &inside)
}

/// What each case avoided costs, of scenarios that cost more.
fn cases(chapter: &Chapter, dearer: &[Costed]) -> Markup {
    let measures = worth::measures(chapter.block);
    if measures.is_empty() {
        return html! {};
    }
    let inside = html! {
        thead {
            tr {
                th scope="col" { "Scenario" }
                @for (_, measure) in &measures { th.figure scope="col" { (name(measure)) } }
            }
        }
        tbody {
            @for (scenario, view) in dearer {
                tr class=[chapter.is_proposed(scenario).then_some("strong")] {
                    th scope="row" { (tagged(chapter, scenario)) }
                    @for (id, _) in &measures {
                        @match view.cost_per_case.get(*id).and_then(worth::per_case_in) {
                            Some((mean, interval)) => td {
                                (mean)
                                @if let Some([low, high]) = interval { " " span.of { (text::unbroken_range(&low, &high)) } }
                            },
                            None => td { (MISSING) },
                        }
                    }
                }
            }
        }
    };
    html! {
        (frame::table("Extra cost of each case avoided: by the modelled mean number, and 90% of draws below", "", &inside))
        p.note { (worth::what_a_case_costs(chapter.period())) }
        @for (scenario, view) in dearer {
            @for why in worth::why_not(view, &measures) {
                p.note { (name(&scenario.name)) ": " bdi { (why) } "." }
            }
        }
    }
}
