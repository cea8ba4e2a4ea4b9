//! Lines of spending, who pays for them, and what they do.

use crate::distribution::Distribution;
use crate::id::Id;
use crate::model::Curve;
use crate::model::Grade;
use crate::model::Ownership;
use crate::units::Money;
use crate::units::Share;

/// A line of spending: one strand, at most one funder, effects on one or more threats.
#[derive(Clone, Debug, PartialEq)]
pub struct Programme {
    /// Its id.
    pub id: Id,
    /// Its name for people.
    pub name: String,
    /// The strand it belongs to.
    pub strand: Id,
    /// Who pays for it.
    pub funder: Option<Id>,
    /// What it gets today.
    pub reference: Money,
    /// The least it may get.
    pub min: Money,
    /// The most it may get.
    pub max: Option<Money>,
    /// Money that buys nothing but the start.
    pub set_up: Money,
    /// How the effort of a year is felt in that year and later ones; weights that add up to 1.
    pub lag: Vec<f64>,
    /// How well the reference spend is known.
    pub grade: Grade,
    /// Who says so.
    pub source: String,
    /// Who answers for it.
    pub ownership: Ownership,
    /// What it does, to which threats.
    pub effects: Vec<Effect>,
}

impl Programme {
    /// The effort behind today's harm: ē = max(0, x̄ − F), £m.
    #[must_use]
    pub fn reference_effort(&self) -> f64 {
        (self.reference - self.set_up).millions().max(0.0)
    }
}

/// What a programme does to one threat.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The threat.
    pub threat: Id,
    /// The probability that it does anything at all; certain where unstated.
    pub works: Option<Share>,
    /// Its response curve.
    pub curve: Curve,
    /// How well the curve is known.
    pub grade: Grade,
    /// Who says so.
    pub source: String,
    /// Who answers for it.
    pub ownership: Ownership,
}

/// Somebody who pays.
#[derive(Clone, Debug, PartialEq)]
pub struct Funder {
    /// Its id.
    pub id: Id,
    /// Its name for people.
    pub name: String,
    /// The share of planned money that is delivered; all where unstated.
    pub delivered: Option<Distribution>,
    /// How well that is known, where it is stated.
    pub grade: Option<Grade>,
    /// Who says so.
    pub source: Option<String>,
    /// Who answers for it.
    pub ownership: Ownership,
}
