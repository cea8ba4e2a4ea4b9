//! Words and figures as people read them.

mod digest;
mod figures;
mod likelihood;
mod rounding;
mod visible;
mod words;

pub use digest::Fingerprint;
pub use digest::sha256;
pub use figures::money;
pub use figures::money_apart;
pub use figures::money_signed;
pub use figures::per_pound;
pub use figures::percent;
pub use figures::thousands;
pub use figures::typed;
pub use likelihood::chance;
pub use likelihood::likelihood;
pub use likelihood::likely_to;
pub use rounding::largest_remainder;
pub use visible::is_hidden;
pub use visible::visible;
pub use visible::visible_line;
pub use words::listed;
pub use words::nearest;
pub use words::plural;
pub use words::quoted;
