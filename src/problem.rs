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
    /// The element of an array of tables that carries this id (or `name`, or `threat`), after this many others
    /// of the same.
    Named(String, usize),
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
        self.again(id, 0)
    }

    /// The element with this id that stands after `before` others with the same.
    #[must_use]
    pub fn again(&self, id: &str, before: usize) -> Self {
        self.then(Step::Named(id.to_owned(), before))
    }

    /// The place this one is a key or an element of.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.split_last().map(|(_, steps)| Self(steps.to_vec()))
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
                Step::Named(id, _) => write!(f, "[{id}]")?,
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

/// What must be known for a problem that is about something not being there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// Every strand there is.
    Strand,
    /// Every threat there is.
    Threat,
    /// Every funder there is.
    Funder,
    /// Everything in the evidence.
    Any,
    /// The years of the plan, or that it has none.
    Horizon,
    /// Every key of the table at the problem's place.
    Key,
    /// Every number: nothing else may be wrong with the file, or a stand-in may be what makes no sense.
    Doubt,
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
    /// Another place that may as well be the one to change.
    pub rival: Option<Place>,
    /// The year of a plan that it is about, from 0: where the value is a list by year, its element is to blame.
    pub year: Option<usize>,
    /// What is not to be found, if that is the problem: void where not all of it could be read.
    pub lack: Option<Lack>,
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
            rival: None,
            year: None,
            lack: None,
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
        // Longer lists are for `apportion evidence`, not for one line of a terminal.
        const MOST: usize = 12;
        let names: Vec<String> = known.clone().into_iter().map(|name| format!("`{name}`")).collect();
        let allowed = match names.as_slice() {
            [] => format!("the evidence has no {kind}"),
            [only] => format!("the only {kind} is {only}"),
            several if several.len() <= MOST => format!("one of {}", several.join(", ")),
            several => format!("one of {} and {} more", several[..MOST].join(", "), several.len() - MOST),
        };
        let nearest = text::nearest(written, known).map(str::to_owned);
        let found = format!("there is no {kind} `{written}`");
        Self { allowed: Some(allowed), nearest, ..Self::value(place, found) }
    }

    /// What was found, what is allowed and what may have been meant, in one line.
    #[must_use]
    pub fn said(&self) -> String {
        let allowed = self.allowed.iter().map(|allowed| format!("; allowed: {allowed}"));
        let nearest = self.nearest.iter().map(|nearest| format!("; did you mean `{nearest}`?"));
        format!("{}{}", self.found, allowed.chain(nearest).collect::<String>())
    }

    /// The same problem with the key to blame, and not the value.
    #[must_use]
    pub fn on_key(self) -> Self {
        Self { blame: Blame::Key, ..self }
    }

    /// The same problem with another place that may as well be the one to change.
    #[must_use]
    pub fn or(self, rival: Place) -> Self {
        Self { rival: Some(rival), ..self }
    }

    /// The same problem, void where not everything of a kind could be read.
    #[must_use]
    pub fn lacking(self, lack: Lack) -> Self {
        Self { lack: Some(lack), ..self }
    }

    /// The same problem with the name that was probably meant.
    #[must_use]
    pub fn nearest(self, nearest: Option<String>) -> Self {
        Self { nearest, ..self }
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
    fn long_lists_of_names_are_cut_short() {
        let names: Vec<String> = (0..30).map(|n| format!("p{n}")).collect();
        let problem = Problem::unknown(Place::root(), "programme", "x", names.iter().map(String::as_str));
        assert!(problem.allowed.is_some_and(|allowed| allowed.ends_with("`p11` and 18 more")));
    }

    #[test]
    fn unknown_names_carry_the_nearest() {
        let problem = Problem::unknown(Place::root().key("split"), "strand", "persue", ["pursue", "prevent"]);
        assert_eq!(problem.nearest.as_deref(), Some("pursue"));
        assert_eq!(problem.allowed.as_deref(), Some("one of `pursue`, `prevent`"));
    }
}
