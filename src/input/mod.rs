//! Files to the model: what a file may say, and where it said what.

mod access;
mod construct;
mod decode;
mod deserializer;
mod failure;
mod fault;
mod files;
mod finding;
mod follow_up;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod hostile_plans;
mod inherit;
mod lines;
mod loaded;
mod loader;
mod locate;
mod merge;
mod node;
mod parse;
mod placing;
mod raw;
mod relabelled;
mod rule;
mod samples;
mod scenarios;
mod set;
mod shown;
mod source;
mod splits;
mod sweep;
mod unreadable;

pub use files::real;
pub use finding::Finding;
pub use finding::Severity;
pub use finding::sorted;
pub use lines::Position;
pub use loader::Demands;
pub use loader::FileKind;
pub use loader::Loader;
pub use raw::evidence_schema;
pub use raw::scenario_schema;
pub use samples::Samples;
pub use samples::SamplesWanted;
pub use set::what_if;
pub use shown::is_standard_input;
pub use shown::shown;
pub use source::FileId;
pub use source::Sources;
pub use source::Span;
pub use splits::Splits;
pub use unreadable::MOST_BYTES;
pub use unreadable::ReadError;
