//! The best that can be had with another budget, and how it is split.

use crate::report::compare::ScenarioView;
use crate::report::frontier::Document;
use crate::report::frontier::PointView;
use crate::report::page::chart::Band;
use crate::report::page::chart::Column;
use crate::report::page::chart::Drawing;
use crate::report::page::chart::FILLS;
use crate::report::page::chart::band;
use crate::report::page::chart::columns;
use crate::report::page::figures::interval;
use crate::report::page::figures::mean;
use crate::report::page::figures::percent;
use crate::report::page::figures::plain;
use crate::report::page::frame;
use crate::report::page::naming::id;
use crate::report::page::naming::name;
use crate::report::prose;
use crate::report::prose::MISSING;
use crate::report::report::Chapter;
use crate::report::scale::Scale;
use crate::report::views::AvoidedView;
use crate::report::views::StrandOrder;
use crate::text;
use maud::Markup;
use maud::html;

/// What is drawn: budgets with the best of each, around the scenario's, and today.
struct Around<'c, 'd> {
    chapter: &'c Chapter<'d>,
    scenario: &'d ScenarioView,
    frontier: &'d Document,
    /// What is spent today, £m a year.
    today: f64,
}

/// The best of a budget.
#[derive(Clone, Copy)]
struct Had<'d> {
    point: &'d PointView,
    avoided: &'d AvoidedView,
}

pub(super) fn section(chapter: &Chapter) -> Option<Markup> {
    let (proposal, scenario) = chapter.proposal()?;
    let own = name(&scenario.name);
    let Some(frontier) = &proposal.frontier else {
        let why = if scenario.optimum.is_some() {
            "does not allow another budget"
        } else {
            "leaves nothing to choose"
        };
        return Some(
            html! { p { (MISSING) ": “" (own) "” " (why) ", so there is no best use of more money or less." } },
        );
    };
    let around = Around { chapter, scenario, frontier, today: chapter.today.budget };
    Some(html! {
        p {
            "The best that “" (own) "” allows with a budget up to " (prose::known(around.reach(), |reach| percent(reach, 0)))
            " smaller or larger, each point with a proof of its own."
        }
        (around.avoided())
        (around.split())
    })
}

