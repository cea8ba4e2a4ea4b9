//! What happens in each draw under an allocation: what reports ask.

use crate::model::Measure;
use crate::risk;
use crate::simulate::Futures;
use crate::simulate::block::Block;
use crate::simulate::block::Column;
use crate::simulate::evaluate::block_totals;
use crate::simulate::interrupt::check_interrupt;
use crate::simulate::respond::Scratch;
use rayon::prelude::*;

/// What each draw comes to, and means of what is reported threat by threat.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcomes {
    /// Per draw, harm a year over all costed threats, £m.
    pub harm: Vec<f64>,
    /// Per threat of the evidence, mean harm, £m; `None` where nobody has costed it.
    pub threat_harm: Vec<Option<f64>>,
    /// Per threat of the evidence and count of the threat, the number a year in each draw.
    pub counts: Vec<Vec<Vec<f64>>>,
}

/// One block's part of the outcomes.
struct Part {
    harm: Vec<f64>,
    /// Per threat, the sum of its harm over the block.
    sums: Vec<Option<f64>>,
    counts: Vec<Vec<Vec<f64>>>,
}

/// Runs every draw at planned efforts (£m by programme).
#[must_use]
pub fn outcomes(futures: &Futures, efforts: &[f64]) -> Outcomes {
    let parts: Vec<Part> = futures.blocks().par_iter().map(|block| part(block, efforts)).collect();
    let n = futures.draws().as_f64();
    let threats = futures.blocks()[0].threats.iter().enumerate();
    let mean_harm = |threat: usize| {
        let sums: Option<Vec<f64>> = parts.iter().map(|part| part.sums[threat]).collect();
        sums.map(|sums| sums.iter().sum::<f64>() / n)
    };
    let count = |threat: usize, count: usize| {
        parts.iter().flat_map(|part| part.counts[threat][count].iter().copied()).collect()
    };
    Outcomes {
        harm: parts.iter().flat_map(|part| part.harm.iter().copied()).collect(),
        threat_harm: threats.clone().map(|(threat, _)| mean_harm(threat)).collect(),
        counts: threats.map(|(t, threat)| (0..threat.counts.len()).map(|c| count(t, c)).collect()).collect(),
    }
}

/// Harm in each draw of a block at planned efforts (£m by programme), £m a year.
pub(super) fn harm_of(block: &Block, efforts: &[f64]) -> Vec<f64> {
    part(block, efforts).harm
}

fn part(block: &Block, efforts: &[f64]) -> Part {
    check_interrupt();
    let mut scratch = Scratch::default();
    let mut part = Part { harm: vec![0.0; block.length], sums: Vec::new(), counts: Vec::new() };
    for threat in &block.threats {
        scratch.leave(block, threat, efforts);
        let times = |column: &Column| -> Vec<f64> {
            scratch.ratio.iter().enumerate().map(|(draw, ratio)| ratio * column.at(draw)).collect()
        };
        let own = threat.harm.as_ref().map(times);
        for (harm, own) in part.harm.iter_mut().zip(own.iter().flatten()) {
            *harm += own;
        }
        part.sums.push(own.map(|own| risk::sum(&own)));
        part.counts.push(threat.counts.iter().map(times).collect());
    }
    part
}

/// A measure in each draw, added over threats, at planned efforts (£m by programme).
#[must_use]
pub fn totals(futures: &Futures, efforts: &[f64], measure: &Measure) -> Vec<f64> {
    let counted = futures.counted(measure);
    let blocks: Vec<Vec<f64>> = futures
        .blocks()
        .par_iter()
        .map(|block| block_totals(block, efforts, &counted, &mut Scratch::default()))
        .collect();
    blocks.concat()
}
