//! Human counts: the people behind the pounds.

use crate::report::compare::CountName;
use crate::report::compare::ScenarioView;
use crate::report::compare::ThreatName;
use crate::report::page::figures::interval;
use crate::report::page::figures::mean;
use crate::report::page::figures::plain;
use crate::report::page::frame;
use crate::report::page::naming::name;
use crate::report::page::naming::tagged;
use crate::report::prose::MISSING;
use crate::report::report::Chapter;
use crate::report::views::AvoidedView;
use maud::Markup;
use maud::html;
use std::collections::BTreeMap;

pub(super) fn section(chapter: &Chapter) -> Option<Markup> {
    let counts = counts(chapter);
    let (_, scenario) = chapter.proposal()?;
    if counts.is_empty() {
        return None;
    }
    Some(html! {
        p {
            "Each number moves with its threat’s harm, costed or not. It is modelled, like the harm, and says nothing of who "
            "the people are. Below 0, there are more than today."
        }
        (closely(chapter, &counts, scenario))
        @if chapter.answered() > 1 { (side_by_side(chapter, &counts)) }
    })
}

/// A human measure and its threat.
type Measure<'d> = (&'d ThreatName, &'d CountName);

/// Every human measure, in the order of threats.
fn counts<'d>(chapter: &Chapter<'d>) -> Vec<Measure<'d>> {
    let threats = chapter.block.threats.iter();
    threats.flat_map(|threat| threat.counts.iter().map(move |count| (threat, count))).collect()
}

/// The number a year, and how many fewer than today.
fn figures<'d>(scenario: &'d ScenarioView, (threat, count): Measure) -> Option<(f64, &'d AvoidedView)> {
    let figures = scenario.threats.get(&threat.id)?;
    Some((*figures.counts.get(&count.id)?, figures.counts_avoided.get(&count.id)?))
}

fn closely(chapter: &Chapter, counts: &[Measure], scenario: &ScenarioView) -> Markup {
    let assumptions = chapter.besides.basis.evidence.assumptions.iter();
    let grades: BTreeMap<&str, &str> =
        assumptions.map(|it| (it.address.as_str(), it.grade.as_str())).collect();
    let grade = |(threat, count): Measure| {
        let address = format!("threat.{}.{}.per_year", threat.id, count.id);
        grades.get(address.as_str()).copied().unwrap_or(MISSING)
    };
    let inside = html! {
        thead {
            tr {
                th scope="col" { "Measure" }
                th.figure scope="col" { "today" }
                th.figure scope="col" { "then" }
                th.figure scope="col" { "avoided" }
                th.figure scope="col" { "90% of draws" }
                th scope="col" { "grade of today’s number" }
            }
        }
        tbody {
            @for &measure in counts {
                @let (threat, count) = measure;
                tr {
                    th scope="row" { (name(&count.name)) " " span.of { (name(&threat.name)) } }
                    @if let Some((then, avoided)) = figures(scenario, measure) {
                        @let avoided = avoided.summary;
                        td { (plain(then + avoided.mean)) }
                        td { (plain(then)) }
                        td { (mean(&avoided)) }
                        td { (interval(&avoided)) }
                    } @else {
                        td { (MISSING) } td { (MISSING) } td { (MISSING) } td { (MISSING) }
                    }
                    td.words { (grade(measure)) }
                }
            }
        }
    };
    let over = chapter.period().of_people();
    let caption = format!("{}: modelled number {over}, mean over draws", scenario.name);
    frame::table(&caption, "", &inside)
}

fn side_by_side(chapter: &Chapter, counts: &[Measure]) -> Markup {
    let inside = html! {
        thead {
            tr {
                th scope="col" { "Scenario" }
                @for (_, count) in counts { th.figure scope="col" { (name(&count.name)) } }
            }
        }
        tbody {
            @for scenario in chapter.best_first() {
                tr class=[chapter.is_proposed(scenario).then_some("strong")] {
                    th scope="row" { (tagged(chapter, scenario)) }
                    @for &measure in counts {
                        @if let Some((_, avoided)) = figures(scenario, measure) {
                            @let avoided = avoided.summary;
                            td { (mean(&avoided)) " " span.of { (interval(&avoided)) } }
                        } @else {
                            td { (MISSING) }
                        }
                    }
                }
            }
        }
    };
    let over = chapter.period().of_people();
    let caption =
        format!("Modelled number avoided {over}, against today’s spend: mean, and 90% of draws below");
    frame::table(&caption, "", &inside)
}
