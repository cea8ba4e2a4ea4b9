//! Minimising the mean.

use crate::model::Measure;
use crate::optimise::BlendedPiece;
use crate::optimise::Curved;
use crate::optimise::Oracle;
use crate::optimise::Piece;
use crate::optimise::objective::oracle::pieces;
use crate::optimise::objective::straight::Straight;
use crate::simulate::Blend;
use crate::simulate::Cut;
use crate::simulate::Futures;
use crate::simulate::blended;
use crate::simulate::curved;
use crate::simulate::evaluate;

/// The mean of a measure over draws; one piece a threat.
#[derive(Clone, Debug)]
pub struct Mean<'f> {
    /// The draws.
    pub futures: &'f Futures,
    /// What is added up.
    pub measure: Measure,
}

impl Oracle for Mean<'_> {
    fn at(&self, efforts: &[f64]) -> Vec<Piece> {
        pieces(evaluate(self.futures, efforts, &self.measure, None))
    }

    fn over_few(&self) -> Option<Box<dyn Oracle + '_>> {
        Some(Box::new(Mean { futures: self.futures.few()?, measure: self.measure.clone() }))
    }

    fn cut(&self, bounds: &[(f64, f64)]) -> Option<Box<dyn Cut + '_>> {
        let draws = self.futures.without_knots(bounds)?;
        let oracle = Mean { futures: draws.futures(), measure: self.measure.clone() };
        Some(Box::new(Straight { draws, oracle }))
    }

    fn blended(&self, blend: &Blend) -> Option<Vec<BlendedPiece>> {
        let threats = blended(self.futures, blend, &self.measure, None);
        Some(threats.into_iter().map(BlendedPiece::from).collect())
    }

    fn curved(&self, efforts: &[f64]) -> Option<(Vec<Piece>, Curved)> {
        let (evaluation, curvature) = curved(self.futures, efforts, &self.measure, None);
        Some((pieces(evaluation), curvature.matrix(efforts.len())))
    }
}
