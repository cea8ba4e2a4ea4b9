//! Which vectors depend on each other.

/// An entry below this part of its vector's length is rounding: vectors are scaled to a length of one, and a few tens
/// of them are eliminated.
const ROUNDING: f64 = 1e-9;

/// The class of each vector, given by its entries other than nought: two are of one class where some combination of
/// vectors that makes nothing, and of which no part makes nothing, has both in it (the components of a linear
/// matroid, read off the circuits of one basis: Oxley, *Matroid Theory*, §4.3).
pub(in crate::optimise) fn classes(vectors: &[&[(usize, f64)]], size: usize) -> Vec<usize> {
    let mut columns: Vec<Vec<f64>> = vectors.iter().map(|terms| scaled(terms, size)).collect();
    let mut pivots: Vec<(usize, usize)> = Vec::new();
    let mut class: Vec<usize> = (0..vectors.len()).collect();
    for next in 0..columns.len() {
        let is_free = |row: &usize| pivots.iter().all(|(_, taken)| taken != row);
        let steepest = (0..size)
            .filter(is_free)
            .max_by(|a, b| columns[next][*a].abs().total_cmp(&columns[next][*b].abs()).then(b.cmp(a)));
        if let Some(row) = steepest.filter(|row| columns[next][*row].abs() > ROUNDING) {
            eliminate(&mut columns, next, row);
            pivots.push((next, row));
        } else {
            for (vector, _) in pivots.iter().filter(|(_, row)| columns[next][*row].abs() > ROUNDING) {
                join(&mut class, *vector, next);
            }
        }
    }
    class
}

fn scaled(terms: &[(usize, f64)], size: usize) -> Vec<f64> {
    let length = terms.iter().map(|(_, factor)| factor * factor).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
    let mut column = vec![0.0; size];
    for (entry, factor) in terms {
        column[*entry] += factor / length;
    }
    column
}

/// Makes the vector `next` a unit vector along `row`, by row operations on all of them.
fn eliminate(columns: &mut [Vec<f64>], next: usize, row: usize) {
    let pivot = columns[next].clone();
    for column in columns.iter_mut() {
        let part = column[row] / pivot[row];
        if part == 0.0 {
            continue;
        }
        for (other, entry) in column.iter_mut().enumerate() {
            *entry = if other == row { part } else { *entry - part * pivot[other] };
        }
    }
}

fn join(class: &mut [usize], one: usize, other: usize) {
    let (into, from) = (class[one].min(class[other]), class[one].max(class[other]));
    for entry in class.iter_mut().filter(|entry| **entry == from) {
        *entry = into;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_of_one_circuit_are_of_one_class() {
        let vectors: [&[(usize, f64)]; 6] = [
            &[(0, 1.0), (1, 1.0)],
            &[(2, 1.0)],
            &[(0, 2.0)],
            &[(1, 5.0)],
            &[(2, -1e-3)],
            &[(3, 1.0), (4, 1.0)],
        ];
        // (1, 1) is a sum of the axes it lies between; the third axis stands there twice; the last is alone.
        assert_eq!(classes(&vectors, 5), [0, 1, 0, 0, 1, 5]);
    }

    #[test]
    fn independent_vectors_are_each_of_their_own_class() {
        assert_eq!(classes(&[&[(0, 1.0), (1, -2.0)], &[(1, 1.0)]], 2), [0, 1]);
    }
}
