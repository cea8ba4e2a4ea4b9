//! Files to the model: what a file may say, and where it said what.

mod access;
mod decode;
mod deserializer;
mod failure;
mod locate;
mod node;
mod source;

pub use source::FileId;
pub use source::MOST_BYTES;
pub use source::Position;
pub use source::ReadError;
pub use source::Sources;
pub use source::Span;
