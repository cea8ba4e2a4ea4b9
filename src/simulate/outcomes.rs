//! What happens in each draw under an allocation: what reports ask.

use crate::model::Measure;
use crate::risk;
use crate::simulate::Futures;
use crate::simulate::block::Block;
use crate::simulate::evaluate::add_totals;
use crate::simulate::pass;
use crate::simulate::respond::Scratch;

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

/// Runs every draw at planned efforts (£m by programme).
#[must_use]
pub fn outcomes(futures: &Futures, efforts: &[f64]) -> Outcomes {
    let threats = &futures.first().threats;
    let counts = threats.iter().map(|threat| threat.counts.len());
    let (columns, sums) =
        pass::columns(futures, 1 + counts.clone().sum::<usize>(), |scratch: &mut Scratch, block, columns| {
            // Of the columns the first is harm.
            let Some((harm, counts)) = columns.split_first_mut() else { return Vec::new() };
            fill(block, efforts, scratch, harm, counts)
        });
    let n = futures.draws().as_f64();
    let mean_harm = |threat: usize| {
        let sums: Option<Vec<f64>> = sums.iter().map(|sums| sums[threat]).collect();
        sums.map(|sums| sums.iter().sum::<f64>() / n)
    };
    let mut columns = columns.into_iter();
    Outcomes {
        harm: columns.next().unwrap_or_default(),
        threat_harm: (0..threats.len()).map(mean_harm).collect(),
        counts: counts.map(|many| columns.by_ref().take(many).collect()).collect(),
    }
}

/// Harm in each draw of a block at planned efforts (£m by programme), £m a year.
pub(super) fn harm_of(block: &Block, efforts: &[f64]) -> Vec<f64> {
    let mut harm = vec![0.0; block.length];
    fill(block, efforts, &mut Scratch::default(), &mut harm, &mut []);
    harm
}

/// Fills in a block's harm and as many of its counts as are asked for; says of each threat what its harm adds up to.
fn fill(
    block: &Block,
    efforts: &[f64],
    scratch: &mut Scratch,
    harm: &mut [f64],
    counts: &mut [&mut [f64]],
) -> Vec<Option<f64>> {
    let mut sums = Vec::with_capacity(block.threats.len());
    let mut counts = counts.iter_mut();
    for threat in &block.threats {
        scratch.leave(block, threat, efforts);
        for (count, numbers) in threat.counts.iter().zip(&mut counts) {
            for (draw, (number, ratio)) in numbers.iter_mut().zip(&scratch.ratio).enumerate() {
                *number = ratio * count.at(draw);
            }
        }
        sums.push(threat.harm.as_ref().map(|own| {
            for (draw, (harm, ratio)) in harm.iter_mut().zip(&mut scratch.ratio).enumerate() {
                *ratio *= own.at(draw);
                *harm += *ratio;
            }
            risk::sum(&scratch.ratio)
        }));
    }
    sums
}

/// A measure in each draw, added over threats, at planned efforts (£m by programme).
#[must_use]
pub fn totals(futures: &Futures, efforts: &[f64], measure: &Measure) -> Vec<f64> {
    let counted = futures.counted(measure);
    pass::column(futures, |scratch: &mut Scratch, block, totals| {
        add_totals(block, efforts, &counted, scratch, totals);
    })
}
