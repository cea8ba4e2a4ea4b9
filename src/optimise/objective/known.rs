//! One draw that is known to be the truth.

use crate::model::Measure;
use crate::optimise::Curved;
use crate::optimise::objective::oracle::BlendedPiece;
use crate::optimise::objective::oracle::Oracle;
use crate::optimise::objective::oracle::Piece;
use crate::optimise::objective::oracle::pieces;
use crate::simulate::Blend;
use crate::simulate::Cut;
use crate::simulate::Futures;
use crate::simulate::KnownDraw;
use crate::simulate::blended;
use std::sync::OnceLock;

/// A measure in one draw; one piece a threat.
#[derive(Clone, Debug)]
pub struct Known<'f> {
    futures: &'f Futures,
    place: usize,
    measure: Measure,
    draw: KnownDraw<'f>,
    /// The draw as a sample of its own: what is asked only where programmes are partly on.
    alone: OnceLock<Option<Futures>>,
}

impl<'f> Known<'f> {
    /// A measure in a draw; `None` where there is no such draw.
    #[must_use]
    pub fn of(futures: &'f Futures, place: usize, measure: Measure) -> Option<Self> {
        let draw = futures.known(place, &measure)?;
        Some(Self { futures, place, measure, draw, alone: OnceLock::new() })
    }

    /// What the measure comes to at planned efforts, £m by programme.
    #[must_use]
    pub fn total(&self, efforts: &[f64]) -> f64 {
        self.draw.total(efforts)
    }
}

impl Oracle for Known<'_> {
    fn at(&self, efforts: &[f64]) -> Vec<Piece> {
        pieces(self.draw.curved(efforts).0)
    }

    fn blended(&self, blend: &Blend) -> Option<Vec<BlendedPiece>> {
        let alone = self.alone.get_or_init(|| self.futures.single(self.place)).as_ref()?;
        let threats = blended(alone, blend, &self.measure, None);
        Some(threats.into_iter().map(BlendedPiece::from).collect())
    }

    fn curved(&self, efforts: &[f64]) -> Option<(Vec<Piece>, Curved)> {
        let (evaluation, curvature) = self.draw.curved(efforts);
        Some((pieces(evaluation), curvature.matrix(efforts.len())))
    }

    fn cut(&self, bounds: &[(f64, f64)]) -> Option<Box<dyn Cut + '_>> {
        Some(Box::new(self.draw.segmented(bounds)))
    }

    fn is_single(&self) -> bool {
        true
    }
}
