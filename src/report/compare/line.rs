//! A comparison's scenarios one a line.

use crate::report;
use crate::report::compare::Entry;
use crate::report::compare::ScenarioView;
use crate::report::compare::UnansweredView;

/// What became of one scenario or file.
pub type Line<'a> = report::Line<'a, ScenarioView, UnansweredView>;

impl<'a> From<&'a Entry> for Line<'a> {
    fn from(entry: &'a Entry) -> Self {
        match entry {
            Entry::Scenario(scenario) => Self::Answered(scenario),
            Entry::Infeasible(why) => Self::Infeasible(why),
            Entry::Broken(why) => Self::Broken(why),
        }
    }
}
