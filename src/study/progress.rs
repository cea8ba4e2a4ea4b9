//! How a long study tells somebody that it is getting on.

use crate::study::Nobody;
use crate::study::Overseer;
use std::sync::Arc;

/// Somebody who wants to know how far a study is.
pub trait Progress: Sync {
    /// The study has this many steps: all there will be, said once and first.
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

/// A study inside another one, whose steps were counted among those of the whole.
pub(super) struct Within<'a>(pub(super) &'a dyn Progress);

impl Progress for Within<'_> {
    fn begin(&self, _steps: usize) {}

    fn advance(&self, step: &str) {
        self.0.advance(step);
    }

    fn overseer(&self) -> Arc<dyn Overseer> {
        self.0.overseer()
    }
}

/// A study inside another one, whose own steps nobody counted.
pub(super) struct Unheard<'a>(pub(super) &'a dyn Progress);

impl Progress for Unheard<'_> {
    fn begin(&self, _steps: usize) {}

    fn advance(&self, _step: &str) {}

    fn overseer(&self) -> Arc<dyn Overseer> {
        self.0.overseer()
    }
}
