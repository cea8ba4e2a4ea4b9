//! How long the best allocation is searched for.

use crate::units::Share;
use std::time::Duration;

/// When a search may end. Where nothing is said, it ends when the gap that its kind of problem can be proved to is
/// proved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd)]
pub struct Patience {
    /// The relative gap that is good enough.
    pub gap: Option<Gap>,
    /// The longest that one search may take. What is found by then depends on the machine; what is proved of it does
    /// not become less true.
    pub time_limit: Option<Duration>,
}

/// A relative gap between what is found and what is proved.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Gap(Share);

impl Eq for Gap {}

impl Gap {
    /// The least gap that can be asked for: below it, sums over draws differ by their rounding.
    pub const LEAST: f64 = 1e-9;

    /// What may be said.
    pub const ALLOWED: &'static str = "a part of the objective from 1e-9 to 1, such as 0.001";

    /// A gap; `None` of a number that is none.
    #[must_use]
    pub fn new(part: f64) -> Option<Self> {
        Share::new(part).ok().filter(|share| share.get() >= Self::LEAST).map(Self)
    }

    /// The gap as a part of the objective.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0.get()
    }
}

impl Patience {
    /// The longest time limit: a month.
    pub const MOST_SECONDS: f64 = 2_678_400.0;

    /// What may be said of time.
    pub const SECONDS: &'static str = "seconds, more than 0 and at most a month (2678400)";

    /// A time limit; `None` of seconds that are none.
    #[must_use]
    pub fn seconds(seconds: f64) -> Option<Duration> {
        (seconds > 0.0 && seconds <= Self::MOST_SECONDS).then(|| Duration::from_secs_f64(seconds))
    }

    /// What is said here, and otherwise what is said there.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { gap: self.gap.or(other.gap), time_limit: self.time_limit.or(other.time_limit) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_waited_for_and_proved_is_taken() {
        let no_number = [0.0, -1.0, f64::NAN, f64::INFINITY];
        assert!(no_number.iter().all(|number| Gap::new(*number).is_none()));
        assert!(no_number.iter().all(|number| Patience::seconds(*number).is_none()));
        assert_eq!(Patience::seconds(0.5), Some(Duration::from_millis(500)));
        assert!(Gap::new(1e-9).is_some() && Gap::new(9e-10).is_none() && Gap::new(1.0).is_some());
    }

    #[test]
    fn what_is_typed_goes_before_what_is_written() {
        let typed = Patience { gap: Gap::new(0.1), time_limit: None };
        let written = Patience { gap: Gap::new(0.2), time_limit: Patience::seconds(3.0) };
        assert_eq!(typed.or(written), Patience { gap: Gap::new(0.1), time_limit: Patience::seconds(3.0) });
    }
}
