//! A candidate as the file that it is, and back.

use crate::explore::candidate::Candidate;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::input::shown;
use crate::model::Allocation;
use crate::model::only_allocation;
use crate::study::Ground;
use crate::text;
use serde::Serialize;

/// A file to be saved.
#[derive(Serialize)]
pub(in crate::explore) struct Saved {
    /// Its name.
    file: String,
    text: String,
    /// The folder that it belongs in.
    beside: String,
    said: String,
}

/// A candidate from a file.
#[derive(Serialize)]
pub(in crate::explore) struct Reopened {
    candidate: Candidate,
}

/// Writes a candidate.
pub(super) fn save(table: &mut Table, candidate: &Candidate) -> Result<Saved, Refused> {
    let files = table.files()?;
    // What is saved has been read: nobody gets a file that cannot be.
    let (path, text) = (files.name(candidate)?, files.text(candidate)?);
    files.scenario_of(&path, &text)?;
    let file = path.file_name().map(text::name_of).unwrap_or_default();
    let beside = path.parent().map(shown).unwrap_or_default();
    let said = format!(
        "Save it in the folder of {}.toml, which it is laid on; then `apportion compare {file}` says the same.",
        candidate.scenario
    );
    Ok(Saved { file, text, beside, said })
}

/// Reads a file as a candidate of a scenario.
pub(super) fn reopen(table: &mut Table, text: &str, scenario: &str) -> Result<Reopened, Refused> {
    let files = table.files()?;
    let base = files.base(scenario)?;
    let asked = Candidate {
        scenario: scenario.to_owned(),
        ..Candidate::of(&base, &Allocation::reference(base.evidence()))
    };
    let path = files.name(&Candidate { name: "reopened".to_owned(), ..asked })?;
    let own = files.scenario_of(&path, text)?;
    if !Ground::of(&base).stands_beside(&own) {
        return Err(Refused::new(format!(
            "this file stands on other evidence, draws or years than `{scenario}`"
        )));
    }
    let years = (0..own.years()).map(|year| only_allocation(own.in_year(year)));
    let years: Option<Vec<Allocation>> = years.collect();
    let allocation = years.map(|years| Allocation::over_years(&years));
    let allocation = allocation
        .ok_or_else(|| Refused::new("this file leaves the split to be found; a page reopens amounts"))?;
    Ok(Reopened { candidate: Candidate::of(&own, &allocation).besides(&own, &base) })
}
