//! A curve drawn through given points, for evidence that comes as a table.

#![expect(clippy::inline_always, reason = "a function that is called is not compiled for wider instructions")]

use crate::curve::Draw;
use crate::curve::Formula;
use crate::curve::Prepared;
use crate::curve::Response;
use crate::text;

/// Piecewise linear in log q through (effort, log q) knots, from an implied (0, 0), level after the last.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    efforts: Vec<f64>,
    log_residuals: Vec<f64>,
}

/// Points that make no curve.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PointsError {
    /// No points at all.
    #[error("a curve needs at least one point besides [0, 0]")]
    None,
    /// Spending that does not rise.
    #[error("point {number}: spending {} does not come after {}", text::money_exact(*effort), text::money_exact(*before))]
    Order {
        /// Which point, from 1.
        number: usize,
        /// Its spending, £m.
        effort: f64,
        /// The spending before it, £m.
        before: f64,
    },
    /// A reduction outside [0, 1).
    #[error("point {number}: a reduction of {reduction} is not from 0 up to (but not) 1")]
    Reduction {
        /// Which point, from 1.
        number: usize,
        /// Its reduction.
        reduction: f64,
    },
    /// A reduction that falls as money rises.
    #[error("point {number}: the reduction falls from {before} to {reduction} as spending rises")]
    Falling {
        /// Which point, from 1.
        number: usize,
        /// Its reduction.
        reduction: f64,
        /// The reduction before it.
        before: f64,
    },
    /// Returns that grow with spending, which would make the best allocation unprovable.
    #[error(
        "point {number}: log(1 − reduction) falls faster after point {number} than before it, so the curve is not log-convex"
    )]
    NotLogConvex {
        /// The point at which the slope gets steeper, from 1.
        number: usize,
    },
}

impl Points {
    /// Two slopes this close (relatively) are one straight line written with rounded figures.
    const STRAIGHT: f64 = 1e-9;

    /// Checks the points `[effort £m, reduction]`; the first may be `[0, 0]`, which is implied.
    ///
    /// # Errors
    /// See [`PointsError`]; every one names the point.
    pub fn new(points: &[(f64, f64)]) -> Result<Self, PointsError> {
        if points.is_empty() {
            return Err(PointsError::None);
        }
        let mut curve = Self { efforts: vec![0.0], log_residuals: vec![0.0] };
        let (mut before, mut steepest) = ((0.0, 0.0), f64::INFINITY);
        for (i, &(effort, reduction)) in points.iter().enumerate() {
            let number = i + 1;
            if i == 0 && effort.abs() <= 0.0 && reduction.abs() <= 0.0 {
                continue;
            }
            let rises = effort.is_finite() && effort > before.0;
            if !rises {
                return Err(PointsError::Order { number, effort, before: before.0 });
            }
            if !(0.0..1.0).contains(&reduction) {
                return Err(PointsError::Reduction { number, reduction });
            }
            if reduction < before.1 {
                return Err(PointsError::Falling { number, reduction, before: before.1 });
            }
            let log_residual = libm::log1p(-reduction);
            let last = curve.log_residuals.last().copied().unwrap_or_default();
            let steepness = (last - log_residual) / (effort - before.0);
            if steepness > steepest * (1.0 + Self::STRAIGHT) {
                return Err(PointsError::NotLogConvex { number: i });
            }
            steepest = steepness;
            curve.efforts.push(effort);
            curve.log_residuals.push(log_residual);
            before = (effort, reduction);
        }
        if curve.efforts.len() == 1 {
            return Err(PointsError::None);
        }
        Ok(curve)
    }

    /// The same curve of money in another unit, of which `factor` makes up one £m of this.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        let efforts = self.efforts.iter().map(|effort| effort * factor).collect();
        Self { efforts, log_residuals: self.log_residuals.clone() }
    }

    /// log q at an effort and its slope there (the slope to the right at a knot), per £m.
    #[must_use]
    pub fn at(&self, effort: f64) -> (f64, f64) {
        let next = self.efforts.partition_point(|&knot| knot <= effort);
        let last = self.efforts.len() - 1;
        if next > last {
            return (self.log_residuals[last], 0.0);
        }
        let left = next.saturating_sub(1).min(last - 1);
        let (from, to) = (self.efforts[left], self.efforts[left + 1]);
        let slope = (self.log_residuals[left + 1] - self.log_residuals[left]) / (to - from);
        (self.log_residuals[left] + slope * (effort - from), slope)
    }

    /// The straight lines between its knots: from and to which effort, £m, and the slope of log q, per £m.
    pub fn lines(&self) -> impl Iterator<Item = (f64, f64, f64)> + '_ {
        let knots = self.efforts.windows(2).zip(self.log_residuals.windows(2));
        knots.map(|(effort, log)| (effort[0], effort[1], (log[1] - log[0]) / (effort[1] - effort[0])))
    }

    /// The points as given: `[effort £m, reduction]`.
    pub fn given(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.efforts
            .iter()
            .zip(&self.log_residuals)
            .skip(1)
            .map(|(&effort, &log)| (effort, -libm::expm1(log)))
    }
}

