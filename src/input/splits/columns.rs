//! The header: which column says what.

use crate::id::Id;
use crate::input::splits::wrong::Wrong;
use crate::model::Evidence;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Step;
use crate::text;
use csv::ByteRecord;
use csv::StringRecord;
use std::collections::BTreeMap;

/// What begins the name of a programme's column.
const PROGRAMME: &str = "programme:";

/// What a column says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Id,
    Name,
    Total,
    BackOffice,
    Strand(Id),
    Programme(Id),
    /// It has no name, and nothing may stand in it.
    Unnamed,
}

/// The columns in the order of the file.
#[derive(Debug)]
pub(super) struct Columns(Vec<(String, Column)>);

impl Columns {
    /// Reads the header, on the evidence of the base.
    ///
    /// # Errors
    /// Columns that are unknown, stand there twice, or are separated by something else than commas.
    pub(super) fn new(header: &ByteRecord, evidence: &Evidence) -> Result<Self, Vec<Wrong>> {
        let names = StringRecord::from_byte_record(header.clone()).map_err(|error| {
            let field = error.utf8_error().field();
            vec![Wrong::not_utf8(field, "this column's name", header.get(field).unwrap_or_default())]
        })?;
        if let (1, Some(only)) = (names.len(), names.get(0))
            && let Some(separator) =
                [(";", "semicolons"), ("\t", "tabs")].iter().find(|(it, _)| only.contains(it))
        {
            let found = format!("the columns are separated by {}", separator.1);
            let allowed = "commas: most spreadsheets save them as `CSV UTF-8`";
            return Err(vec![Wrong::at(0, Problem::value(Place::root(), found).allowed(allowed))]);
        }
        let mut columns = Vec::new();
        let mut first: BTreeMap<Column, usize> = BTreeMap::new();
        let mut wrong = Vec::new();
        for (field, name) in names.iter().map(str::trim).enumerate() {
            match column(name, evidence) {
                Err(problem) => wrong.push(Wrong::at(field, *problem)),
                Ok(Column::Unnamed) => columns.push((String::new(), Column::Unnamed)),
                Ok(column) => {
                    if let Some(other) = first.insert(column.clone(), field) {
                        let found = format!("column {} is called `{name}` already", other + 1);
                        let problem =
                            Problem::value(Place::root().key(name), found).allowed("each column once");
                        wrong.push(Wrong::at(field, problem));
                    }
                    columns.push((name.to_owned(), column));
                }
            }
        }
        if wrong.is_empty() && columns.iter().all(|(_, column)| column.is_no_money()) {
            let found = "no column says anything of the money";
            wrong.push(Wrong::at(0, Problem::value(Place::root(), found).allowed(known(evidence))));
        }
        if wrong.is_empty() { Ok(Self(columns)) } else { Err(wrong) }
    }

    /// Whether a column is the id's or the name's.
    pub(super) fn is_label(&self, field: usize) -> bool {
        self.0.get(field).is_some_and(|(_, column)| matches!(column, Column::Id | Column::Name))
    }

    /// The first cell with something in it that no column has a name for.
    pub(super) fn unnamed(&self, cells: &ByteRecord) -> Option<usize> {
        let is_unnamed =
            |field: usize| self.0.get(field).is_none_or(|(_, column)| *column == Column::Unnamed);
        cells
            .iter()
            .enumerate()
            .find(|(field, cell)| is_unnamed(*field) && !cell.trim_ascii().is_empty())
            .map(|(field, _)| field)
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Each with its number.
    pub(super) fn each(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.0.iter().map(|(_, column)| column).enumerate()
    }

    /// What a column is called.
    pub(super) fn name(&self, field: usize) -> &str {
        self.0.get(field).map_or("", |(name, _)| name)
    }

    /// The number of a column.
    pub(super) fn field(&self, column: &Column) -> Option<usize> {
        self.0.iter().position(|(_, other)| other == column)
    }

    /// The column that says what stands at a place of a scenario file.
    pub(super) fn field_of(&self, place: &Place) -> Option<usize> {
        let keys: Vec<&str> = place.steps().iter().map_while(key).collect();
        let column = match keys.as_slice() {
            ["budget", "total"] => Column::Total,
            ["budget", "back_office"] => Column::BackOffice,
            ["split", strand, ..] => Column::Strand(Id::new(strand).ok()?),
            ["allocate", "amounts", programme, ..] => Column::Programme(Id::new(programme).ok()?),
            _ => return None,
        };
        self.field(&column)
    }
}

impl Column {
    fn is_no_money(&self) -> bool {
        matches!(self, Self::Id | Self::Name | Self::Unnamed)
    }
}

fn key(step: &Step) -> Option<&str> {
    match step {
        Step::Key(key) => Some(key),
        _ => None,
    }
}

fn column(name: &str, evidence: &Evidence) -> Result<Column, Box<Problem>> {
    let place = Place::root().key(name);
    if let Some(programme) = name.strip_prefix(PROGRAMME) {
        let programmes = evidence.programmes().iter().map(|programme| &programme.id);
        if let Some(id) = programmes.clone().find(|id| id.as_str() == programme) {
            return Ok(Column::Programme(id.clone()));
        }
        let problem = Problem::unknown(place, "programme", programme, programmes.map(Id::as_str));
        let nearest = problem.nearest.as_ref().map(|nearest| format!("{PROGRAMME}{nearest}"));
        return Err(Box::new(problem.nearest(nearest)));
    }
    match name {
        "id" => return Ok(Column::Id),
        "name" => return Ok(Column::Name),
        "total" => return Ok(Column::Total),
        "back_office" => return Ok(Column::BackOffice),
        "" => return Ok(Column::Unnamed),
        _ => {}
    }
    if let Some(strand) = evidence.strands().iter().find(|strand| strand.as_str() == name) {
        return Ok(Column::Strand(strand.clone()));
    }
    let found = format!("unknown column `{name}`");
    let plain = ["id", "name", "total", "back_office"].map(str::to_owned);
    let strands = evidence.strands().iter().map(|strand| strand.as_str().to_owned());
    let programmes = evidence.programmes().iter().map(|programme| format!("{PROGRAMME}{}", programme.id));
    let names: Vec<String> = plain.into_iter().chain(strands).chain(programmes).collect();
    let nearest = text::nearest(name, names.iter().map(String::as_str)).map(str::to_owned);
    Err(Box::new(Problem::value(place, found).allowed(known(evidence)).nearest(nearest)))
}

fn known(evidence: &Evidence) -> String {
    let strands: Vec<String> = evidence.strands().iter().map(|strand| format!("`{strand}`")).collect();
    format!(
        "`id`, `name`, `total`, `back_office`, strands ({}), and `{PROGRAMME}` with a programme's id",
        text::listed(&strands)
    )
}
