//! Figures as machine documents carry them.

mod broken;
mod economics;
mod infeasible;
mod observed;
mod optimum;
mod order;
mod standing;
mod summary;
mod years;

pub use broken::BrokenView;
pub use broken::RefusedView;
pub use economics::BreakEvenView;
pub use economics::CostPerCaseView;
pub use economics::EconomicsView;
pub use economics::NetView;
pub use infeasible::InfeasibleView;
pub use infeasible::MissView;
pub use infeasible::RuleView;
pub use infeasible::Stated;
pub use observed::BeliefView;
pub use observed::ObservationView;
pub use observed::StudiedView;
pub use optimum::OptimumView;
pub use order::ProgrammeName;
pub use order::StrandOrder;
pub(super) use order::money;
pub(super) use order::order;
pub(super) use standing::STANDARD_ERRORS;
pub use standing::Standing;
pub use summary::AvoidedView;
pub use summary::SummaryView;
pub use years::AfterPlanView;
pub use years::HorizonView;
pub use years::MoneyOfYearView;
pub use years::YearView;
