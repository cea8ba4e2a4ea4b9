//! Draws that nobody has looked at yet, of which only harm is wanted.

use crate::model::Evidence;
use crate::model::Simulation;
use crate::model::Timeline;
use crate::simulate::SimulateError;
use crate::simulate::futures::each_block;
use crate::simulate::futures::held_over_all;
use crate::simulate::outcomes::harm_of;

/// Harm in each draw of a sample at each of several planned efforts (£m by programme), £m a year; over a plan its present
/// value. Blocks are drawn,
/// run and forgotten, so that nothing of the sample is held.
///
/// # Errors
/// As [`Futures::drawn`](crate::simulate::Futures::drawn).
pub fn harms_drawn(
    evidence: &Evidence,
    simulation: Simulation,
    timeline: &Timeline,
    efforts: &[Vec<f64>],
) -> Result<Vec<Vec<f64>>, SimulateError> {
    let run = each_block(evidence, simulation, |(block, held)| {
        let block = block.over(timeline);
        (efforts.iter().map(|efforts| harm_of(&block, efforts)).collect::<Vec<_>>(), held)
    });
    let (harms, held): (Vec<_>, Vec<_>) = run.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
    held_over_all(evidence, &held, simulation.draws)?;
    let of = |position: usize| harms.iter().flat_map(|block| block[position].iter().copied()).collect();
    Ok((0..efforts.len()).map(of).collect())
}
