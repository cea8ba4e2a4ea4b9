//! The money of a plan in each year, beside the reference, and how far it can move.

use crate::report::optimise::BestView;
use crate::report::page::chart::Drawing;
use crate::report::page::chart::FILLS;
use crate::report::page::chart::Money;
use crate::report::page::chart::Years;
use crate::report::page::chart::money_by_year;
use crate::report::page::figures;
use crate::report::page::figures::plain;
use crate::report::page::frame;
use crate::report::page::naming::id;
use crate::report::page::naming::in_sentence;
use crate::report::page::plan::Plan;
use crate::report::page::programmes::range;
use crate::report::prose;
use crate::report::views::YearView;
use crate::text;
use maud::Markup;
use maud::html;

impl Plan<'_, '_> {
    fn drawn(&self, year: Option<&YearView>) -> Vec<f64> {
        let money = |strand: &&str| year.and_then(|year| year.strands.get(*strand)).copied();
        self.strands().iter().map(|strand| money(strand).unwrap_or_default().max(0.0)).collect()
    }

    /// A chart of the money, with its tables.
    pub(super) fn money(&self) -> Markup {
        let decided = || self.scenario.years.iter().filter(|year| year.is_decided());
        let beside = &self.chapter.reference.years;
        let money = decided().enumerate().map(|(place, year)| Money {
            then: self.drawn(Some(year)),
            beside: self.drawn(beside.get(place)),
        });
        let money: Vec<Money> = money.collect();
        let years = Years { years: decided().map(|year| year.year).collect(), decided: money.len() };
        let strands = self.strands();
        let says = format!(
            "Two columns a year, each parted from the bottom up into {}: the scenario looked at to the left, the reference to \
             the right and paler. The table below has every figure.",
            text::listed(&strands)
        );
        let drawing = Drawing {
            id: &id(self.chapter, "years-money-chart"),
            title: "Money by strand in each year, beside the reference",
            says: &says,
            marks: money_by_year(&years, &money),
        };
        let fill =
            |(place, strand): (usize, &&str)| (format!("fill-{}", place % FILLS), (*strand).to_owned());
        let key: Vec<(String, String)> = strands.iter().enumerate().map(fill).collect();
        let key = html! {
            (frame::key(&key))
            p.note {
                "From the bottom up in the order of the key. Left column: " (in_sentence(self.scenario)) "; right, paler: "
                (in_sentence(self.chapter.reference)) "."
            }
        };
        frame::figure(&drawing, "Money by strand in each year, £m in the year", &key, &self.money_table())
    }

    fn money_table(&self) -> Markup {
        let strands = self.strands();
        let inside = html! {
            thead {
                tr {
                    td {}
                    td {}
                    @for strand in &strands { th.group colspan="2" scope="colgroup" { (strand) } }
                    td.group {}
                }
                tr {
                    th scope="col" { "Year" }
                    th.figure scope="col" { "£1 counts" }
                    @for _ in &strands {
                        th.figure.group scope="col" { "reference" }
                        th.figure scope="col" { "then" }
                    }
                    th.figure.group scope="col" { "extra cost" }
                }
            }
            tbody {
                @for (place, year) in self.decided() {
                    tr {
                        th scope="row" { (year.year) }
                        td { (text::thousands(year.discount_factor, 4)) }
                        @for strand in &strands {
                            @let before = self.chapter.reference.years.get(place).and_then(|year| year.strands.get(*strand));
                            td.group { (prose::known(before.copied(), plain)) }
                            td.strong { (prose::known(year.strands.get(*strand).copied(), plain)) }
                        }
                        td.group { (figures::signed(year.extra_cost)) }
                    }
                }
            }
        };
        html! {
            (frame::table("Money by strand, £m in the year, not discounted, and what £1 in the year counts", "compact", &inside))
            (self.best_table())
        }
    }

    /// How far the money of a best plan can move in each year, and what more of it would avoid.
    fn best_table(&self) -> Markup {
        let Some(best) = self.best().filter(|best| best.is_plan() && best.optimum.is_some()) else {
            return html! {};
        };
        let strands = self.strands();
        let is_ranged = best.years.iter().any(|it| it.near_best.values().any(Option::is_some));
        let inside = html! {
            thead {
                tr {
                    th scope="col" { "Year" }
                    @if is_ranged { @for strand in &strands { th.figure scope="col" { (strand) } } }
                    th.figure scope="col" { (price_unit(best)) }
                }
            }
            tbody {
                @for it in best.years.iter().filter(|it| it.year.is_decided()) {
                    tr {
                        th scope="row" { (it.year.year) }
                        @if is_ranged {
                            @for strand in &strands { td { (range(it.near_best.get(*strand).and_then(Option::as_ref))) } }
                        }
                        td { (prose::known(it.budget_price, |price| text::thousands(price, 2))) }
                    }
                }
            }
        };
        let caption = if is_ranged {
            "Nearly as good: how far each strand’s money can move in one year, £m in the year, and what more money in it would avoid"
        } else {
            "What more money in each year would avoid"
        };
        frame::table(caption, "narrow", &inside)
    }
}

/// What the price of a year's budget is of.
fn price_unit(best: &BestView) -> String {
    if best.measures_harm() {
        "£1 more avoids, £ at present value".to_owned()
    } else {
        format!("£1m more avoids, {}", best.measure)
    }
}
