//! Distributions that take a few values only: a certain number, a yes or no, a weighted list.

use crate::distribution::error::Check;
use crate::distribution::error::DistError;
use crate::distribution::error::check_entry;
use crate::distribution::figure::Figure;
use crate::distribution::figure::Figures;
use crate::distribution::quantiles::Steps;
use crate::distribution::truncation::Limits;
use crate::distribution::update::Stretches;
use core::cmp::Ordering;
use core::fmt;

/// Values with their probabilities, in the order the quantile function goes through them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Atoms {
    /// Never empty.
    points: Vec<Point>,
    wording: Wording,
}

#[derive(Clone, Debug, PartialEq)]
struct Point {
    value: f64,
    probability: f64,
    /// The probabilities so far, this one included.
    up_to: f64,
}

/// How it was written.
#[derive(Clone, Debug, PartialEq)]
enum Wording {
    Number,
    Chance { p: f64 },
    List { values: Vec<f64>, weights: Vec<f64> },
}

/// Checked; the formulas stand with the constructors of `Distribution`.
impl Atoms {
    pub(super) fn constant(value: f64) -> Result<Self, DistError> {
        Check("constant").finite("value", value)?;
        Ok(Self::new(&[(value, 1.0)], Wording::Number))
    }

    pub(super) fn bernoulli(p: f64) -> Result<Self, DistError> {
        Check("bernoulli").inside((0.0..=1.0).contains(&p), "p", p, "between 0 and 1")?;
        let shares = [(1.0, p), (0.0, 1.0 - p)];
        Ok(Self::new(&shares, Wording::Chance { p }))
    }

    pub(super) fn discrete(values: Vec<f64>, weights: Vec<f64>) -> Result<Self, DistError> {
        if values.len() != weights.len() || values.is_empty() {
            let (values, weights) = (values.len(), weights.len());
            return Err(DistError::Pairing { values, weights });
        }
        for (index, (&value, &weight)) in values.iter().zip(&weights).enumerate() {
            check_entry("value", index, value, true)?;
            check_entry("weight", index, weight, false)?;
        }
        let total: f64 = weights.iter().sum();
        if total <= 0.0 {
            return Err(DistError::NoWeight);
        }
        let mut shares: Vec<(f64, f64)> =
            values.iter().zip(&weights).map(|(&value, weight)| (value, weight / total)).collect();
        shares.sort_by(|a, b| a.0.total_cmp(&b.0));
        let wording = Wording::List { values, weights };
        Ok(Self::new(&shares, wording))
    }
}

impl Atoms {
    /// From (value, probability) in order; equal neighbours are merged, probabilities of 0 left out.
    fn new(shares: &[(f64, f64)], wording: Wording) -> Self {
        let mut points: Vec<Point> = Vec::with_capacity(shares.len());
        let mut up_to = 0.0;
        for &(value, probability) in shares.iter().filter(|share| share.1 > 0.0) {
            up_to += probability;
            match points.last_mut() {
                Some(last) if last.value.partial_cmp(&value) == Some(Ordering::Equal) => {
                    last.probability += probability;
                    last.up_to = up_to;
                }
                _ => points.push(Point { value, probability, up_to }),
            }
        }
        Self { points, wording }
    }

    /// Of `factor` times the number.
    pub fn scaled(&self, factor: f64) -> Self {
        let times = |point: &Point| Point { value: point.value * factor, ..point.clone() };
        let wording = match &self.wording {
            Wording::Number => Wording::Number,
            Wording::Chance { p } => Wording::List { values: vec![factor, 0.0], weights: vec![*p, 1.0 - p] },
            Wording::List { values, weights } => {
                let values = values.iter().map(|value| value * factor).collect();
                Wording::List { values, weights: weights.clone() }
            }
        };
        Self { points: self.points.iter().map(times).collect(), wording }
    }

    /// Only the values inside `limits`, and the probability they had.
    pub fn within(&self, limits: Limits) -> (Self, f64) {
        let inside = || self.points.iter().filter(|p| limits.allow(p.value));
        let mass: f64 = inside().map(|point| point.probability).sum();
        if inside().count() == self.points.len() {
            return (self.clone(), mass);
        }
        let shares: Vec<(f64, f64)> = inside().map(|point| (point.value, point.probability / mass)).collect();
        (Self::new(&shares, self.wording.clone()), mass)
    }

    /// The same values weighted by a likelihood known by its logarithm, and where each is now in the uniform; `None` where
    /// that is nothing for every value.
    pub fn weighted(&self, ln: impl Fn(f64) -> f64) -> Option<(Self, Stretches)> {
        let of = |point: &Point| ln(point.value) + libm::log(point.probability);
        let top = self.points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        let weights: Vec<f64> = self.points.iter().map(|point| libm::exp(of(point) - top)).collect();
        let total: f64 = weights.iter().sum();
        if !top.is_finite() || !total.is_finite() {
            return None;
        }
        let after = || weights.iter().map(|weight| weight / total);
        let stretches = Stretches::of(self.points.iter().map(|point| point.probability).zip(after()));
        let shares: Vec<(f64, f64)> =
            self.points.iter().zip(after()).map(|(point, after)| (point.value, after)).collect();
        Some((Self::new(&shares, self.wording.clone()), stretches))
    }

    pub fn quantile(&self, u: f64) -> f64 {
        let before = self.points.partition_point(|point| point.up_to <= u);
        // Rounding may leave the last sum a little below 1.
        let index = before.min(self.points.len() - 1);
        self.points[index].value
    }

