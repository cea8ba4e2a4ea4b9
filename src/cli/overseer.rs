//! The clock and the signal that end a search, and who is told of its bounds.

use crate::cli::batch::interrupt;
use crate::optimise::StoppedBy;
use crate::optimise::Watch;
use crate::study::Overseer;
use crate::study::Progress;
use std::fmt::Debug;
use std::sync::Arc;
use std::sync::Weak;
use std::time::Duration;
use std::time::Instant;

/// Somebody who is shown how far a run is.
pub(super) trait Shown: Debug + Send + Sync {
    /// The run has this many steps.
    fn begin(&self, _steps: usize) {}
    /// One more step is done.
    fn advance(&self, _step: &str) {}
    /// The best found so far, and what is proved: nothing is better than `lower`.
    fn bounds(&self, _upper: f64, _lower: f64) {}
}

/// Nobody is shown anything.
#[derive(Debug)]
pub(super) struct Nothing;

impl Shown for Nothing {}

/// A study's progress, shown to somebody.
#[derive(Debug)]
pub(super) struct Telling(pub(super) Arc<dyn Shown>);

impl Progress for Telling {
    fn begin(&self, steps: usize) {
        self.0.begin(steps);
    }

    fn advance(&self, step: &str) {
        self.0.advance(step);
    }

    fn overseer(&self) -> Arc<dyn Overseer> {
        // A study may be kept longer than anybody is shown anything of it.
        Arc::new(Clock { shown: Arc::downgrade(&self.0) })
    }
}

/// Ends searches when their time is up, or somebody asks to stop.
#[derive(Debug)]
struct Clock {
    shown: Weak<dyn Shown>,
}

impl Overseer for Clock {
    fn watch(&self, time_limit: Option<Duration>) -> Box<dyn Watch + '_> {
        let until = time_limit.and_then(|limit| Instant::now().checked_add(limit));
        Box::new(Looking { clock: self, until })
    }

    fn is_stopping(&self) -> bool {
        interrupt::is_asked_for()
    }
}

/// One search, looked on.
#[derive(Debug)]
struct Looking<'c> {
    clock: &'c Clock,
    until: Option<Instant>,
}

impl Watch for Looking<'_> {
    fn stop(&self) -> Option<StoppedBy> {
        if interrupt::is_asked_for() {
            return Some(StoppedBy::Request);
        }
        self.until.filter(|until| Instant::now() >= *until).map(|_| StoppedBy::TimeLimit)
    }

    fn bounds(&self, upper: f64, lower: f64) {
        interrupt::keep_bounds(upper, lower);
        if let Some(shown) = self.clock.shown.upgrade() {
            shown.bounds(upper, lower);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_ends_when_its_time_is_up_and_not_before() {
        let told = Telling(Arc::new(Nothing));
        let overseer = told.overseer();
        assert_eq!(overseer.watch(None).stop(), None);
        assert_eq!(overseer.watch(Some(Duration::from_secs(3600))).stop(), None);
        assert_eq!(overseer.watch(Some(Duration::ZERO)).stop(), Some(StoppedBy::TimeLimit));
    }
}
