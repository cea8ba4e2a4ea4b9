//! The assumptions log.

use crate::model::Assumption;
use crate::model::Evidence;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::long;
use crate::report::prose;
use crate::report::views;
use crate::text;
use serde::Serialize;
use std::error::Error;

/// The columns of the log as CSV.
pub const COLUMNS: [&str; 6] = ["address", "what", "distribution", "uncertain", "grade", "source"];

/// The log as a table for people.
#[must_use]
pub fn table(evidence: &Evidence, width: u16) -> String {
    let log = evidence.assumptions();
    let rows = log.iter().map(|assumption| {
        let Assumption { address, what, value, grade, source, .. } = assumption;
        vec![format!("{address}\n{what}"), value.clone(), grade.to_string(), source.clone()]
    });
    let columns = [
        ("Address and meaning", Set::Words),
        ("Value", Set::Words),
        ("Grade", Set::Words),
        ("Source", Set::Words),
    ];
    let heading = format!("{}: {}", evidence.name(), text::plural(log.len(), "assumption", "assumptions"));
    prose::wrapped_with(&heading, width, "", "") + &grid(width, &columns, rows.collect())
}

/// The log as CSV.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(evidence: &Evidence) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let log = evidence.assumptions();
    let rows = log.into_iter().map(|assumption| {
        vec![
            assumption.address.to_string(),
            long::plain(&assumption.what),
            long::plain(&assumption.value),
            assumption.is_uncertain.to_string(),
            assumption.grade.to_string(),
            long::plain(&assumption.source),
        ]
    });
    long::csv(&COLUMNS, rows)
}

#[derive(Serialize)]
struct Log<'e> {
    schema: &'static str,
    evidence: &'e str,
    price_year: &'e str,
    as_of: Option<String>,
    review_by: Option<String>,
    assumptions: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    address: String,
    what: String,
    distribution: String,
    uncertain: bool,
    grade: &'static str,
    source: String,
}

/// The log as JSON.
///
/// # Errors
/// As the JSON writer's.
pub fn json(evidence: &Evidence) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let entries = evidence.assumptions().into_iter().map(|assumption| Entry {
        address: assumption.address.to_string(),
        what: assumption.what,
        distribution: assumption.value,
        uncertain: assumption.is_uncertain,
        grade: assumption.grade.as_str(),
        source: assumption.source,
    });
    let log = Log {
        schema: "apportion/evidence/1",
        evidence: evidence.name(),
        price_year: evidence.price_year(),
        as_of: evidence.as_of().map(|date| date.to_string()),
        review_by: evidence.review_by().map(|date| date.to_string()),
        assumptions: entries.collect(),
    };
    views::json(&log)
}
