//! Binding limits and their prices.

use crate::report::optimise::BestView;
use crate::report::optimise::MOST;
use crate::report::optimise::Yearly;
use crate::report::optimise::yearly;
use crate::report::optimise::years;
use crate::report::page::frame;
use crate::report::page::naming::name;
use crate::report::prose;
use crate::report::prose::MISSING;
use crate::report::report::Chapter;
use crate::text;
use maud::Markup;
use maud::html;

pub(super) fn section(chapter: &Chapter) -> Option<Markup> {
    let (_, scenario) = chapter.proposal()?;
    let priced = chapter.best().filter(|(best, _)| best.stationarity.is_some());
    let Some((best, _)) = priced else {
        return Some(html! {
            p { (MISSING) ": “" (name(&scenario.name)) "” leaves nothing to choose, so no limit has a price." }
        });
    };
    Some(html! {
        p {
            "A limit that binds costs what relaxing it would avoid. These are prices at the margin: they hold for the next "
            "pound, not for the next hundred million."
        }
        @if let Some(why) = best.why_approximate() {
            p.note {
                strong { "Approximate: " } (why) ", so "
                @if best.optimum.as_ref().is_some_and(|proof| proof.reached) { "the value is proven but " }
                "amounts and prices are not exact."
            }
        }
        @if best.is_plan() { (by_year(best)) } @else { (table(best)) }
    })
}

/// A price, with more decimals where it is small.
fn figure(gain: f64) -> String {
    text::thousands(gain, if gain.abs() < 0.1 { 4 } else { 2 })
}

/// The prices of a plan: a rule in a line, its years side by side.
fn by_year(best: &BestView) -> Markup {
    let years = years(best);
    let all = yearly(&best.prices, &years);
    let shown: Vec<&Yearly> = all.iter().take(MOST).collect();
    let inside = html! {
        thead { tr { th scope="col" { "Limit" } @for year in &years { th.figure scope="col" { (year) } } } }
        tbody {
            tr.strong {
                th scope="row" { "£1 more for everything in the year" }
                @for it in best.years.iter().take(years.len()) { td { (prose::known(it.budget_price, figure)) } }
            }
            @for rule in &shown {
                tr {
                    th scope="row" { bdi { (rule.words) } }
                    @for price in &rule.prices {
                        td {
                            @match price {
                                Some(price) => (prose::known(price.gain_per_pound, figure)),
                                None => "–",
                            }
                        }
                    }
                }
            }
        }
    };
    let (one, more) = if best.measures_harm() {
        ("Modelled harm avoided", "£1")
    } else {
        ("Modelled number avoided", "£1m")
    };
    let of = if best.measures_harm() { String::new() } else { format!(" of {}", best.measure) };
    let caption = format!(
        "{one}{of} at present value by {more} of relaxing each limit in a year in which it binds; the {more} is in money of the year"
    );
    let first = years.first().copied().unwrap_or_default();
    html! {
        (frame::table(&caption, "", &inside))
        p.note {
            "“–”: the limit costs nothing in that year. “" (MISSING) "”: the other limits leave no room."
            @if all.len() > shown.len() {
                " The dearest " (shown.len()) " of " (all.len()) " limits are shown; the JSON of " code { "apportion optimise" }
                " has all."
            }
        }
        @if let Some(price) = best.budget_price {
            p {
                (more) " more for everything in " (first) ", and as many times more in every later year: " (figure(price)) "."
            }
        }
        @if all.is_empty() { p { "No other limit binds." } }
    }
}

fn table(best: &BestView) -> Markup {
    let (unit, caption) = if best.measures_harm() {
        ("£ per £1".to_owned(), "Modelled harm avoided by £1 of relaxing each limit that binds".to_owned())
    } else {
        let count = &best.measure;
        (
            format!("{count} per £1m"),
            format!("Modelled number of {count} avoided by £1m of relaxing each limit that binds"),
        )
    };
    let inside = html! {
        thead { tr { th scope="col" { "Limit" } th.figure scope="col" { (unit) } } }
        tbody {
            tr.strong {
                @match best.budget_price {
                    Some(gain) => {
                        th scope="row" { "£1 more for everything: the marginal return of the budget" }
                        td { (figure(gain)) }
                    },
                    None => {
                        th scope="row" { "the budget: the other limits leave no room for more money" }
                        td { (MISSING) }
                    },
                }
            }
            @for rule in &best.prices {
                tr { th scope="row" { bdi { (rule.words) } } td { (prose::known(rule.gain_per_pound, figure)) } }
            }
        }
    };
    html! {
        (frame::table(&caption, "narrow", &inside))
        @if best.prices.is_empty() { p { "No other limit binds." } }
    }
}
