//! A plan year by year: its money, the harm it avoids, and when it has paid for itself.

use crate::report::page::chart::Drawing;
use crate::report::page::chart::Spread;
use crate::report::page::chart::band_by_year;
use crate::report::page::figures::interval;
use crate::report::page::figures::mean;
use crate::report::page::figures::probability;
use crate::report::page::figures::sentence;
use crate::report::page::frame;
use crate::report::page::naming::id;
use crate::report::page::naming::name;
use crate::report::page::plan::Plan;
use crate::report::plan_said;
use crate::report::prose;
use crate::report::report::Chapter;
use crate::report::views::AvoidedView;
use crate::report::views::EconomicsView;
use crate::report::views::Standing;
use crate::report::views::SummaryView;
use crate::report::views::YearView;
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
            p { (typed(&plan_said::after(after, last, scenario.harm_avoided.summary.mean))) }
            @if !after.counts && scenario.optimum.is_some() { p.note { (plan_said::end_effect(last)) } }
        }
    })
}

impl Plan<'_, '_> {
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
                        th scope="row" { (Self::named(year)) }
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
        let differs = economics.is_some_and(EconomicsView::costs_differ);
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
                        th scope="row" { (Self::named(year)) }
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
    fn named(year: &YearView) -> String {
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

/// A sentence in which what is typed into files stands between backticks.
fn typed(said: &str) -> Markup {
    html! {
        @for (place, part) in said.split('`').enumerate() {
            @if place % 2 == 1 { code { (part) } } @else { (sentence(part)) }
        }
    }
}
