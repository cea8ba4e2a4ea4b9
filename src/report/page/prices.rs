//! Binding limits and their prices.

use crate::model::Measure;
use crate::optimise::Prices;
use crate::report::best::EXPLAINED;
use crate::report::best::priced;
use crate::report::page::frame;
use crate::report::page::told::Told;
use crate::report::page::told::name;
use crate::study::ScenarioResult;
use crate::text;
use maud::Markup;
use maud::html;

pub(super) fn section(told: &Told) -> Option<Markup> {
    let (_, result) = told.proposed()?;
    let prices = told.found().and_then(|(found, _)| found.prices.as_ref());
    let Some(prices) = prices else {
        return Some(html! {
            p { "n/a: “" (name(result.scenario.name())) "” leaves nothing to choose, so no limit has a price." }
        });
    };
    Some(html! {
        p {
            "A limit that binds costs what relaxing it would avoid. These are prices at the margin: they hold for the next "
            "pound, not for the next hundred million."
        }
        @if prices.stationarity > EXPLAINED {
            p.note {
                strong { "Approximate: " } "the objective has kinks (a tail, or tables of points), so the value is proven but "
                "amounts and prices are not exact."
            }
        }
        (table(result, prices))
    })
}

fn table(result: &ScenarioResult, prices: &Prices) -> Markup {
    let (unit, caption) = match &result.scenario.objective().measure {
        Measure::Harm => (
            "£ per £1".to_owned(),
            "Modelled harm avoided by £1 of relaxing each limit that binds".to_owned(),
        ),
        Measure::Count(count) => (
            format!("{count} per £1m"),
            format!("Modelled number of {count} avoided by £1m of relaxing each limit that binds"),
        ),
    };
    let figure = |gain: f64| text::thousands(gain, if gain.abs() < 0.1 { 4 } else { 2 });
    let rules = priced(&result.scenario, prices);
    let inside = html! {
        thead { tr { th scope="col" { "Limit" } th.figure scope="col" { (unit) } } }
        tbody {
            tr.strong {
                @match prices.budget {
                    Some(gain) => {
                        th scope="row" { "£1 more for everything: the marginal return of the budget" }
                        td { (figure(gain)) }
                    },
                    None => {
                        th scope="row" { "the budget: the other limits leave no room for more money" }
                        td { "n/a" }
                    },
                }
            }
            @for rule in &rules {
                tr { th scope="row" { bdi { (rule.words) } } td { (rule.gain.map_or("n/a".to_owned(), figure)) } }
            }
        }
    };
    html! {
        (frame::table(&caption, "narrow", &inside))
        @if rules.is_empty() { p { "No other limit binds." } }
    }
}
