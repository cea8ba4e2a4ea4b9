//! The questions people ask. One file a question.

mod bridge;
mod compare;
mod decide;
mod progress;
mod setting;
mod unbuilt;

pub use bridge::Bridge;
pub use bridge::Unbridged;
pub use compare::Asked;
pub use compare::Block;
pub use compare::CompareError;
pub use compare::Comparison;
pub use compare::CountAvoided;
pub use compare::ScenarioResult;
pub use compare::ThreatResult;
pub use compare::Unanswered;
pub use compare::compare;
pub use decide::Decision;
pub use decide::Impossible;
pub use decide::decide;
pub use progress::Progress;
pub use progress::Silent;
pub use setting::Setting;
pub use setting::StudyError;
pub use unbuilt::unbuilt_in_evidence;
pub use unbuilt::unbuilt_in_scenario;
