//! Rules about groups of programmes.

use crate::id::Id;
use crate::id::Pattern;
use crate::units::Money;
use crate::units::Share;

/// A rule as a scenario states it: whom it is about (all of the selectors given must fit), and what it asks
/// of their money taken together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LimitSpec {
    /// Its name for people; no two in a scenario are the same.
    pub name: String,
    /// Programmes whose id one of these covers.
    pub programmes: Vec<Pattern>,
    /// Programmes of this strand.
    pub strand: Option<Id>,
    /// Programmes with an effect on this threat.
    pub threat: Option<Id>,
    /// Programmes of this funder.
    pub funder: Option<Id>,
    /// The least money.
    pub min: Option<Money>,
    /// The most money.
    pub max: Option<Money>,
    /// The least share of the money to allocate.
    pub min_share: Option<Share>,
    /// The largest share of the money to allocate.
    pub max_share: Option<Share>,
    /// How far from its reference the group's money may move, as a share of that reference.
    pub max_change: Option<f64>,
    /// How many of the programmes may get money.
    pub at_most_open: Option<usize>,
}

/// A rule about programmes that exist, in £m.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// Its name for people.
    pub name: String,
    /// The programmes it is about, as positions in the evidence; ascending.
    pub members: Vec<usize>,
    /// What it asks of their money taken together.
    pub bounds: Vec<Bound>,
    /// How many of them may get money.
    pub at_most_open: Option<usize>,
}

/// One bound on a group's money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// Which side.
    pub kind: BoundKind,
    /// The key that states it.
    pub key: &'static str,
    /// How much.
    pub amount: Money,
}

/// Which side a bound is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoundKind {
    /// The group gets at least this.
    AtLeast,
    /// The group gets at most this.
    AtMost,
}
