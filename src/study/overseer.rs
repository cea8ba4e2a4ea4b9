//! Who looks on while a study searches.

use crate::optimise::Unwatched;
use crate::optimise::Watch;
use std::fmt::Debug;
use std::time::Duration;

/// Somebody who has every search of a study looked on.
pub trait Overseer: Debug + Send + Sync {
    /// A search begins that may take so long.
    fn watch(&self, time_limit: Option<Duration>) -> Box<dyn Watch + '_>;

    /// Whether somebody has asked to stop.
    fn is_stopping(&self) -> bool {
        false
    }
}

/// Nobody looks on, and no clock runs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nobody;

impl Overseer for Nobody {
    fn watch(&self, _time_limit: Option<Duration>) -> Box<dyn Watch + '_> {
        Box::new(Unwatched)
    }
}
