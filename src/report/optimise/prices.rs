//! What the rules cost, as a table.

use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::optimise::document::BestView;
use crate::report::optimise::document::PriceView;
use crate::report::optimise::prices_by_year;
use crate::report::prose;
use crate::text;

/// Prices nearer to each other than this part of the larger are the same.
const SAME: f64 = 1e-6;

/// The key of the budget as a rule.
const BUDGET: &str = "budget";

/// The prices under their heading.
pub(super) fn priced(best: &BestView, width: u16) -> String {
    if best.is_plan() { of_plan(best, width) } else { of_settled_year(best, width) }
}

/// Those of a plan: each rule in a line, its years side by side; the dearest rules alone.
fn of_plan(best: &BestView, width: u16) -> String {
    let years = prices_by_year::years(best);
    let rules = prices_by_year::yearly(&best.prices, &years);
    let what = if best.measures_harm() {
        "£ of modelled harm avoided at present value for each £1".to_owned()
    } else {
        format!("modelled number of {} avoided over all years for each £1m", best.measure)
    };
    let is_one = best.prices.iter().all(|price| is_same(price.gain_per_pound, price.loss_per_pound));
    let lost = if is_one { "" } else { ", and behind a stroke lost for each by which it is tightened" };
    let heading =
        format!("What the rules cost: {what} in the year of the column by which one is relaxed there{lost}");
    let mut out = prose::wrapped_with(&heading, width, "\n", "");
    let decimals = decimals(best);
    let figure = |price: Option<f64>| prose::known(price, |price| text::thousands(price, decimals));
    let cell = |price: Option<&PriceView>| match price {
        None => String::new(),
        Some(price) if is_same(price.gain_per_pound, price.loss_per_pound) => figure(price.gain_per_pound),
        Some(price) => format!("{} / {}", figure(price.gain_per_pound), figure(price.loss_per_pound)),
    };
    let names: Vec<String> = years.iter().map(ToString::to_string).collect();
    let mut columns = vec![("Rule", Set::Words)];
    columns.extend(names.iter().map(|name| (name.as_str(), Set::Figures)));
    let shown = rules.iter().take(prices_by_year::MOST);
    let rows = shown
        .map(|rule| [rule.words.clone()].into_iter().chain(rule.prices.iter().copied().map(cell)).collect());
    out += &grid(width, &columns, rows.collect());
    let mut said = Vec::new();
    let hidden = rules.len().saturating_sub(prices_by_year::MOST);
    if hidden > 0 {
        said.push(format!("{} in the JSON.", text::plural(hidden, "more rule is", "more rules are")));
    }
    if !best.prices_together.is_empty() {
        said.push("Rules that share what they cost are together in the JSON.".to_owned());
    }
    let first = names.first().map_or("", String::as_str);
    said.push(match best.budget_price {
        Some(price) => format!(
            "£1 more for everything in {first}, and as many times more in every later year: {}, the marginal return of the \
             budget.",
            figure(Some(price))
        ),
        None => "The other rules leave no room for more money in every year.".to_owned(),
    });
    out.extend(said.iter().map(|line| prose::wrapped(line, width)));
    out
}

/// Those of a settled year.
fn of_settled_year(best: &BestView, width: u16) -> String {
    let is_harm = best.measures_harm();
    let (what, unit) = if is_harm {
        ("£ of modelled harm avoided for each £1".to_owned(), "£ per £1".to_owned())
    } else {
        (
            format!("modelled number of {} avoided for each £1m", best.measure),
            format!("{} per £1m", best.measure),
        )
    };
    // One column where relaxing and tightening come to the same, as they do where no two rules hold the same money.
    let is_one = best.prices.iter().all(|price| is_same(price.gain_per_pound, price.loss_per_pound));
    let heading = if is_one {
        format!("What the rules cost: {what} by which one is relaxed")
    } else {
        format!(
            "What the rules cost: {what} by which one is relaxed, and lost for each by which it is tightened"
        )
    };
    let relaxed = if is_one { unit.clone() } else { format!("relaxed, {unit}") };
    let tightened = format!("tightened, {unit}");
    let mut columns = vec![("Rule", Set::Words), (relaxed.as_str(), Set::Figures)];
    columns.extend((!is_one).then_some((tightened.as_str(), Set::Figures)));
    let decimals = decimals(best);
    let row = |words: String, gain: Option<f64>, loss: Option<f64>| {
        let figure = |price: Option<f64>| prose::known(price, |price| text::thousands(price, decimals));
        let mut row = vec![words, figure(gain)];
        row.extend((!is_one).then(|| figure(loss)));
        row
    };
    let marginal = match best.budget_price {
        Some(_) => "£1 more for everything: the marginal return of the budget",
        None => "the budget: the other rules leave no room for more money",
    };
    let of_budget = best.prices.iter().find(|price| price.rule == BUDGET);
    let is_budget_said = of_budget.is_some_and(|price| is_same(price.gain_per_pound, best.budget_price));
    let loss =
        if is_budget_said { of_budget.and_then(|price| price.loss_per_pound) } else { best.budget_price };
    let mut rows = vec![row(marginal.to_owned(), best.budget_price, loss)];
    let others = best.prices.iter().filter(|price| !(is_budget_said && price.rule == BUDGET));
    rows.extend(others.map(|price| row(price.words.clone(), price.gain_per_pound, price.loss_per_pound)));
    rows.extend(best.prices_together.iter().map(|together| {
        let words: Vec<&str> = together.rules.iter().map(|rule| words_of(rule, &best.prices)).collect();
        row(format!("together: {}", text::listed(&words)), together.gain_per_pound, together.loss_per_pound)
    }));
    prose::wrapped_with(&heading, width, "\n", "") + &grid(width, &columns, rows)
}

fn words_of<'b>(rule: &'b str, prices: &'b [PriceView]) -> &'b str {
    prices.iter().find(|price| price.rule == rule).map_or(rule, |price| &price.words)
}

/// Whether two prices are one, as far as prices can be told apart.
fn is_same(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= SAME * one.abs().max(other.abs()),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// As many decimals for all prices as the dearest needs to say something.
fn decimals(best: &BestView) -> usize {
    let prices = best.prices.iter().flat_map(|price| [price.gain_per_pound, price.loss_per_pound]);
    let dearest =
        prices.chain([best.budget_price]).flatten().fold(0.0, |most: f64, price| most.max(price.abs()));
    if dearest < 0.1 { 4 } else { 2 }
}
