//! Conditional means from draws: what outcomes come to on average where some parameters are known, found by regression
//! on the draws themselves, and judged on draws that the regression has not seen.
//!
//! Parameters enter by their ranks alone, so that no rescaling or other increasing transform of one changes anything.
//! Several outcomes of one set of parameters are fitted together, each with its own smoothing.

mod basis;
mod columns;
mod design;
mod fit;
mod folds;
mod matrix;
mod moments;
mod scores;
mod spline;

pub use columns::MOST_COLUMNS;
pub use columns::Method;
pub use fit::ConditionalMeans;
pub use fit::conditional_means;
