//! One pass over all draws: sums over each block, side by side, put together in the order of blocks.

use crate::elementary::wide;
use crate::simulate::Futures;
use crate::simulate::block::Block;
use crate::simulate::block::Column;
use crate::simulate::block::Slot;
use crate::simulate::block::ThreatBlock;
use crate::simulate::interrupt::check_interrupt;
use rayon::prelude::*;
use std::ops::Range;

/// Fills a row of `width` sums for each block and adds the rows up. The order of additions depends on nothing but the
/// number of draws. `work` is told the draws of the block, and is given memory that it may use again.
pub(super) fn sums<M: Default + Send>(
    futures: &Futures,
    width: usize,
    work: impl Fn(&mut M, &Block, Range<usize>, &mut [f64]) + Sync,
) -> Vec<f64> {
    let mut totals = vec![0.0; width];
    if width == 0 {
        return totals;
    }
    let blocks = futures.blocks();
    let mut rows = vec![0.0; width * blocks.len()];
    rows.par_chunks_mut(width).zip(blocks).enumerate().for_each_init(
        M::default,
        |memory, (i, (row, block))| {
            check_interrupt();
            work(memory, block, futures.span_of(i), row);
        },
    );
    for row in rows.chunks_exact(width) {
        for (total, sum) in totals.iter_mut().zip(row) {
            *total += sum;
        }
    }
    totals
}

/// A threat that a measure counts, with the columns of it that the measure takes.
pub(super) type Counted = (usize, Vec<Slot>);

/// Turns ratios into the measure: times harm, or times the counts in `slots`.
pub(super) fn weigh(ratio: &mut [f64], threat: &ThreatBlock, slots: &[Slot]) {
    let columns: Vec<&Column> = slots.iter().filter_map(|slot| slot.column(threat)).collect();
    match columns.as_slice() {
        [Column::Same(value)] => ratio.iter_mut().for_each(|ratio| *ratio *= value),
        [Column::Each(values)] => multiply(ratio, values),
        several => {
            for (draw, ratio) in ratio.iter_mut().enumerate() {
                *ratio *= several.iter().map(|column| column.at(draw)).sum::<f64>();
            }
        }
    }
}

/// Multiplies numbers by others, each by its own.
pub(super) fn multiply(numbers: &mut [f64], by: &[f64]) {
    wide(
        #[inline(always)]
        || numbers.iter_mut().zip(by).for_each(|(number, by)| *number *= by),
    );
}
