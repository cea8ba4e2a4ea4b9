//! What the files mean, once it makes sense: validated evidence and scenarios, and nothing else.
//!
//! [`Evidence`] and [`Scenario`] are the only checked types here: whoever holds one holds a consistent whole
//! (every id resolves, every bound is ordered, every curve keeps the problem convex). The nouns inside them
//! are plain data that cannot be changed once they are inside.

mod allocation;
mod assumption;
mod correlation_checks;
mod curve;
mod effect_checks;
mod evidence;
mod evidence_checks;
mod grade;
mod horizon;
mod limit;
mod limit_checks;
mod objective;
mod pattern_checks;
mod patience;
mod programme;
mod range_checks;
mod scenario;
mod scenario_checks;
mod simulation;
mod soundness;
mod split;
mod threat;

pub use allocation::Allocation;
pub use assumption::Assumption;
pub use curve::Curve;
pub use curve::Family;
pub use curve::Parametric;
pub use curve::Strength;
pub use evidence::Correlation;
pub use evidence::Evidence;
pub use evidence::EvidenceSpec;
pub use grade::Grade;
pub use horizon::Discount;
pub use horizon::Horizon;
pub use limit::Bound;
pub use limit::BoundKind;
pub use limit::Limit;
pub use limit::LimitSpec;
pub use objective::Measure;
pub use objective::Objective;
pub use objective::Risk;
pub use patience::Gap;
pub use patience::Patience;
pub use programme::Effect;
pub use programme::Funder;
pub use programme::Programme;
pub use scenario::Budget;
pub use scenario::Scenario;
pub use scenario::ScenarioSpec;
pub use simulation::Sampler;
pub use simulation::Simulation;
pub use split::Portion;
pub use split::Within;
pub use threat::Count;
pub use threat::Threat;
