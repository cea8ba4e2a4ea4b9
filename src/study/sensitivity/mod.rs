//! `sensitivity`: which assumptions move the answer.

mod best;
mod brief;
mod crossing;
mod groups;
mod indices;
mod one;
mod panel;
mod shares;
mod study;
mod switching;
mod tornado;

pub use brief::brief;
pub use groups::Component;
pub use groups::Group;
pub use indices::Indices;
pub use indices::Part;
pub use one::OneNumber;
pub use one::switching_of;
pub use panel::Subject;
pub use shares::Shares;
pub use study::Sensed;
pub use study::Sensitivity;
pub use study::SensitivityAsked;
pub use study::sensitivity;
pub use switching::Beyond;
pub use switching::Switch;
pub use switching::Switching;
pub use switching::Turn as SplitTurn;
pub use switching::Turning;
pub use tornado::Shift;
pub use tornado::Swing;
