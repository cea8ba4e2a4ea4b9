//! The files that a page is played with.

use serde::Serialize;
use std::collections::BTreeMap;

/// What the page hands to the engine when it is opened: the body of the question `open`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// Texts by their paths, seen from the folder that all of them are below.
    pub files: BTreeMap<String, String>,
    /// Which of them are scenarios to be played, in order.
    pub scenarios: Vec<String>,
    /// The day taken for today.
    pub today: String,
    /// How many draws were asked for, whatever the scenarios say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draws: Option<usize>,
    /// Which draws were asked for, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
}
