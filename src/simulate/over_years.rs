//! Draws over the years of a plan: a threat in each year is a threat of its own, on the same numbers.
//!
//! So everything that can be asked of a settled year can be asked of a plan, by the same loops. Efforts are those felt, year
//! by year (see [`Timeline`]); harm and counts of later years are grown, and count what £1 counts then. Columns are
//! shared between years, so that a plan takes little more memory than a year.

use crate::model::Timeline;
use crate::simulate::Futures;
use crate::simulate::block::Block;
use crate::simulate::block::Column;
use crate::simulate::block::EffectBlock;
use crate::simulate::block::Slot;
use crate::simulate::block::ThreatBlock;
use crate::simulate::change::Change;
use std::ops::Range;
use std::sync::Arc;

impl Futures {
    /// The same draws over the years of a timeline whose harm counts; themselves, where that is a settled year.
    #[must_use]
    pub fn over(&self, timeline: &Timeline) -> Self {
        if timeline.is_settled() { self.clone() } else { self.over_some(timeline, 0..timeline.felt_years()) }
    }

    /// The same draws over some of the years of a timeline whose harm counts. They take efforts of all of its years.
    #[must_use]
    pub fn over_some(&self, timeline: &Timeline, years: Range<usize>) -> Self {
        let threats = self.first().threats.len();
        let slots = years.len();
        let slots = (0..slots).flat_map(|year| {
            let shifted = move |(threat, name, slot): &(usize, String, Slot)| {
                (year * threats + threat, name.clone(), *slot)
            };
            self.slots().iter().map(shifted)
        });
        let slots: Arc<[_]> = slots.collect();
        let timeline = timeline.clone();
        let change = Change::of(move |block| over_years(block, &timeline, years.clone()));
        self.changed(&change).with_slots(&slots).into_plan()
    }
}

impl Block {
    /// The same over the years of a timeline whose harm counts; itself, where that is a settled year.
    pub(super) fn over(self, timeline: &Timeline) -> Self {
        if timeline.is_settled() { self } else { over_years(&self, timeline, 0..timeline.felt_years()) }
    }
}

/// A block over some years.
fn over_years(block: &Block, timeline: &Timeline, years: Range<usize>) -> Block {
    let many = years.len();
    let threats = years.flat_map(|year| {
        block.threats.iter().map(move |threat| in_year(threat, timeline, year, block.length))
    });
    Block {
        length: block.length,
        delivered: block.delivered.clone(),
        threats: threats.collect(),
        years: many,
    }
}

/// A threat in a year.
fn in_year(threat: &ThreatBlock, timeline: &Timeline, year: usize, length: usize) -> ThreatBlock {
    let effects = threat.effects.iter().map(|effect| {
        let programme = year * timeline.programmes() + effect.programme;
        EffectBlock { programme, past: timeline.before(programme), ..effect.clone() }
    });
    ThreatBlock {
        anchor: grown(&threat.anchor, threat.growth.as_ref(), year, length),
        growth: None,
        discount: timeline.discount(year),
        effects: effects.collect(),
        ..threat.clone()
    }
}

/// A column times what has grown by so many years.
fn grown(column: &Column, growth: Option<&Column>, year: usize, length: usize) -> Column {
    let power = |rate: f64| (0..year).fold(1.0, |grown, _| grown * (1.0 + rate));
    match growth {
        None => column.clone(),
        Some(Column::Same(rate)) => match column {
            Column::Same(value) => Column::Same(value * power(*rate)),
            Column::Each(_) => column.times(&vec![power(*rate); length]),
        },
        Some(Column::Each(rates)) => column.times(&rates.iter().map(|rate| power(*rate)).collect::<Vec<_>>()),
    }
}
