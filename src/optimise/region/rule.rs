//! Which of a scenario's rules a row of the region stands for.

use crate::model::BoundKind;

/// A rule of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// All the money there is.
    Budget,
    /// All the money that may be moved.
    Moved,
    /// A strand's share.
    Strand {
        /// The strand, as a position in the evidence.
        strand: usize,
        /// Which side of a range; `None` for an exact share.
        side: Option<BoundKind>,
    },
    /// One bound of a limit.
    Limit {
        /// The limit, as a position in the scenario.
        limit: usize,
        /// The bound, as a position in the limit.
        bound: usize,
    },
    /// One bound of a limit on what a group gets as a multiple of what another gets.
    Ratio {
        /// The limit, as a position in the scenario.
        limit: usize,
        /// Which side; `None` for an exact multiple.
        side: Option<BoundKind>,
    },
    /// How many of a limit's programmes may get money.
    AtMostOpen {
        /// The limit, as a position in the scenario.
        limit: usize,
    },
    /// A programme keeps its part of its strand.
    ProRata {
        /// The programme, as a position in the evidence.
        programme: usize,
    },
    /// The least that a programme may get.
    Least {
        /// The programme, as a position in the evidence.
        programme: usize,
    },
    /// The most that a programme may get.
    Most {
        /// The programme, as a position in the evidence.
        programme: usize,
    },
    /// The amount that a programme is pinned to.
    Pinned {
        /// The programme, as a position in the evidence.
        programme: usize,
    },
    /// A programme gets nothing, or at least its set-up cost and at most its most.
    OnOff {
        /// The programme, as a position in the evidence.
        programme: usize,
    },
}