impl<'d> Around<'_, 'd> {
    /// The budgets that something can be had of.
    fn had(&self) -> Vec<Had<'d>> {
        self.frontier.points.iter().filter_map(Had::of).collect()
    }

    /// The part of its budget by which the largest is larger; nothing of no budget.
    fn reach(&self) -> Option<f64> {
        let largest = self.frontier.points.last()?.at;
        let own = self.scenario.budget;
        (own > 0.0).then(|| largest / own - 1.0)
    }

    /// The scale of both pictures.
    fn scale(&self) -> Scale {
        let budgets = self.frontier.points.iter().map(|point| point.at);
        Scale::covering(budgets.chain([self.today, self.scenario.budget]))
    }

    /// Each strand's part of all the money.
    fn shares(&self, all: f64, money: impl Fn(&str) -> Option<f64>) -> Vec<f64> {
        let money = |strand: &StrandOrder| money(&strand.id).unwrap_or_default();
        let order = self.chapter.block.order.iter();
        order.map(|strand| if all > 0.0 { money(strand) / all } else { 0.0 }).collect()
    }

    fn shares_at(&self, point: &PointView) -> Vec<f64> {
        self.shares(point.at, |strand| point.strands.get(strand).copied())
    }

    fn shares_today(&self) -> Vec<f64> {
        let strands = &self.chapter.today.strands;
        self.shares(self.today, |strand| strands.get(strand).map(|money| money.amount))
    }

    fn avoided(&self) -> Markup {
        let of = |had: Had| {
            let avoided = had.avoided.summary;
            Band { at: had.point.at, line: avoided.mean, ends: (avoided.p5, avoided.p95) }
        };
        let points: Vec<Band> = self.had().into_iter().map(of).collect();
        if points.len() < 2 {
            return self.table();
        }
        let drawing = Drawing {
            id: &id(self.chapter, "frontier-chart"),
            title: "Modelled harm avoided against the budget, £m a year",
            says: "A line through the means of the best allocations, rising with the budget as far as more money helps, in a \
                   band that holds 90% of draws. A ring marks today, where nothing is avoided. The table below has every \
                   figure.",
            marks: band(&points, &self.scale(), self.scenario.budget, self.today),
        };
        let key = html! {
            p.note {
                "Line: mean modelled harm avoided, £m a year, against today’s spend (upwards). Band: 90% of draws. Across: the "
                "budget, £m a year. Ring and dashed line: today, " (text::money(self.today)) ". Thin line: the scenario’s budget."
            }
        };
        frame::figure(&drawing, "Modelled harm avoided, £m a year, by budget", &key, &self.table())
    }

    fn table(&self) -> Markup {
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
                @for point in &self.frontier.points {
                    tr {
                        th.figure scope="row" { (plain(point.at)) }
                        @match Had::of(point) {
                            Some(had) => (had.cells()),
                            None => td.words colspan="4" { "not possible" },
                        }
                    }
                }
            }
        };
        let caption = "The best modelled harm avoided by budget, £m a year, against today’s spend";
        frame::table(caption, "narrow", &inside)
    }

    /// The split at each budget.
    fn split(&self) -> Markup {
        let had = self.had();
        if had.len() < 2 {
            return html! {};
        }
        let column = |had: &Had| Column { at: had.point.at, shares: self.shares_at(had.point) };
        let all: Vec<Column> = had.iter().map(column).collect();
        let strands: Vec<&str> = self.chapter.block.order.iter().map(|strand| strand.id.as_str()).collect();
        let says = format!(
            "One column a budget, each parted from the bottom up into {}. The table below has every figure.",
            text::listed(&strands)
        );
        let drawing = Drawing {
            id: &id(self.chapter, "frontier-split-chart"),
            title: "The best split of each budget across strands",
            says: &says,
            marks: columns(&all, &self.scale(), self.today),
        };
        let key: Vec<(String, String)> = strands
            .iter()
            .enumerate()
            .map(|(i, strand)| (format!("fill-{}", i % FILLS), (*strand).to_owned()))
            .collect();
        let key = html! {
            (frame::key(&key))
            p.note { "From the bottom up in the order of the key; what no strand gets is left empty. Dashed: what is spent today." }
        };
        let caption = "Share of each budget that each strand gets, by budget, £m a year";
        frame::figure(&drawing, caption, &key, &self.split_table(&strands, &had))
    }

    fn split_table(&self, strands: &[&str], had: &[Had]) -> Markup {
        let inside = html! {
            thead {
                tr {
                    th.figure scope="col" { "budget" }
                    @for strand in strands { th.figure scope="col" { (strand) } }
                }
            }
            tbody {
                tr.today {
                    th.figure scope="row" { "today: " (plain(self.today)) }
                    @for share in self.shares_today() { td { (percent(share, 1)) } }
                }
                @for Had { point, .. } in had {
                    tr {
                        th.figure scope="row" { (plain(point.at)) }
                        @for share in self.shares_at(point) { td { (percent(share, 1)) } }
                    }
                }
            }
        };
        frame::table("The best split of each budget, beside today’s", "narrow", &inside)
    }
}

impl<'d> Had<'d> {
    /// What a point says; nothing where nothing is allowed.
    fn of(point: &'d PointView) -> Option<Self> {
        Some(Self { point, avoided: point.harm_avoided.as_ref()? })
    }

    fn cells(&self) -> Markup {
        let (point, avoided) = (self.point, self.avoided.summary);
        html! {
            td { (mean(&avoided)) }
            td { (interval(&avoided)) }
            td { (prose::known(point.marginal, text::per_pound)) }
            td { (point.optimum.as_ref().map_or("no choice".to_owned(), |proof| prose::gap(proof.gap))) }
        }
    }
}