/// A strength of 1 is the curve as given; one of nought is no curve at all.
impl Formula for Points {
    /// log q and its slope.
    type Reached = (f64, f64);

    const IS_LOGARITHMIC: bool = true;

    /// Points are in £m, so nothing says how fast effort counts.
    #[inline(always)]
    fn prepared(&self, Draw { strength, .. }: Draw) -> Prepared {
        Prepared { strength, pace: 0.0 }
    }

    #[inline]
    fn reached(&self, effort: f64, _: f64) -> (f64, f64) {
        self.at(effort)
    }

    #[inline(always)]
    fn response(&self, (log_residual, log_slope): (f64, f64), draw: Prepared) -> Response {
        Response { left: draw.strength * log_residual, log_slope: draw.strength * log_slope }
    }

    /// None between its knots, and taken as none at them.
    #[inline(always)]
    fn log_curvature(&self, _: f64, _: f64, _: Prepared) -> f64 {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knots_are_met_and_after_the_last_nothing_changes() -> Result<(), PointsError> {
        let curve = Points::new(&[(100.0, 0.1), (300.0, 0.15)])?;
        let reduction = |effort: f64| -libm::expm1(curve.at(effort).0);
        // Two roundings through log and back.
        assert!((reduction(100.0) - 0.1).abs() < 1e-15);
        assert!((reduction(300.0) - 0.15).abs() < 1e-15);
        assert!((reduction(9999.0) - 0.15).abs() < 1e-15);
        assert!(curve.at(9999.0).1.abs() < f64::MIN_POSITIVE, "level after the last point");
        assert!(curve.at(0.0).1 < curve.at(200.0).1, "the first stretch is the steepest");
        Ok(())
    }

    #[test]
    fn the_first_point_may_be_the_one_that_is_implied() {
        let rest = [(100.0, 0.1), (300.0, 0.15)];
        assert_eq!(Points::new(&[&[(0.0, 0.0)], &rest[..]].concat()), Points::new(&rest));
        let refusal = |points: &[(f64, f64)]| Points::new(points).map_err(|error| error.to_string());
        let steep = refusal(&[(0.0, 0.0), (100.0, 0.1), (200.0, 0.5)]).unwrap_err();
        assert!(steep.starts_with("point 2: "), "points are counted as they are written: {steep}");
        assert!(
            refusal(&[(0.0, 0.0), (0.0, 0.0), (1.0, 0.1)]).unwrap_err().starts_with("point 2: spending £0m")
        );
        assert!(refusal(&[(0.0, 0.1)]).is_err());
    }

    #[test]
    fn every_refusal_names_the_point() {
        let refusal = |points: &[(f64, f64)]| Points::new(points).map_err(|error| error.to_string());
        assert_eq!(refusal(&[]), Err("a curve needs at least one point besides [0, 0]".into()));
        assert_eq!(refusal(&[(0.0, 0.0)]), refusal(&[]));
        assert_eq!(
            refusal(&[(100.0, 0.1), (100.0, 0.2)]),
            Err("point 2: spending £100m does not come after £100m".into())
        );
        assert_eq!(
            refusal(&[(100.0, 1.0)]),
            Err("point 1: a reduction of 1 is not from 0 up to (but not) 1".into())
        );
        assert_eq!(
            refusal(&[(100.0, 0.1), (200.0, 0.05)]),
            Err("point 2: the reduction falls from 0.1 to 0.05 as spending rises".into())
        );
        assert!(matches!(refusal(&[(100.0, 0.1), (200.0, 0.5)]), Err(text) if text.contains("log-convex")));
        assert!(matches!(Points::new(&[(f64::NAN, 0.1)]), Err(PointsError::Order { number: 1, .. })));
    }
}
