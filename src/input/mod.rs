//! Files to the model: what a file may say, and where it said what.

mod access;
mod decode;
mod deserializer;
mod failure;
mod finding;
mod inherit;
mod locate;
mod merge;
mod node;
mod raw;
mod rule;
mod source;

pub use finding::Finding;
pub use finding::Severity;
pub use finding::sorted;
pub use raw::evidence_schema;
pub use raw::scenario_schema;
pub use source::FileId;
pub use source::MOST_BYTES;
pub use source::Position;
pub use source::ReadError;
pub use source::Sources;
pub use source::Span;
