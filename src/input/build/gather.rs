//! Problems gathered while a file is turned into the model.
//!
//! Where something is wrong a stand-in takes its place, so that the rest can still be looked at; a file with
//! problems is never used.

use crate::id::Id;
use crate::id::Pattern;
use crate::input::decode::Field;
use crate::input::raw::number::Amount;
use crate::problem::Place;
use crate::problem::Problem;
use crate::units::Money;
use crate::units::Share;
use std::fmt::Display;

/// The problems so far.
#[derive(Debug)]
pub(crate) struct Gather {
    problems: Vec<Problem>,
    /// Whether something missing says anything: not where a part of the file could not be read.
    is_whole: bool,
    /// Whether something that stands in the file had to be left out.
    has_lost: bool,
}

impl Gather {
    pub(crate) fn new(is_whole: bool) -> Self {
        Self { problems: Vec::new(), is_whole, has_lost: false }
    }

    /// Whether everything in the file found its way into the model, so that what is not there is nowhere.
    pub(crate) fn is_complete(&self) -> bool {
        self.is_whole && !self.has_lost
    }

    /// Remembers that something was left out, if it was.
    pub(crate) fn keep<T>(&mut self, made: Option<T>) -> Option<T> {
        self.has_lost |= made.is_none();
        made
    }

    pub(crate) fn problems(self) -> Vec<Problem> {
        self.problems
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
        self.checked(Id::new(text), place, Id::ALLOWED)
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
        self.checked(Share::new(number), place, "a share from 0 to 1")
    }
}

/// Money that may be there.
pub(crate) fn money(field: &Field<Amount>) -> Option<Money> {
    field.given().map(|amount| amount.0)
}
