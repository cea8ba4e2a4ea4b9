//! Planes that lie below a convex piece.

use crate::optimise::BlendedPiece;
use crate::optimise::Piece;
use crate::simulate::Blend;

/// A plane below a piece: value ≥ constant + Σ slope·effort + Σ slope·share, wherever every programme is on or off.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::optimise) struct Cut {
    /// Which piece.
    pub(in crate::optimise) piece: usize,
    /// Its height at no effort.
    pub(in crate::optimise) constant: f64,
    /// (programme, slope per £m of planned effort).
    pub(in crate::optimise) slopes: Vec<(usize, f64)>,
    /// (programme, slope by the share to which it is on).
    pub(in crate::optimise) shares: Vec<(usize, f64)>,
}

impl Cut {
    /// The plane that touches a piece at some efforts.
    pub(in crate::optimise) fn touching(index: usize, piece: &Piece, efforts: &[f64]) -> Self {
        let climbed: f64 = piece.gradient.iter().map(|&(programme, slope)| slope * efforts[programme]).sum();
        let (constant, slopes) = (piece.value - climbed, piece.gradient.clone());
        Self { piece: index, constant, slopes, shares: Vec::new() }
    }

    /// The plane that touches a piece where programmes are partly on.
    pub(in crate::optimise) fn blended(index: usize, piece: &BlendedPiece, blend: &Blend) -> Self {
        let share = |programme: usize| blend.shares[programme].unwrap_or(1.0);
        let slopes = piece.piece.gradient.iter();
        let climbed: f64 = slopes.map(|&(own, slope)| slope * share(own) * blend.efforts[own]).sum();
        let opened: f64 = piece.shares.iter().map(|&(own, slope)| slope * share(own)).sum();
        Self {
            piece: index,
            constant: piece.piece.value - climbed - opened,
            slopes: piece.piece.gradient.clone(),
            shares: piece.shares.clone(),
        }
    }

    /// The height of the plane at planned efforts altogether and shares.
    pub(in crate::optimise) fn at(&self, efforts: &[f64], shares: &[f64]) -> f64 {
        let climbed: f64 = self.slopes.iter().map(|&(own, slope)| slope * efforts[own]).sum();
        let opened: f64 = self.shares.iter().map(|&(own, slope)| slope * shares[own]).sum();
        self.constant + climbed + opened
    }
}
