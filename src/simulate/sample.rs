//! One sampled value of every uncertain number, for every draw.

use crate::id::Address;
use crate::model::Evidence;
use crate::model::Simulation;
use crate::simulate::interrupt::check_interrupt;
use crate::simulate::plan::Plan;
use crate::units::Draws;
use rayon::prelude::*;
use std::ops::Range;

/// Draws in a block: small enough that a block's columns of one threat stay in a core's cache, large enough
/// that handing a block to a thread costs nothing beside working on it.
pub(super) const BLOCK: usize = 512;

/// Every draw of every uncertain number, in blocks, a column a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    draws: Draws,
    addresses: Vec<Address>,
    blocks: Vec<Vec<Vec<f64>>>,
}

impl Sample {
    /// How many draws.
    #[must_use]
    pub fn draws(&self) -> Draws {
        self.draws
    }

    /// The addresses of the uncertain numbers, in order.
    #[must_use]
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// Every draw in order, each as the values of the uncertain numbers in the order of their addresses.
    pub fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = f64>> {
        // Of the draws and not of the columns, of which there may be none.
        (0..self.draws.get()).map(|draw| {
            let columns = self.blocks.get(draw / BLOCK).map_or(&[][..], Vec::as_slice);
            columns.iter().map(move |column| column[draw % BLOCK])
        })
    }

    /// Every value of one uncertain number in the order of draws, by its address's position.
    pub fn values(&self, position: usize) -> impl Iterator<Item = f64> {
        let columns = self.blocks.iter().filter_map(move |columns| columns.get(position));
        columns.flat_map(|column| column.iter().copied())
    }

    /// The blocks in order; each a column a number.
    pub(super) fn blocks(&self) -> &[Vec<Vec<f64>>] {
        &self.blocks
    }
}

/// Samples every uncertain number of the evidence.
#[must_use]
pub fn sample(evidence: &Evidence, simulation: Simulation) -> Sample {
    let plan = Plan::of(evidence, simulation);
    let blocks = spans(plan.draws())
        .into_par_iter()
        .map(|span| {
            check_interrupt();
            plan.columns(span.start, span.len())
        })
        .collect();
    Sample { draws: plan.draws(), addresses: plan.into_addresses(), blocks }
}

/// The draws of each block, in order.
pub(super) fn spans(draws: Draws) -> Vec<Range<usize>> {
    let starts = (0..draws.get()).step_by(BLOCK);
    starts.map(|first| first..draws.get().min(first + BLOCK)).collect()
}
