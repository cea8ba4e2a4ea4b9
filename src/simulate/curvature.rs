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
use crate::simulate::Evaluation;
use crate::simulate::Futures;
use crate::simulate::ThreatMean;
use crate::simulate::block::Block;
use crate::simulate::block::ThreatBlock;
use crate::simulate::pass;
use crate::simulate::pass::multiply;
use crate::simulate::pass::weigh;
use crate::simulate::respond::Scratch;

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

/// The mean of a measure over draws at planned efforts (£m by programme) with its first and second derivatives, in one
/// pass; with `weights`, each draw counts by its weight instead of 1/n.
///
/// A curve through points has no second derivative at its knots, and is taken there as straight: the answer is then that
/// of either side.
#[must_use]
pub fn curved(
    futures: &Futures,
    efforts: &[f64],
    measure: &Measure,
    weights: Option<&[f64]>,
) -> (Evaluation, Curvature) {
    let counted = futures.counted(measure);
    let lengths = counted.iter().map(|(threat, _)| {
        let effects = futures.effects_on(*threat).len();
        1 + effects + pairs(effects).count()
    });
    let totals = pass::sums(futures, lengths.sum(), |memory: &mut Memory, block, span, row| {
        let weights = weights.map(|weights| &weights[span]);
        let mut row = row.iter_mut();
        for (threat, slots) in &counted {
            let threat = &block.threats[*threat];
            memory.scratch.respond(block, threat, efforts);
            weigh(&mut memory.scratch.ratio, threat, slots, weights);
            memory.add_up(block, threat, efforts, &mut row);
        }
    });
    let scale = if weights.is_some() { 1.0 } else { futures.draws().as_f64() };
    let mut means = totals.into_iter().map(|total| total / scale);
    let (mut threats, mut curvatures) = (Vec::new(), Vec::new());
    for (threat, _) in &counted {
        let programmes: Vec<usize> =
            futures.effects_on(*threat).iter().map(|effect| effect.programme).collect();
        let mean = means.next().unwrap_or_default();
        let gradient = programmes.iter().copied().zip(&mut means).collect();
        threats.push(ThreatMean { threat: *threat, mean, gradient });
        let triangle = means.by_ref().take(pairs(programmes.len()).count()).collect();
        curvatures.push(ThreatCurvature { programmes, triangle });
    }
    (Evaluation { threats }, Curvature { threats: curvatures })
}

/// Working memory for one block.
#[derive(Default)]
struct Memory {
    scratch: Scratch,
    /// Per effect and draw: the measure times the slope.
    weighted: Vec<Vec<f64>>,
    /// Per draw: the curvature of one effect.
    bent: Vec<f64>,
}

impl Memory {
    /// Writes the sum over a block's draws of the measure, of each effect's derivative, and of each pair's second one.
    fn add_up<'r>(
        &mut self,
        block: &Block,
        threat: &ThreatBlock,
        efforts: &[f64],
        row: &mut impl Iterator<Item = &'r mut f64>,
    ) {
        let Self { scratch, weighted, bent } = self;
        let mut put = |sum: f64| {
            if let Some(place) = row.next() {
                *place = sum;
            }
        };
        put(risk::sum(&scratch.ratio));
        if weighted.len() < threat.effects.len() {
            weighted.resize_with(threat.effects.len(), Vec::new);
        }
        for (weighted, slopes) in weighted.iter_mut().zip(&scratch.slopes[..threat.effects.len()]) {
            weighted.clear();
            weighted.extend_from_slice(&scratch.ratio);
            multiply(weighted, slopes);
            put(risk::sum(weighted));
        }
        for (first, effect) in threat.effects.iter().enumerate() {
            for second in &scratch.slopes[..first] {
                put(risk::dot(&weighted[first], second));
            }
            let slopes = &scratch.slopes[first];
            bent.clone_from(slopes);
            let effort = effect.effort(block, efforts[effect.programme]);
            effect.response.kernel().bend(&effect.response, effort, bent, &mut scratch.spare);
            put(risk::dot(&scratch.ratio, bent) + risk::dot(&weighted[first], slopes));
        }
    }
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
