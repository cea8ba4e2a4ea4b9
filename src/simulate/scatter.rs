//! How much the slopes of single draws differ: Σ (∇h − mean)·(∇h − mean)′ over some draws.

use crate::model::Measure;
use crate::risk;
use crate::simulate::Futures;
use crate::simulate::pass;
use crate::simulate::pass::multiply;
use crate::simulate::pass::weigh;
use crate::simulate::respond::Scratch;

/// The scatter of the gradients of a measure in each draw, by planned effort in £m: a symmetric matrix over all programmes,
/// row by row, in the measure's unit squared per £m².
#[must_use]
pub fn scatter(futures: &Futures, efforts: &[f64], measure: &Measure) -> Vec<Vec<f64>> {
    let counted = futures.counted(measure);
    let size = efforts.len();
    let sums = pass::sums(futures, size + size * size, |memory: &mut Memory, block, _, row| {
        let Memory { scratch, gradients } = memory;
        gradients.resize_with(size, Vec::new);
        for gradient in gradients.iter_mut() {
            gradient.clear();
            gradient.resize(block.length, 0.0);
        }
        for (threat, slots) in &counted {
            let threat = &block.threats[*threat];
            scratch.respond(block, threat, efforts);
            weigh(&mut scratch.ratio, threat, slots, None);
            for (effect, slopes) in threat.effects.iter().zip(&mut scratch.slopes) {
                multiply(slopes, &scratch.ratio);
                for (sum, slope) in gradients[effect.programme].iter_mut().zip(slopes) {
                    *sum += *slope;
                }
            }
        }
        let (means, products) = row.split_at_mut(size);
        for (own, gradient) in gradients.iter().enumerate() {
            means[own] = risk::sum(gradient);
            for (other, second) in gradients[..=own].iter().enumerate() {
                products[own * size + other] = risk::dot(gradient, second);
            }
        }
    });
    let (totals, products) = sums.split_at(size);
    let draws = futures.draws().as_f64();
    let entry = |row: usize, column: usize| {
        let (row, column) = (row.max(column), row.min(column));
        products[row * size + column] - totals[row] * totals[column] / draws
    };
    (0..size).map(|row| (0..size).map(|column| entry(row, column)).collect()).collect()
}

#[derive(Default)]
struct Memory {
    scratch: Scratch,
    /// Per programme and draw.
    gradients: Vec<Vec<f64>>,
}
