//! Which of a scenario's rules a row of the region stands for.

use crate::model::BoundKind;
use crate::model::Timeline;

/// A rule of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// All the money there is.
    Budget {
        /// In which year of the plan, from 0.
        year: usize,
    },
    /// All the money that there is over all years of a plan.
    OverPlan,
    /// All the money that may be moved.
    Moved,
    /// A strand's share.
    Strand {
        /// The strand, as a position in the evidence.
        strand: usize,
        /// Which side of a range; `None` for an exact share.
        side: Option<BoundKind>,
        /// In which year of the plan, from 0.
        year: usize,
    },
    /// One bound of a limit.
    Limit {
        /// The limit, as a position in the scenario.
        limit: usize,
        /// The bound, as a position in the limit.
        bound: usize,
        /// In which year of the plan, from 0.
        year: usize,
    },
    /// One bound of a limit on what a group gets as a multiple of what another gets.
    Ratio {
        /// The limit, as a position in the scenario.
        limit: usize,
        /// Which side; `None` for an exact multiple.
        side: Option<BoundKind>,
        /// In which year of the plan, from 0.
        year: usize,
    },
    /// How many of a limit's programmes may get money.
    AtMostOpen {
        /// The limit, as a position in the scenario.
        limit: usize,
        /// In which year of the plan, from 0.
        year: usize,
    },
    /// How far some money may move from the year before, or from today's.
    Change {
        /// Whose money.
        of: Changing,
        /// Which side: at least what is left of it, or at most what it has grown to.
        side: BoundKind,
        /// To which year of the plan, from 0.
        year: usize,
    },
    /// A programme keeps its part of its strand.
    ProRata {
        /// The programme, as a position in the evidence; of a plan, year by year.
        programme: usize,
    },
    /// The least that a programme may get.
    Least {
        /// The programme, likewise.
        programme: usize,
    },
    /// The most that a programme may get.
    Most {
        /// The programme, likewise.
        programme: usize,
    },
    /// The amount that a programme is pinned to.
    Pinned {
        /// The programme, likewise.
        programme: usize,
    },
    /// A programme gets nothing, or at least its set-up cost and at most its most.
    OnOff {
        /// The programme, likewise.
        programme: usize,
    },
}

impl Rule {
    /// The year of a plan that it is about, from 0, and it as a rule of that year by itself.
    #[must_use]
    pub fn in_its_year(&self, timeline: &Timeline) -> (usize, Self) {
        let mut own = self.clone();
        let year = match &mut own {
            Self::Budget { year }
            | Self::Strand { year, .. }
            | Self::Limit { year, .. }
            | Self::Ratio { year, .. }
            | Self::AtMostOpen { year, .. }
            | Self::Change { year, .. } => *year,
            Self::ProRata { programme }
            | Self::Least { programme }
            | Self::Most { programme }
            | Self::Pinned { programme }
            | Self::OnOff { programme } => {
                let (year, own) = timeline.parted(*programme);
                *programme = own;
                year
            }
            Self::Moved | Self::OverPlan => 0,
        };
        (year, own)
    }
}

/// Whose money may move only so far from year to year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changing {
    /// A strand's, as a position in the evidence.
    Strand(usize),
    /// That of a limit's programmes, as a position in the scenario.
    Limit(usize),
}
