//! The inner loops: a curve over the draws of a block, compiled for each family by itself and for every width of vector.
//!
//! Which family it is, and what is the same in every draw, is asked once for a column and never for a draw.

#![expect(clippy::inline_always, reason = "a function that is called is not compiled for wider instructions")]

use crate::curve::Formula;
use crate::curve::Prepared;
use crate::curve::Response;
use crate::curve::Terms;
use crate::curve::Visitor;
use crate::elementary::wide;
use crate::simulate::block::Column;
use crate::simulate::block::ResponseBlock;
use crate::simulate::block::Shape;

/// What is done with every draw of a block.
pub(super) trait Kernel {
    /// Whether log residuals are added to what is left, instead of residuals multiplied into it.
    fn is_logarithmic(&self) -> bool;

    /// Adds each draw's log q(e), or multiplies by its q(e).
    fn leave(&self, over: &ResponseBlock, effort: Effort<'_>, left: &mut [f64], spare: &mut Spare);

    /// The same, and sets each draw's slope of log q by planned effort, per £m.
    fn respond(
        &self,
        over: &ResponseBlock,
        effort: Effort<'_>,
        left: &mut [f64],
        slopes: &mut [f64],
        spare: &mut Spare,
    );

    /// Turns each draw's slope of log q by planned effort into its curvature: φ²·d²(log q)/de², with φ the share
    /// delivered.
    fn bend(&self, over: &ResponseBlock, effort: Effort<'_>, slopes: &mut [f64], spare: &mut Spare);
}

impl<F: Formula> Kernel for F {
    fn is_logarithmic(&self) -> bool {
        F::IS_LOGARITHMIC
    }

    fn leave(&self, over: &ResponseBlock, effort: Effort<'_>, left: &mut [f64], spare: &mut Spare) {
        let columns = Columns::of(over, effort, left.len(), spare);
        wide(
            #[inline(always)]
            || {
                columns.respond(
                    self,
                    left.iter_mut(),
                    #[inline(always)]
                    |left, response, _| join::<F>(left, response),
                );
            },
        );
    }

    fn respond(
        &self,
        over: &ResponseBlock,
        effort: Effort<'_>,
        left: &mut [f64],
        slopes: &mut [f64],
        spare: &mut Spare,
    ) {
        let columns = Columns::of(over, effort, left.len(), spare);
        wide(
            #[inline(always)]
            || {
                columns.respond(
                    self,
                    left.iter_mut().zip(slopes),
                    #[inline(always)]
                    |(left, slope), response, share| {
                        join::<F>(left, response);
                        *slope = share * response.log_slope;
                    },
                );
            },
        );
    }

    fn bend(&self, over: &ResponseBlock, effort: Effort<'_>, slopes: &mut [f64], spare: &mut Spare) {
        let columns = Columns::of(over, effort, slopes.len(), spare);
        wide(
            #[inline(always)]
            || columns.bend(self, slopes),
        );
    }
}

#[inline(always)]
fn join<F: Formula>(left: &mut f64, response: Response) {
    if F::IS_LOGARITHMIC {
        *left += response.left;
    } else {
        *left *= response.left;
    }
}

impl ResponseBlock {
    /// The loops of its family.
    pub(super) fn kernel(&self) -> &dyn Kernel {
        match &self.shape {
            Shape::Parametric(family) => family.accept(AsKernel),
            Shape::Points(points) => points,
        }
    }
}

struct AsKernel;

impl Visitor for AsKernel {
    type Answer = &'static dyn Kernel;

    fn visit<F: Formula + Terms>(self, family: &'static F) -> Self::Answer {
        family
    }
}

/// The effort of a programme in each draw.
#[derive(Clone, Copy)]
pub(super) struct Effort<'b> {
    /// £m planned.
    pub(super) planned: f64,
    /// £m that are felt besides, as they were delivered before.
    pub(super) past: f64,
    /// The share of it that is delivered; all of it where that is not uncertain.
    pub(super) delivered: Option<&'b Column>,
}

/// Where numbers that are the same in every draw are written out, so that every loop runs over columns.
#[derive(Default)]
pub(super) struct Spare {
    strengths: Vec<f64>,
    paces: Vec<f64>,
    shares: Vec<f64>,
}

/// What the loops run over.
struct Columns<'b> {
    planned: f64,
    past: f64,
    strengths: &'b [f64],
    paces: Paces<'b>,
}

/// What effort comes to depends on these alone.
enum Paces<'b> {
    /// The same pace and share delivered in every draw.
    Same { pace: f64, share: f64 },
    /// A pace and a share for each.
    Each { paces: &'b [f64], shares: &'b [f64] },
}

impl<'b> Columns<'b> {
    fn of(over: &'b ResponseBlock, effort: Effort<'b>, length: usize, room: &'b mut Spare) -> Self {
        const ALL: &Column = &Column::Same(1.0);
        let paces = match (&over.pace, effort.delivered.unwrap_or(ALL)) {
            (Column::Same(pace), Column::Same(share)) => Paces::Same { pace: *pace, share: *share },
            (pace, share) => Paces::Each {
                paces: pace.over(length, &mut room.paces),
                shares: share.over(length, &mut room.shares),
            },
        };
        let strengths = over.strength.over(length, &mut room.strengths);
        Self { planned: effort.planned, past: effort.past, strengths, paces }
    }

    /// Does something with the response in each draw and the share delivered there.
    #[inline(always)]
    fn respond<F: Formula, T>(
        &self,
        formula: &F,
        outputs: impl Iterator<Item = T>,
        act: impl Fn(T, Response, f64),
    ) {
        match self.paces {
            Paces::Same { pace, share } => {
                let reached = formula.reached(self.planned * share + self.past, pace);
                for (output, strength) in outputs.zip(self.strengths) {
                    act(output, formula.response(reached, Prepared { strength: *strength, pace }), share);
                }
            }
            Paces::Each { paces, shares } => {
                let draws = outputs.zip(self.strengths).zip(paces).zip(shares);
                for (((output, strength), pace), share) in draws {
                    let reached = formula.reached(self.planned * share + self.past, *pace);
                    let draw = Prepared { strength: *strength, pace: *pace };
                    act(output, formula.response(reached, draw), *share);
                }
            }
        }
    }

    #[inline(always)]
    fn bend<F: Formula>(&self, formula: &F, slopes: &mut [f64]) {
        match self.paces {
            Paces::Same { pace, share } => {
                for (slope, strength) in slopes.iter_mut().zip(self.strengths) {
                    *slope = self.bent(formula, *slope, share, Prepared { strength: *strength, pace });
                }
            }
            Paces::Each { paces, shares } => {
                for (((slope, strength), pace), share) in
                    slopes.iter_mut().zip(self.strengths).zip(paces).zip(shares)
                {
                    let draw = Prepared { strength: *strength, pace: *pace };
                    *slope = self.bent(formula, *slope, *share, draw);
                }
            }
        }
    }

    #[inline(always)]
    fn bent<F: Formula>(&self, formula: &F, slope: f64, share: f64, draw: Prepared) -> f64 {
        // Nothing delivered: no slope and no curvature, whatever is divided by.
        let log_slope = if share > 0.0 { slope / share } else { 0.0 };
        share * share * formula.log_curvature(self.planned * share + self.past, log_slope, draw)
    }
}
