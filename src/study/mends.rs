//! What would mend a scenario that is not possible, in words.

use crate::model::Scenario;
use crate::optimise::Mend;
use crate::optimise::Rule;
use crate::study::say;
use crate::text;

/// Says one change: `raise the budget by £1,300m`. Amounts are rounded up to £1,000, so that doing as it says is enough.
#[must_use]
pub fn say_mend(mend: &Mend, scenario: &Scenario) -> String {
    let words = say(&mend.rule, scenario).words;
    let by = text::money_exact(((mend.change * 1e3 - 1e-3).ceil() / 1e3).max(1e-3));
    match mend.rule {
        Rule::AtMostOpen { .. } => format!("let {} more of {words} be open", text::thousands(mend.change, 0)),
        Rule::Ratio { .. } => {
            let becomes = mend.ratio.map(|ratio| format!(": a ratio of {} to 1", text::thousands(ratio, 3)));
            format!("let {words} be missed by {by}{}", becomes.unwrap_or_default())
        }
        _ => format!("{} {words} by {by}", if mend.raised { "raise" } else { "lower" }),
    }
}
