//! The best that can be had with another budget.

use crate::report::page::chart::Band;
use crate::report::page::chart::Drawing;
use crate::report::page::chart::band;
use crate::report::page::figures::interval;
use crate::report::page::figures::signed;
use crate::report::page::frame;
use crate::report::page::told::Told;
use crate::report::page::told::name;
use crate::report::prose;
use crate::study::AROUND;
use crate::study::Frontier;
use crate::study::Had;
use crate::study::ScenarioResult;
use crate::text;
use maud::Markup;
use maud::html;

pub(super) fn section(told: &Told) -> Option<Markup> {
    let (proposal, result) = told.proposed()?;
    let scenario = name(result.scenario.name());
    let Some(frontier) = &proposal.frontier else {
        let why = if result.optimum.is_some() {
            "does not allow another budget"
        } else {
            "leaves nothing to choose"
        };
        return Some(
            html! { p { "n/a: “" (scenario) "” " (why) ", so there is no best use of more money or less." } },
        );
    };
    Some(html! {
        p {
            "The best that “" (scenario) "” allows with a budget up to " (text::percent(AROUND, 0))
            " smaller or larger, each point with a proof of its own."
        }
        (chart(told, frontier, result))
    })
}

fn chart(told: &Told, frontier: &Frontier, result: &ScenarioResult) -> Markup {
    let had = frontier.points.iter().filter_map(|point| Some((point.at, point.had.as_ref()?)));
    let points: Vec<Band> = had
        .map(|(at, had)| Band {
            at,
            line: had.harm_avoided.mean,
            ends: (had.harm_avoided.p5, had.harm_avoided.p95),
        })
        .collect();
    if points.len() < 2 {
        return table(frontier);
    }
    let drawing = Drawing {
        id: &told.id("frontier-chart"),
        title: "Modelled harm avoided against the budget, £m a year",
        says: "A line through the means of the best allocations, rising with the budget as far as more money helps, in a band \
               that holds 90% of draws. The table below has every figure.",
        marks: band(&points, result.scenario.budget().total.millions()),
    };
    let key = html! {
        p.note {
            "Line: mean modelled harm avoided, £m a year, against today’s spend (upwards). Band: 90% of draws. "
            "Across: the budget, £m a year. Dashed: the scenario’s budget."
        }
    };
    frame::figure(&drawing, "Modelled harm avoided, £m a year, by budget", &key, &table(frontier))
}

fn table(frontier: &Frontier) -> Markup {
    let inside = html! {
        thead {
            tr {
                th.figure scope="col" { "budget" }
                th.figure scope="col" { "mean" }
                th.figure scope="col" { "90% of draws" }
                th.figure scope="col" { "the next £1 avoids" }
                th.figure scope="col" { "gap" }
            }
        }
        tbody {
            @for point in &frontier.points {
                tr {
                    th.figure scope="row" { (text::thousands(point.at, 0)) }
                    @match &point.had {
                        Some(had) => (cells(had)),
                        None => td.words colspan="4" { "not possible" },
                    }
                }
            }
        }
    };
    frame::table(
        "The best modelled harm avoided by budget, £m a year, against today’s spend",
        "narrow",
        &inside,
    )
}

fn cells(had: &Had) -> Markup {
    let next = had.marginal.map_or("n/a".to_owned(), |gain| text::pounds(gain, 2));
    html! {
        td { (signed(had.harm_avoided.mean)) }
        td { (interval(&had.harm_avoided)) }
        td { (next) }
        td { (had.certificate.as_ref().map_or("no choice".to_owned(), |proof| prose::gap(proof.gap))) }
    }
}