    /// Each value with the part of (0, 1) in which it is taken.
    pub fn values(&self) -> Vec<(f64, (f64, f64))> {
        let part = |point: &Point| (point.value, (point.up_to - point.probability, point.up_to));
        self.points.iter().map(part).collect()
    }

    /// Its quantile function for columns.
    pub fn steps(&self) -> Steps {
        Steps::of(self.points.iter().map(|point| (point.value, point.up_to)))
    }

    pub fn cdf(&self, x: f64) -> f64 {
        if self.support().1 <= x {
            return 1.0;
        }
        let reached = self.points.iter().filter(|point| point.value <= x);
        // Added up from +0, as the sum of no floats is −0.
        reached.fold(0.0, |sum, point| sum + point.probability)
    }

    pub fn mean(&self) -> f64 {
        let (low, high) = self.support();
        let terms = self.points.iter();
        let sum = terms.fold(0.0, |sum, point| sum + point.probability * point.value);
        // Rounding must not carry it outside.
        sum.clamp(low, high)
    }

    pub fn support(&self) -> (f64, f64) {
        let values = self.points.iter().map(|point| point.value);
        values
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
    }

    pub fn certain(&self) -> Option<f64> {
        match self.points.as_slice() {
            [only] => Some(only.value),
            _ => None,
        }
    }
}

impl fmt::Display for Atoms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.wording {
            Wording::Number => write!(f, "{}", Figure(self.quantile(0.5))),
            Wording::Chance { p } => write!(f, "bernoulli {{p {}}}", Figure(*p)),
            Wording::List { values, weights } => {
                let (values, weights) = (Figures(values), Figures(weights));
                write!(f, "discrete {{values {values}, weights {weights}}}")
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "values are passed through, and the sums are exact in binary")]
mod tests {
    use crate::distribution::Distribution;

    fn discrete(values: &[f64], weights: &[f64]) -> Distribution {
        Distribution::discrete(values.to_vec(), weights.to_vec()).expect("the lists are sound")
    }

    #[test]
    fn a_list_is_sorted_weighted_and_merged() {
        let d = discrete(&[5.0, 1.0, 9.0, 5.0], &[1.0, 4.0, 0.0, 3.0]);
        assert_eq!([0.1, 0.49, 0.5, 0.99].map(|u| d.quantile(u)), [1.0, 1.0, 5.0, 5.0]);
        assert_eq!([0.0, 1.0, 4.9, 5.0, 9.0].map(|x| d.cdf(x)), [0.0, 0.5, 0.5, 1.0, 1.0]);
        assert_eq!(d.support(), (1.0, 5.0));
        assert_eq!(d.mean(), 3.0);
    }

    #[test]
    fn bernoulli_says_yes_below_p() {
        let d = Distribution::bernoulli(0.25).expect("p is a probability");
        assert_eq!([0.1, 0.249, 0.25, 0.9].map(|u| d.quantile(u)), [1.0, 1.0, 0.0, 0.0]);
        assert_eq!([-1.0, 0.0, 0.5, 1.0].map(|x| d.cdf(x)), [0.0, 0.75, 0.75, 1.0]);
        assert_eq!((d.mean(), d.support()), (0.25, (0.0, 1.0)));
    }

    #[test]
    fn one_possible_value_is_certain() {
        let certain = |d: Result<Distribution, _>| d.map(|d| d.certain());
        assert_eq!(certain(Distribution::constant(7.0)), Ok(Some(7.0)));
        assert_eq!(certain(Distribution::bernoulli(0.0)), Ok(Some(0.0)));
        assert_eq!(certain(Distribution::bernoulli(1.0)), Ok(Some(1.0)));
        assert_eq!(certain(Distribution::bernoulli(0.5)), Ok(None));
        assert_eq!(discrete(&[2.0, 2.0], &[1.0, 3.0]).certain(), Some(2.0));
        assert_eq!(discrete(&[2.0, 4.0], &[1.0, 0.0]).certain(), Some(2.0));
        assert_eq!(discrete(&[2.0, 4.0], &[1.0, 1.0]).certain(), None);
    }

    #[test]
    fn truncation_drops_the_values_outside() {
        let d = discrete(&[1.0, 2.0, 3.0, 4.0], &[0.25; 4]);
        let d = d.truncated(Some(2.0), Some(3.5)).expect("two values are left");
        assert_eq!([1e-9, 0.49, 0.51, 1.0].map(|u| d.quantile(u)), [2.0, 2.0, 3.0, 3.0]);
        assert_eq!((d.mean(), d.support()), (2.5, (2.0, 3.0)));
    }

    #[test]
    fn lists_that_make_no_sense_are_refused() {
        let refused = |values: &[f64], weights: &[f64]| {
            Distribution::discrete(values.to_vec(), weights.to_vec()).expect_err("refused").to_string()
        };
        assert_eq!(
            refused(&[1.0, 2.0], &[1.0]),
            "discrete: 2 values and 1 weights: must be as many of one as of the other, and at least one"
        );
        assert_eq!(
            refused(&[1.0, f64::NAN], &[1.0, 1.0]),
            "discrete: value number 2 is nan: must be finite, and 0 or between 1e-100 and 1e100 in size"
        );
        assert_eq!(refused(&[1.0], &[0.0]), "discrete: all weights are 0: at least one must be above 0");
        assert_eq!(
            Distribution::bernoulli(1.5).map_err(|error| error.to_string()),
            Err("bernoulli: p is 1.5: must be between 0 and 1".to_owned())
        );
    }
}
