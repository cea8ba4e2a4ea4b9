//! A plan year by year: its money, the harm it avoids, and when it has paid for itself.

use crate::report::compare::ScenarioView;
use crate::report::optimise::BestView;
use crate::report::page::chart::Drawing;
use crate::report::page::chart::FILLS;
use crate::report::page::chart::Money;
use crate::report::page::chart::Spread;
use crate::report::page::chart::Years;
use crate::report::page::chart::band_by_year;
use crate::report::page::chart::money_by_year;
use crate::report::page::figures;
use crate::report::page::figures::interval;
use crate::report::page::figures::mean;
use crate::report::page::figures::plain;
use crate::report::page::figures::probability;
use crate::report::page::figures::sentence;
use crate::report::page::frame;
use crate::report::page::naming::id;
use crate::report::page::naming::in_sentence;
use crate::report::page::naming::name;
use crate::report::page::programmes::range;
use crate::report::plan_said;
use crate::report::prose;
use crate::report::report::Chapter;
use crate::report::views::AvoidedView;
use crate::report::views::HorizonView;
use crate::report::views::Standing;
use crate::report::views::SummaryView;
use crate::report::views::YearView;
use crate::text;
use maud::Markup;
use maud::html;

/// Nothing of a settled year, and of a comparison's results, which look at no scenario more closely.
pub(super) fn section(chapter: &Chapter) -> Option<Markup> {
    let horizon = chapter.period().plan()?;
    let (_, scenario) = chapter.proposal()?;
    let plan = Plan { chapter, scenario, horizon };
    let last = plan_said::last_decided(scenario.years.iter())?;
    Some(html! {
        p {
            "“" (name(&scenario.name)) "” over " (horizon.span()) ". Money and harm of a single year are those of the year, not "
            "discounted; what is added up is at present value, the first year in full."
        }
        (plan.money())
        (plan.avoided())
        (plan.added_up())
        @if let Some(after) = &scenario.after_plan {
            h4 { "After the plan" }
            p { (sentence(&plan_said::after(after, last))) }
            @if !after.counts { p.note { (plan_said::end_effect(last)) } }
        }
    })
}

/// The plan that is looked at closely.
struct Plan<'c, 'd> {
    chapter: &'c Chapter<'d>,
    scenario: &'d ScenarioView,
    horizon: &'d HorizonView,
}

impl Plan<'_, '_> {
    fn years(&self) -> Years {
        let all = &self.scenario.years;
        let decided = all.iter().filter(|year| year.is_decided()).count();
        Years { years: all.iter().map(|year| year.year).collect(), decided }
    }

    fn strands(&self) -> Vec<&str> {
        self.chapter.block.order.iter().map(|strand| strand.id.as_str()).collect()
    }

    /// What the best plan says besides, where the scenario is one.
    fn best(&self) -> Option<&BestView> {
        self.chapter.best().map(|(best, _)| best)
    }

    fn drawn(&self, year: Option<&YearView>) -> Vec<f64> {
        let money = |strand: &&str| year.and_then(|year| year.strands.get(*strand)).copied();
        self.strands().iter().map(|strand| money(strand).unwrap_or_default().max(0.0)).collect()
    }

    fn money(&self) -> Markup {
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
        let best = self.best().filter(|best| best.is_plan());
        let near = best.filter(|best| best.years.iter().any(|it| it.near_best.values().any(Option::is_some)));
        let inside = html! {
            thead {
                tr {
                    th rowspan="2" scope="col" { "Year" }
                    th.figure rowspan="2" scope="col" { "£1 in it counts" }
                    @for strand in &strands {
                        th.group colspan=(if near.is_some() { 3 } else { 2 }) scope="colgroup" { (strand) }
                    }
                    th.figure.group rowspan="2" scope="col" { "extra cost" }
                    @if best.is_some() { th.figure rowspan="2" scope="col" { (price_unit(best)) } }
                }
                tr {
                    @for _ in &strands {
                        th.figure.group scope="col" { "reference" }
                        th.figure scope="col" { "then" }
                        @if near.is_some() { th.figure scope="col" { "nearly as good" } }
                    }
                }
            }
            tbody {
                @for (place, year) in self.scenario.years.iter().enumerate().filter(|(_, year)| year.is_decided()) {
                    @let of_best = best.and_then(|best| best.years.get(place));
                    tr {
                        th scope="row" { (year.year) }
                        td { (text::thousands(year.discount_factor, 4)) }
                        @for strand in &strands {
                            @let before = self.chapter.reference.years.get(place).and_then(|year| year.strands.get(*strand));
                            td.group { (prose::known(before.copied(), plain)) }
                            td.strong { (prose::known(year.strands.get(*strand).copied(), plain)) }
                            @if near.is_some() {
                                td { (range(of_best.and_then(|it| it.near_best.get(*strand)?.as_ref()))) }
                            }
                        }
                        td.group { (figures::signed(year.extra_cost)) }
                        @if best.is_some() {
                            td { (prose::known(of_best.and_then(|it| it.budget_price), |price| text::thousands(price, 2))) }
                        }
                    }
                }
            }
        };
        frame::table("Money by strand, £m in the year, not discounted", "compact", &inside)
    }

