//! Where figures come from: which program, asked what, of which files. Nothing in it differs between two runs that
//! must give the same bytes.

use crate::model::DEFLATORS;
use crate::model::Evidence;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// Where figures come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// The program that worked them out.
    pub program: Program,
    /// What it was asked.
    pub question: Question,
    /// Every file it read, in the order of their paths.
    pub inputs: Vec<Input>,
    /// From which prices money was restated into which; not there where it was not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restated: Vec<Restating>,
}

/// That money was put from the prices of one year into those of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Restating {
    /// The year in whose prices the evidence states it.
    pub from: String,
    /// The year in whose prices it is.
    pub to: String,
    /// By which table, where that is from and how well it is known.
    pub by: String,
}

impl Restating {
    /// What was done to some evidence, if anything.
    #[must_use]
    pub fn of(evidence: &Evidence) -> Option<Self> {
        let restated = evidence.restated()?;
        let (from, to) = (restated.stated.clone(), evidence.price_year().to_owned());
        Some(Self { from, to, by: DEFLATORS.to_owned() })
    }
}

/// A build of this program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// Its version.
    pub version: String,
    /// The commit it was built from, with `-modified` where files differed from it; `unknown` outside a repository.
    pub git: String,
    /// The processor and operating system it was built for: `x86_64-linux`.
    pub target: String,
    /// The solver of its linear programs.
    pub solver: String,
}

/// What the program was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The command.
    pub command: String,
    /// What was typed after it, but for what changes no figure: where results go, threads, colours, progress.
    pub arguments: Vec<String>,
    /// The day taken for today.
    pub as_of: String,
    /// The draws simulated.
    pub simulations: Vec<Simulated>,
}

/// One set of draws.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Simulated {
    /// How many.
    pub draws: usize,
    /// Which.
    pub seed: u64,
    /// How they are spread.
    pub sampler: String,
}

/// One file that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Its path, as seen from the folder the program was run in.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}
