//! What is done to every block of draws, those that are held and those that are made again.

use crate::simulate::block::Block;
use std::fmt;
use std::sync::Arc;

/// A function of a block.
#[derive(Clone)]
pub(super) struct Change(Arc<dyn Fn(&Block) -> Block + Send + Sync>);

impl Change {
    /// A change by a function.
    pub(super) fn of(change: impl Fn(&Block) -> Block + Send + Sync + 'static) -> Self {
        Self(Arc::new(change))
    }

    /// The block changed.
    pub(super) fn done_to(&self, block: &Block) -> Block {
        (self.0)(block)
    }

    /// The change that does another one before, if there is one.
    pub(super) fn after(&self, first: Option<&Self>) -> Self {
        let own = self.clone();
        match first.cloned() {
            None => own,
            Some(first) => Self::of(move |block| own.done_to(&first.done_to(block))),
        }
    }
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Change").finish_non_exhaustive()
    }
}
