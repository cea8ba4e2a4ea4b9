//! From one answer to another, piece by piece.

use crate::model::Simulation;
use crate::study::StudyError;

/// Something old that can be made into something new piece by piece, and answers at every step.
pub(super) trait Ladder {
    /// How many pieces there are.
    fn pieces(&self) -> usize;

    /// How many questions are answered.
    fn questions(&self) -> usize;

    /// Whether OLD with these pieces of NEW makes sense.
    fn is_sound(&self, taken: &[bool]) -> bool;

    /// What OLD with these pieces of NEW comes to: an answer for each question, or for the one that is wanted; none where there
    /// is no answer.
    ///
    /// # Errors
    /// A solver broke, or the time is up.
    fn measured(&self, taken: &[bool], wanted: Option<usize>) -> Result<Vec<Option<Measured>>, StudyError>;
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Measured {
    /// The quantity, draw by draw, £m.
    pub(super) draws: Vec<f64>,
    /// How far the answer may be from what it should be, £m: the gap of a search; nought where nothing was searched.
    pub(super) gap: f64,
    /// Which draws these are.
    pub(super) simulation: Simulation,
}
