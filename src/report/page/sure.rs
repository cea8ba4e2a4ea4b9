//! How sure the best split is.

use crate::report::amounts::InStrands;
use crate::report::amounts::pounds;
use crate::report::compare::ScenarioView;
use crate::report::optimise::BestView;
use crate::report::optimise::StrandConfidenceView;
use crate::report::optimise::StrandMoneyView;
use crate::report::optimise::confidence;
use crate::report::optimise::verdict;
use crate::report::page::chart::Drawing;
use crate::report::page::chart::Interval;
use crate::report::page::chart::intervals;
use crate::report::page::figures::percent;
use crate::report::page::figures::probability;
use crate::report::page::figures::sentence;
use crate::report::page::frame;
use crate::report::page::naming::id;
use crate::report::page::naming::name;
use crate::report::page::programmes::range_of_strand;
use crate::report::prose;
use crate::report::prose::MISSING;
use crate::report::report::Chapter;
use crate::text;
use maud::Markup;
use maud::html;

pub(super) fn section(chapter: &Chapter) -> Option<Markup> {
    let (_, scenario) = chapter.proposal()?;
    let Some((best, _)) = chapter.best() else {
        return Some(html! {
            p {
                "“" (name(&scenario.name)) "” leaves nothing to choose: its money is worked out by its rules, so there "
                "is no best split to be sure of, and nothing to prove."
            }
        });
    };
    Some(html! {
        @if best.confidence.strands.is_empty() {
            p { "How sure each strand’s share is: " (MISSING) ", since too few draws could be solved each for itself." }
        } @else {
            (chart(chapter, best, scenario))
        }
        h4 { "What is proven, and how far it can be trusted" }
        ul {
            @for said in verdict(best).into_iter().chain(confidence(best)) { li { (sentence(&said)) } }
        }
    })
}

/// A strand with its money and how sure that is.
struct Row<'d> {
    strand: &'d str,
    money: &'d StrandMoneyView,
    sure: &'d StrandConfidenceView,
    /// Whole £m: today's, and the best's.
    pounds: (i64, i64),
}

fn rows<'d>(chapter: &Chapter<'d>, best: &'d BestView, scenario: &ScenarioView) -> Vec<Row<'d>> {
    let order = &chapter.block.order;
    let money = order.iter().map(|it| best.strands.get(&it.id).map(|money| money.best).unwrap_or_default());
    let money: Vec<(f64, Vec<f64>)> = money.map(|amount| (amount, Vec::new())).collect();
    let then = InStrands::of(scenario.budget, scenario.back_office, best.unspent, &money);
    let today = InStrands::of_scenario(order, chapter.today);
    let strands = order.iter().zip(today.strands.iter().zip(&then.strands));
    let rows = strands.filter_map(|(strand, (today, then))| {
        let (money, sure) = (best.strands.get(&strand.id)?, best.confidence.strands.get(&strand.id)?);
        Some(Row { strand: &strand.id, money, sure, pounds: (today.0, then.0) })
    });
    rows.collect()
}

fn chart(chapter: &Chapter, best: &BestView, scenario: &ScenarioView) -> Markup {
    let rows = rows(chapter, best, scenario);
    let drawn = rows.iter().map(|Row { strand, money, sure, .. }| Interval {
        name: (*strand).to_owned(),
        dot: money.share * 100.0,
        ends: (sure.best_share.p5 * 100.0, sure.best_share.p95 * 100.0),
        tick: sure.share_today.map(|today| today * 100.0),
        is_strong: true,
        is_today: false,
    });
    let drawn: Vec<Interval> = drawn.collect();
    let drawing = Drawing {
        id: &id(chapter, "sure-chart"),
        title: "Each strand’s best share, and what it would be if the truth were known",
        says: "One row a strand: a dot at the best share under uncertainty, a dashed tick at today’s, and a line over the \
               interval that holds the best share in 90% of draws, each solved as if it were the truth. The table below has \
               every figure.",
        marks: intervals(&drawn, "%", None),
    };
    let key = html! {
        p.note {
            "Dot: the best share under uncertainty. Dashed tick: today’s. Line: where the best share lies in 90% of "
            (best.confidence.draws) " draws, each solved as if it were known to be the truth."
        }
    };
    frame::figure(&drawing, "Share of each strand", &key, &table(best, &rows))
}

fn table(best: &BestView, rows: &[Row]) -> Markup {
    let share = |value: f64| percent(value, 1);
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
            @for Row { strand, money, sure, pounds: (today, then) } in rows {
                tr {
                    th scope="row" { (strand) }
                    td { (pounds(*today)) } td { (prose::known(sure.share_today, share)) }
                    td.strong { (pounds(*then)) } td { (share(money.share)) } td { (range_of_strand(best, strand)) }
                    td { (share(sure.best_share.mean)) }
                    td { (text::unbroken_range(&share(sure.best_share.p5), &share(sure.best_share.p95))) }
                    td { (prose::known(sure.probability_above_today, probability)) }
                }
            }
        }
    };
    frame::table("How sure each strand’s share is", "compact", &inside)
}
