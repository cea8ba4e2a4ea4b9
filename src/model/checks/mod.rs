//! Whether it makes sense: what must hold of evidence and of scenarios, each file named by what it looks at.
//!
//! `soundness` asks everything that must hold before there is a checked whole; `contradictions` and `doubts` say
//! afterwards what a sound scenario cannot keep to and what it probably does not mean.

mod by_year;
mod changes;
mod contradictions;
mod correlation;
mod doubts;
mod effect;
mod evidence;
mod limit;
mod matrix;
mod observation;
mod ownership;
pub(super) mod pattern;
mod plan;
mod plausibility;
mod range;
mod ratio;
mod scenario;
mod soundness;
mod unfelt;

pub use changes::contradictions;
pub use doubts::Doubting;
pub use doubts::doubts;
pub(super) use evidence::problems as evidence_problems;
pub use unfelt::unfelt;
