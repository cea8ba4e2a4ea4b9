//! Whether a number, certain or not, keeps to where it makes sense.

use crate::distribution::Distribution;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text::typed;

/// Where a number makes sense, in figures and in words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub(super) least: f64,
    /// Whether the least itself is allowed.
    pub(super) with_least: bool,
    pub(super) most: f64,
    /// Whether the most itself is allowed.
    pub(super) with_most: bool,
    pub(super) allowed: &'static str,
}

impl Range {
    /// Nought and everything above.
    pub(super) const fn from_nought(allowed: &'static str) -> Self {
        Self { least: 0.0, with_least: true, most: f64::INFINITY, with_most: true, allowed }
    }

    /// Everything above nought.
    pub(super) const fn above_nought(allowed: &'static str) -> Self {
        Self { with_least: false, ..Self::from_nought(allowed) }
    }

    /// A problem where a number can be outside.
    pub(super) fn problem(self, number: &Distribution, place: Place) -> Option<Problem> {
        let (low, high) = number.support();
        let is_low = low < self.least || (!self.with_least && lowest(number) <= self.least);
        let is_high = high > self.most || (!self.with_most && highest(number) >= self.most);
        let (found, side) = match (is_low, is_high) {
            (false, false) => return None,
            (true, _) => (low, "below"),
            (false, true) => (high, "above"),
        };
        let Self { least, most, allowed, .. } = self;
        let bound = if is_low { least } else { most };
        // On an end that is not allowed itself nothing is beyond anything.
        let is_beyond = if is_low { found < least } else { found > most };
        let far = if is_beyond { format!(", which is {side} {}", shown(bound)) } else { String::new() };
        if number.certain().is_some() {
            return Some(
                Problem::value(place, format!("found the number `{}`{far}", typed(found))).allowed(allowed),
            );
        }
        let end = if is_low { "lower" } else { "upper" };
        let reach = if found.is_finite() {
            format!("`{number}` can be {}{far}", typed(found))
        } else {
            format!("`{number}` has no {end} end")
        };
        let cut = if is_low { "min" } else { "max" };
        let help = format!("{allowed}; `{cut}` in its table cuts it off");
        Some(Problem::value(place, reach).allowed(help))
    }
}

/// The least value that a draw can take. Of a distribution that comes ever closer to its end (a lognormal to
/// nought) that is another than the end: no draw's uniform is as small as this.
fn lowest(number: &Distribution) -> f64 {
    number.certain().unwrap_or_else(|| number.quantile(1e-40))
}

/// The largest value that a draw can take, at the largest uniform below 1.
fn highest(number: &Distribution) -> f64 {
    number.certain().unwrap_or_else(|| number.quantile(1.0 - f64::EPSILON / 2.0))
}

fn shown(bound: f64) -> String {
    if bound.abs() <= 0.0 { "nought".to_owned() } else { typed(bound) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHARE: Range =
        Range { least: 0.0, with_least: true, most: 1.0, with_most: false, allowed: "up to (but not) 1" };

    #[test]
    fn ends_that_no_draw_meets_are_not_in_the_way() {
        let above = Range::above_nought("money above nought");
        let can_be_nought = |number: Distribution| above.problem(&number, Place::root()).is_some();
        assert!(!can_be_nought(Distribution::lognormal(400.0, 0.5).unwrap()));
        assert!(!can_be_nought(Distribution::gamma(400.0, 40.0).unwrap()));
        assert!(
            can_be_nought(Distribution::gamma(1.0, 30.0).unwrap()),
            "most of its draws are nought to a double"
        );
        assert!(can_be_nought(Distribution::constant(0.0).unwrap()));
        assert_eq!(said(&Distribution::beta(2.0, 8.0).unwrap()), "");
    }

    fn said(number: &Distribution) -> String {
        let problem = SHARE.problem(number, Place::root());
        problem.map(|problem| problem.found).unwrap_or_default()
    }

    #[test]
    fn numbers_outside_say_where_they_go() {
        assert_eq!(said(&Distribution::constant(0.0).unwrap()), "");
        assert_eq!(
            said(&Distribution::constant(-2.0).unwrap()),
            "found the number `-2`, which is below nought"
        );
        assert_eq!(said(&Distribution::constant(1.0).unwrap()), "found the number `1`");
        assert_eq!(
            said(&Distribution::uniform(0.5, 1.5).unwrap()),
            "`uniform {low 0.5, high 1.5}` can be 1.5, which is above 1"
        );
        assert_eq!(
            said(&Distribution::normal(0.5, 1.0).unwrap()),
            "`normal {mean 0.5, sd 1}` has no lower end"
        );
        assert_eq!(
            said(&Distribution::gamma(0.5, 1.0).unwrap()),
            "`gamma {mean 0.5, sd 1}` has no upper end"
        );
    }
}
