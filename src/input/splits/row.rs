//! One row on its base: a scenario, or everything that is wrong with it.

use crate::id::Id;
use crate::input::construct::Gather;
use crate::input::construct::portion as build;
use crate::input::raw::entry::Part;
use crate::input::raw::entry::TODAY;
use crate::input::splits::cell;
use crate::input::splits::cell::StrandCell;
use crate::input::splits::columns::Column;
use crate::input::splits::columns::Columns;
use crate::input::splits::wrong::Wrong;
use crate::model::Budget;
use crate::model::Portion;
use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::problem::Place;
use crate::problem::Problem;
use crate::units::Money;
use csv::ByteRecord;
use csv::StringRecord;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The longest id, in bytes: longer ones are no file names anywhere.
const LONGEST_ID: usize = 200;

/// The cell of a column without the blanks around it; none where it is empty, or there is no such column.
pub(super) fn said<'r>(columns: &Columns, cells: &'r StringRecord, column: &Column) -> Option<&'r str> {
    cells.get(columns.field(column)?).map(str::trim).filter(|text| !text.is_empty())
}

/// What a row says of the money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// Every cell is empty.
    Nothing,
    /// It has an id or a name, and no more: a footnote, perhaps.
    ANameAlone,
    /// Something.
    Something,
}

/// What a row says of the money.
pub(super) fn says(columns: &Columns, cells: &ByteRecord) -> Says {
    let is_empty = |cell: &[u8]| cell.trim_ascii().is_empty();
    let mut filled = cells.iter().enumerate().filter(|(_, cell)| !is_empty(cell)).peekable();
    if filled.peek().is_none() {
        Says::Nothing
    } else if filled.all(|(field, _)| columns.is_label(field)) {
        Says::ANameAlone
    } else {
        Says::Something
    }
}

/// The id of a row that has a column for it.
pub(super) fn id(columns: &Columns, cells: &StringRecord) -> Option<Result<String, Wrong>> {
    let field = columns.field(&Column::Id)?;
    let id = said(columns, cells, &Column::Id).unwrap_or_default();
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let found = match id {
        "" => "an id is missing".to_owned(),
        Scenario::TODAY => "the id `today` belongs to the built-in row of what is spent today".to_owned(),
        long if long.len() > LONGEST_ID => format!("this id is longer than {LONGEST_ID} bytes"),
        id if id.contains(['/', '\\']) || id.starts_with('.') => {
            format!("`{id}` cannot be the name of a file")
        }
        id if id.contains(is_hidden) => format!("`{id}` has characters in it that are not seen"),
        id => return Some(Ok(id.to_owned())),
    };
    let allowed = "a name for a file, without `/`, and not the same as another row's";
    let place = Place::root().key(columns.name(field));
    Some(Err(Wrong::at(field, Problem::value(place, found).allowed(allowed))))
}

/// The name of a row that states none.
pub(super) fn default_name(base: &Scenario, row: u64) -> String {
    format!("{}, row {row}", base.name())
}

