//! One scenario a line, answered or not, for programs that read a batch while it is worked out.

use crate::report::views::BrokenView;
use crate::report::views::RefusedView;
use serde::Serialize;

/// What became of one scenario or file: the same object as in the document, with the key `status` before it. `A` is what a
/// document says of an answered scenario, `I` of one that no allocation can meet.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Line<'a, A, I> {
    /// It has an answer.
    Answered(&'a A),
    /// No allocation can meet it.
    Infeasible(&'a I),
    /// It could not be worked out.
    Broken(&'a BrokenView),
    /// The file could not be used.
    Refused(&'a RefusedView),
}

impl<A, I> Line<'_, A, I> {
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
