//! The second derivatives of expected harm: what turns a good allocation into an exact one.
//!
//! With S the slope and C the curvature of a programme's log q in its planned effort, harm h = H·Π q has
//!
//! ```text
//! ∂²h/∂x_j∂x_k = h·S_j·S_k      for two programmes
//! ∂²h/∂x_j²    = h·(S_j² + C_j)  for one
//! ```
//!
//! Only programmes that share a threat bend together, so there is one small triangle of numbers a threat.

use crate::model::Measure;
use crate::risk;
use crate::simulate::Futures;
use crate::simulate::block::Block;
use crate::simulate::block::ThreatBlock;
use crate::simulate::evaluate::weigh;
use crate::simulate::interrupt::check_interrupt;
use crate::simulate::respond::Scratch;
use rayon::prelude::*;

/// The second derivatives of the mean of a measure, threat by threat.
#[derive(Clone, Debug, PartialEq)]
pub struct Curvature {
    /// One for each threat that the measure counts, in the evidence's order.
    pub threats: Vec<ThreatCurvature>,
}

/// One threat's second derivatives.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreatCurvature {
    /// The programmes with an effect on it, as positions in the evidence.
    pub programmes: Vec<usize>,
    /// The lower triangle, row by row, in the order of `programmes`; in the measure's unit per £m².
    pub triangle: Vec<f64>,
}

impl Curvature {
    /// Adds everything up to a symmetric matrix over so many programmes.
    #[must_use]
    pub fn matrix(&self, programmes: usize) -> Vec<Vec<f64>> {
        let mut matrix = vec![vec![0.0; programmes]; programmes];
        for threat in &self.threats {
            let pairs = pairs(threat.programmes.len());
            for ((first, second), value) in pairs.zip(&threat.triangle) {
                let (row, column) = (threat.programmes[first], threat.programmes[second]);
                matrix[row][column] += value;
                if first != second {
                    matrix[column][row] += value;
                }
            }
        }
        matrix
    }
}

/// Each pair of effects once, an effect with itself included.
fn pairs(effects: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..effects).flat_map(|first| (0..=first).map(move |second| (first, second)))
}

/// The second derivatives of the mean of a measure over draws at planned efforts (£m by programme).
///
/// A curve through points has none at its knots, and is taken there as straight: the answer is then that of
/// either side.
#[must_use]
pub fn curvature(futures: &Futures, efforts: &[f64], measure: &Measure) -> Curvature {
    let counted = futures.counted(measure);
    let blocks: Vec<Vec<Vec<f64>>> = futures
        .blocks()
        .par_iter()
        .map(|block| {
            check_interrupt();
            let mut scratch = Scratch::new();
            let sums = counted.iter().map(|(threat, slots)| {
                let threat = &block.threats[*threat];
                scratch.respond(block, threat, efforts);
                weigh(&mut scratch.ratio, threat, slots, None);
                sums(block, threat, efforts, &scratch)
            });
            sums.collect()
        })
        .collect();
    let draws = futures.draws().as_f64();
    let threats = counted.iter().enumerate().map(|(position, (threat, _))| {
        let effects = &futures.blocks()[0].threats[*threat].effects;
        let mut triangle = vec![0.0; pairs(effects.len()).count()];
        for block in &blocks {
            for (total, sum) in triangle.iter_mut().zip(&block[position]) {
                *total += sum;
            }
        }
        for total in &mut triangle {
            *total /= draws;
        }
        ThreatCurvature { programmes: effects.iter().map(|effect| effect.programme).collect(), triangle }
    });
    Curvature { threats: threats.collect() }
}

/// The sum over a block's draws of each pair's second derivative.
fn sums(block: &Block, threat: &ThreatBlock, efforts: &[f64], scratch: &Scratch) -> Vec<f64> {
    let (measure, slopes) = (&scratch.ratio, &scratch.slopes);
    let mut product = vec![0.0; block.length];
    let mut weighted = vec![0.0; block.length];
    let mut sums = Vec::new();
    for (first, effect) in threat.effects.iter().enumerate() {
        for ((weighted, measure), slope) in weighted.iter_mut().zip(measure).zip(&slopes[first]) {
            *weighted = measure * slope;
        }
        for second in &slopes[..first] {
            for ((product, weighted), slope) in product.iter_mut().zip(&weighted).zip(second) {
                *product = weighted * slope;
            }
            sums.push(risk::sum(&product));
        }
        product.copy_from_slice(&slopes[first]);
        let effort = effect.effort(block, efforts[effect.programme]);
        effect.response.kernel().bend(&effect.response, effort, &mut product);
        for (((product, measure), weighted), slope) in
            product.iter_mut().zip(measure).zip(&weighted).zip(&slopes[first])
        {
            *product = measure * *product + weighted * slope;
        }
        sums.push(risk::sum(&product));
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_triangle_becomes_a_symmetric_matrix() {
        let threat = ThreatCurvature { programmes: vec![2, 0], triangle: vec![1.0, 2.0, 3.0] };
        let both = Curvature { threats: vec![threat.clone(), threat] };
        // Small whole numbers add up exactly.
        assert_eq!(both.matrix(3), [vec![6.0, 0.0, 4.0], vec![0.0; 3], vec![4.0, 0.0, 2.0]]);
    }

    #[test]
    fn every_pair_comes_once() {
        assert_eq!(pairs(3).collect::<Vec<_>>(), [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)]);
    }
}
