//! The map of a number that takes a few values: between two of them it is a straight line of the uniform.

use crate::distribution::special::Tails;
use crate::distribution::special::norm_tails;
use crate::distribution::special::norm_z;

/// Where one value of the prior begins in its uniform, and where it begins in the posterior's.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::distribution) struct Stretches(Vec<(f64, f64)>);

impl Stretches {
    /// From the probability of each value before and after, in the order of the quantile function.
    pub fn of(weights: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let (mut before, mut after) = (0.0, 0.0);
        let mut ends = vec![(0.0, 0.0)];
        for (prior, posterior) in weights {
            (before, after) = (before + prior, after + posterior);
            ends.push((before, after));
        }
        Self(ends)
    }

    /// The uniform of the prior at which it has the value that the posterior has at u.
    pub fn at(&self, u: f64) -> f64 {
        self.walk(u, |end| (end.1, end.0))
    }

    /// The other way round.
    pub fn back(&self, u: f64) -> f64 {
        self.walk(u, |end| *end)
    }

    /// The same for a score.
    pub fn score(&self, z: f64) -> f64 {
        norm_z(Tails::from_lower(self.at(norm_tails(z).lower)))
    }

    /// The other way round for a score.
    pub fn score_back(&self, t: f64) -> f64 {
        norm_z(Tails::from_lower(self.back(norm_tails(t).lower)))
    }

    /// Of the number's mirror image.
    pub fn mirrored(&self) -> Self {
        Self(self.0.iter().rev().map(|(before, after)| (1.0 - before, 1.0 - after)).collect())
    }

    fn walk(&self, at: f64, sides: impl Fn(&(f64, f64)) -> (f64, f64)) -> f64 {
        let after = self.0.partition_point(|end| sides(end).0 <= at);
        let below = after.checked_sub(1).and_then(|below| self.0.get(below));
        match (below.map(&sides), self.0.get(after).map(&sides)) {
            (Some((from, to)), Some((end, above))) => to + (above - to) * ((at - from) / (end - from)),
            (Some((_, last)), None) => last,
            (None, _) => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Stretches;

    #[test]
    fn each_value_keeps_its_own_stretch() {
        // The second value is ruled out: nobody comes to its stretch from 0.2 to 0.5.
        let steps = Stretches::of([(0.2, 0.6), (0.3, 0.0), (0.5, 0.4)]);
        for (posterior, prior) in [(0.0, 0.0), (0.3, 0.1), (0.6, 0.5), (0.8, 0.75), (1.0, 1.0)] {
            // A few roundings of shares.
            assert!((steps.at(posterior) - prior).abs() < 1e-15, "{posterior}");
            assert!((steps.back(prior) - posterior).abs() < 1e-15, "{prior}");
        }
        assert!((steps.back(0.35) - 0.6).abs() < 1e-15, "inside what is ruled out");
    }
}
