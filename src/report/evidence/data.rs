//! The data log: every source, with the numbers that rest on it.

use crate::report::evidence::entry::Entry;
use crate::text;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// One source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Data")]
pub struct DataView {
    /// The source, in the words of the file.
    pub source: String,
    /// The grades of what rests on it, best first.
    pub grades: Vec<String>,
    /// The addresses of the numbers that rest on it.
    pub addresses: Vec<String>,
    /// Whether any of them stands in for data that nobody has.
    pub proxy: bool,
    /// Who signed off numbers that rest on it.
    pub signed_off_by: Vec<String>,
}

/// Every source of some assumptions, in the order in which the log comes upon them.
pub(super) fn log(assumptions: &[Entry]) -> Vec<DataView> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut log: Vec<DataView> = Vec::new();
    for entry in assumptions {
        let place = *places.entry(&entry.source).or_insert_with(|| {
            log.push(DataView {
                source: entry.source.clone(),
                grades: Vec::new(),
                addresses: Vec::new(),
                proxy: false,
                signed_off_by: Vec::new(),
            });
            log.len() - 1
        });
        if let Some(data) = log.get_mut(place) {
            data.add(entry);
        }
    }
    log
}

impl DataView {
    fn add(&mut self, entry: &Entry) {
        self.addresses.push(entry.address.clone());
        self.proxy |= entry.proxy;
        if !self.grades.contains(&entry.grade) {
            self.grades.push(entry.grade.clone());
        }
        let by = entry.signed_off_by.iter().filter(|by| !self.signed_off_by.contains(by));
        let by: Vec<String> = by.cloned().collect();
        self.signed_off_by.extend(by);
    }

    /// How many numbers rest on it, and how well they are known: `3 numbers (placeholder; a proxy)`.
    #[must_use]
    pub fn said(&self) -> String {
        let numbers = text::plural(self.addresses.len(), "number", "numbers");
        let proxy = if self.proxy { "; a proxy" } else { "" };
        format!("{numbers} ({}{proxy})", text::listed(&self.grades))
    }
}
