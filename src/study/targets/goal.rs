//! What is to be reached, and what was found.

use crate::model::Allocation;
use crate::optimise::StoppedBy;
use crate::risk::Summary;
use crate::units::Money;
use crate::units::Share;

/// What is to be reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// Harm to avoid a year against reference spend, £m; below nought, what may be lost.
    pub avoid: Money,
    /// With at least this probability; in expectation where left out.
    pub probability: Option<Share>,
}

/// Of what the least is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Least {
    /// Money.
    Money,
    /// Movement of money from today.
    Movement,
}

/// The least that reaches a goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Money by programme: an allocation that was evaluated and reaches the goal.
    pub allocation: Allocation,
    /// The least found: the whole budget, or the money moved, £m.
    pub least: f64,
    /// What is proved: nothing less reaches the goal, £m; `None` where nothing is.
    pub at_least: Option<f64>,
    /// Harm avoided against reference spend.
    pub harm_avoided: Summary,
    /// The share of draws in which the goal is reached.
    pub reached_in: f64,
    /// Its standard error, √(p(1 − p)/n).
    pub reached_se: f64,
    /// For a probability: the least that meets a condition which is enough for it.
    pub safe: Option<Safe>,
    /// Whether whatever reaches the goal is allowed with more, too: where shares are exact, more may do worse.
    pub is_nested: bool,
}

/// The least that meets a sufficient condition for a probability p: the mean of the worst 1 − p of draws (`CVaR`) reaches
/// the goal. It is convex, so its least is proved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Safe {
    /// The least found, £m.
    pub least: f64,
    /// What is proved: nothing less meets the condition, £m.
    pub at_least: f64,
}

/// A goal that nothing found reaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutOfReach {
    /// The most that can be avoided, £m: in expectation proved; with the probability asked for, the most found. `None` where
    /// no allocation is allowed at all.
    pub most: Option<f64>,
    /// With how much money.
    pub with: Money,
    /// For a probability: the largest share of draws found in which the goal is reached.
    pub reached_in: Option<f64>,
    /// Its standard error.
    pub reached_se: Option<f64>,
}

/// The answer to a target, as far as it was come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// What was found.
    pub answer: Answer,
    /// What ended the search before it was through: then less may do than what was found, and what was not found may be
    /// there.
    pub stopped_by: Option<StoppedBy>,
}

/// What a search for the least comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// It can be reached.
    Hit(Box<Hit>),
    /// Nothing reaches it; with a probability, nothing that was found.
    OutOfReach(OutOfReach),
}
