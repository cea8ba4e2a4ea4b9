//! The numbers of a column, among those of the other columns of its block.

use std::ops::Deref;
use std::ops::Range;
use std::sync::Arc;

/// The numbers of a column: part of a piece of memory that they may share with other columns, so that a pass over a block
/// goes through memory from one end to the other.
#[derive(Clone, Debug)]
pub(super) struct Values {
    all: Arc<[f64]>,
    own: Range<usize>,
}

impl Values {
    /// Lays columns out one after the other.
    pub(super) fn pack(columns: &mut [&mut Self]) {
        let all: Arc<[f64]> =
            columns.iter().flat_map(|column| column.iter().copied()).collect::<Vec<_>>().into();
        let mut from = 0;
        for column in columns {
            let own = from..from + column.len();
            from = own.end;
            **column = Self { all: Arc::clone(&all), own };
        }
    }
}

impl Deref for Values {
    type Target = [f64];

    fn deref(&self) -> &[f64] {
        &self.all[self.own.clone()]
    }
}

impl From<Vec<f64>> for Values {
    fn from(values: Vec<f64>) -> Self {
        let own = 0..values.len();
        Self { all: values.into(), own }
    }
}

impl FromIterator<f64> for Values {
    fn from_iter<T: IntoIterator<Item = f64>>(values: T) -> Self {
        values.into_iter().collect::<Vec<f64>>().into()
    }
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_columns_are_the_same_side_by_side() {
        let (first, second) = (Values::from(vec![1.0, 2.0]), Values::from(vec![3.0]));
        let (mut one, mut other) = (first.clone(), second.clone());
        Values::pack(&mut [&mut one, &mut other]);
        assert_eq!((&one, &other), (&first, &second));
        assert!(Arc::ptr_eq(&one.all, &other.all));
    }
}
