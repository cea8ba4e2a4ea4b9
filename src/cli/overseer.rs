//! The clock and the signal that end a search, and who is told of its bounds.

use crate::cli::batch::interrupt;
use crate::model::Scenario;
use crate::optimise::StoppedBy;
use crate::optimise::Watch;
use crate::study::Overseer;
use crate::study::Progress;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::Weak;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
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

/// A study's progress, shown to somebody, and how long it may take.
#[derive(Debug)]
pub(super) struct Telling {
    shown: Arc<dyn Shown>,
    clock: Arc<Clock>,
}

impl Telling {
    /// Shows it to somebody, and has it end at a time.
    pub(super) fn new(shown: Arc<dyn Shown>, until: Option<Instant>) -> Self {
        // A study may be kept longer than anybody is shown anything of it.
        let clock = Clock {
            shown: Arc::downgrade(&shown),
            until,
            steps: AtomicUsize::new(1),
            began: Mutex::new(BTreeMap::new()),
        };
        Self { shown, clock: Arc::new(clock) }
    }
}

impl Progress for Telling {
    fn begin(&self, steps: usize) {
        self.clock.steps.store(steps, Ordering::SeqCst);
        self.shown.begin(steps);
    }

    fn advance(&self, step: &str) {
        // More steps than were announced are no harm.
        let _ = self.clock.steps.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        self.shown.advance(step);
    }

    fn overseer(&self) -> Arc<dyn Overseer> {
        Arc::<Clock>::clone(&self.clock)
    }
}

/// However many steps are left, a search may take this part of the time that is left.
const FAIR: u32 = 4;

/// Ends searches when their time is up, or somebody asks to stop.
#[derive(Debug)]
struct Clock {
    shown: Weak<dyn Shown>,
    /// When the command should have ended.
    until: Option<Instant>,
    /// The steps that are not done yet.
    steps: AtomicUsize,
    /// When the first search of each scenario began, by its id.
    began: Mutex<BTreeMap<String, Instant>>,
}

impl Clock {
    /// When a search of a scenario that begins now has to end. What is left of the command's time is shared among the
    /// steps that are left, though most of them take next to nothing: no search has to do with less than a part of it; a scenario that says itself how long it may take has that for all its searches.
    fn end(&self, scenario: &str, limit: Option<Duration>) -> Option<Instant> {
        let now = Instant::now();
        if let Some(until) = self.until {
            let steps = u32::try_from(self.steps.load(Ordering::SeqCst)).unwrap_or(u32::MAX);
            let steps = steps.clamp(1, FAIR);
            return now.checked_add(until.saturating_duration_since(now) / steps);
        }
        let limit = limit?;
        let began =
            self.began.lock().map_or(now, |mut began| *began.entry(scenario.to_owned()).or_insert(now));
        began.checked_add(limit)
    }
}

impl Overseer for Clock {
    fn watch(&self, scenario: &Scenario) -> Box<dyn Watch + '_> {
        Box::new(Looking { clock: self, until: self.end(scenario.id(), scenario.patience().time_limit) })
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

    fn telling(until: Option<Instant>) -> Telling {
        Telling::new(Arc::new(Nothing), until)
    }

    fn stop(told: &Telling, scenario: &str, limit: Option<Duration>) -> Option<StoppedBy> {
        Looking { clock: &told.clock, until: told.clock.end(scenario, limit) }.stop()
    }

    #[test]
    fn a_scenario_has_its_time_for_all_its_searches() {
        let told = telling(None);
        assert_eq!(stop(&told, "free", None), None);
        assert_eq!(stop(&told, "long", Some(Duration::from_secs(3600))), None);
        let short = Some(Duration::from_millis(1));
        told.clock.end("short", short);
        std::thread::sleep(Duration::from_millis(2));
        assert_eq!(stop(&told, "short", short), Some(StoppedBy::TimeLimit), "its next search has none left");
    }

    #[test]
    fn what_is_left_of_a_command_is_shared_among_the_steps_that_are_left() {
        let hour = Duration::from_secs(3600);
        let told = telling(Instant::now().checked_add(hour));
        let left = || told.clock.end("any", None).unwrap().saturating_duration_since(Instant::now());
        told.begin(4);
        // This takes far less than the minute allowed for it.
        assert!(left() <= hour / 4 && left() + Duration::from_secs(60) > hour / 4);
        (0..3).for_each(|_| told.advance("one"));
        assert!(left() > hour / 2, "the last has all that is left");
        assert_eq!(stop(&telling(Some(Instant::now())), "any", None), Some(StoppedBy::TimeLimit));
    }
}
