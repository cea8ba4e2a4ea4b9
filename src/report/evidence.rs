//! The assumptions log, for people and for machines.

use crate::model::Assumption;
use crate::model::Evidence;
use crate::model::Posterior;
use crate::report::Described;
use crate::report::Look;
use crate::report::Tabular;
use crate::report::USUAL;
use crate::report::WriteError;
use crate::report::document::Versioned;
use crate::report::layout::Column;
use crate::report::layout::Layout;
use crate::report::long;
use crate::report::long::Cell;
use crate::report::price_year;
use crate::report::prose;
use crate::report::views::BeliefView;
use crate::report::views::ObservationView;
use crate::text;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// The columns of the log as CSV.
pub const LAYOUT: Layout = Layout {
    command: "evidence",
    columns: &[
        Column { name: "address", meaning: "address of the number: `threat.drugs.harm`" },
        Column { name: "what", meaning: "what it is, in words" },
        Column { name: "distribution", meaning: "its value or its distribution" },
        Column { name: "uncertain", meaning: "`true` where it differs between draws, else `false`" },
        Column { name: "grade", meaning: "`measured`, `published`, `expert` or `placeholder`" },
        Column { name: "source", meaning: "where it is from" },
    ],
    quantities: &[],
};

/// Every assumption of some evidence, schema `apportion/evidence/1`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// `apportion/evidence/1`.
    pub schema: String,
    /// The evidence's name.
    pub evidence: String,
    /// The year whose prices its money is in.
    pub price_year: String,
    /// The year whose prices the evidence states its money in, where the figures are restated; not there where they are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_year_stated: Option<String>,
    /// What £1 in the prices of that year is in the prices of the figures; not there likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deflator: Option<f64>,
    /// The date of the knowledge, where stated.
    pub as_of: Option<String>,
    /// The date by which to look at it again, where stated.
    pub review_by: Option<String>,
    /// How many assumptions the evidence has, wanted or not.
    pub total: usize,
    /// What studies measured of uncertain numbers; not there where nothing was observed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observations: Vec<ObservationView>,
    /// The assumptions that are wanted, in the order of their addresses.
    pub assumptions: Vec<Entry>,
}

/// One assumption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its address: `threat.drugs.harm`.
    pub address: String,
    /// What it is, in words.
    pub what: String,
    /// Its value or its distribution.
    pub distribution: String,
    /// Whether it differs between draws.
    pub uncertain: bool,
    /// How well it is known: `measured`, `published`, `expert` or `placeholder`.
    pub grade: String,
    /// Where it is from.
    pub source: String,
}

impl Versioned for Document {
    const SCHEMA: &'static str = "apportion/evidence/1";
}

impl Tabular for Document {
    const DESCRIBED: Described = Described { command: "evidence", forms: USUAL, is_repeatable: true };

    fn to_table(&self, look: Look) -> String {
        table(self, look.width)
    }

    fn to_csv(&self) -> Result<Vec<u8>, WriteError> {
        csv(self)
    }
}

impl Document {
    /// The log of some evidence, as far as it is wanted.
    #[must_use]
    pub fn of(evidence: &Evidence, wanted: Vec<Assumption>) -> Self {
        Self {
            schema: Self::SCHEMA.to_owned(),
            evidence: evidence.name().to_owned(),
            price_year: evidence.price_year().to_owned(),
            price_year_stated: price_year::stated(evidence),
            deflator: price_year::deflator(evidence),
            as_of: evidence.as_of().map(|date| date.to_string()),
            review_by: evidence.review_by().map(|date| date.to_string()),
            total: evidence.assumptions().len(),
            observations: ObservationView::all(evidence),
            assumptions: entries(evidence, wanted),
        }
    }
}

impl Document {
    /// The prices that its money is in, in words.
    #[must_use]
    pub fn prices(&self) -> String {
        price_year::label(&self.price_year, self.price_year_stated.as_deref())
    }
}