    fn avoided(&self) -> Markup {
        let summaries: Vec<SummaryView> =
            self.scenario.years.iter().map(|year| year.harm_avoided.summary).collect();
        let drawing = Drawing {
            id: &id(self.chapter, "years-avoided-chart"),
            title: "Modelled harm avoided in each year, against today’s spend, £m in the year",
            says: "A line through the means of the years in a band that holds 90% of draws in each. The table below has every \
                   figure.",
            marks: band_by_year(&self.years(), &spreads(&summaries), None),
        };
        let key = html! {
            p.note { "Line: mean over draws. Band: 90% of draws in each year." (self.thin_line()) }
        };
        let inside = html! {
            thead {
                tr {
                    th scope="col" { "Year" }
                    th.figure scope="col" { "mean" }
                    th.figure scope="col" { "90% of draws" }
                    th.figure scope="col" { "avoids any in" }
                }
            }
            tbody {
                @for year in &self.scenario.years {
                    tr {
                        th scope="row" { (self.named(year)) }
                        (avoided_cells(&year.harm_avoided))
                        td { (probability(year.harm_avoided.probability_positive)) }
                    }
                }
            }
        };
        let behind = frame::table(
            "Modelled harm avoided in each year against today’s spend, £m in the year, not discounted",
            "narrow",
            &inside,
        );
        let caption = "Modelled harm avoided in each year against today’s spend, £m in the year";
        frame::figure(&drawing, caption, &key, &behind)
    }

    /// What is added up: net of extra cost against the reference; of the reference itself, against today.
    fn added_up(&self) -> Markup {
        let is_reference = self.scenario.is_reference();
        let added = |year: &YearView| if is_reference { year.cumulative } else { year.cumulative_net };
        let summaries: Vec<SummaryView> =
            self.scenario.years.iter().map(|year| added(year).summary).collect();
        let economics = self.scenario.economics.as_ref().filter(|_| !is_reference);
        let differs = economics.is_some_and(|view| view.costs_differ());
        let is_same = self.scenario.versus.standing == Standing::Same;
        let breaks = economics.filter(|_| !is_same || differs).and_then(|view| view.break_even.as_ref());
        let place = breaks
            .and_then(|breaks| self.scenario.years.iter().position(|year| Some(year.year) == breaks.year));
        let word = if differs { "breaks even" } else { "ahead from here" };
        let against = if is_reference { "today’s spend" } else { self.chapter.reference.name.as_str() };
        let what = if differs {
            "Present value of modelled harm avoided less extra cost, added up year by year"
        } else {
            "Present value of modelled harm avoided, added up year by year"
        };
        let title = format!("{what}, against {against}, £m");
        let drawing = Drawing {
            id: &id(self.chapter, "years-added-chart"),
            title: &title,
            says: "A line through the means, in a band that holds 90% of draws at the end of each year. A dashed line marks the year \
                   from which on the mean is never below nought again, where there is one. The table below has every figure.",
            marks: band_by_year(&self.years(), &spreads(&summaries), place.map(|place| (place, word))),
        };
        let last = self.scenario.years.last().map(|year| year.year).unwrap_or_default();
        let said = economics.filter(|_| breaks.is_some());
        let said = said.and_then(|view| plan_said::break_even(view, last, &self.chapter.reference.name));
        let key = html! {
            p.note {
                "Line: mean over draws. Band: 90% of draws at the end of each year."
                @if breaks.is_some() {
                    @if place.is_some() {
                        " Dashed: the year from which on the mean is never below nought again, up to " (last) "."
                    } @else {
                        " The mean does not come to stay above nought in these years."
                    }
                }
                (self.thin_line())
            }
            @if let Some(said) = said { p { bdi { (said) } } }
        };
        let inside = html! {
            thead {
                tr {
                    th scope="col" { "By the end of" }
                    th.figure scope="col" { "mean" }
                    th.figure scope="col" { "90% of draws" }
                    @if breaks.is_some() { th.figure scope="col" { (if differs { "has broken even in" } else { "is ahead for good in" }) } }
                }
            }
            tbody {
                @for (place, year) in self.scenario.years.iter().enumerate() {
                    tr {
                        th scope="row" { (self.named(year)) }
                        (avoided_cells(&added(year)))
                        @if let Some(breaks) = breaks {
                            td { (prose::known(breaks.by_year.get(place).copied(), probability)) }
                        }
                    }
                }
            }
        };
        frame::figure(&drawing, &title, &key, &frame::table(&title, "narrow", &inside))
    }

    /// A year; one behind the last that is decided says so.
    fn named(&self, year: &YearView) -> String {
        if year.is_decided() { year.year.to_string() } else { format!("{}, after the plan", year.year) }
    }

    fn thin_line(&self) -> String {
        let is_longer = self.scenario.years.iter().any(|year| !year.is_decided());
        let said = || format!(" Thin line: the end of {}.", self.horizon.span());
        is_longer.then(said).unwrap_or_default()
    }
}

fn spreads(summaries: &[SummaryView]) -> Vec<Spread> {
    summaries.iter().map(|it| Spread { line: it.mean, ends: (it.p5, it.p95) }).collect()
}

fn avoided_cells(view: &AvoidedView) -> Markup {
    html! { td { (mean(&view.summary)) } td { (interval(&view.summary)) } }
}

/// What the price of a year's budget is of.
fn price_unit(best: Option<&BestView>) -> String {
    match best {
        Some(best) if !best.measures_harm() => format!("£1m more avoids, {}", best.measure),
        _ => "£1 more avoids, £ at present value".to_owned(),
    }
}
