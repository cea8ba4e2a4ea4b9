//! A tail that draws enter little by little, so that it has second derivatives.
//!
//! With δ the width of the band in which a draw enters the tail, weights p and band means ḡ of the slopes, the smoothed
//! tail mean has the gradient Σ p·∇h and the second derivatives Σ p·∇²h + Σ (∇h − ḡ)(∇h − ḡ)′/((1 − α)·n·δ), the last sum
//! over the band alone. For any weights p that a tail may have, mean and Σ p·h together are nowhere above mean and tail
//! mean: so the weights found prove the optimum (the dual of Rockafellar & Uryasev's program).

use crate::model::Measure;
use crate::optimise::Curved;
use crate::optimise::Oracle;
use crate::optimise::Piece;
use crate::optimise::Rounded;
use crate::optimise::objective::oracle::pieces;
use crate::optimise::objective::straight::Straight;
use crate::risk::SmoothTail;
use crate::simulate::Cut;
use crate::simulate::Futures;
use crate::simulate::curved;
use crate::simulate::evaluate;
use crate::simulate::scatter;
use crate::simulate::totals;

/// The parts of what the worst is beyond where it begins over which draws enter the tail: less and less is rounded off.
pub(in crate::optimise) const ROUNDED_OFF: [f64; 4] = [0.3, 0.06, 0.012, 0.0024];

/// (1 − weight)·mean + weight·smoothed tail mean.
#[derive(Clone)]
pub(super) struct RoundedTail<'t> {
    pub(super) futures: &'t Futures,
    pub(super) measure: Measure,
    pub(super) level: f64,
    pub(super) weight: f64,
    /// What each draw is measured from.
    pub(super) before: Option<Vec<f64>>,
    /// The width of the band, in the measure's unit.
    pub(super) width: f64,
}

/// The same with the weights of draws held.
struct Weighed<'t> {
    futures: &'t Futures,
    measure: Measure,
    weights: Vec<f64>,
    /// What the weights make of what draws are measured from.
    before: f64,
}

/// A tail at some efforts.
struct There {
    smooth: SmoothTail,
    /// What each draw counts in mean and tail together.
    weights: Vec<f64>,
    /// The weighted sum of what draws are measured from.
    before: f64,
    /// The smoothed objective less the weighted sum of draws.
    beyond: f64,
}

impl RoundedTail<'_> {
    fn there(&self, efforts: &[f64]) -> Option<There> {
        let Self { futures, measure, level, weight, before, .. } = self;
        let mut values = totals(futures, efforts, measure);
        let draws = futures.draws().as_f64();
        for (value, before) in values.iter_mut().zip(before.iter().flatten()) {
            *value -= before;
        }
        let smooth = SmoothTail::of(&values, *level, self.width)?;
        let tail = smooth.weights.iter().zip(&values).map(|(weight, value)| weight * value).sum::<f64>();
        let measured_from = smooth.weights.iter().zip(before.iter().flatten());
        let before = *weight * measured_from.map(|(weight, before)| weight * before).sum::<f64>();
        let beyond = *weight * (smooth.value - tail) - before;
        let weights = smooth.weights.iter().map(|own| (1.0 - weight) / draws + weight * own).collect();
        Some(There { smooth, weights, before, beyond })
    }
}

/// A piece that is the same everywhere.
fn constant(value: f64) -> Piece {
    Piece { value, gradient: Vec::new() }
}

impl Oracle for RoundedTail<'_> {
    fn cut(&self, bounds: &[(f64, f64)]) -> Option<Box<dyn Cut + '_>> {
        let draws = self.futures.without_knots(bounds)?;
        let oracle = RoundedTail { futures: draws.futures(), ..self.clone() };
        Some(Box::new(Straight { draws, oracle }))
    }

    /// One to see which draws are worst, one for all slopes; what the band takes besides does not count.
    fn passes(&self) -> usize {
        2
    }

    fn at(&self, efforts: &[f64]) -> Vec<Piece> {
        // A tail of what is no number is none.
        let Some(there) = self.there(efforts) else { return vec![constant(f64::NAN)] };
        let evaluation = evaluate(self.futures, efforts, &self.measure, Some(&there.weights));
        let mut pieces = pieces(evaluation);
        pieces.push(constant(there.beyond));
        pieces
    }

    fn curved(&self, efforts: &[f64]) -> Option<(Vec<Piece>, Curved)> {
        let there = self.there(efforts)?;
        let Self { futures, measure, weight, .. } = self;
        let (evaluation, curvature) = curved(futures, efforts, measure, Some(&there.weights));
        let mut matrix = curvature.matrix(efforts.len());
        if let Some(band) = futures.some(&there.smooth.band) {
            let factor = weight * there.smooth.growth;
            for (row, scattered) in matrix.iter_mut().zip(scatter(&band, efforts, measure)) {
                for (entry, scattered) in row.iter_mut().zip(scattered) {
                    *entry += factor * scattered;
                }
            }
        }
        let mut pieces = pieces(evaluation);
        pieces.push(constant(there.beyond));
        Some((pieces, matrix))
    }
}

impl Rounded for RoundedTail<'_> {
    fn below(&self, efforts: &[f64]) -> Option<Box<dyn Oracle + '_>> {
        let There { weights, before, .. } = self.there(efforts)?;
        Some(Box::new(Weighed { futures: self.futures, measure: self.measure.clone(), weights, before }))
    }
}

impl Oracle for Weighed<'_> {
    fn cut(&self, bounds: &[(f64, f64)]) -> Option<Box<dyn Cut + '_>> {
        let draws = self.futures.without_knots(bounds)?;
        let (measure, weights) = (self.measure.clone(), self.weights.clone());
        let oracle = Weighed { futures: draws.futures(), measure, weights, before: self.before };
        Some(Box::new(Straight { draws, oracle }))
    }

    fn at(&self, efforts: &[f64]) -> Vec<Piece> {
        let mut pieces = pieces(evaluate(self.futures, efforts, &self.measure, Some(&self.weights)));
        pieces.push(constant(-self.before));
        pieces
    }

    fn curved(&self, efforts: &[f64]) -> Option<(Vec<Piece>, Curved)> {
        let (evaluation, curvature) = curved(self.futures, efforts, &self.measure, Some(&self.weights));
        let mut pieces = pieces(evaluation);
        pieces.push(constant(-self.before));
        Some((pieces, curvature.matrix(efforts.len())))
    }
}
