//! One scenario a line, answered or not, for programs that read a batch while it is worked out.

use crate::report::compare::Entry;
use crate::report::compare::ScenarioView;
use crate::report::compare::UnansweredView;
use crate::report::views::BrokenView;
use crate::report::views::RefusedView;
use serde::Serialize;

/// What became of one scenario or file: the same object as in the document, with the key `status` before it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Line<'a> {
    /// It has an answer.
    Answered(&'a ScenarioView),
    /// No allocation can meet it.
    Infeasible(&'a UnansweredView),
    /// It could not be worked out.
    Broken(&'a BrokenView),
    /// The file could not be used.
    Refused(&'a RefusedView),
}

impl Line<'_> {
    /// The key that tells lines apart.
    #[must_use]
    pub fn status(&self) -> &'static str {
        match self {
            Self::Answered(_) => "answered",
            Self::Infeasible(_) => "infeasible",
            Self::Broken(_) => "broken",
            Self::Refused(_) => "refused",
        }
    }
}

impl<'a> From<&'a Entry> for Line<'a> {
    fn from(entry: &'a Entry) -> Self {
        match entry {
            Entry::Scenario(scenario) => Self::Answered(scenario),
            Entry::Infeasible(why) => Self::Infeasible(why),
            Entry::Broken(why) => Self::Broken(why),
        }
    }
}
