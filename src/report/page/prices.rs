//! Binding limits and their prices.

use crate::report::optimise::BestView;
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
        (table(best))
    })
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
    let figure = |gain: f64| text::thousands(gain, if gain.abs() < 0.1 { 4 } else { 2 });
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
