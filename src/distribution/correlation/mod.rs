//! Correlation matrices: whether one is possible at all, the nearest that is, and how to draw from it.
//!
//! A matrix of correlations is possible if it is symmetric, has ones on its diagonal and no negative eigenvalue: the
//! last says that no weighted sum of the numbers has a negative variance. Three numbers cannot each move against the
//! other two, for one.
//!
//! Our own few lines, like the other dense algebra here: libraries choose fused and vector instructions by machine, and
//! then the same input does not give the same bits everywhere. Only +, −, ×, ÷ and square roots are used.

pub(in crate::distribution) mod eigen;
mod matrix;
mod nearest;
mod path;
mod root;

pub use eigen::least_eigenvalue;
pub use matrix::MOST;
pub use matrix::Matrix;
pub use matrix::ROUNDING;
pub use nearest::Nearest;
pub use nearest::nearest;
pub use path::Path;
pub use path::Walk;
pub use root::Root;
