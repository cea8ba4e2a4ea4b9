//! How a long study tells somebody that it is getting on.

use crate::study::Nobody;
use crate::study::Overseer;
use std::sync::Arc;

/// Somebody who wants to know how far a study is.
pub trait Progress: Sync {
    /// The study has this many steps.
    fn begin(&self, steps: usize);
    /// One more step is done.
    fn advance(&self, step: &str);
    /// Who looks on while the study searches.
    fn overseer(&self) -> Arc<dyn Overseer> {
        Arc::new(Nobody)
    }
}

/// Nobody wants to know.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _steps: usize) {}
    fn advance(&self, _step: &str) {}
}
