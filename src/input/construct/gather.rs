//! Problems gathered while a file is turned into the model.
//!
//! Where something is wrong a stand-in takes its place, so that the rest can still be looked at; a file with
//! problems is never used.

use crate::id::Id;
use crate::id::Pattern;
use crate::input::decode::Field;
use crate::input::decode::List;
use crate::input::raw::number::Amount;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text::typed;
use crate::units::Money;
use crate::units::Share;
use std::collections::BTreeSet;
use std::fmt::Display;

/// The problems so far.
#[derive(Debug)]
pub(crate) struct Gather {
    problems: Vec<Problem>,
    /// Whether something missing says anything: not where a part of the file could not be read.
    is_whole: bool,
    /// What stands in the file and had to be left out.
    lost: BTreeSet<Lack>,
}

impl Gather {
    pub(crate) fn new(is_whole: bool) -> Self {
        Self { problems: Vec::new(), is_whole, lost: BTreeSet::new() }
    }

    /// Whether everything of a kind in the file found its way into the model, so that what is not there is
    /// nowhere.
    pub(crate) fn has_all(&self, lack: Lack) -> bool {
        let is_lost = if lack == Lack::Any { !self.lost.is_empty() } else { self.lost.contains(&lack) };
        self.is_whole && !is_lost
    }

    /// Remembers that something was left out, if it was.
    pub(crate) fn keep<T>(&mut self, lack: Lack, made: Option<T>) -> Option<T> {
        if made.is_none() {
            self.lost.insert(lack);
        }
        made
    }

    /// Remembers that something was left out of a list.
    pub(crate) fn keep_all<T>(&mut self, lack: Lack, list: &List<T>) {
        self.keep(lack, (!list.is_spoiled()).then_some(()));
    }

    pub(crate) fn problems(&self) -> &[Problem] {
        &self.problems
    }

    pub(crate) fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The value of a key that must be there.
    pub(crate) fn required<'f, T>(&mut self, field: &'f Field<T>, place: &Place, key: &str) -> Option<&'f T> {
        if !self.is_whole {
            return field.given();
        }
        field.required(place, key, &mut self.problems)
    }

    /// Says that a key is missing, with what may stand there.
    pub(crate) fn missing(&mut self, place: &Place, key: &str, allowed: &str) {
        if self.is_whole {
            self.push(Problem::missing(place, key).allowed(allowed));
        }
    }

    /// A text that must be there and say something.
    pub(crate) fn text(&mut self, field: &Field<String>, place: &Place, key: &str) -> String {
        let text = self.required(field, place, key).cloned();
        if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
            self.push(Problem::value(place.key(key), format!("`{key}` is empty")).allowed("a few words"));
        }
        text.unwrap_or_default()
    }

    /// A checked value, or its problem and none.
    pub(crate) fn checked<T, E: Display>(
        &mut self,
        value: Result<T, E>,
        place: Place,
        allowed: &str,
    ) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(error) => {
                self.push(Problem::value(place, error).allowed(allowed));
                None
            }
        }
    }

    /// An id written as text.
    pub(crate) fn id(&mut self, text: &str, place: Place) -> Option<Id> {
        let problem = |error| Problem::value(place, error).allowed(Id::ALLOWED).nearest(slug(text));
        Id::new(text).map_err(|error| self.push(problem(error))).ok()
    }

    /// An id written as a key.
    pub(crate) fn id_key(&mut self, text: &str, place: Place) -> Option<Id> {
        let problem = |error| Problem::key(place, error).allowed(Id::ALLOWED).nearest(slug(text));
        Id::new(text).map_err(|error| self.push(problem(error))).ok()
    }

    /// An id that must be there.
    pub(crate) fn required_id(&mut self, field: &Field<String>, place: &Place, key: &str) -> Option<Id> {
        let text = self.required(field, place, key)?;
        self.id(text, place.key(key))
    }

    /// An id that may be there.
    pub(crate) fn optional_id(&mut self, field: &Field<String>, place: &Place, key: &str) -> Option<Id> {
        let text = field.given()?;
        self.id(text, place.key(key))
    }

    /// A glob written as text.
    pub(crate) fn pattern(&mut self, text: &str, place: Place) -> Option<Pattern> {
        self.checked(Pattern::new(text), place, "`*` any run of characters, `?` one, `[…]` one of a set")
    }

    /// A share that may be there.
    pub(crate) fn share(&mut self, field: &Field<f64>, place: &Place, key: &str) -> Option<Share> {
        let number = *field.given()?;
        self.share_of(number, place.key(key))
    }

    /// A share.
    pub(crate) fn share_of(&mut self, number: f64, place: Place) -> Option<Share> {
        let problem = || {
            let side = if number < 0.0 { "below 0" } else { "above 1" };
            let percent = format!("a share from 0 to 1 (`{}` for {number}%)", number / 100.0);
            // Up to there it may as well be a slip of the decimal point.
            let is_percent = (5.0..=100.0).contains(&number);
            let allowed = if is_percent { percent } else { "a share from 0 to 1".to_owned() };
            Problem::value(place, format!("{} is {side}", typed(number))).allowed(allowed)
        };
        Share::new(number).map_err(|_| self.push(problem())).ok()
    }
}

/// The id that a name was probably meant to be: in small letters, with `-` for what may not be in it.
fn slug(text: &str) -> Option<String> {
    const LONGEST: usize = 64;
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c.to_ascii_lowercase() } else { '-' };
    let slug: String = text.chars().take(LONGEST).map(plain).collect();
    let slug = slug.trim_matches(['-', '_']);
    let is_whole = text.chars().count() <= LONGEST && slug.contains(|c: char| c.is_ascii_alphabetic());
    (is_whole && Id::new(slug).is_ok()).then(|| slug.to_owned())
}

/// Money that may be there.
pub(crate) fn money(field: &Field<Amount>) -> Option<Money> {
    field.given().map(|amount| amount.0)
}
