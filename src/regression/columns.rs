//! Which regression suits some columns of draws.

use crate::regression::scores::is_constant;
use crate::regression::scores::labels;

/// The most columns that are known together.
pub const MOST_COLUMNS: usize = 400;

/// With at most so many values, or values of several columns together, each has a mean of its own.
const FEW_VALUES: usize = 24;

/// A value is met in so many draws on average, or it shares its mean with its neighbours.
const DRAWS_A_VALUE: usize = 5;

/// More columns than these are fitted by straight lines.
const MOST_CURVED: usize = 100;

/// How outcomes are fitted on what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// What is known is the same in every draw: the mean of all draws.
    Constant,
    /// The mean of each value, drawn towards the others as far as cross-validation says.
    Means,
    /// A penalised cubic spline in the normal scores.
    Spline,
    /// The sum of a spline a column and of products of polynomials in each two of them.
    Additive,
    /// The sum of straight lines in the normal scores: more columns than curves can be told apart of.
    Linear,
}

/// The columns of which anything is left to know, and what suits them.
pub(super) enum Suits<'a> {
    /// None of them differs between draws.
    Nothing,
    /// The number of each draw's combination of values, and how many there are.
    Cells(Vec<usize>, usize),
    /// Too many values for that.
    Curves(Vec<&'a [f64]>),
    /// Too many columns for that.
    Lines(Vec<&'a [f64]>),
}

impl<'a> Suits<'a> {
    /// Looks at columns, each as long as the others.
    pub(super) fn of(columns: &[&'a [f64]]) -> Self {
        let uncertain: Vec<&[f64]> = columns.iter().copied().filter(|column| !is_constant(column)).collect();
        if uncertain.is_empty() {
            return Self::Nothing;
        }
        if let Some((cells, count)) = cells(&uncertain) {
            return Self::Cells(cells, count);
        }
        if uncertain.len() > MOST_CURVED { Self::Lines(uncertain) } else { Self::Curves(uncertain) }
    }

    /// The method that suits.
    pub(super) fn method(&self) -> Method {
        match self {
            Self::Nothing => Method::Constant,
            Self::Cells(..) => Method::Means,
            Self::Curves(columns) if columns.len() == 1 => Method::Spline,
            Self::Curves(_) => Method::Additive,
            Self::Lines(_) => Method::Linear,
        }
    }
}

/// Combinations of values, where there are few.
fn cells(columns: &[&[f64]]) -> Option<(Vec<usize>, usize)> {
    let (first, rest) = columns.split_first()?;
    let most = FEW_VALUES.min(first.len() / DRAWS_A_VALUE);
    let (mut cells, mut count) = labels(first, most)?;
    for column in rest {
        let (own, values) = labels(column, most)?;
        let both: Vec<f64> = cells.iter().zip(&own).map(|(cell, own)| small(cell * values + own)).collect();
        (cells, count) = labels(&both, most)?;
    }
    Some((cells, count))
}

/// A number of a cell, at most the square of [`FEW_VALUES`].
fn small(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_values_have_means_many_a_curve_and_one_nothing() {
        let binary: Vec<f64> = (0..200_u32).map(|draw| f64::from(draw % 2)).collect();
        let triple: Vec<f64> = (0..200_u32).map(|draw| f64::from(draw % 3)).collect();
        let many: Vec<f64> = (0..200_u32).map(f64::from).collect();
        let method = |columns: &[&[f64]]| Suits::of(columns).method();
        assert_eq!(method(&[&[2.0; 200]]), Method::Constant);
        assert_eq!(method(&[&binary]), Method::Means);
        assert_eq!(method(&[&many, &[1.0; 200]]), Method::Spline);
        assert_eq!(method(&[&many, &binary]), Method::Additive);
        assert_eq!(method(&vec![&many[..]; 101]), Method::Linear);
        let Suits::Cells(cells, count) = Suits::of(&[&binary, &triple]) else { panic!("six cells") };
        assert_eq!((count, cells[0], cells[6], cells[7]), (6, cells[12], cells[0], cells[1]));
    }
}
