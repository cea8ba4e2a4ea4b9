//! Planes that lie below a convex piece.

use crate::optimise::Piece;

/// A plane below a piece: value ≥ constant + Σ slope·effort, for every effort.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cut {
    /// Which piece.
    pub(super) piece: usize,
    /// Its height at no effort.
    pub(super) constant: f64,
    /// (programme, slope per £m of planned effort).
    pub(super) slopes: Vec<(usize, f64)>,
}

impl Cut {
    /// The plane that touches a piece at some efforts.
    pub(super) fn touching(index: usize, piece: &Piece, efforts: &[f64]) -> Self {
        let climbed: f64 = piece.gradient.iter().map(|&(programme, slope)| slope * efforts[programme]).sum();
        Self { piece: index, constant: piece.value - climbed, slopes: piece.gradient.clone() }
    }
}
