//! What every distribution with a density can do.

use crate::distribution::quantiles::Shape;
use crate::distribution::special::Tails;
use core::fmt::Display;

/// A distribution with a density and a strictly increasing distribution function inside its support.
///
/// Displayed the way an evidence file says it.
pub(super) trait Continuous: Display {
    /// P(X ≤ x) and P(X > x), for any x including ±∞.
    fn tails(&self, x: f64) -> Tails;

    /// The x with these tails, inside the support; its ends where a tail is 0.
    fn quantile(&self, at: Tails) -> f64;

    /// E(X | low < X < high), given P(low < X < high) = `mass` and `low`, `high` inside the support.
    fn mean_between(&self, low: f64, high: f64, mass: f64) -> f64;

    /// The smallest interval it is always in; ±∞ where there is no end.
    fn support(&self) -> (f64, f64);

    /// How columns are turned into values.
    fn shape(&self) -> Shape;
}
