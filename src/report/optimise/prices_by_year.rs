//! What the rules of a plan cost, each rule in a line with its years side by side.

use crate::report::optimise::document::BestView;
use crate::report::optimise::document::PriceView;

/// As many rules are shown, the dearest; the rest is in the JSON.
pub(in crate::report) const MOST: usize = 12;

/// A rule that a plan has in every year, with what it costs in those in which it binds.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::report) struct Yearly<'b> {
    /// The rule in words, without its year.
    pub(in crate::report) words: String,
    /// By year of the plan; `None` where the rule costs nothing.
    pub(in crate::report) prices: Vec<Option<&'b PriceView>>,
}

impl Yearly<'_> {
    /// The most that it costs in any year.
    pub(super) fn dearest(&self) -> f64 {
        self.prices.iter().flatten().map(|price| size(price)).fold(0.0, f64::max)
    }
}

fn size(price: &PriceView) -> f64 {
    price.gain_per_pound.or(price.loss_per_pound).unwrap_or_default().abs()
}

/// The years that are decided.
pub(in crate::report) fn years(best: &BestView) -> Vec<i32> {
    let decided = best.years.iter().filter(|it| it.year.is_decided());
    decided.map(|it| it.year.year).collect()
}

/// The rules of a plan, dearest first; of those alike in the order of the document. A rule of no year, such as that of the
/// money of all years together, is one by itself, and said with the first year.
pub(in crate::report) fn yearly<'b>(prices: &'b [PriceView], years: &[i32]) -> Vec<Yearly<'b>> {
    let mut rules: Vec<(&str, Yearly<'b>)> = Vec::new();
    for price in prices {
        let (key, place) = parted(&price.rule, years);
        let known = rules.iter().position(|(known, _)| *known == key);
        let at = known.unwrap_or_else(|| {
            let year = years.get(place.unwrap_or(0)).filter(|_| place.is_some());
            let words = year.map_or_else(|| price.words.clone(), |year| without_year(&price.words, *year));
            rules.push((key, Yearly { words, prices: vec![None; years.len()] }));
            rules.len() - 1
        });
        let rule = rules.get_mut(at).and_then(|(_, rule)| rule.prices.get_mut(place.unwrap_or(0)));
        if let Some(of_year) = rule {
            *of_year = Some(price);
        }
    }
    let mut rules: Vec<Yearly<'b>> = rules.into_iter().map(|(_, rule)| rule).collect();
    rules.sort_by(|a, b| b.dearest().total_cmp(&a.dearest()));
    rules
}

/// The short name of a rule without its year, and the place of that among the years.
fn parted<'r>(rule: &'r str, years: &[i32]) -> (&'r str, Option<usize>) {
    let ends = years.iter().enumerate().find_map(|(place, year)| {
        let key = rule.strip_suffix(']')?.strip_suffix(&year.to_string())?.strip_suffix('[')?;
        Some((key, Some(place)))
    });
    ends.unwrap_or((rule, None))
}

/// Words of a rule without its year: `the share of pursue in 2016`, `the budget of 2016 alone, …`.
fn without_year(words: &str, year: i32) -> String {
    match words.strip_suffix(&format!(" in {year}")) {
        Some(words) => words.to_owned(),
        None => words.replacen(&format!(" of {year} alone"), " alone", 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(rule: &str, words: &str, gain: f64) -> PriceView {
        PriceView {
            rule: rule.to_owned(),
            words: words.to_owned(),
            is_limit: false,
            gain_per_pound: Some(gain),
            loss_per_pound: Some(gain),
        }
    }

    #[test]
    fn a_rule_of_many_years_is_one_line_and_the_dearest_year_ranks_it() {
        let prices = [
            price("budget[2017]", "the budget of 2017 alone, every other rule as it is in £", 0.5),
            price("amounts.a[2016]", "£1 more for the amount of A in 2016", -0.9),
            price("budget.over_plan", "the money of all years together", 0.7),
            price("amounts.a[2017]", "£1 more for the amount of A in 2017", 0.1),
        ];
        let rules = yearly(&prices, &[2016, 2017]);
        let said: Vec<(&str, Vec<Option<f64>>)> = rules
            .iter()
            .map(|rule| {
                let gains = rule.prices.iter().map(|price| price.and_then(|price| price.gain_per_pound));
                (rule.words.as_str(), gains.collect())
            })
            .collect();
        assert_eq!(
            said,
            [
                ("£1 more for the amount of A", vec![Some(-0.9), Some(0.1)]),
                ("the money of all years together", vec![Some(0.7), None]),
                ("the budget alone, every other rule as it is in £", vec![None, Some(0.5)]),
            ]
        );
    }
}
