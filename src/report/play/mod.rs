//! What a page that is played with is told: figures in full precision, and everything that is said of them ready to be shown.

mod answer;
mod belief;
mod found;
mod ground;
mod next_money;
mod rows;

pub use answer::BrokenRule;
pub use answer::PlayAnswer;
pub use belief::BeliefAnswer;
pub use found::Beaten;
pub use found::FoundView;
pub use found::ImpossibleView;
pub use found::NearView;
pub use ground::GroundView;
pub use next_money::NextMoneyView;
pub use rows::CurveView;
pub use rows::FrontierView;
pub use rows::SideView;
