//! What is asked of a search, and what comes of it.

use crate::model::Allocation;
use crate::optimise::Certificate;
use crate::optimise::Unwatched;
use crate::optimise::Watch;

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub struct Options<'w> {
    /// The relative gap that is good enough.
    pub gap: f64,
    /// The most masters that may be solved.
    pub most_iterations: usize,
    /// Whether to go on, once the gap has closed, until amounts are exact too.
    pub exact: bool,
    /// Who looks on, and may end the search.
    pub watch: &'w dyn Watch,
}

impl Options<'_> {
    /// The gap that ends the search for exact amounts; `None` where they are to be exact.
    pub(in crate::optimise) fn enough(&self) -> Option<f64> {
        (!self.exact).then_some(self.gap)
    }
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { gap: 1e-6, most_iterations: 1000, exact: true, watch: &Unwatched }
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
