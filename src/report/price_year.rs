//! Which year's prices the figures of an answer are in, in words.

use crate::model::DEFLATORS;
use crate::model::Evidence;

/// `2015-16 prices`, or `2024 prices, restated from 2015-16 by GDP deflators`.
pub(super) fn label(price_year: &str, stated: Option<&str>) -> String {
    let by = stated.map(|stated| format!(", restated from {stated} by GDP deflators"));
    format!("{price_year} prices{}", by.unwrap_or_default())
}

/// The year in which evidence that is in other prices states its money.
pub(super) fn stated(evidence: &Evidence) -> Option<String> {
    evidence.restated().map(|restated| restated.stated.clone())
}

/// What £1 as such evidence states it is in the prices of the answer.
pub(super) fn deflator(evidence: &Evidence) -> Option<f64> {
    evidence.restated().map(|restated| restated.factor)
}

/// What has been done to the money of such evidence, and how well that is known, in a sentence.
pub(super) fn sentence(evidence: &Evidence) -> Option<String> {
    let restated = evidence.restated()?;
    Some(format!(
        "Money is in {} prices: every amount that the evidence states in {} prices is multiplied by {:.4} ({DEFLATORS}).",
        evidence.price_year(),
        restated.stated,
        restated.factor
    ))
}

/// A unit with the year's prices it is in, where that is not the evidence's own.
pub(super) fn unit(unit: &str, restated_to: Option<&str>) -> String {
    match restated_to.filter(|_| unit.starts_with("£m")) {
        Some(year) => format!("{unit}, {year} prices"),
        None => unit.to_owned(),
    }
}
