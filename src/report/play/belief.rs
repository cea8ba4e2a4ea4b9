//! One belief: how it is spread, and where it would change which split is better.

use crate::model::WhatIf;
use crate::study::Beyond;
use crate::study::OneNumber;
use crate::study::Switch;
use crate::text;
use serde::Serialize;

/// An uncertain number, looked at closely.
#[derive(Clone, Debug, Serialize)]
pub struct BeliefAnswer {
    address: String,
    words: String,
    grade: String,
    /// Quantiles: probability and value.
    quantiles: Vec<(f64, f64)>,
    mean: f64,
    p5: f64,
    p50: f64,
    p95: f64,
    /// `£m`, `£ per £1`, `share`, or nothing.
    unit: &'static str,
    source: String,
    /// Whether it takes a few values only.
    is_two_valued: bool,
    switching: Vec<Switching>,
    switching_said: String,
    draws: usize,
}

/// A value beyond which something else is better.
#[derive(Clone, Debug, Serialize)]
struct Switching {
    value: f64,
    beyond: &'static str,
    probability: f64,
    said: String,
}

/// The probabilities that the distribution is drawn by.
const POINTS: usize = 41;

/// The outermost of them.
const OUTER: f64 = 0.005;

impl BeliefAnswer {
    /// What is said of a number, whose switching values were looked for on so many draws.
    #[must_use]
    pub fn of(one: &OneNumber, source: String, draws: usize) -> Self {
        let factor = &one.factor;
        #[expect(clippy::cast_precision_loss, reason = "a handful of points")]
        let at = |i: usize| OUTER + (1.0 - 2.0 * OUTER) * i as f64 / (POINTS - 1) as f64;
        let quantiles: Vec<(f64, f64)> = (0..POINTS).map(|i| (at(i), factor.point(at(i)))).collect();
        let steps = quantiles.windows(2).filter(|pair| pair[0].1.total_cmp(&pair[1].1).is_eq()).count();
        let [p5, p50, p95] = [0.05, 0.5, 0.95].map(|probability| factor.point(probability));
        let better = if one.is_preferred { "today’s money" } else { "this split" };
        Self {
            address: factor.address.to_string(),
            words: factor.what.clone(),
            grade: factor.grade.to_string(),
            quantiles,
            p5,
            p50,
            p95,
            mean: factor.distribution.mean(),
            unit: unit(&factor.kind),
            source,
            is_two_valued: 2 * steps > POINTS,
            switching: one
                .switches
                .iter()
                .map(|switch| switching(switch, better, unit(&factor.kind)))
                .collect(),
            switching_said: summary(one),
            draws,
        }
    }
}

/// The unit of a number of some kind.
fn unit(kind: &str) -> &'static str {
    match kind {
        "average_return" | "marginal_return" => "£ per £1",
        "works" | "delivered" | "reach" | "growth" => "share",
        kind if WhatIf::is_money(kind) => "£m",
        _ => "",
    }
}

fn summary(one: &OneNumber) -> String {
    let now = if one.is_preferred {
        "this split avoids more than today’s money"
    } else {
        "today’s money avoids at least as much as this split"
    };
    if !one.is_moving {
        "It moves nothing here.".to_owned()
    } else if one.switches.is_empty() {
        format!("Whatever it is within its distribution, {now} on average.")
    } else {
        format!("As things stand {now} on average.")
    }
}

fn switching(switch: &Switch, better: &str, unit: &str) -> Switching {
    let side = match switch.beyond {
        Beyond::Below => "Below",
        Beyond::Above => "Above",
        Beyond::At => "At",
    };
    let likely = text::likelihood(switch.probability);
    let value = in_unit(switch.value, unit);
    let said = format!("{side} {value} ({likely}) {better} avoids more on average.");
    let (value, beyond, probability) = (switch.value, switch.beyond.as_str(), switch.probability);
    Switching { value, beyond, probability, said }
}

/// A value with its unit.
fn in_unit(value: f64, unit: &str) -> String {
    match unit {
        "£m" => text::money(value),
        "£ per £1" => text::per_pound(value),
        "share" => text::percent(value, 1),
        _ => significant(value),
    }
}

/// A value to three figures that say something.
fn significant(value: f64) -> String {
    let size = value.abs();
    let decimals = if size >= 100.0 {
        0
    } else if size >= 10.0 {
        1
    } else if size >= 1.0 {
        2
    } else {
        4
    };
    text::thousands(value, decimals)
}
