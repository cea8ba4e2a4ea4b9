//! Minimising the tail besides the mean.

use crate::model::Measure;
use crate::optimise::BlendedPiece;
use crate::optimise::Oracle;
use crate::optimise::Piece;
use crate::optimise::Rounded;
use crate::optimise::objective::rounded::RoundedTail;
use crate::risk::Tail;
use crate::simulate::Blend;
use crate::simulate::BlendedMean;
use crate::simulate::Futures;
use crate::simulate::blended;
use crate::simulate::blended_totals;
use crate::simulate::evaluate;
use crate::simulate::totals;
use std::collections::BTreeMap;

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

    /// One for the mean, one to see which draws are worst, one for their slopes.
    fn passes(&self) -> usize {
        if self.weight < 1.0 { 3 } else { 2 }
    }

    fn over_few(&self) -> Option<Box<dyn Oracle + '_>> {
        let futures = self.futures.few()?;
        let first = |before: &Vec<f64>| before.iter().take(futures.draws().get()).copied().collect();
        let before = self.before.as_ref().map(first);
        Some(Box::new(Self { futures, before, ..self.clone() }))
    }

    fn rounded(&self, efforts: &[f64], part: f64) -> Option<Box<dyn Rounded + '_>> {
        let tail = self.tail_of(totals(self.futures, efforts, &self.measure))?;
        let width = part * (tail.cvar - tail.var);
        let Self { futures, measure, level, weight, before } = self.clone();
        let rounded = RoundedTail { futures, measure, level, weight, before, width };
        (width > 0.0).then(|| Box::new(rounded) as Box<dyn Rounded>)
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
}

impl MeanAndTail<'_> {
    /// The tail of a measure in each draw.
    fn tail_of(&self, mut values: Vec<f64>) -> Option<Tail> {
        for (value, before) in values.iter_mut().zip(self.before.iter().flatten()) {
            *value -= before;
        }
        Tail::of(&values, self.level)
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
