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
    /// Per draw, harm a year over all costed threats, £m; of a plan, the present value over its years.
    pub harm: Vec<f64>,
    /// Per threat of the evidence, mean harm, £m, likewise; `None` where nobody has costed it.
    pub threat_harm: Vec<Option<f64>>,
    /// Per threat of the evidence and count of the threat, the number a year in each draw; of a plan, over all its years.
    pub counts: Vec<Vec<Vec<f64>>>,
    /// Per year of a plan and draw, harm in that year, £m, not discounted; nothing of a settled year.
    pub years: Vec<Vec<f64>>,
}

/// Runs every draw at planned efforts (£m by programme).
#[must_use]
pub fn outcomes(futures: &Futures, efforts: &[f64]) -> Outcomes {
    let years = futures.first().years;
    let of_years = if years > 1 || futures.is_plan() { years } else { 0 };
    let threats = &futures.first().threats[..futures.first().threats.len() / years];
    let counts = threats.iter().map(|threat| threat.counts.len());
    let many = counts.clone().sum::<usize>();
    let (columns, sums) =
        pass::columns(futures, 1 + many + of_years, |scratch: &mut Scratch, block, columns| {
            // Of the columns the first is harm.
            let Some((harm, rest)) = columns.split_first_mut() else { return Vec::new() };
            let (counts, years) = rest.split_at_mut(many);
            fill(block, efforts, scratch, Into { harm, counts, years })
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
        years: columns.collect(),
    }
}

/// Harm in each draw of a block at planned efforts (£m by programme), £m a year; of a plan its present value.
pub(super) fn harm_of(block: &Block, efforts: &[f64]) -> Vec<f64> {
    let mut harm = vec![0.0; block.length];
    let into = Into { harm: &mut harm, counts: &mut [], years: &mut [] };
    fill(block, efforts, &mut Scratch::default(), into);
    harm
}

/// Where figures of a block's draws go: all noughts before.
struct Into<'a, 'b> {
    /// Harm; of a plan its present value.
    harm: &'a mut [f64],
    /// As many counts as are asked for.
    counts: &'a mut [&'b mut [f64]],
    /// Harm of as many years as are asked for, not discounted.
    years: &'a mut [&'b mut [f64]],
}

/// Fills in a block's figures; says of each threat what its harm adds up to.
fn fill(block: &Block, efforts: &[f64], scratch: &mut Scratch, into: Into<'_, '_>) -> Vec<Option<f64>> {
    let Into { harm, counts, years } = into;
    let many = block.threats.len() / block.years;
    let mut sums = vec![None; many];
    for (year, threats) in block.threats.chunks(many.max(1)).enumerate() {
        let mut counts = counts.iter_mut();
        for (threat, sum) in threats.iter().zip(&mut sums) {
            scratch.leave(block, threat, efforts);
            for (count, numbers) in threat.counts.iter().zip(&mut counts) {
                for (draw, (number, ratio)) in numbers.iter_mut().zip(&scratch.ratio).enumerate() {
                    *number += ratio * count.at(draw);
                }
            }
            let Some(own) = &threat.harm else { continue };
            for (draw, ratio) in scratch.ratio.iter_mut().enumerate() {
                *ratio *= own.at(draw);
            }
            if let Some(total) = years.get_mut(year) {
                add(total, &scratch.ratio);
            }
            if threat.discount < 1.0 {
                scratch.ratio.iter_mut().for_each(|ratio| *ratio *= threat.discount);
            }
            add(harm, &scratch.ratio);
            *sum = Some(sum.unwrap_or(0.0) + risk::sum(&scratch.ratio));
        }
    }
    sums
}

fn add(totals: &mut [f64], parts: &[f64]) {
    totals.iter_mut().zip(parts).for_each(|(total, part)| *total += part);
}

/// A measure in each draw, added over threats, at planned efforts (£m by programme).
#[must_use]
pub fn totals(futures: &Futures, efforts: &[f64], measure: &Measure) -> Vec<f64> {
    let counted = futures.counted(measure);
    pass::column(futures, |scratch: &mut Scratch, block, totals| {
        add_totals(block, efforts, &counted, scratch, totals);
    })
}
