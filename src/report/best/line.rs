//! One scenario a line, for programs that read a batch while it is worked out.

use crate::report::best::Entry;
use crate::report::views::BrokenView;
use crate::report::views::RefusedView;
use serde::Serialize;

/// What became of one scenario or file: the same object as in the document, with the key `status` before it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Line<'a> {
    /// It has an answer.
    Answered(&'a Entry),
    /// No allocation can meet it.
    Infeasible(&'a Entry),
    /// It could not be worked out.
    Broken(&'a BrokenView),
    /// The file could not be used.
    Refused(&'a RefusedView),
}
