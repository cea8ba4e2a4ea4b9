//! What a folder of results says of itself: enough to ask again and to see whether every byte agrees.

use crate::report::Provenance;
use crate::report::document::Versioned;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// What a folder of results says of itself. Nothing in it differs between two runs that must give the same bytes:
/// when a run was made and how long it took stand in a file of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the manifest.
    pub schema: String,
    /// Where the figures come from.
    pub provenance: Provenance,
    /// Which share of the scenarios was answered: `2/8`; null for all of them.
    pub shard: Option<String>,
    /// The exit status; null while the run has not ended.
    pub status: Option<u8>,
    /// Files of results, each whole.
    pub outputs: Vec<Output>,
    /// Of a run that has not ended: files of answers, each whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// A file of results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Output {
    /// Its name in the folder.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

/// A file of answers to the first scenarios of a batch that come after those of the parts before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The file.
    pub file: Output,
    /// How many scenarios it answers.
    pub scenarios: usize,
}

/// The circumstances of a run, which differ from run to run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Circumstances {
    /// The version of the file.
    pub schema: String,
    /// When the run began, UTC.
    pub began: String,
    /// How long it took, in seconds.
    pub seconds: f64,
    /// How many threads it had.
    pub threads: usize,
    /// The folder it was run in, from which the paths of inputs are seen.
    pub folder: String,
}

impl Versioned for Manifest {
    const SCHEMA: &'static str = "apportion/manifest/1";
}

impl Versioned for Circumstances {
    const SCHEMA: &'static str = "apportion/run/1";
}

impl Provenance {
    /// The first thing in which two provenances differ, in words; `None` where they are the same.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Option<String> {
        let said = |what: &str, here: &str, there: &str| {
            (here != there).then(|| format!("{what} is `{here}` here and `{there}` there"))
        };
        let (own, its) = (&self.program, &other.program);
        let inputs = || {
            let changed = self.inputs.iter().find(|input| !other.inputs.contains(input));
            let changed = changed.or_else(|| other.inputs.iter().find(|input| !self.inputs.contains(input)));
            changed.map(|input| format!("the input {} is not the same", input.path))
        };
        let draws = |simulations: &[crate::report::Simulated]| {
            let said =
                simulations.iter().map(|one| format!("{} {} from {}", one.draws, one.sampler, one.seed));
            said.collect::<Vec<_>>().join(", ")
        };
        let restated = |from: &Self| {
            let said = from.restated.iter().map(|it| format!("{} to {}", it.from, it.to));
            said.collect::<Vec<_>>().join(", ")
        };
        let (question, asked) = (&self.question, &other.question);
        said("the version", &own.version, &its.version)
            .or_else(|| said("the commit", &own.git, &its.git))
            .or_else(|| said("the platform", &own.target, &its.target))
            .or_else(|| said("the solver", &own.solver, &its.solver))
            .or_else(|| said("the command", &question.command, &asked.command))
            .or_else(|| said("the draws", &draws(&question.simulations), &draws(&asked.simulations)))
            .or_else(|| said("the restating of prices", &restated(self), &restated(other)))
            .or_else(|| said("the day", &question.as_of, &asked.as_of))
            .or_else(|| said("what is asked", &question.arguments.join(" "), &asked.arguments.join(" ")))
            .or_else(inputs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Input;
    use crate::report::Program;
    use crate::report::Question;

    fn provenance() -> Provenance {
        let text = str::to_owned;
        Provenance {
            program: Program { version: text("1"), git: text("a"), target: text("x"), solver: text("s") },
            question: Question {
                command: text("compare"),
                arguments: vec![text("a.toml")],
                as_of: text("2026-11-22"),
                simulations: Vec::new(),
            },
            inputs: vec![Input { path: text("a.toml"), bytes: 3, sha256: text("f") }],
            restated: Vec::new(),
        }
    }

    #[test]
    fn what_differs_is_named() {
        let one = provenance();
        assert_eq!(one.difference(&one), None);
        let mut other = one.clone();
        other.inputs[0].sha256 = "e".to_owned();
        assert_eq!(one.difference(&other).unwrap(), "the input a.toml is not the same");
        other.program.git = "b".to_owned();
        assert_eq!(one.difference(&other).unwrap(), "the commit is `a` here and `b` there");
    }
}
