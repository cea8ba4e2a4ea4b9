//! What the optimiser asks of the thing it minimises.

use crate::simulate::Blend;
use crate::simulate::BlendedMean;
use crate::simulate::Cut;
use crate::simulate::Evaluation;
use crate::simulate::ThreatMean;

/// A convex function of the planned efforts, as a sum of convex pieces that each touch few programmes.
pub trait Oracle: Sync {
    /// The pieces at planned efforts (£m by programme), always in the same number and order.
    fn at(&self, efforts: &[f64]) -> Vec<Piece>;

    /// Passes over all draws that one evaluation takes.
    fn passes(&self) -> usize {
        1
    }

    /// The same over the first of its draws, for a search to begin on; `None` where there are few to begin with.
    fn over_few(&self) -> Option<Box<dyn Oracle + '_>> {
        None
    }

    /// The pieces where programmes are partly on, as planes that hold wherever each is on or off; `None` for an
    /// objective that knows nothing of switches.
    fn blended(&self, _blend: &Blend) -> Option<Vec<BlendedPiece>> {
        None
    }

    /// The pieces with the second derivatives of their sum; `None` for an objective that has none, such as a tail mean,
    /// whose slope jumps where draws enter and leave the tail.
    fn curved(&self, _efforts: &[f64]) -> Option<(Vec<Piece>, Curved)> {
        None
    }

    /// The same as a smooth function, cut where it has knots, of planned efforts between bounds, £m by programme; `None`
    /// where it has none, or they cannot be told.
    fn cut(&self, _bounds: &[(f64, f64)]) -> Option<Box<dyn Cut + '_>> {
        None
    }

    /// Whether it is about one draw alone, so that evaluating it costs next to nothing.
    fn is_single(&self) -> bool {
        false
    }

    /// Something smooth that is nearly this, the nearer the smaller `part` of what matters is rounded off; `None` for an
    /// objective that is smooth itself, or that nothing smooth is known of.
    fn rounded(&self, _efforts: &[f64], _part: f64) -> Option<Box<dyn Rounded + '_>> {
        None
    }
}

/// Second derivatives of an objective by planned efforts in £m: a symmetric matrix over all programmes, row by row.
pub type Curved = Vec<Vec<f64>>;

/// A smooth objective instead of one with kinks.
pub trait Rounded: Oracle {
    /// A smooth objective that is nowhere above the one with kinks, and has the slope of this one at some planned
    /// efforts: where this one is least, it proves how little more the other can be had for.
    fn below(&self, efforts: &[f64]) -> Option<Box<dyn Oracle + '_>>;
}

/// One convex piece: its value and a subgradient.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The value.
    pub value: f64,
    /// (programme, derivative by its planned effort in £m).
    pub gradient: Vec<(usize, f64)>,
}

/// One convex piece where programmes are partly on.
#[derive(Clone, Debug, PartialEq)]
pub struct BlendedPiece {
    /// Its value, and its derivative by planned efforts altogether.
    pub piece: Piece,
    /// (programme, derivative by the share to which it is on).
    pub shares: Vec<(usize, f64)>,
}

impl From<ThreatMean> for Piece {
    fn from(threat: ThreatMean) -> Self {
        Self { value: threat.mean, gradient: threat.gradient }
    }
}

impl From<BlendedMean> for BlendedPiece {
    fn from(threat: BlendedMean) -> Self {
        let piece = Piece { value: threat.mean, gradient: threat.by_effort };
        Self { piece, shares: threat.by_share }
    }
}

/// One piece a threat.
pub(super) fn pieces(evaluation: Evaluation) -> Vec<Piece> {
    evaluation.threats.into_iter().map(Piece::from).collect()
}
