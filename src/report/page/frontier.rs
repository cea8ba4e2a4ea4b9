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
use crate::report::views::HorizonView;
use crate::report::views::StrandOrder;
use crate::text;
use maud::Markup;
use maud::html;

/// What is drawn: budgets with the best of each, around the scenario's, and today.
struct Around<'c, 'd> {
    chapter: &'c Chapter<'d>,
    frontier: &'d Document,
    /// What is spent today, £m: of a plan in its first year, as the budgets are.
    today: f64,
    /// The scenario's own budget, £m, likewise.
    own: f64,
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
    let around = Around::of(chapter, scenario, frontier);
    Some(html! {
        p {
            "The best that “" (own) "” allows with a budget up to " (prose::known(around.reach(), |reach| percent(reach, 0)))
            " smaller or larger, each point with a proof of its own."
        }
        (around.avoided())
        (around.split())
    })
}

impl<'c, 'd> Around<'c, 'd> {
    fn of(chapter: &'c Chapter<'d>, scenario: &'d ScenarioView, frontier: &'d Document) -> Self {
        let (today, own) = (chapter.today.budget, scenario.budget);
        if chapter.period().plan().is_none() {
            return Self { chapter, frontier, today, own };
        }
        // Budgets stand for all years in proportion: each is as far from its present value.
        let any = frontier.points.iter().find(|point| point.budget > 0.0);
        let part = any.map_or(1.0, |point| point.at / point.budget);
        Self { chapter, frontier, today: frontier.today.unwrap_or(today * part), own: own * part }
    }

    /// The unit of budgets.
    fn unit(&self) -> String {
        self.chapter.period().of_budget()
    }

    /// The unit of what they avoid.
    fn avoided_unit(&self) -> String {
        self.chapter.period().millions()
    }

    /// The budgets that something can be had of.
    fn had(&self) -> Vec<Had<'d>> {
        self.frontier.points.iter().filter_map(Had::of).collect()
    }

    /// The part of its budget by which the largest is larger; nothing of no budget.
    fn reach(&self) -> Option<f64> {
        let largest = self.frontier.points.last()?.at;
        (self.own > 0.0).then(|| largest / self.own - 1.0)
    }

    /// The scale of both pictures.
    fn scale(&self) -> Scale {
        let budgets = self.frontier.points.iter().map(|point| point.at);
        Scale::covering(budgets.chain([self.today, self.own]))
    }

    /// Each strand's part of all the money.
    fn shares(&self, all: f64, money: impl Fn(&str) -> Option<f64>) -> Vec<f64> {
        let money = |strand: &StrandOrder| money(&strand.id).unwrap_or_default();
        let order = self.chapter.block.order.iter();
        order.map(|strand| if all > 0.0 { money(strand) / all } else { 0.0 }).collect()
    }

    fn shares_at(&self, point: &PointView) -> Vec<f64> {
        self.shares(point.budget, |strand| point.strands.get(strand).copied())
    }

    fn shares_today(&self) -> Vec<f64> {
        let strands = &self.chapter.today.strands;
        self.shares(self.chapter.today.budget, |strand| strands.get(strand).map(|money| money.amount))
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
            title: &format!("Modelled harm avoided against the budget, {}", self.avoided_unit()),
            says: "A line through the means of the best allocations, rising with the budget as far as more money helps, in a \
                   band that holds 90% of draws. A ring marks today, where nothing is avoided. The table below has every \
                   figure.",
            marks: band(&points, &self.scale(), self.own, self.today),
        };
        let key = html! {
            p.note {
                "Line: mean modelled harm avoided, " (self.avoided_unit()) ", against today’s spend (upwards). Band: 90% of draws. "
                "Across: the budget, " (self.unit()) ". Ring and dashed line: today, " (text::money(self.today)) ". Thin line: the scenario’s budget."
            }
        };
        let caption = format!("Modelled harm avoided, {}, by budget", self.avoided_unit());
        frame::figure(&drawing, &caption, &key, &self.table())
    }

    /// The heading of budgets.
    fn budget(&self) -> String {
        let said = |horizon: &HorizonView| format!("budget of {}", horizon.first_year);
        self.chapter.period().plan().map_or_else(|| "budget".to_owned(), said)
    }

    /// The heading of what more money avoids.
    fn next_pound(&self) -> String {
        let said = |horizon: &HorizonView| {
            format!("the next £1 in {}, later years in proportion, avoids", horizon.first_year)
        };
        self.chapter.period().plan().map_or_else(|| "the next £1 avoids".to_owned(), said)
    }

    fn table(&self) -> Markup {
        let inside = html! {
            thead {
                tr {
                    th.figure scope="col" { (self.budget()) }
                    th.figure scope="col" { "mean" }
                    th.figure scope="col" { "90% of draws" }
                    th.figure scope="col" { (self.next_pound()) }
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
        let unit = self.avoided_unit();
        let caption = format!("The best modelled harm avoided by budget, {unit}, against today’s spend");
        frame::table(&caption, "narrow", &inside)
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
        let caption = format!("Share of each budget that each strand gets, by budget, {}", self.unit());
        frame::figure(&drawing, &caption, &key, &self.split_table(&strands, &had))
    }

    fn split_table(&self, strands: &[&str], had: &[Had]) -> Markup {
        let inside = html! {
            thead {
                tr {
                    th.figure scope="col" { (self.budget()) }
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
