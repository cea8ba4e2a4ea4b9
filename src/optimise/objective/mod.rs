//! The objective: a convex function as a sum of convex pieces, its value and derivatives at a point of the region, and the
//! planes that touch it there.

mod cut;
mod evaluator;
mod known;
mod lifted;
mod mean;
mod oracle;
mod rounded;
mod smooth;
mod smooth_of;
mod straight;
mod tail;
mod through;

pub use known::Known;
pub use mean::Mean;
pub use oracle::BlendedPiece;
pub use oracle::Curved;
pub use oracle::Oracle;
pub use oracle::Piece;
pub use oracle::Rounded;
pub use tail::MeanAndTail;

pub(in crate::optimise) use cut::Cut;
pub(in crate::optimise) use evaluator::Evaluator;
pub(in crate::optimise) use evaluator::Hessian;
pub(in crate::optimise) use evaluator::Iterate;
pub(in crate::optimise) use evaluator::SAME_VALUE;
pub(in crate::optimise) use lifted::Lifted;
pub(in crate::optimise) use rounded::ROUNDED_OFF;
pub(in crate::optimise) use smooth::Smooth;
pub(in crate::optimise) use smooth_of::smooth_of;
