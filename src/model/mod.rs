//! What the files mean, once it makes sense: validated evidence and scenarios, and nothing else.
//!
//! [`Evidence`] and [`Scenario`] are the only checked types here: whoever holds one holds a consistent whole
//! (every id resolves, every bound is ordered, every curve keeps the problem convex). The nouns inside them
//! are plain data that cannot be changed once they are inside.

mod allocation;
mod assumption;
mod checks;
mod correlation;
mod curve;
mod discount;
mod evidence;
mod grade;
mod horizon;
mod limit;
mod objective;
mod only;
mod patience;
mod prices;
mod programme;
mod restated;
mod room;
mod scenario;
mod selection;
mod simulation;
mod split;
mod threat;
mod timeline;

pub use allocation::Allocation;
pub use assumption::Assumption;
pub use checks::Doubting;
pub use checks::contradictions;
pub use checks::doubts;
pub use correlation::Correlation;
pub use correlation::Dependence;
pub use curve::Curve;
pub use curve::Parametric;
pub use curve::Strength;
pub use discount::Discount;
pub use evidence::Evidence;
pub use evidence::EvidenceSpec;
pub use grade::Grade;
pub use horizon::Horizon;
pub use limit::Bound;
pub use limit::BoundKey;
pub use limit::BoundKind;
pub use limit::Limit;
pub use limit::LimitSpec;
pub use limit::Ratio;
pub use limit::RatioBound;
pub use limit::RatioSpec;
pub use objective::Measure;
pub use objective::Objective;
pub use objective::Risk;
pub use only::only_allocation;
pub use patience::Gap;
pub use patience::Patience;
pub use prices::DEFLATORS;
pub use prices::PriceBase;
pub use prices::PriceError;
pub use programme::Effect;
pub use programme::Funder;
pub use programme::Programme;
pub use restated::Restated;
pub use room::Room;
pub use scenario::Budget;
pub use scenario::Scenario;
pub use scenario::ScenarioSpec;
pub use scenario::YearSpec;
pub use selection::Selection;
pub use simulation::Sampler;
pub use simulation::Simulation;
pub use split::Portion;
pub use split::Within;
pub use threat::Count;
pub use threat::Threat;
pub use timeline::Timeline;
