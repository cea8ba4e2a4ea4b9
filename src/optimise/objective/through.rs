//! Second derivatives by variables, of those by what is made of them.

use crate::optimise::Curved;

/// Second derivatives by so many variables, of those by amounts that are each made of a few: `terms` has the variables of each
/// amount with their parts in it. Most pairs of amounts bend nothing together.
pub(super) fn bends_through<T: AsRef<[(usize, f64)]>>(
    terms: &[T],
    by_amount: &[Vec<f64>],
    variables: usize,
) -> Curved {
    let mut hessian = vec![vec![0.0; variables]; variables];
    for (own, bends) in terms.iter().zip(by_amount) {
        for (other, bend) in terms.iter().zip(bends).filter(|(_, bend)| **bend != 0.0) {
            for &(row, part) in own.as_ref() {
                for &(column, other_part) in other.as_ref() {
                    hessian[row][column] += bend * (part * other_part);
                }
            }
        }
    }
    hessian
}
