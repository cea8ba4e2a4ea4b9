//! The quantile function of one distribution, prepared for columns.

use crate::distribution::quantiles::Steps;

use crate::distribution::quantiles::scores::FARTHEST;
use crate::distribution::quantiles::scores::are_ordinary;
use crate::distribution::quantiles::scores::ordinary_scores;
use crate::distribution::quantiles::scores::score;
use crate::distribution::quantiles::scores::scores;
use crate::distribution::quantiles::scores::shares;
use crate::distribution::quantiles::scores::smaller;
use crate::distribution::quantiles::shape;
use crate::distribution::quantiles::shape::Scored;
use crate::distribution::quantiles::shape::Shape;
use crate::distribution::quantiles::widen::Widen;
use crate::distribution::update::Update;
use crate::elementary::wide;

/// A tail as thin as that of [`FARTHEST`]; what is thinner is beyond the tables.
const THINNEST: f64 = f64::EPSILON / 2.0;

/// A quantile function for columns of numbers, made by `Distribution::quantiles`.
///
/// The values are those of `Distribution::quantile` but for the last digits: a few units in the last place of closed
/// forms, and less than 1e-9 of the distance from either end of the support, before anything was cut off, of beta, PERT and gamma
/// distributions. That is made sure of where tables are made, and shapes of which no table holds have none. A value depends on its own
/// number and on nothing else: not on its neighbours, and not on how wide the instructions of the machine are.
pub struct Quantiles {
    way: Way,
    /// The quantile function for one number.
    exact: Exact,
    widen: Widen,
    ends: (f64, f64),
}

/// A quantile function that is asked for one number at a time.
type Exact = Box<dyn Fn(f64) -> f64 + Send + Sync>;

enum Way {
    /// Those of a prior, at scores that an update has changed.
    Through(Box<Quantiles>, Update),
    Steps(Steps),
    Shape(Shape),
}

impl Quantiles {
    /// Of a distribution with a density, of which some part is left.
    pub(in crate::distribution) fn of_shape(
        exact: Exact,
        shape: Shape,
        widen: Widen,
        ends: (f64, f64),
    ) -> Self {
        Self { way: Way::Shape(shape), exact, widen, ends }
    }

    /// Of a distribution that takes a few values.
    pub(in crate::distribution) fn of_steps(exact: Exact, steps: Steps, ends: (f64, f64)) -> Self {
        Self { way: Way::Steps(steps), exact, widen: Widen::NOTHING, ends }
    }

    /// Of what a distribution becomes by an update.
    pub(in crate::distribution) fn through(exact: Exact, prior: Self, update: Update) -> Self {
        let ends = prior.ends;
        Self { way: Way::Through(Box::new(prior), update), exact, widen: Widen::NOTHING, ends }
    }

    /// Turns uniforms in (0, 1) into values.
    pub fn of(&self, uniforms: &mut [f64]) {
        let (widen, ends) = (self.widen, self.ends);
        match &self.way {
            Way::Through(..) => {
                scores(uniforms);
                self.of_scores(uniforms);
            }
            Way::Steps(steps) => steps.of_uniforms(uniforms),
            Way::Shape(Shape::Line) => shape::line(uniforms, ends),
            Way::Shape(Shape::Triangle { low, high, below, above }) => {
                shape::triangle(uniforms, (*low, *high), (*below, *above), widen, ends);
            }
            Way::Shape(Shape::Scored(family)) if are_ordinary(uniforms, widen) => {
                ordinary_scores(uniforms, widen);
                family.of(uniforms, ends);
            }
            Way::Shape(Shape::Scored(family)) => {
                for u in uniforms {
                    *u = self.alone(family, *u);
                }
            }
            Way::Shape(Shape::Alone) => uniforms.iter_mut().for_each(|u| *u = (self.exact)(*u)),
        }
    }

    /// Turns normal scores into the values of Φ of them, without going through Φ where nothing is cut off. Scores
    /// beyond those of 2⁻⁵³ and 1 − 2⁻⁵³ count as those.
    pub fn of_scores(&self, scores: &mut [f64]) {
        match &self.way {
            Way::Through(prior, update) => {
                update.scores(scores);
                prior.of_scores(scores);
            }
            Way::Steps(steps) => steps.of_scores(scores),
            Way::Shape(Shape::Scored(family)) if self.widen.is_nothing() => {
                wide(
                    #[inline(always)]
                    || {
                        for z in scores.iter_mut() {
                            let low = if *z < -FARTHEST { -FARTHEST } else { *z };
                            *z = if low > FARTHEST { FARTHEST } else { low };
                        }
                    },
                );
                family.of(scores, self.ends);
            }
            Way::Shape(_) => {
                shares(scores);
                self.of(scores);
            }
        }
    }

    /// One value, with the bits that it has among others.
    fn alone(&self, family: &Scored, u: f64) -> f64 {
        let at = self.widen.at(u);
        if smaller(at) < THINNEST {
            return (self.exact)(u);
        }
        let mut only = [score(at)];
        family.of(&mut only, self.ends);
        let [value] = only;
        value
    }
}
