//! Best allocations one a line.

use crate::report;
use crate::report::optimise::Entry;

/// What became of one scenario or file.
pub type Line<'a> = report::Line<'a, Entry, Entry>;
