//! The worth of information on the draws of any model.

mod answer;
mod estimate;
mod model;
mod options;
mod partial;
mod rule;
mod study;
mod study_design;

pub use answer::OptionFound;
pub use answer::SampledWorth;
pub use answer::of_samples;
pub use estimate::Estimate;
pub use model::Group;
pub use model::SampledModel;
pub use model::StudyAsked;
pub use partial::Partial;
pub use study::StudyFound;
pub use study_design::StudyDesign;
pub use study_design::StudyDesignError;
