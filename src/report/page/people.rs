//! Human counts: the people behind the pounds.

use crate::model::Count;
use crate::report::page::figures::interval;
use crate::report::page::figures::mean;
use crate::report::page::figures::plain;
use crate::report::page::frame;
use crate::report::page::told::Told;
use crate::report::page::told::name;
use crate::study::CountAvoided;
use crate::study::ScenarioResult;
use maud::Markup;
use maud::html;

pub(super) fn section(told: &Told) -> Option<Markup> {
    let counts = counts(told);
    let (_, result) = told.proposed()?;
    if counts.is_empty() {
        return None;
    }
    Some(html! {
        p {
            "Each number moves with its threat’s harm, costed or not. It is modelled, like the harm, and says nothing of who "
            "the people are. Below 0, there are more than today."
        }
        (closely(&counts, result))
        @if told.answered() > 1 { (side_by_side(told, &counts)) }
    })
}

/// Every human measure with its threat's place and its own.
fn counts<'b>(told: &Told<'b>) -> Vec<(usize, usize, &'b str, &'b Count)> {
    let threats = told.evidence().threats().iter().enumerate();
    let of = threats.flat_map(|(t, threat)| {
        threat.counts.iter().enumerate().map(move |(c, count)| (t, c, threat.name.as_str(), count))
    });
    of.collect()
}

fn figures(result: &ScenarioResult, threat: usize, count: usize) -> CountAvoided {
    result.threats[threat].counts[count]
}

fn closely(counts: &[(usize, usize, &str, &Count)], result: &ScenarioResult) -> Markup {
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
            @for &(t, c, threat, count) in counts {
                @let CountAvoided { mean: then, avoided } = figures(result, t, c);
                tr {
                    th scope="row" { (name(&count.name)) " " span.of { (name(threat)) } }
                    td { (plain(then + avoided.mean)) }
                    td { (plain(then)) }
                    td { (mean(&avoided)) }
                    td { (interval(&avoided)) }
                    td.words { (count.grade) }
                }
            }
        }
    };
    let caption = format!("{}: modelled number a year, mean over draws", result.scenario.name());
    frame::table(&caption, "", &inside)
}

fn side_by_side(told: &Told, counts: &[(usize, usize, &str, &Count)]) -> Markup {
    let inside = html! {
        thead {
            tr {
                th scope="col" { "Scenario" }
                @for (_, _, _, count) in counts { th.figure scope="col" { (name(&count.name)) } }
            }
        }
        tbody {
            @for result in told.results() {
                tr class=[told.is_proposed(result).then_some("strong")] {
                    th scope="row" { (told.named(result)) }
                    @for &(t, c, _, _) in counts {
                        @let avoided = figures(result, t, c).avoided;
                        td { (mean(&avoided)) " " span.of { (interval(&avoided)) } }
                    }
                }
            }
        }
    };
    frame::table(
        "Modelled number avoided a year, against today’s spend: mean, and 90% of draws below",
        "",
        &inside,
    )
}
