//! The best plan year by year.

use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::optimise::document::BestView;
use crate::report::optimise::document::BestYearView;
use crate::report::optimise::document::Entry;
use crate::report::optimise::money::range;
use crate::report::period;
use crate::report::plan_said;
use crate::report::prose;
use crate::text;

impl BestView {
    /// Over which time its money and harm are, in words.
    pub(super) fn over(&self) -> String {
        let decided = || self.years.iter().map(|it| &it.year).filter(|year| year.is_decided());
        let over = period::of_money(self.is_plan());
        match (decided().next(), decided().next_back()) {
            (Some(first), Some(last)) if first.year < last.year => {
                format!("over {} to {} {over}", first.year, last.year)
            }
            (Some(only), _) => format!("in {} {over}", only.year),
            (None, _) => over.to_owned(),
        }
    }
}

/// When the best plan has paid for itself, and what it avoids after its last year; nothing of a settled year.
pub(super) fn said(best: &BestView) -> Vec<String> {
    let years = || best.years.iter().map(|it| &it.year);
    let Some(last) = plan_said::last_decided(years()) else { return Vec::new() };
    let felt = years().next_back().map_or(last, |year| year.year);
    let economics = best.economics.as_ref().filter(|_| !best.is_today);
    let mut said: Vec<String> =
        economics.and_then(|view| plan_said::break_even(view, felt, "today's spend")).into_iter().collect();
    if let Some(after) = &best.after_plan {
        said.push(plan_said::after(after, last, best.harm_avoided.summary.mean));
        said.extend((!after.counts).then(|| plan_said::end_effect(last)));
    }
    said
}

/// Money by strand in each year, with what £1 more avoids, and how far it can move; nothing of a settled year.
pub(super) fn tables(entry: &Entry, best: &BestView, width: u16) -> String {
    if !best.is_plan() {
        return String::new();
    }
    let title = "Year by year: £m in the year, not discounted; what £1 more for everything in the year avoids is at present value";
    let out = prose::wrapped_with(title, width, "\n", "") + &amounts(entry, best, width);
    let is_ranged = best.years.iter().any(|it| it.near_best.values().any(Option::is_some));
    if !is_ranged && best.optimum.is_some() {
        let why = "How far each strand's money can move in a year and be nearly as good is worked out for a mean objective: ask the \
                   same scenario with `risk = \"mean\"`.";
        return out + &prose::wrapped(why, width);
    }
    if !is_ranged {
        return out;
    }
    let title = "Nearly as good: how far each strand's money can move in one year, £m in the year";
    out + &prose::wrapped_with(title, width, "\n", "") + &ranges(entry, best, width)
}

fn amounts(entry: &Entry, best: &BestView, width: u16) -> String {
    let strands = || entry.order.iter().map(|strand| strand.id.as_str());
    let mut columns = vec![("Year", Set::Words)];
    columns.extend(strands().map(|strand| (strand, Set::Figures)));
    let unit = price_unit(best);
    columns.push((&unit, Set::Figures));
    columns.push(("modelled harm avoided in the year", Set::Figures));
    let rows = best.years.iter().map(|BestYearView { year, budget_price, .. }| {
        let mut row = vec![year.year.to_string()];
        row.extend(plan_said::money(year, strands()));
        row.push(if year.is_decided() {
            prose::known(*budget_price, |price| text::thousands(price, 2))
        } else {
            String::new()
        });
        row.push(prose::interval(&year.harm_avoided.summary));
        row
    });
    grid(width, &columns, rows.collect())
}

/// What the price of a year's budget is of.
fn price_unit(best: &BestView) -> String {
    if best.measures_harm() {
        "£1 more avoids, £".to_owned()
    } else {
        format!("£1m more avoids, {}", best.measure)
    }
}

fn ranges(entry: &Entry, best: &BestView, width: u16) -> String {
    let mut columns = vec![("Year", Set::Words)];
    columns.extend(entry.order.iter().map(|strand| (strand.id.as_str(), Set::Figures)));
    let decided = best.years.iter().filter(|it| it.year.is_decided());
    let rows = decided.map(|it| {
        let near = |strand: &String| range(it.near_best.get(strand).and_then(Option::as_ref));
        let strands = entry.order.iter().map(|strand| near(&strand.id));
        [it.year.year.to_string()].into_iter().chain(strands).collect()
    });
    grid(width, &columns, rows.collect())
}
