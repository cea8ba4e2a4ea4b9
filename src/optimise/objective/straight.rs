//! An objective over draws without knots, as a smooth function of amounts by segment.

use crate::optimise::Oracle;
use crate::simulate::Cut;
use crate::simulate::Derivatives;
use crate::simulate::Segment;
use crate::simulate::WithoutKnots;

/// An objective over the draws of [`WithoutKnots`], which takes their efforts.
pub(super) struct Straight<'s, O> {
    pub(super) draws: WithoutKnots<'s>,
    pub(super) oracle: O,
}

impl<O: Oracle> Cut for Straight<'_, O> {
    fn segments(&self) -> &[Segment] {
        self.draws.segments()
    }

    fn differentiate(&self, amounts: &[f64], into: &mut Derivatives) {
        let efforts = self.draws.efforts(amounts);
        let Some((pieces, bends)) = self.oracle.curved(&efforts) else {
            // Nothing finite follows, so whoever asked goes another way.
            into.value = f64::NAN;
            return;
        };
        let mut slopes = vec![0.0; efforts.len()];
        for (effort, slope) in pieces.iter().flat_map(|piece| &piece.gradient) {
            slopes[*effort] += slope;
        }
        let value = pieces.iter().map(|piece| piece.value).sum();
        self.draws.by_amount(value, &slopes, &bends, into);
    }
}
