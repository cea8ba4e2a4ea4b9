//! The best that can be had with another budget, and how it is split.

use crate::model::Allocation;
use crate::report::page::chart::Band;
use crate::report::page::chart::Column;
use crate::report::page::chart::Drawing;
use crate::report::page::chart::FILLS;
use crate::report::page::chart::band;
use crate::report::page::chart::columns;
use crate::report::page::figures::MISSING;
use crate::report::page::figures::interval;
use crate::report::page::figures::mean;
use crate::report::page::figures::percent;
use crate::report::page::figures::plain;
use crate::report::page::frame;
use crate::report::page::told::Told;
use crate::report::page::told::name;
use crate::report::prose;
use crate::report::scale::Scale;
use crate::study::AROUND;
use crate::study::Had;
use crate::study::ScenarioResult;
use crate::text;
use maud::Markup;
use maud::html;

/// What is drawn: budgets with the best of each, around the scenario's, and today.
struct Around<'b> {
    told: &'b Told<'b>,
    result: &'b ScenarioResult,
    /// Budgets, £m a year, with the best that can be had of each; nothing where nothing is allowed.
    points: Vec<(f64, Option<&'b Had>)>,
    /// What is spent today, £m a year.
    today: f64,
}

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
    let points = frontier.points.iter().map(|point| (point.at, point.had.as_ref())).collect();
    let today = Allocation::reference(told.evidence()).total().millions();
    let around = Around { told, result, points, today };
    Some(html! {
        p {
            "The best that “" (scenario) "” allows with a budget up to " (text::percent(AROUND, 0))
            " smaller or larger, each point with a proof of its own."
        }
        (around.avoided())
        (around.split())
    })
}

impl Around<'_> {
    /// The budgets that something can be had of.
    fn had(&self) -> Vec<(f64, &Had)> {
        self.points.iter().filter_map(|(at, had)| Some((*at, (*had)?))).collect()
    }

    /// The scale of both pictures.
    fn scale(&self) -> Scale {
        let budgets = self.points.iter().map(|(at, _)| *at);
        Scale::covering(budgets.chain([self.today, self.budget()]))
    }

    fn budget(&self) -> f64 {
        self.result.scenario.budget().total.millions()
    }

    fn shares(&self, allocation: &Allocation, whole: f64) -> Vec<f64> {
        let evidence = self.told.evidence();
        let money = |strand| allocation.total_of(&evidence.programmes_of(strand)).millions();
        evidence
            .strands()
            .iter()
            .map(|strand| if whole > 0.0 { money(strand) / whole } else { 0.0 })
            .collect()
    }

    fn avoided(&self) -> Markup {
        let of = |(at, had): (f64, &Had)| {
            let Had { harm_avoided, .. } = had;
            Band { at, line: harm_avoided.mean, ends: (harm_avoided.p5, harm_avoided.p95) }
        };
        let points: Vec<Band> = self.had().into_iter().map(of).collect();
        if points.len() < 2 {
            return self.table();
        }
        let drawing = Drawing {
            id: &self.told.id("frontier-chart"),
            title: "Modelled harm avoided against the budget, £m a year",
            says: "A line through the means of the best allocations, rising with the budget as far as more money helps, in a \
                   band that holds 90% of draws. A ring marks today, where nothing is avoided. The table below has every \
                   figure.",
            marks: band(&points, &self.scale(), self.budget(), self.today),
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
                @for (at, had) in &self.points {
                    tr {
                        th.figure scope="row" { (plain(*at)) }
                        @match had {
                            Some(had) => (cells(had)),
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
        let columns_of =
            |(at, had): &(f64, &Had)| Column { at: *at, shares: self.shares(&had.allocation, *at) };
        let all: Vec<Column> = had.iter().map(columns_of).collect();
        let strands: Vec<String> = self.told.evidence().strands().iter().map(ToString::to_string).collect();
        let says = format!(
            "One column a budget, each parted from the bottom up into {}. The table below has every figure.",
            text::listed(&strands)
        );
        let drawing = Drawing {
            id: &self.told.id("frontier-split-chart"),
            title: "The best split of each budget across strands",
            says: &says,
            marks: columns(&all, &self.scale(), self.today),
        };
        let key: Vec<(String, String)> = strands
            .iter()
            .enumerate()
            .map(|(i, strand)| (format!("fill-{}", i % FILLS), strand.clone()))
            .collect();
        let key = html! {
            (frame::key(&key))
            p.note { "From the bottom up in the order of the key; what no strand gets is left empty. Dashed: what is spent today." }
        };
        let caption = "Share of each budget that each strand gets, by budget, £m a year";
        frame::figure(&drawing, caption, &key, &self.split_table(&strands, &had))
    }

    fn split_table(&self, strands: &[String], had: &[(f64, &Had)]) -> Markup {
        let today = Allocation::reference(self.told.evidence());
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
                    @for share in self.shares(&today, self.today) { td { (percent(share, 1)) } }
                }
                @for (at, had) in had {
                    tr {
                        th.figure scope="row" { (plain(*at)) }
                        @for share in self.shares(&had.allocation, *at) { td { (percent(share, 1)) } }
                    }
                }
            }
        };
        frame::table("The best split of each budget, beside today’s", "narrow", &inside)
    }
}

fn cells(had: &Had) -> Markup {
    html! {
        td { (mean(&had.harm_avoided)) }
        td { (interval(&had.harm_avoided)) }
        td { (had.marginal.map_or(MISSING.to_owned(), text::per_pound)) }
        td { (had.certificate.as_ref().map_or("no choice".to_owned(), |proof| prose::gap(proof.gap))) }
    }
}
