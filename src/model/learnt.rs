//! What observations make of numbers.

use crate::distribution::Distribution;
use crate::distribution::Joint;
use crate::distribution::Measured;
use crate::distribution::Update;
use crate::id::Address;
use std::sync::Arc;
use std::sync::OnceLock;

/// Observed numbers whose scores change together: one, or several of a group of correlated numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Learnt {
    /// The numbers that were observed.
    pub observed: Vec<Observed>,
    /// How their scores change.
    pub change: Change,
}

/// A number that was observed.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    /// Its address.
    pub address: Address,
    /// What was believed before.
    pub prior: Distribution,
    /// All observations of it as one.
    pub measured: Measured,
}

/// How the scores behind draws change.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Those of one number; exact.
    Alone(Update),
    /// Those of several numbers of a group; each observation is taken as normal in its number's score.
    Together(Joint),
}

/// What was learnt, worked out when it is first asked for. It follows from the rest, and so counts for nothing when
/// evidence is compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Remembered(pub(super) OnceLock<Arc<[Learnt]>>);

impl PartialEq for Remembered {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Learnt {
    /// The update of one of the observed numbers.
    #[must_use]
    pub fn of_observed(&self, place: usize) -> Update {
        match &self.change {
            Change::Alone(update) => update.clone(),
            Change::Together(joint) => {
                let weights: Vec<f64> =
                    (0..self.observed.len()).map(|k| f64::from(u8::from(k == place))).collect();
                joint.marginal(&weights)
            }
        }
    }

    /// Whether it is an approximation.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        matches!(self.change, Change::Together(_))
    }
}
