//! The objective: a convex function as a sum of convex pieces, its value and derivatives at a point of the region, and the
//! planes that touch it there.

mod cut;
mod evaluator;
mod oracle;
mod smoothed;
mod tail;

pub use oracle::BlendedPiece;
pub use oracle::Curved;
pub use oracle::Mean;
pub use oracle::Oracle;
pub use oracle::Piece;
pub use oracle::Smoothed;
pub use tail::MeanAndTail;

pub(in crate::optimise) use cut::Cut;
pub(in crate::optimise) use evaluator::Evaluator;
pub(in crate::optimise) use evaluator::Hessian;
pub(in crate::optimise) use evaluator::Iterate;
pub(in crate::optimise) use evaluator::SAME_VALUE;