/// Assumptions as they are listed: of a number that an observation changes what is believed after it, beside the prior.
fn entries(evidence: &Evidence, wanted: Vec<Assumption>) -> Vec<Entry> {
    let posteriors = evidence.posteriors();
    let entry = |assumption: Assumption| {
        let posterior = posteriors.iter().find(|posterior| posterior.address == assumption.address);
        let own = evidence.observations().iter().filter(|own| own.of == assumption.address);
        let sources: Vec<String> =
            own.map(|own| format!(" Observed on {}: {}", own.date, own.source)).collect();
        let mut entry = Entry::of(assumption);
        if let Some(posterior) = posterior {
            entry.distribution = believed(posterior);
            entry.source += &sources.concat();
        }
        entry
    };
    wanted.into_iter().map(entry).collect()
}

/// What is believed of a number after what was observed, and before.
fn believed(posterior: &Posterior) -> String {
    let about =
        if posterior.is_approximate { " (an approximation, as several that move together were)" } else { "" };
    let with: Vec<String> = posterior.with.iter().map(ToString::to_string).collect();
    let of = if with.is_empty() { String::new() } else { format!(" of {}", text::listed(&with)) };
    format!(
        "{}{of}{about}: {}; before: {}",
        posterior.posterior,
        BeliefView::of(&posterior.posterior).said(),
        BeliefView::of(&posterior.prior).said()
    )
}

impl Entry {
    fn of(assumption: Assumption) -> Self {
        Self {
            address: assumption.address.to_string(),
            what: assumption.what,
            distribution: assumption.value,
            uncertain: assumption.is_uncertain,
            grade: assumption.grade.to_string(),
            source: assumption.source,
        }
    }
}

/// The log for people: under each address with its grade what it is, its value and its source.
///
/// Not columns side by side: an address is as long as a narrow terminal is wide, and one that is broken can be neither
/// copied nor searched for.
#[must_use]
pub fn table(document: &Document, width: u16) -> String {
    let Document { evidence, total, assumptions, .. } = document;
    let all = text::plural(*total, "assumption", "assumptions");
    let heading = match assumptions.len() {
        wanted if wanted == *total => format!("{evidence}: {all}, {}", document.prices()),
        wanted => format!("{evidence}: {wanted} of {all}, {}", document.prices()),
    };
    let mut out = prose::wrapped_with(&heading, width, "", "");
    for entry in assumptions {
        let Entry { address, what, distribution, grade, source, .. } = entry;
        out.push('\n');
        out += &headed(address, grade, width);
        for line in [what, distribution, source] {
            out += &prose::wrapped_with(line, width, "  ", "  ");
        }
    }
    out
}

/// An address with its grade, in one line where it has room there; else it goes on after a dot.
fn headed(address: &str, grade: &str, width: u16) -> String {
    let width = usize::from(width);
    let mut out = String::new();
    let mut line = String::new();
    for part in address.split_inclusive('.') {
        if text::width(&line) + text::width(part) > width {
            out += &format!("{line}\n");
            "    ".clone_into(&mut line);
        }
        line += part;
    }
    let grade = format!("({grade})");
    let between = if text::width(&line) + 1 + text::width(&grade) > width { "\n  " } else { " " };
    out + &format!("{line}{between}{grade}\n")
}

/// The log as CSV.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(document: &Document) -> Result<Vec<u8>, WriteError> {
    let rows = document.assumptions.iter().map(|entry| {
        let uncertain = entry.uncertain.to_string();
        let cells =
            [&entry.address, &entry.what, &entry.distribution, &uncertain, &entry.grade, &entry.source];
        cells.map(Cell::text).into()
    });
    long::laid_out(&LAYOUT, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_goes_on_after_a_dot_where_it_has_no_room() {
        assert_eq!(headed("threat.drugs.harm", "published", 60), "threat.drugs.harm (published)\n");
        assert_eq!(headed("threat.drugs.harm", "published", 20), "threat.drugs.harm\n  (published)\n");
        assert_eq!(headed("threat.drugs.harm", "expert", 14), "threat.drugs.\n    harm\n  (expert)\n");
    }
}
