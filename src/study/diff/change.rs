//! One thing in which two files differ.

use crate::model::Grade;

/// One thing that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where it stands: `threat.drugs.harm`, `budget`.
    pub address: String,
    /// What it is, in words.
    pub what: String,
    /// Of which kind it is.
    pub kind: ChangeKind,
    /// What OLD says; `None` where it says nothing.
    pub before: Option<Stated>,
    /// What NEW says; `None` where it says nothing.
    pub after: Option<Stated>,
}

/// What a file says of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// The value, in the words of the file.
    pub value: String,
    /// How well it is known, where that is said.
    pub grade: Option<Grade>,
    /// Who says so, where that is said.
    pub source: Option<String>,
}

/// What may come of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// Another value of something that both have.
    Value,
    /// Something came, went or is put together in another way.
    Structure,
    /// Names, grades, sources and dates: no figure comes of them.
    Documentation,
}

impl Stated {
    /// A value that has neither a grade nor a source.
    pub(super) fn plain(value: impl Into<String>) -> Self {
        Self { value: value.into(), grade: None, source: None }
    }

    /// A value with its grade and source.
    pub(super) fn known(value: impl Into<String>, grade: Grade, source: &str) -> Self {
        Self { value: value.into(), grade: Some(grade), source: Some(source.to_owned()) }
    }
}
