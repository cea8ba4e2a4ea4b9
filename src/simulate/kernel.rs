//! The inner loops: a curve over the draws of a block, compiled for each family by itself.
//!
//! Which family it is, is asked once for a column and never for a draw.

use crate::curve::Draw;
use crate::curve::Formula;
use crate::curve::Terms;
use crate::curve::Visitor;
use crate::simulate::block::Column;
use crate::simulate::block::ResponseBlock;
use crate::simulate::block::Shape;

/// What is done with every draw of a block.
pub(super) trait Kernel {
    /// Whether [`Kernel::respond`] adds log residuals instead of multiplying residuals.
    fn is_logarithmic(&self) -> bool;

    /// Adds each draw's log q(e), or multiplies by its q(e), and appends its slope by the effort delivered.
    fn respond(&self, over: &ResponseBlock, effort: Effort<'_>, left: &mut [f64], slopes: &mut Vec<f64>);

    /// Turns the slope of log q in the planned effort, in each draw, into its curvature: φ²·d²(log q)/de².
    fn bend(&self, over: &ResponseBlock, effort: Effort<'_>, slopes: &mut [f64]);
}

impl<F: Formula> Kernel for F {
    fn is_logarithmic(&self) -> bool {
        F::IS_LOGARITHMIC
    }

    fn respond(&self, over: &ResponseBlock, effort: Effort<'_>, left: &mut [f64], slopes: &mut Vec<f64>) {
        let reached = Shared::new(effort, &over.scale, |effort, scale| self.reached(effort, scale));
        for (draw, left) in left.iter_mut().enumerate() {
            let response = self.response(reached.at(draw), over.draw(draw));
            if F::IS_LOGARITHMIC {
                *left += response.left;
            } else {
                *left *= response.left;
            }
            slopes.push(response.log_slope);
        }
    }

    fn bend(&self, over: &ResponseBlock, effort: Effort<'_>, slopes: &mut [f64]) {
        for (draw, slope) in slopes.iter_mut().enumerate() {
            let share = effort.share(draw);
            // Nothing delivered: no slope and no curvature, whatever is divided by.
            let log_slope = if share > 0.0 { *slope / share } else { 0.0 };
            let curvature = self.log_curvature(effort.at(draw), log_slope, over.draw(draw));
            *slope = share * share * curvature;
        }
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

    #[inline]
    fn draw(&self, draw: usize) -> Draw {
        Draw { strength: self.strength.at(draw), scale: self.scale.at(draw) }
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
    pub(super) planned: f64,
    pub(super) delivered: Option<&'b Column>,
}

impl Effort<'_> {
    #[inline]
    pub(super) fn at(self, draw: usize) -> f64 {
        match self.delivered {
            Some(delivered) => self.planned * delivered.at(draw),
            None => self.planned,
        }
    }

    /// The share of the planned effort that is delivered in a draw.
    #[inline]
    fn share(self, draw: usize) -> f64 {
        self.delivered.map_or(1.0, |delivered| delivered.at(draw))
    }

    /// Turns slopes by the effort delivered into slopes by the planned one.
    pub(super) fn deliver(self, slopes: &mut [f64]) {
        match self.delivered {
            Some(Column::Each(delivered)) => {
                for (slope, delivered) in slopes.iter_mut().zip(delivered) {
                    *slope *= delivered;
                }
            }
            Some(Column::Same(delivered)) => {
                for slope in slopes {
                    *slope *= delivered;
                }
            }
            None => {}
        }
    }

    /// The effort, if it is the same in every draw.
    fn same(self) -> Option<f64> {
        match self.delivered {
            None => Some(self.planned),
            Some(Column::Same(delivered)) => Some(self.planned * delivered),
            Some(Column::Each(_)) => None,
        }
    }
}

/// A function of effort and scale, computed once where both are the same in every draw.
enum Shared<'b, T, F: Fn(f64, f64) -> T> {
    Once(T),
    Each(Effort<'b>, &'b Column, F),
}

impl<'b, T: Copy, F: Fn(f64, f64) -> T> Shared<'b, T, F> {
    fn new(effort: Effort<'b>, scale: &'b Column, function: F) -> Self {
        match (effort.same(), scale) {
            (Some(effort), Column::Same(scale)) => Self::Once(function(effort, *scale)),
            _ => Self::Each(effort, scale, function),
        }
    }

    #[inline]
    fn at(&self, draw: usize) -> T {
        match self {
            Self::Once(value) => *value,
            Self::Each(effort, scale, function) => function(effort.at(draw), scale.at(draw)),
        }
    }
}
