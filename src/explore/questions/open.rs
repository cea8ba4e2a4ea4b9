//! Which scenarios can be played.

use crate::explore::ask::Open;
use crate::explore::files::Files;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::model::Scenario;
use serde::Serialize;

/// The scenarios of a page.
#[derive(Serialize)]
pub(in crate::explore) struct Listed {
    scenarios: Vec<Row>,
}

/// One of them; most is left out of one that cannot be played.
#[derive(Serialize)]
struct Row {
    id: String,
    name: String,
    description: Option<String>,
    evidence: String,
    years: Vec<i32>,
    draws: usize,
    refused: Option<String>,
}

/// Takes the files, in the place of any before.
pub(super) fn answer(table: &mut Table, open: Open) -> Result<Listed, Refused> {
    let paths = open.scenarios.clone();
    let files = Files::open(open)?;
    let row = |(opened, path): (&crate::explore::files::Opened, &String)| match &opened.scenario {
        Ok(scenario) => sound(scenario),
        Err(why) => Row {
            id: path.clone(),
            name: path.clone(),
            description: None,
            evidence: String::new(),
            years: Vec::new(),
            draws: 0,
            refused: Some(why.clone()),
        },
    };
    let scenarios = files.all().iter().zip(&paths).map(row).collect();
    *table = Table { files: Some(files), ..Table::default() };
    Ok(Listed { scenarios })
}

fn sound(scenario: &Scenario) -> Row {
    let years = scenario.horizon().map(|horizon| (0..horizon.years).map(|year| horizon.named(year)));
    Row {
        id: scenario.id().to_owned(),
        name: scenario.name().to_owned(),
        description: scenario.description().map(str::to_owned),
        evidence: scenario.evidence().name().to_owned(),
        years: years.into_iter().flatten().collect(),
        draws: scenario.simulation().draws.get(),
        refused: None,
    }
}
