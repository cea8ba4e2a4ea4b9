//! Who looks on while a search runs, and may end it.

use std::fmt::Debug;

/// Somebody who looks on.
///
/// A search asks [`Watch::stop`] in every loop, so that a clock or a signal ends it within one pass over the draws or
/// one linear program. Searches that nobody ends are the same on every machine; one that a clock ends is not.
pub trait Watch: Debug + Sync {
    /// Why the search should end now; `None` where it may go on.
    fn stop(&self) -> Option<StoppedBy>;

    /// The best value found so far and what is proved so far: nothing is better than `lower`.
    fn bounds(&self, _upper: f64, _lower: f64) {}
}

/// Nobody looks on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn stop(&self) -> Option<StoppedBy> {
        None
    }
}

/// Looks on for somebody, and says nothing of bounds that are not those of the whole search.
#[derive(Clone, Copy, Debug)]
pub struct Quietly<'w>(pub &'w dyn Watch);

impl Watch for Quietly<'_> {
    fn stop(&self) -> Option<StoppedBy> {
        self.0.stop()
    }
}

/// Why a search ended before it had proved what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoppedBy {
    /// Its time was up.
    TimeLimit,
    /// Somebody asked to stop.
    Request,
    /// It had taken as many steps as it may.
    IterationLimit,
    /// More of it was open at once than it can remember.
    NodeLimit,
    /// The solver could not go on.
    Solver,
}

impl StoppedBy {
    /// The words for it, as documents say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TimeLimit => "time limit",
            Self::Request => "stopped",
            Self::IterationLimit => "iteration limit",
            Self::NodeLimit => "node limit",
            Self::Solver => "solver",
        }
    }
}
