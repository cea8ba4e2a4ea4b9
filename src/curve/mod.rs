//! Response curves: the residual factor q(e), the share of a threat's harm left when an effort e is made.
//!
//! Every curve has q(0) = 1 and a log q that is convex in e. That one property is what makes harm convex
//! in the allocation, and so the best allocation provable: effects multiply, logs add, convexity survives
//! both, and the exponential of a convex function is convex.
//!
//! A curve has one *strength* (reach, elasticity or rate) and at most one *scale* (£m). Published evidence
//! speaks of £ per £ instead of strength, so each curve also says which strength leaves a given residual, or
//! has a given slope, at the reference effort; both are closed forms.
//!
//! Each family has a file of its own, which says how it is stated ([`Terms`]) and how it answers to effort
//! ([`Formula`]); [`Family`] is the list of them.

mod exponential;
mod family;
mod formula;
mod hyperbolic;
mod log_linear;
mod parameter;
mod points;
mod power;
mod reach;
mod stated_return;

pub use exponential::Exponential;
pub use family::Family;
pub use family::Visitor;
pub use formula::Draw;
pub use formula::Formula;
pub use formula::Prepared;
pub use formula::Response;
pub use formula::Terms;
pub use hyperbolic::Hyperbolic;
pub use log_linear::LogLinear;
pub use parameter::Parameter;
pub use parameter::Strengths;
pub use points::Points;
pub use points::PointsError;
pub use power::Power;
pub use reach::MOST_REACH;
pub use reach::held;
pub use stated_return::StatedReturn;
