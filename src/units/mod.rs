//! Quantities that may cross a module's edge: never a bare `f64`.
//!
//! Every type keeps its field private, so a value that exists is finite and in its range, and each
//! product or quotient that makes sense is written out where it is defined.

mod draws;
mod money;
mod share;
mod written;

pub use draws::Draws;
pub use draws::DrawsError;
pub use draws::Seed;
pub use money::Money;
pub use money::MoneyError;
pub use money::SAME_MILLIONS;
pub use share::Share;
pub use share::ShareError;