/// The scenario of a row.
///
/// # Errors
/// Every problem of it.
pub(super) fn scenario(
    columns: &Columns,
    cells: &StringRecord,
    base: &Scenario,
    id: String,
    name: String,
) -> Result<Scenario, Vec<Wrong>> {
    let mut gather = Gather::new(true);
    let mut spec = ScenarioSpec {
        id,
        name,
        description: None,
        total_is_todays: base.has_todays_total(),
        ..base.spec().clone()
    };
    for (field, column) in columns.each() {
        let Some(text) = cells.get(field).map(str::trim).filter(|text| !text.is_empty()) else { continue };
        match column {
            Column::Id | Column::Unnamed => {}
            Column::Name => text.clone_into(&mut spec.name),
            Column::Total if text == TODAY => spec.total_is_todays = true,
            Column::Total => {
                spec.total_is_todays = false;
                let total = money(&mut gather, text, "total", cell::TOTAL);
                in_every_year(&mut spec, |budget, _, _| lay(total, &mut budget.total));
            }
            Column::BackOffice => {
                let office = money(&mut gather, text, "back_office", cell::MONEY);
                in_every_year(&mut spec, |budget, _, _| lay(office, &mut budget.back_office));
            }
            Column::Strand(strand) => {
                // A wrong cell leaves its strand free, so that no sum is blamed besides.
                let portion = portion(&mut gather, text, strand).unwrap_or_default();
                in_every_year(&mut spec, |_, split, _| {
                    split.insert(strand.clone(), portion);
                });
            }
            Column::Programme(programme) if text == "free" => {
                in_every_year(&mut spec, |_, _, amounts| {
                    amounts.remove(programme);
                });
            }
            Column::Programme(programme) => {
                let place = Place::root().key("allocate").key("amounts").key(programme.as_str());
                let amount = gather.checked(cell::money(text), place, cell::AMOUNT);
                in_every_year(&mut spec, |_, _, amounts| {
                    amounts.extend(amount.map(|amount| (programme.clone(), amount)));
                });
            }
        }
    }
    let wrong =
        |problems: &[Problem]| problems.iter().map(|problem| wrong(columns, cells, problem)).collect();
    if !gather.problems().is_empty() {
        return Err(wrong(gather.problems()));
    }
    Scenario::new(spec, Arc::clone(base.evidence())).map_err(|problems| wrong(&problems))
}

/// Lays what a cell says on every year of the base's plan: a cell knows no years.
fn in_every_year(
    spec: &mut ScenarioSpec,
    lay: impl Fn(&mut Budget, &mut BTreeMap<Id, Portion>, &mut BTreeMap<Id, Money>),
) {
    lay(&mut spec.budget, &mut spec.split, &mut spec.amounts);
    for year in &mut spec.later_years {
        lay(&mut year.budget, &mut year.split, &mut year.amounts);
    }
}

fn lay(read: Option<Money>, on: &mut Money) {
    *on = read.unwrap_or(*on);
}

fn money(gather: &mut Gather, text: &str, key: &str, allowed: &str) -> Option<Money> {
    gather.checked(cell::money(text), Place::root().key("budget").key(key), allowed)
}

fn portion(gather: &mut Gather, text: &str, strand: &Id) -> Option<Portion> {
    let place = Place::root().key("split").key(strand.as_str());
    match cell::strand(text) {
        Ok(StrandCell::Free) => Some(Portion::Free),
        Ok(StrandCell::Today) => Some(Portion::Today),
        Ok(StrandCell::Fixed(part)) => build::exactly(gather, part, place),
        Ok(StrandCell::Range(min, max)) => {
            let end = |part: Option<Part>| part.map(|part| (part, place.clone()));
            build::between(gather, end(min), end(max), &place)
        }
        Err(found) => {
            gather.push(Problem::value(place, found).allowed(cell::PART));
            None
        }
    }
}

/// Puts a problem where the row says what causes it: the cell itself, or one that may as well be the one to change,
/// or for a split as a whole the first share that the row states.
pub(super) fn wrong(columns: &Columns, cells: &StringRecord, problem: &Problem) -> Wrong {
    let states = |field: &usize| cells.get(*field).is_some_and(|text| !text.trim().is_empty());
    let places = [Some(&problem.place), problem.rival.as_ref()];
    let own = places.into_iter().flatten().find_map(|place| columns.field_of(place).filter(states));
    if let Some(field) = own {
        let place = Place::root().key(columns.name(field));
        return Wrong::at(field, Problem { place, rival: None, ..problem.clone() });
    }
    let is_split = problem.place == Place::root().key("split");
    let strands = columns.each().filter(|(_, column)| matches!(column, Column::Strand(_)));
    let field = strands.map(|(field, _)| field).find(states).filter(|_| is_split);
    Wrong { field, ..Wrong::of_row(problem.clone()) }
}
