//! What would mend a scenario that is not possible, in words.

use crate::model::BoundKind;
use crate::model::Scenario;
use crate::optimise::Amends;
use crate::optimise::Mend;
use crate::optimise::Rule;
use crate::study::rules::multiple_of;
use crate::study::say;
use crate::text;

/// Says one change: `raise the budget by £1,300m`. Doing as it says, of every mend, is enough: amounts are rounded up to
/// £1,000, those below £10,000 to £1, and ratios away from what they are.
#[must_use]
pub fn say_mend(mend: &Mend, scenario: &Scenario) -> String {
    let words = say(&mend.rule, scenario).words;
    let way = if mend.raised { "raise" } else { "lower" };
    match (mend.amends, &mend.rule) {
        (Amends::By(more), Rule::AtMostOpen { .. }) => {
            format!("let {} more of {words} be open", text::thousands(more, 0))
        }
        (Amends::By(by), _) => format!("{way} {words} by {}", amount(by)),
        (Amends::LeftOut, _) => format!("leave out {words}: no other ratio would do"),
        (Amends::Ratio(becomes), Rule::Ratio { limit, side, .. }) => {
            let which = match side {
                None => "the ratio",
                Some(BoundKind::AtLeast) => "the least ratio",
                Some(BoundKind::AtMost) => "the largest ratio",
            };
            let (name, was) = (&scenario.limits()[*limit].name, multiple_of(scenario, *limit, *side));
            format!("{way} {which} of “{name}” from {} to {}", text::typed(was), text::typed(becomes))
        }
        (Amends::RatioUpTo(becomes), Rule::Ratio { limit, side, .. }) => {
            let (name, was) = (&scenario.limits()[*limit].name, multiple_of(scenario, *limit, *side));
            let (low, high) = (text::typed(was.min(becomes)), text::typed(was.max(becomes)));
            format!(
                "let the ratio of “{name}” be anything from {low} to {high}, and not exactly {}",
                text::typed(was)
            )
        }
        (Amends::Ratio(_) | Amends::RatioUpTo(_), _) => format!("{way} {words}"),
    }
}

/// An amount to the pound, or as closely as it has to be typed.
fn amount(by: f64) -> String {
    let pounds = by * 1e6;
    if (pounds - pounds.round()).abs() < 1e-4 { text::money_exact(by) } else { text::money_to(by, 9) }
}
