//! What cannot be answered.

use crate::input::Finding;
use crate::problem::Problem;
use crate::study::StudyError;
use serde::Serialize;

/// Why a question has no answer, for whoever asked it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Refused {
    /// In a sentence.
    said: String,
    /// Everything that was found, a line each.
    details: Vec<String>,
}

impl Refused {
    /// In a sentence.
    pub(super) fn new(said: impl Into<String>) -> Self {
        Self { said: said.into(), details: Vec::new() }
    }

    /// What is wrong with a file.
    pub(super) fn findings(findings: &[Finding]) -> Self {
        let details: Vec<String> = findings.iter().map(ToString::to_string).collect();
        let said = findings.first().map_or("this is no scenario", |first| first.found.as_str());
        Self { said: said.to_owned(), details }
    }

    /// What is wrong with a decision.
    pub(super) fn problems(problems: &[Problem]) -> Self {
        let line = |problem: &Problem| format!("{}: {}", problem.place, problem.found);
        let said = problems.first().map_or("this cannot be asked", |first| first.found.as_str());
        Self { said: said.to_owned(), details: problems.iter().map(line).collect() }
    }

    /// The lines of what was found, or the sentence.
    pub(super) fn lines(self) -> Vec<String> {
        if self.details.is_empty() { vec![self.said] } else { self.details }
    }
}

impl From<StudyError> for Refused {
    fn from(error: StudyError) -> Self {
        Self::new(error.to_string())
    }
}
