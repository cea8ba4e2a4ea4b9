//! `diff`: what changed between two files, and what each change did to the answer.

mod answered;
mod change;
mod documentation;
mod edit;
mod edits;
mod error;
mod evidence_words;
mod found;
mod groups;
mod ladder;
mod money_held;
mod of_evidence;
mod of_scenarios;
mod pieces;
mod scenario_words;
mod walk;

pub use change::Change;
pub use change::ChangeKind;
pub use change::Stated;
pub use error::DiffError;
pub use error::Which;
pub use found::Diff;
pub use found::Question;
pub use found::Side;
pub use of_evidence::How;
pub use of_evidence::diff_evidence;
pub use of_scenarios::diff_scenarios;
pub use walk::Step;
pub use walk::Walk;
