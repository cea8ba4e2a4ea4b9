//! Minimising the tail besides the mean.

use crate::model::Measure;
use crate::optimise::BlendedPiece;
use crate::optimise::Oracle;
use crate::optimise::Piece;
use crate::risk::Tail;
use crate::simulate::Blend;
use crate::simulate::BlendedMean;
use crate::simulate::Futures;
use crate::simulate::blended;
use crate::simulate::blended_totals;
use crate::simulate::evaluate;
use crate::simulate::totals;
use std::collections::BTreeMap;

/// The draws whose rank is within this part of the tail's size from its end count in part in an anchor.
const BLUR: f64 = 0.2;

/// (1 − weight)·mean + weight·CVaR of a measure over draws.
///
/// The mean is one piece a threat; the tail is one piece for all, since which draws are worst depends on every
/// threat together. Its subgradient is the mean gradient of the tail's draws (Rockafellar & Uryasev 2000).
#[derive(Clone, Debug)]
pub struct MeanAndTail<'f> {
    /// The draws.
    pub futures: &'f Futures,
    /// What is added up.
    pub measure: Measure,
    /// The share of draws that are not the tail, in [0, 1).
    pub level: f64,
    /// How much the tail counts, in [0, 1].
    pub weight: f64,
    /// What each draw is measured from, where the tail is that of a difference.
    pub before: Option<Vec<f64>>,
}

impl Oracle for MeanAndTail<'_> {
    fn at(&self, efforts: &[f64]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        if self.weight < 1.0 {
            let mean = evaluate(self.futures, efforts, &self.measure, None).threats;
            pieces.extend(mean.into_iter().map(|threat| Piece {
                value: threat.mean * (1.0 - self.weight),
                gradient: scaled(threat.gradient, 1.0 - self.weight).collect(),
            }));
        }
        pieces.extend(self.tail(efforts));
        pieces
    }

    fn blended(&self, blend: &Blend) -> Option<Vec<BlendedPiece>> {
        let mut pieces = Vec::new();
        if self.weight < 1.0 {
            let mean = blended(self.futures, blend, &self.measure, None).into_iter();
            pieces.extend(mean.map(|threat| part(threat, 1.0 - self.weight)));
        }
        pieces.extend(self.blended_tail(blend));
        Some(pieces)
    }

    fn anchor(&self, blend: &Blend) -> Option<Vec<f64>> {
        Some(around_tail(&self.values(blended_totals(self.futures, blend, &self.measure)), self.level))
    }

    fn anchored(&self, blend: &Blend, weights: &[f64]) -> Vec<BlendedPiece> {
        let mut parts: Vec<BlendedPiece> = blended(self.futures, blend, &self.measure, Some(weights))
            .into_iter()
            .map(|threat| part(threat, self.weight))
            .collect();
        if let (Some(first), Some(before)) = (parts.first_mut(), &self.before) {
            let from: f64 = before.iter().zip(weights).map(|(before, weight)| before * weight).sum();
            first.piece.value -= self.weight * from;
        }
        parts
    }
}

impl MeanAndTail<'_> {
    /// The tail of a measure in each draw.
    fn tail_of(&self, values: Vec<f64>) -> Option<Tail> {
        Tail::of(&self.values(values), self.level)
    }

    /// What the tail is of in each draw.
    fn values(&self, mut values: Vec<f64>) -> Vec<f64> {
        for (value, before) in values.iter_mut().zip(self.before.iter().flatten()) {
            *value -= before;
        }
        values
    }

    fn blended_tail(&self, blend: &Blend) -> Option<BlendedPiece> {
        let tail = self.tail_of(blended_totals(self.futures, blend, &self.measure))?;
        let threats = blended(self.futures, blend, &self.measure, Some(&tail.weights));
        let (mut gradient, mut shares) = (BTreeMap::new(), BTreeMap::new());
        for threat in threats {
            add(&mut gradient, scaled(threat.by_effort, self.weight));
            add(&mut shares, scaled(threat.by_share, self.weight));
        }
        let piece = Piece { value: tail.cvar * self.weight, gradient: gradient.into_iter().collect() };
        Some(BlendedPiece { piece, shares: shares.into_iter().collect() })
    }

    fn tail(&self, efforts: &[f64]) -> Option<Piece> {
        let tail = self.tail_of(totals(self.futures, efforts, &self.measure))?;
        let evaluation = evaluate(self.futures, efforts, &self.measure, Some(&tail.weights));
        let value = tail.cvar * self.weight;
        let mut gradient = BTreeMap::new();
        for threat in evaluation.threats {
            add(&mut gradient, scaled(threat.gradient, self.weight));
        }
        Some(Piece { value, gradient: gradient.into_iter().collect() })
    }
}

/// Weights over the draws around a tail, each no more than the tail gives a draw: at the best place many draws are all
/// but the least of the tail, and what proves it best counts each of them in part.
#[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
fn around_tail(values: &[f64], level: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|&a, &b| values[b].total_cmp(&values[a]).then(a.cmp(&b)));
    let size = (1.0 - level) * values.len() as f64;
    let reach = (BLUR * size).min(values.len() as f64 - size).max(0.5);
    let mut weights = vec![0.0; values.len()];
    for (rank, place) in order.into_iter().enumerate() {
        weights[place] = ((size + reach - rank as f64 - 0.5) / (2.0 * reach)).clamp(0.0, 1.0);
    }
    let sum: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|weight| *weight /= sum);
    // Ranks are whole and the slope's ends are not: what is too much for one draw is shared out among all.
    let (even, most) = (1.0 / values.len() as f64, 1.0 / size);
    let largest = weights.iter().copied().fold(even, f64::max);
    if largest > most {
        let shared = (largest - most) / (largest - even);
        weights.iter_mut().for_each(|weight| *weight += shared * (even - *weight));
    }
    weights
}

/// A threat's part of the mean, by how much the mean counts.
fn part(threat: BlendedMean, weight: f64) -> BlendedPiece {
    let gradient = scaled(threat.by_effort, weight).collect();
    BlendedPiece {
        piece: Piece { value: threat.mean * weight, gradient },
        shares: scaled(threat.by_share, weight).collect(),
    }
}

fn add(sums: &mut BTreeMap<usize, f64>, slopes: impl Iterator<Item = (usize, f64)>) {
    for (programme, slope) in slopes {
        *sums.entry(programme).or_default() += slope;
    }
}

fn scaled(gradient: Vec<(usize, f64)>, by: f64) -> impl Iterator<Item = (usize, f64)> {
    gradient.into_iter().map(move |(programme, slope)| (programme, slope * by))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_around_a_tail_are_a_mean_that_the_tail_is_never_below() {
        for draws in [1_i32, 2, 7, 100, 997] {
            let values: Vec<f64> = (0..draws).map(|i| f64::from(i * 7919 % 1009) - 300.0).collect();
            for level in [0.0, 0.3, 0.9, 0.95, 0.9995] {
                let weights = around_tail(&values, level);
                let most = 1.0 / ((1.0 - level) * f64::from(draws));
                // Sums of a thousand numbers of about a thousandth.
                assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{draws} at {level}");
                assert!(weights.iter().all(|weight| (0.0..=most * (1.0 + 1e-12)).contains(weight)));
                let mean: f64 = weights.iter().zip(&values).map(|(weight, value)| weight * value).sum();
                let tail = Tail::of(&values, level).unwrap().cvar;
                assert!(mean <= tail + 1e-9, "{draws} at {level}: {mean} above {tail}");
            }
        }
    }
}
