//! A plan year by year.

use crate::model::Allocation;
use crate::risk::Summary;

/// What one year of a plan comes to. Money and harm are £m in the year, not discounted, unless they say otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct YearResult {
    /// The year.
    pub year: i32,
    /// What £1 in it counts.
    pub discount: f64,
    /// Money by programme; `None` in a year after the last one decided, in which money is still felt.
    pub allocation: Option<Allocation>,
    /// How much more its programmes cost than the reference's.
    pub extra_cost: f64,
    /// Harm.
    pub harm: Summary,
    /// Harm avoided against reference spend.
    pub harm_avoided: Summary,
    /// Harm avoided against the reference, draw by draw.
    pub versus: Summary,
    /// Present value of harm avoided against reference spend, up to and including the year.
    pub cumulative: Summary,
    /// Present value of harm avoided against the reference less extra cost, up to and including the year.
    pub cumulative_net: Summary,
}

/// What money spent in a plan avoids after its last year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AfterPlan {
    /// For how many years it is still felt.
    pub years: usize,
    /// Whether it counts in present values (`tail = true`), or is left out of them.
    pub counts: bool,
    /// Its present value against reference spend, £m.
    pub harm_avoided: Summary,
}

/// Present values up to a year, draw by draw, £m.
pub(super) struct Paths {
    /// Of harm avoided against reference spend.
    pub(super) avoided: Vec<f64>,
    /// Of harm avoided against the reference less extra cost.
    pub(super) net: Vec<f64>,
}

impl Paths {
    /// Before the first year.
    pub(super) fn of(draws: usize) -> Self {
        Self { avoided: vec![0.0; draws], net: vec![0.0; draws] }
    }

    /// Adds a year in which £1 counts so much, of what it avoids against reference spend and against the reference, and what
    /// it costs more than that.
    pub(super) fn go_on(&mut self, discount: f64, avoided: &[f64], versus: &[f64], extra_cost: f64) {
        for (sum, avoided) in self.avoided.iter_mut().zip(avoided) {
            *sum += discount * avoided;
        }
        for (sum, versus) in self.net.iter_mut().zip(versus) {
            *sum += discount * (versus - extra_cost);
        }
    }
}
