//! What is wrong with what a file says: where, what, what is allowed.
//!
//! A problem is plain data. The floors below `input` know no lines and columns, so they say *where* as a
//! path of keys and ids; `input` turns the path into a position in the file that said it.

use crate::text;
use std::fmt;

/// One step down into a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A key of a table.
    Key(String),
    /// An element of an array, from 0.
    Item(usize),
    /// The element of an array of tables that carries this id (or `threat`, or `name`).
    Named(String),
}

/// Where in a file something stands: `programme[pursue-drugs].max`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(Vec<Step>);

impl Place {
    /// The whole file.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The value of a key below this place.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.then(Step::Key(key.to_owned()))
    }

    /// An element of the array at this place.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        self.then(Step::Item(index))
    }

    /// The element with this id of the array of tables at this place.
    #[must_use]
    pub fn named(&self, id: &str) -> Self {
        self.then(Step::Named(id.to_owned()))
    }

    /// The steps from the whole file down.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    fn then(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if i == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Item(index) => write!(f, "[{index}]")?,
                Step::Named(id) => write!(f, "[{id}]")?,
            }
        }
        Ok(())
    }
}

/// Which part of `key = value` is to blame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Blame {
    /// The key: it should not be there.
    Key,
    /// The value.
    #[default]
    Value,
    /// Nothing that is written: the key is missing from the table.
    Absence,
}

/// One thing wrong, found by any floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub place: Place,
    /// Which part of it is to blame.
    pub blame: Blame,
    /// What was found, as a lowercase fragment that names the offender.
    pub found: String,
    /// What is allowed, if that helps.
    pub allowed: Option<String>,
    /// The valid name nearest to the one found.
    pub nearest: Option<String>,
    /// Whether it says that something is nowhere to be found: void where not everything could be read.
    pub of_absence: bool,
}

impl Problem {
    /// A value that makes no sense.
    #[must_use]
    pub fn value(place: Place, found: impl fmt::Display) -> Self {
        Self {
            place,
            blame: Blame::Value,
            found: found.to_string(),
            allowed: None,
            nearest: None,
            of_absence: false,
        }
    }

    /// A key that should not be there.
    #[must_use]
    pub fn key(place: Place, found: impl fmt::Display) -> Self {
        Self { blame: Blame::Key, ..Self::value(place, found) }
    }

    /// A key that is missing; `place` is where it would stand.
    #[must_use]
    pub fn missing(place: &Place, key: &str) -> Self {
        Self { blame: Blame::Absence, ..Self::value(place.key(key), format!("`{key}` is missing")) }
    }

    /// A name that is none of the known ones.
    #[must_use]
    pub fn unknown<'a>(
        place: Place,
        kind: &str,
        written: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) -> Self {
        let names: Vec<String> = known.clone().into_iter().map(|name| format!("`{name}`")).collect();
        let allowed = match names.as_slice() {
            [] => format!("there is no {kind} here"),
            [only] => format!("the only {kind} is {only}"),
            several => format!("one of {}", several.join(", ")),
        };
        let nearest = text::nearest(written, known).map(str::to_owned);
        Self {
            allowed: Some(allowed),
            nearest,
            of_absence: true,
            ..Self::value(place, format!("there is no {kind} `{written}`"))
        }
    }

    /// The same problem with a word on what is allowed.
    #[must_use]
    pub fn allowed(mut self, allowed: impl fmt::Display) -> Self {
        self.allowed = Some(allowed.to_string());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_as_paths() {
        let place = Place::root().key("programme").named("pursue-drugs").key("effect").item(0).key("works");
        assert_eq!(place.to_string(), "programme[pursue-drugs].effect[0].works");
    }

    #[test]
    fn unknown_names_carry_the_nearest() {
        let problem = Problem::unknown(Place::root().key("split"), "strand", "persue", ["pursue", "prevent"]);
        assert_eq!(problem.nearest.as_deref(), Some("pursue"));
        assert_eq!(problem.allowed.as_deref(), Some("one of `pursue`, `prevent`"));
    }
}
