//! The functions that a fit is a sum of, draw by draw.

use crate::regression::spline::Spline;

/// Functions of what is known, with the number of the first among all functions of a fit.
pub(super) enum Term {
    /// One for each cell, 1 in it.
    Cells { labels: Vec<usize>, first: usize },
    /// Splines in the scores of a column.
    Curve { spline: Spline, scores: Vec<f64>, first: usize },
    /// The scores of a column themselves.
    Line { scores: Vec<f64>, first: usize },
    /// Products of Hermite polynomials in the scores of two columns.
    Products { scores: [Vec<f64>; 2], degrees: Vec<[usize; 2]>, first: usize },
}

impl Term {
    /// Adds what is not nought of them in a draw: the number of the function and its value.
    pub(super) fn fill(&self, draw: usize, row: &mut Vec<(usize, f64)>) {
        match self {
            Self::Cells { labels, first } => row.push((first + labels[draw], 1.0)),
            Self::Curve { spline, scores, first } => {
                let (own, values) = spline.at(scores[draw]);
                row.extend((first + own..).zip(values));
            }
            Self::Line { scores, first } => row.push((*first, scores[draw])),
            Self::Products { scores, degrees, first } => {
                let [one, other] = scores.each_ref().map(|scores| hermite(scores[draw]));
                let products = degrees.iter().map(|[a, b]| one[*a] * other[*b]);
                row.extend((*first..).zip(products));
            }
        }
    }
}

/// Hermite polynomials of degrees 0 to 3, of mean square 1 under the normal distribution.
fn hermite(z: f64) -> [f64; 4] {
    let (root_2, root_6) = (std::f64::consts::SQRT_2, 2.449_489_742_783_178);
    [1.0, z, (z * z - 1.0) / root_2, (z * z - 3.0) * z / root_6]
}
