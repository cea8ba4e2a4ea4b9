//! Which columns of a file are wanted, and for what.

use crate::input::samples::wanted::SamplesWanted;
use crate::input::splits::wrong::Wrong;
use crate::problem::Place;
use crate::problem::Problem;
use crate::study::voi::Group;
use crate::study::voi::SampledModel;
use crate::study::voi::StudyAsked;
use csv::ByteRecord;
use csv::StringRecord;

/// The options by which columns are named.
const NET_BENEFIT: &str = "--net-benefit";
const PARAMETERS: &str = "--parameters";
const GROUP: &str = "--group";
const STUDY: &str = "--study";

/// The header with what is wanted of it.
#[derive(Debug)]
pub(super) struct Header {
    names: Vec<String>,
    /// The fields that are kept, by the places of their columns.
    kept: Vec<usize>,
    wrong: Vec<Wrong>,
}

impl Header {
    /// Finds the columns that are wanted: the model that they make, still without a draw, and the fields of its columns.
    ///
    /// # Errors
    /// Names that no column or several have, or that are named twice; columns that are separated by something else than
    /// commas; too few options.
    pub(super) fn read(
        header: &ByteRecord,
        wanted: &SamplesWanted,
    ) -> Result<(SampledModel, Vec<usize>), Vec<Wrong>> {
        let names = StringRecord::from_byte_record(header.clone()).map_err(|error| {
            let field = error.utf8_error().field();
            vec![Wrong::not_utf8(field, "this column's name", header.get(field).unwrap_or_default())]
        })?;
        if let Some(wrong) = separated_otherwise(&names) {
            return Err(vec![wrong]);
        }
        let names = names.iter().map(|name| name.trim().to_owned()).collect();
        let mut own = Self { names, kept: Vec::new(), wrong: Vec::new() };
        let model = own.model(wanted);
        let columns = own.kept.iter().map(|_| Vec::new()).collect();
        let names = own.kept.iter().map(|field| own.names.get(*field).cloned().unwrap_or_default()).collect();
        if own.wrong.is_empty() {
            Ok((SampledModel { names, columns, ..model }, own.kept))
        } else {
            Err(own.wrong)
        }
    }

    fn model(&mut self, wanted: &SamplesWanted) -> SampledModel {
        let net_benefits = self.several(&wanted.net_benefits, NET_BENEFIT);
        if net_benefits.len() < 2 && self.wrong.is_empty() {
            let problem =
                Problem::value(Place::root().key(NET_BENEFIT), "one option leaves nothing to decide");
            let allowed = "two columns or more; a column of noughts stands for doing nothing";
            self.wrong.push(Wrong::at(0, problem.allowed(allowed)));
        }
        let parameters = self.several(&wanted.parameters, PARAMETERS);
        let mut groups: Vec<Group> = Vec::new();
        for (name, columns) in &wanted.groups {
            let members = self.several(std::slice::from_ref(columns), GROUP);
            let is_parameter = parameters.iter().any(|place| self.name(*place) == name);
            if is_parameter || groups.iter().any(|group| group.name == *name) {
                let what = if is_parameter { "parameter" } else { "group" };
                let found = format!("there is a {what} `{name}` already");
                let problem = Problem::value(Place::root().key(GROUP), found);
                self.wrong.push(Wrong::at(0, problem.allowed("a name of its own for each group")));
            }
            groups.push(Group { name: name.clone(), members });
        }
        let mut studies = Vec::new();
        for (design, column) in &wanted.studies {
            let parameter = self.one(column, STUDY);
            studies.extend(parameter.map(|parameter| StudyAsked { design: *design, parameter }));
        }
        SampledModel { net_benefits, parameters, groups, studies, ..SampledModel::default() }
    }

    /// The places of the columns of some lists.
    fn several(&mut self, lists: &[String], option: &str) -> Vec<usize> {
        let mut places: Vec<usize> = Vec::new();
        for list in lists {
            // A name with commas in it is a name all the same.
            let is_one = self.names.iter().any(|name| name == list.trim());
            let names: Vec<&str> = if is_one { vec![list] } else { list.split(',').collect() };
            for name in names {
                let Some(place) = self.one(name, option) else { continue };
                if places.contains(&place) {
                    let found = format!("`{}` is named twice", name.trim());
                    let problem = Problem::value(Place::root().key(option), found);
                    self.wrong.push(Wrong::at(0, problem.allowed("each column once")));
                }
                places.push(place);
            }
        }
        places
    }

    /// The place of a column; none, with what is wrong, where none or several have the name.
    fn one(&mut self, name: &str, option: &str) -> Option<usize> {
        let name = name.trim();
        let mut fields =
            (0..self.names.len()).filter(|field| self.names.get(*field).is_some_and(|own| own == name));
        let (first, again) = (fields.next(), fields.next());
        let place = Place::root().key(option);
        let Some(field) = first.filter(|_| !name.is_empty()) else {
            let known = self.names.iter().map(String::as_str).filter(|own| !own.is_empty());
            let problem = Problem::unknown(place, "column", name, known);
            // A name that is asked for twice is missed once.
            if !self.wrong.iter().any(|wrong| wrong.problem == problem) {
                self.wrong.push(Wrong::at(0, problem));
            }
            return None;
        };
        if let Some(again) = again {
            let found = format!("column {} is called `{name}` already", field + 1);
            let problem = Problem::value(Place::root().key(name), found).allowed("each column once");
            if !self.wrong.iter().any(|wrong| wrong.problem == problem) {
                self.wrong.push(Wrong::at(again, problem));
            }
        }
        if let Some(place) = self.kept.iter().position(|kept| *kept == field) {
            return Some(place);
        }
        self.kept.push(field);
        Some(self.kept.len() - 1)
    }

    fn name(&self, place: usize) -> &str {
        let field = self.kept.get(place).copied();
        field.and_then(|field| self.names.get(field)).map_or("", String::as_str)
    }
}

/// That the columns are separated by something else than commas.
fn separated_otherwise(names: &StringRecord) -> Option<Wrong> {
    let only = names.get(0).filter(|_| names.len() == 1)?;
    let separator = [(";", "semicolons"), ("\t", "tabs")].into_iter().find(|(it, _)| only.contains(it))?;
    let found = format!("the columns are separated by {}", separator.1);
    let allowed = "commas: most spreadsheets save them as `CSV UTF-8`";
    Some(Wrong::at(0, Problem::value(Place::root(), found).allowed(allowed)))
}
