//! What a page may ask.

use crate::explore::candidate::Candidate;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A question. `draws` are as many as it is to be answered on, all that the scenario asks for where left out; `locks` are ids of
/// strands and programmes that keep their money.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Ask {
    /// Takes files, and says which scenarios can be played.
    Open(Open),
    /// Decides a scenario, and says everything about its ground.
    Play { scenario: String, draws: Option<usize> },
    /// What a candidate comes to.
    Answer { candidate: Candidate, draws: Option<usize> },
    /// The money after a move.
    Move(Move),
    /// The best from here.
    Best(Best),
    /// The best with another budget.
    AtBudget(AtBudget),
    /// What is nearly as good as the best with this money.
    Near {
        candidate: Candidate,
        #[serde(default)]
        year: usize,
        draws: Option<usize>,
    },
    /// Where more money would go, and less would come from.
    Next(Next),
    /// The best that each budget can do.
    Frontier { candidate: Candidate, draws: Option<usize> },
    /// An uncertain number.
    Belief { candidate: Candidate, address: String, draws: Option<usize> },
    /// How harm avoided responds to one programme.
    Curve(Curve),
    /// Several candidates against one of them, or today.
    SideBySide { candidates: Vec<Candidate>, reference: Option<usize>, draws: Option<usize> },
    /// The file that a candidate is.
    Save { candidate: Candidate },
    /// A candidate from such a file.
    Reopen { text: String, scenario: String },
}

/// Files by the paths they are shown by, and which of them are scenarios.
#[derive(Debug, Deserialize)]
pub(super) struct Open {
    pub(super) files: BTreeMap<String, String>,
    pub(super) scenarios: Vec<String>,
    /// The day to take for today.
    pub(super) today: String,
    /// Draws instead of those that scenarios ask for.
    #[serde(default)]
    pub(super) draws: Option<usize>,
    /// A seed likewise.
    #[serde(default)]
    pub(super) seed: Option<u64>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Move {
    pub(super) candidate: Candidate,
    /// Of which year, from 0.
    #[serde(default)]
    pub(super) year: usize,
    /// Whether in every year.
    #[serde(default)]
    pub(super) all_years: bool,
    /// A strand or programme.
    pub(super) what: String,
    /// What it is to get, £m.
    pub(super) to: f64,
    #[serde(default)]
    pub(super) locks: Vec<String>,
    pub(super) draws: Option<usize>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Best {
    pub(super) candidate: Candidate,
    /// How far each programme may move, as a part of what it has; any distance where left out.
    pub(super) within: Option<f64>,
    #[serde(default)]
    pub(super) locks: Vec<String>,
    pub(super) draws: Option<usize>,
}

#[derive(Debug, Deserialize)]
pub(super) struct AtBudget {
    pub(super) candidate: Candidate,
    /// £m in the first year; later years in proportion.
    pub(super) budget: f64,
    #[serde(default)]
    pub(super) locks: Vec<String>,
    pub(super) draws: Option<usize>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Next {
    pub(super) candidate: Candidate,
    /// £m.
    pub(super) money: f64,
    #[serde(default)]
    pub(super) locks: Vec<String>,
    pub(super) draws: Option<usize>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Curve {
    pub(super) candidate: Candidate,
    pub(super) programme: String,
    #[serde(default)]
    pub(super) year: usize,
    pub(super) draws: Option<usize>,
}
