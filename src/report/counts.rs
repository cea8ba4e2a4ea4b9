//! How many scenarios of a batch have an answer, and what became of the others.

use crate::text;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// How many scenarios have an answer, and what became of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Scenarios with an answer.
    pub answered: usize,
    /// Scenarios that no allocation can meet.
    pub infeasible: usize,
    /// Scenarios that could not be worked out.
    pub broken: usize,
    /// Files that could not be used.
    pub refused: usize,
}

impl Counts {
    /// How many there are of all kinds.
    #[must_use]
    pub fn all(&self) -> usize {
        self.answered + self.infeasible + self.broken + self.refused
    }

    /// The same in words: `15 scenarios answered, 1 impossible, 1 file refused`.
    #[must_use]
    pub fn said(&self) -> String {
        let mut said = vec![format!("{} answered", text::plural(self.answered, "scenario", "scenarios"))];
        said.extend((self.infeasible > 0).then(|| format!("{} impossible", self.infeasible)));
        said.extend((self.broken > 0).then(|| format!("{} not worked out", self.broken)));
        said.extend(
            (self.refused > 0).then(|| format!("{} refused", text::plural(self.refused, "file", "files"))),
        );
        said.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_there_is_is_said() {
        let counts = Counts { answered: 1, infeasible: 2, broken: 0, refused: 1 };
        assert_eq!(counts.said(), "1 scenario answered, 2 impossible, 1 file refused");
        assert_eq!(counts.all(), 4);
        assert_eq!(Counts { answered: 3, ..Counts::default() }.said(), "3 scenarios answered");
    }
}
