//! Who looks on while a study searches.

use crate::model::Scenario;
use crate::optimise::Unwatched;
use crate::optimise::Watch;
use std::fmt::Debug;

/// Somebody who has every search of a study looked on.
pub trait Overseer: Debug + Send + Sync {
    /// A search of a scenario begins, or might: where nothing is left of its time, it is told to stop at once.
    fn watch(&self, scenario: &Scenario) -> Box<dyn Watch + '_>;
}

/// Nobody looks on, and no clock runs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nobody;

impl Overseer for Nobody {
    fn watch(&self, _scenario: &Scenario) -> Box<dyn Watch + '_> {
        Box::new(Unwatched)
    }
}
