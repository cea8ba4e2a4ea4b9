//! How sure the best split is.

use crate::report::amounts::Shown;
use crate::report::amounts::pounds;
use crate::report::best::BestView;
use crate::report::best::confidence;
use crate::report::best::verdict;
use crate::report::page::chart::Drawing;
use crate::report::page::chart::Interval;
use crate::report::page::chart::intervals;
use crate::report::page::figures::percent;
use crate::report::page::figures::probability;
use crate::report::page::figures::sentence;
use crate::report::page::frame;
use crate::report::page::programmes::range;
use crate::report::page::told::Told;
use crate::report::page::told::name;
use crate::study::Found;
use crate::study::ScenarioResult;
use crate::text;
use maud::Markup;
use maud::html;

pub(super) fn section(told: &Told) -> Option<Markup> {
    let (_, result) = told.proposed()?;
    let Some((found, _)) = told.found() else {
        return Some(html! {
            p {
                "“" (name(result.scenario.name())) "” leaves nothing to choose: its money is worked out by its rules, so there "
                "is no best split to be sure of, and nothing to prove."
            }
        });
    };
    let best = BestView::of(&result.scenario, found);
    Some(html! {
        @if found.confidence.strands.is_empty() {
            p { "How sure each strand’s share is: n/a, since too few draws could be solved each for itself." }
        } @else {
            (chart(told, found, result))
        }
        h4 { "What is proven, and how far it can be trusted" }
        ul {
            @for said in verdict(&best).into_iter().chain(confidence(&best)) { li { (sentence(&said)) } }
        }
    })
}

fn shares(told: &Told, found: &Found, result: &ScenarioResult) -> Vec<f64> {
    let whole = result.scenario.budget().to_allocate();
    let evidence = told.evidence();
    let money = |strand| found.allocation.total_of(&evidence.programmes_of(strand));
    evidence.strands().iter().map(|strand| money(strand).per(whole).unwrap_or_default()).collect()
}

fn chart(told: &Told, found: &Found, result: &ScenarioResult) -> Markup {
    let best = shares(told, found, result);
    let strands = told.evidence().strands().iter().zip(&found.confidence.strands).zip(&best);
    let rows: Vec<Interval> = strands
        .map(|((strand, sure), best)| Interval {
            name: strand.to_string(),
            dot: best * 100.0,
            ends: (sure.share.p5 * 100.0, sure.share.p95 * 100.0),
            tick: sure.today.map(|today| today * 100.0),
            is_strong: true,
            is_today: false,
        })
        .collect();
    let drawing = Drawing {
        id: &told.id("sure-chart"),
        title: "Each strand’s best share, and what it would be if the truth were known",
        says: "One row a strand: a dot at the best share under uncertainty, a dashed tick at today’s, and a line over the \
               interval that holds the best share in 90% of draws, each solved as if it were the truth. The table below has \
               every figure.",
        marks: intervals(&rows, "%", None),
    };
    let key = html! {
        p.note {
            "Dot: the best share under uncertainty. Dashed tick: today’s. Line: where the best share lies in 90% of "
            (found.confidence.draws) " draws, each solved as if it were known to be the truth."
        }
    };
    frame::figure(&drawing, "Share of each strand", &key, &table(told, found, result, &best))
}

fn table(told: &Told, found: &Found, result: &ScenarioResult, best: &[f64]) -> Markup {
    let evidence = told.evidence();
    let today = Shown::today(evidence);
    let then = Shown::of(evidence, result.scenario.budget(), &found.allocation);
    let share = |value: f64| percent(value, 1);
    let rows = evidence.strands().iter().zip(&found.confidence.strands).zip(best).enumerate();
    let inside = html! {
        thead {
            tr {
                th rowspan="2" scope="col" { "Strand" }
                th.figure colspan="2" scope="colgroup" { "today" }
                th.figure colspan="3" scope="colgroup" { "best" }
                th.figure colspan="3" scope="colgroup" { "best share if the truth were known" }
            }
            tr {
                th.figure scope="col" { "£m" } th.figure scope="col" { "share" }
                th.figure scope="col" { "£m" } th.figure scope="col" { "share" } th.figure scope="col" { "nearly as good, £m" }
                th.figure scope="col" { "mean" } th.figure scope="col" { "90% of draws" }
                th.figure scope="col" { "above today’s in" }
            }
        }
        tbody {
            @for (i, ((strand, sure), best)) in rows {
                tr {
                    th scope="row" { (strand) }
                    td { (pounds(today.strands[i])) } td { (sure.today.map_or("n/a".to_owned(), share)) }
                    td.strong { (pounds(then.strands[i])) } td { (share(*best)) } td { (range(found, i)) }
                    td { (share(sure.share.mean)) }
                    td { (text::unbroken_range(&share(sure.share.p5), &share(sure.share.p95))) }
                    td { (sure.above_today.map_or("n/a".to_owned(), probability)) }
                }
            }
        }
    };
    frame::table("How sure each strand’s share is", "compact", &inside)
}
