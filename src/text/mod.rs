//! Words and figures as people read them.

mod digest;
mod figures;
mod names;
mod range;
mod rounding;
mod visible;
mod words;
mod wrapping;

pub use digest::Fingerprint;
pub use digest::sha256;
pub use figures::money;
pub use figures::money_signed;
pub use figures::percent;
pub use figures::thousands;
pub use figures::typed;
pub use names::name_of;
pub use range::figure_in;
pub use range::range;
pub use range::unbroken_range;
pub use rounding::largest_remainder;
pub use rounding::shares;
pub use visible::is_hidden;
pub use visible::visible;
pub use visible::visible_line;
pub use words::listed;
pub use words::nearest;
pub use words::plural;
pub use wrapping::Breaks;
pub use wrapping::lines;
pub use wrapping::longest_piece;
pub use wrapping::width;
