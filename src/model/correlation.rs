//! Uncertain numbers that move together.

use crate::distribution::correlation::Matrix;
use crate::id::Pattern;
use crate::units::Share;

/// A group of uncertain numbers whose normal scores are correlated (a Gaussian copula).
#[derive(Clone, Debug, PartialEq)]
pub struct Correlation {
    /// Globs over addresses; together they name the group. With a matrix each names one number.
    pub between: Vec<Pattern>,
    /// How its numbers move together.
    pub dependence: Dependence,
}

/// How the numbers of a group move together.
#[derive(Clone, Debug, PartialEq)]
pub enum Dependence {
    /// One common factor drives them all in part: the correlation of any two of the group's normal scores.
    OneFactor(Share),
    /// The correlation of each two, in the order of the group.
    Matrix(Matrix),
}
