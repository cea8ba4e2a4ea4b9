//! Kinds of crime, the harm they do, and the people it is done to.

use crate::distribution::Distribution;
use crate::id::Id;
use crate::model::Grade;
use crate::model::Ownership;

/// A kind of crime.
#[derive(Clone, Debug, PartialEq)]
pub struct Threat {
    /// Its id.
    pub id: Id,
    /// Its name for people.
    pub name: String,
    /// Harm a year at reference spend, £m; `None` where nobody has costed it.
    pub harm: Option<Distribution>,
    /// Growth of the harm a year, as a rate.
    pub growth: Option<Distribution>,
    /// Human measures that move with the harm.
    pub counts: Vec<Count>,
    /// How well the harm is known.
    pub grade: Grade,
    /// Who says so.
    pub source: String,
    /// Who answers for it.
    pub ownership: Ownership,
}

/// A human measure that moves with a threat's harm.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// Its id; the same id under several threats is one measure, added up.
    pub id: Id,
    /// Its name for people.
    pub name: String,
    /// How many a year, at reference spend.
    pub per_year: Distribution,
    /// How well the number is known.
    pub grade: Grade,
    /// Who says so.
    pub source: String,
    /// Who answers for it.
    pub ownership: Ownership,
}
