//! The trust region: how far from the best point so far the master may look.
//!
//! Plain outer approximation wanders: early planes are good only near where they touch. An L∞ box around the
//! best point keeps the master linear and the steps where the planes are true (Linderoth & Wright 2003,
//! *Decomposition algorithms for stochastic programming on a computational grid*).

/// A box around the best point, in the region's units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TrustRegion {
    radius: f64,
    disappointments: u8,
}

impl TrustRegion {
    /// A tenth of all money, to begin with: large enough to cross most regions in a few steps.
    const FIRST: f64 = 0.1;
    /// A step that achieves this part of what the master promised may be longer next time.
    const GOOD: f64 = 0.5;
    /// The largest shrinking of the box at once.
    const SHARPEST: f64 = 4.0;
    /// Steps in a row that made things worse, after which the box shrinks.
    const PATIENCE: u8 = 3;

    pub(super) fn new() -> Self {
        Self { radius: Self::FIRST, disappointments: 0 }
    }

    /// A box that holds everything until the first disappointments: switches go all the way from off to on.
    pub(super) fn wide() -> Self {
        Self { radius: 1.0, disappointments: 0 }
    }

    /// The part of the bounds inside the box around a point.
    pub(super) fn around(self, point: &[f64], bounds: &[(f64, f64)]) -> Vec<(f64, f64)> {
        let near = |(&value, &(lower, upper)): (&f64, &(f64, f64))| {
            ((value - self.radius).max(lower).min(upper), (value + self.radius).min(upper).max(lower))
        };
        point.iter().zip(bounds).map(near).collect()
    }

    /// Learns from a step: how much better the master promised it would be, and how much better it was.
    pub(super) fn learn(&mut self, promised: f64, achieved: f64) {
        if achieved >= Self::GOOD * promised {
            self.radius = (self.radius * 2.0).min(1.0);
            self.disappointments = 0;
        } else if achieved > 0.0 {
            self.disappointments = 0;
        } else {
            let badness = self.radius.min(1.0) * -achieved / promised;
            self.disappointments = self.disappointments.saturating_add(1);
            if badness > f64::from(Self::PATIENCE)
                || (self.disappointments >= Self::PATIENCE && badness > 0.0)
            {
                self.radius /= badness.clamp(2.0, Self::SHARPEST);
                self.disappointments = 0;
            }
        }
    }

    /// After the solver broke in the box, another is tried.
    pub(super) fn shrink(&mut self) {
        self.radius /= 2.0;
    }

    /// After the box was left behind, it opens again.
    pub(super) fn widen(&mut self) {
        self.radius = (self.radius * 2.0).min(1.0);
    }
}
