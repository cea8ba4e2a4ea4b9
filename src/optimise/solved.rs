//! What is asked of a search, and what comes of it.

use crate::model::Allocation;
use crate::optimise::Certificate;

/// When to stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// The relative gap that is good enough.
    pub gap: f64,
    /// The most masters that may be solved.
    pub most_iterations: usize,
    /// Whether to go on, once the gap has closed, until amounts are exact too.
    pub exact: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { gap: 1e-6, most_iterations: 1000, exact: true }
    }
}

/// The best allocation and what proves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Solved {
    /// The allocation.
    pub allocation: Allocation,
    /// The proof.
    pub certificate: Certificate,
}
