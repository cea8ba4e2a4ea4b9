//! Units of assumptions, and switching values in words.

use crate::report::prose;
use crate::report::sensitivity::rows::EstimateView;
use crate::text;

/// The unit of a kind of number; empty of a pure one.
pub(super) fn unit(kind: &str) -> &'static str {
    match kind {
        "harm" => "£m a year",
        "average_return" | "marginal_return" => "£ per £1",
        "half_spend" | "scale" => "£m",
        "reach" | "delivered" => "share",
        "growth" | "per_year" => "a year",
        "works" => "1 or 0",
        _ => "",
    }
}

/// A value in its unit.
fn value(value: f64, unit: &str) -> String {
    match unit {
        "£m a year" => format!("{} a year", text::money(value)),
        "£m" => text::money(value),
        "£ per £1" => format!("{} per £1", text::per_pound(value)),
        "share" => text::percent(value, 1),
        "a year" if value.abs() < 1.0 => format!("{} a year", text::percent(value, 1)),
        _ => text::thousands(value, if value.abs() < 100.0 { 2 } else { 0 }),
    }
}

/// Where something is otherwise: `below £0.70 per £1 (probability 12%)`.
pub(super) fn place(beyond: &str, at: f64, unit: &str, probability: f64) -> String {
    let probability = match probability {
        p if p < 0.01 => "below 1%".to_owned(),
        p => text::percent(p, 0),
    };
    let place = match (beyond, unit) {
        ("at", "1 or 0") if at < 0.5 => "where it does not work".to_owned(),
        ("at", "1 or 0") => "where it works".to_owned(),
        _ => format!("{beyond} {}", value(at, unit)),
    };
    format!("{place} (probability {probability})")
}

/// From here on a share is said in whole percent.
const COARSE: f64 = 0.0995;

/// A figure, or that it cannot be told from nought.
pub(super) fn share(estimate: Option<&EstimateView>) -> String {
    let Some(estimate) = estimate else { return prose::MISSING.to_owned() };
    let decimals = usize::from(estimate.value.is_some_and(|value| value < COARSE));
    let percent = |share: f64| text::percent(share, decimals);
    match estimate.value {
        Some(value) if estimate.estimator == "exact" => percent(value),
        Some(value) => text::figure_in(&percent(value), &percent(estimate.low), &percent(estimate.high)),
        None => "≈ 0".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_switching_value_is_said_in_the_unit_of_its_assumption() {
        assert_eq!(place("below", 0.7, "£ per £1", 0.12), "below £0.70 per £1 (probability 12%)");
        assert_eq!(place("at", 0.0, "1 or 0", 0.1), "where it does not work (probability 10%)");
        assert_eq!(
            place("above", 20_512.0, "£m a year", 0.001),
            "above £20,512m a year (probability below 1%)"
        );
    }
}
