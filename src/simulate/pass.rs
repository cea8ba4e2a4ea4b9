//! One pass over all draws: sums over each block, side by side, put together in the order of blocks.

use crate::elementary::wide;
use crate::simulate::Futures;
use crate::simulate::block::Block;
use crate::simulate::block::Column;
use crate::simulate::block::Slot;
use crate::simulate::block::ThreatBlock;
use crate::simulate::interrupt::check_interrupt;
use crate::simulate::sample::BLOCK;
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
    let mut rows = vec![0.0; width * futures.blocks()];
    rows.par_chunks_mut(width).enumerate().for_each_init(M::default, |memory, (i, row)| {
        check_interrupt();
        work(memory, &futures.block(i), futures.span_of(i), row);
    });
    for row in rows.chunks_exact(width) {
        for (total, sum) in totals.iter_mut().zip(row) {
            *total += sum;
        }
    }
    totals
}

/// Fills so many columns, each with a number a draw, and keeps what `work` answers of each block, in order. `work` is given
/// memory that it may use again, and the block's part of each column, all noughts.
pub(super) fn columns<M: Default, T: Send>(
    futures: &Futures,
    many: usize,
    work: impl Fn(&mut M, &Block, &mut [&mut [f64]]) -> T + Sync,
) -> (Vec<Vec<f64>>, Vec<T>) {
    let mut columns: Vec<Vec<f64>> = (0..many).map(|_| vec![0.0; futures.draws().get()]).collect();
    let mut parts: Vec<Vec<&mut [f64]>> = (0..futures.blocks()).map(|_| Vec::with_capacity(many)).collect();
    for column in &mut columns {
        for (parts, part) in parts.iter_mut().zip(column.chunks_mut(BLOCK)) {
            parts.push(part);
        }
    }
    let answers = parts.into_par_iter().enumerate().map_init(M::default, |memory, (i, mut parts)| {
        check_interrupt();
        work(memory, &futures.block(i), &mut parts)
    });
    let answers = answers.collect();
    (columns, answers)
}

/// One number a draw, filled in by `work`.
pub(super) fn column<M: Default>(
    futures: &Futures,
    work: impl Fn(&mut M, &Block, &mut [f64]) + Sync,
) -> Vec<f64> {
    let mut column = vec![0.0; futures.draws().get()];
    column.par_chunks_mut(BLOCK).enumerate().for_each_init(M::default, |memory, (i, part)| {
        check_interrupt();
        work(memory, &futures.block(i), part);
    });
    column
}

/// A threat that a measure counts, with the columns of it that the measure takes.
pub(super) type Counted = (usize, Vec<Slot>);

/// Turns ratios into the measure: times harm, or times the counts in `slots`, times what £1 counts in the year, and times
/// the draw's weight.
pub(super) fn weigh(ratio: &mut [f64], threat: &ThreatBlock, slots: &[Slot], weights: Option<&[f64]>) {
    let column = |slot: &Slot| slot.column(threat);
    match slots {
        [slot] => match column(slot) {
            Some(Column::Same(value)) => ratio.iter_mut().for_each(|ratio| *ratio *= value),
            Some(Column::Each(values)) => multiply(ratio, values),
            None => ratio.fill(0.0),
        },
        several => {
            for (draw, ratio) in ratio.iter_mut().enumerate() {
                *ratio *= several.iter().filter_map(column).map(|column| column.at(draw)).sum::<f64>();
            }
        }
    }
    // In the first year, and in a settled one, £1 is £1.
    if threat.discount < 1.0 {
        for ratio in ratio.iter_mut() {
            *ratio *= threat.discount;
        }
    }
    if let Some(weights) = weights {
        multiply(ratio, weights);
    }
}

/// Multiplies numbers by others, each by its own.
pub(super) fn multiply(numbers: &mut [f64], by: &[f64]) {
    wide(
        #[inline(always)]
        || numbers.iter_mut().zip(by).for_each(|(number, by)| *number *= by),
    );
}
