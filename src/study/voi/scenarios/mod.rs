//! `voi SCENARIO`: what finding out is worth, on this program's own evidence.
//!
//! To know something before money is decided is worth what the decision gains by it: the value of information (Raiffa &
//! Schlaifer 1961). All of it is mean harm avoided, £m a year, of a plan present value over its years.
//!
//! Every value is the difference of two decisions that were made on one half of the draws, with and without the knowledge, and
//! are valued on the other half, both ways, so that no noise counts as information. Knowledge of one number is integrated
//! over its normal score; of several at once over outer draws of them.
//!
//! Reading order: `node` (what may be learnt), `choice` (a decision, and what knowledge changes in it), `money` and `options`
//! (the two decisions), `partial` (one assumption), `together` (groups of them), `design` and `sized` (a study that might be
//! made), `verdict`, `gap`, `ask` (the question).

mod ask;
mod choice;
mod design;
mod gap;
mod money;
mod node;
mod options;
mod partial;
mod sized;
mod together;
mod verdict;

pub use ask::DecisionKind;
pub use ask::Told;
pub use ask::ValueOfInformation;
pub use ask::VoiError;
pub use ask::VoiWanted;
pub use ask::value_of_information;
pub use choice::Estimate;
pub use design::Design;
pub use gap::EvidenceGap;
pub use gap::evidence_gap;
pub use partial::Estimator;
pub use partial::Partial;
pub use sized::BestSize;
pub use sized::Cost;
pub use sized::Sampled;
pub use together::Group;
pub use verdict::Measured;
pub use verdict::Verdict;
