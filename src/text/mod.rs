//! Words and figures as people read them.

mod digest;
mod figures;
mod rounding;
mod words;

pub use digest::Fingerprint;
pub use digest::sha256;
pub use figures::money;
pub use figures::money_exact;
pub use figures::money_signed;
pub use figures::money_to;
pub use figures::percent;
pub use figures::pounds;
pub use figures::thousands;
pub use figures::typed;
pub use rounding::largest_remainder;
pub use words::listed;
pub use words::nearest;
pub use words::plural;
