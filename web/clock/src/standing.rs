//! A clock that stands still.

use std::ops::Add;
pub use std::time::Duration;

/// A moment, by how long it is after the only one there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Duration);

impl Instant {
    /// The only moment there is.
    #[must_use]
    pub fn now() -> Self {
        Self(Duration::ZERO)
    }

    /// How long ago it was: no time passes.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        Duration::ZERO
    }
}

impl Add<Duration> for Instant {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(duration))
    }
}
