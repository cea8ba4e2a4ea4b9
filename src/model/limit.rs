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
    /// How far the group's money may move from one year of a plan to the next, as a part of what it was.
    pub max_yearly_change: Option<f64>,
    /// The years of a plan that it is about; all of them where none is named.
    pub years: Vec<i32>,
    /// How many of the programmes may get money.
    pub at_most_open: Option<usize>,
    /// What one group gets as a multiple of what another gets; a limit that asks for this asks for nothing else.
    pub ratio: Option<RatioSpec>,
}

/// What one group of programmes gets as a multiple of what another gets.
#[derive(Clone, Debug, PartialEq)]
pub struct RatioSpec {
    /// The group whose money is the multiple.
    pub of: Pattern,
    /// The group whose money it is a multiple of.
    pub to: Pattern,
    /// The least multiple.
    pub min: Option<f64>,
    /// The largest multiple; the same as the least where the multiple is exact.
    pub max: Option<f64>,
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
    /// How far their money taken together may move from the year before, as a part of what it was.
    pub max_yearly_change: Option<f64>,
    /// How many of them may get money.
    pub at_most_open: Option<usize>,
    /// What some of them get as a multiple of what the others get.
    pub ratio: Option<Ratio>,
}

/// What one group of programmes gets as a multiple of what another gets.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratio {
    /// The group whose money is the multiple, as positions in the evidence; ascending.
    pub of: Vec<usize>,
    /// The group whose money it is a multiple of, likewise; none of the first.
    pub to: Vec<usize>,
    /// What the multiple must be.
    pub bounds: Vec<RatioBound>,
}

impl Limit {
    /// The same limit, asking for nothing.
    pub(super) fn asking_nothing(&self) -> Self {
        let (name, members) = (self.name.clone(), self.members.clone());
        Self { name, members, bounds: Vec::new(), max_yearly_change: None, at_most_open: None, ratio: None }
    }
}

/// One bound on a multiple.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatioBound {
    /// Which side; `None` where the multiple is exact.
    pub side: Option<BoundKind>,
    /// The multiple, above nought.
    pub multiple: f64,
}

/// One bound on a group's money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// Which side.
    pub kind: BoundKind,
    /// The key that states it.
    pub key: BoundKey,
    /// How much.
    pub amount: Money,
}

/// The key of a limit that states a bound on money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoundKey {
    /// The least money.
    Min,
    /// The most money.
    Max,
    /// The least share of the money to allocate.
    MinShare,
    /// The largest share of it.
    MaxShare,
    /// How far from its reference: the one key that states two bounds.
    MaxChange,
}

impl BoundKey {
    /// The key as files write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Min => "min",
            Self::Max => "max",
            Self::MinShare => "min_share",
            Self::MaxShare => "max_share",
            Self::MaxChange => "max_change",
        }
    }

    /// Whether it states a share of the money to allocate, so that the bound moves with it.
    #[must_use]
    pub fn is_share(self) -> bool {
        matches!(self, Self::MinShare | Self::MaxShare)
    }
}

/// Which side a bound is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoundKind {
    /// The group gets at least this.
    AtLeast,
    /// The group gets at most this.
    AtMost,
}
