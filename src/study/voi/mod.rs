//! What evidence is worth buying.

mod samples;
pub mod scenarios;

pub use samples::Estimate;
pub use samples::Group;
pub use samples::OptionFound;
pub use samples::Partial;
pub use samples::SampledModel;
pub use samples::SampledWorth;
pub use samples::StudyAsked;
pub use samples::StudyDesign;
pub use samples::StudyDesignError;
pub use samples::StudyFound;
pub use samples::of_samples;
pub use scenarios::EvidenceGap;
pub use scenarios::evidence_gap;
