//! A matrix of correlations: that it is one, and that anything can move like that.

use crate::distribution::correlation::MOST;
use crate::distribution::correlation::Nearest;
use crate::distribution::correlation::ROUNDING;
use crate::distribution::correlation::least_eigenvalue;
use crate::distribution::correlation::nearest;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text::typed;

/// A nearest matrix of more rows than this nobody reads off a line.
const MOST_SHOWN: usize = 12;

/// Every problem of a matrix of so many numbers.
pub(super) fn problems(matrix: &[Vec<f64>], size: usize, place: &Place) -> Vec<Problem> {
    let mut problems = shape(matrix, size, place);
    if problems.is_empty() {
        problems = entries(matrix, place);
    }
    if problems.is_empty() {
        problems.extend(impossible(matrix, place));
    }
    problems
}

fn shape(matrix: &[Vec<f64>], size: usize, place: &Place) -> Vec<Problem> {
    if size > MOST {
        let found = format!("a matrix of {size} numbers");
        return vec![Problem::value(place.clone(), found).allowed(format!("at most {MOST}"))];
    }
    let allowed = format!("{size} rows of {size}, in the order of `between`");
    if matrix.len() != size {
        let found = format!("{} for {size} numbers", rows(matrix.len()));
        return vec![Problem::value(place.clone(), found).allowed(allowed)];
    }
    let wrong = matrix.iter().enumerate().filter(|(_, row)| row.len() != size);
    let problem = |(i, row): (usize, &Vec<f64>)| {
        Problem::value(place.item(i), format!("a row of {} for {size} numbers", row.len())).allowed(&allowed)
    };
    wrong.map(problem).collect()
}

fn rows(count: usize) -> String {
    crate::text::plural(count, "row", "rows")
}

fn entries(matrix: &[Vec<f64>], place: &Place) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (i, row) in matrix.iter().enumerate() {
        for (j, entry) in row.iter().enumerate() {
            let at = || place.item(i).item(j);
            let (shown, other) = (typed(*entry), matrix[j][i]);
            if i == j {
                if (entry - 1.0).abs() > 0.0 {
                    problems
                        .push(Problem::value(at(), format!("{shown} of a number with itself")).allowed("1"));
                }
            } else if !(-1.0..=1.0).contains(entry) {
                let found = format!("{shown} is no correlation");
                problems.push(Problem::value(at(), found).allowed("a number from −1 to 1"));
            } else if j < i && (entry - other).abs() > 0.0 {
                let found = format!("{shown}, but {} the other way round", typed(other));
                problems.push(
                    Problem::value(at(), found).allowed("the same both ways").or(place.item(j).item(i)),
                );
            }
        }
    }
    problems
}

/// That some weighted sum of the numbers would have a negative variance.
fn impossible(matrix: &[Vec<f64>], place: &Place) -> Option<Problem> {
    let least = least_eigenvalue(matrix);
    if least >= -ROUNDING {
        return None;
    }
    let Nearest { matrix: possible, part } = nearest(matrix);
    let found = format!(
        "no numbers can move together like this: the least eigenvalue is {}, below nought",
        short(least)
    );
    let every = format!("every correlation times {part}");
    let allowed = if matrix.len() > MOST_SHOWN {
        every
    } else {
        format!("the nearest, {}, or {every}", written(&possible))
    };
    Some(Problem::value(place.clone(), found).allowed(allowed))
}

/// Three figures are enough to see how far from nought it is.
fn short(value: f64) -> String {
    if value.abs() < 1e-3 { format!("{value:.2e}") } else { format!("{value:.3}") }.replace('-', "−")
}

/// The matrix as a file has it.
fn written(matrix: &[Vec<f64>]) -> String {
    let row = |row: &Vec<f64>| {
        let entries: Vec<String> = row.iter().map(ToString::to_string).collect();
        format!("[{}]", entries.join(", "))
    };
    format!("`matrix = [{}]`", matrix.iter().map(row).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(matrix: &[Vec<f64>]) -> Vec<String> {
        let problems = problems(matrix, 3, &Place::root().key("matrix"));
        problems.into_iter().map(|problem| format!("{}: {}", problem.place, problem.found)).collect()
    }

    #[test]
    fn every_wrong_entry_is_found_in_its_place() {
        let matrix = vec![vec![0.9, 0.2, 0.1], vec![0.3, 1.0, -2.0], vec![0.1, -2.0, 1.0]];
        assert_eq!(
            found(&matrix),
            [
                "matrix[0][0]: 0.9 of a number with itself",
                "matrix[1][0]: 0.3, but 0.2 the other way round",
                "matrix[1][2]: -2 is no correlation",
                "matrix[2][1]: -2 is no correlation",
            ]
        );
        assert_eq!(found(&[vec![1.0]]), ["matrix: 1 row for 3 numbers"]);
        assert_eq!(found(&[vec![1.0; 3], vec![1.0], vec![1.0; 3]]), ["matrix[1]: a row of 1 for 3 numbers"]);
    }

    #[test]
    fn a_matrix_on_the_edge_is_possible_and_one_beyond_it_is_not() {
        let all = |rho: f64| {
            let entry = |row, column| if row == column { 1.0 } else { rho };
            (0..3).map(|row| (0..3).map(|column| entry(row, column)).collect()).collect::<Vec<Vec<f64>>>()
        };
        // 1 + 2ρ is the least eigenvalue of three numbers of one correlation.
        assert_eq!(found(&all(-0.5)), Vec::<String>::new());
        assert_eq!(
            found(&all(-0.51)),
            ["matrix: no numbers can move together like this: the least eigenvalue is −0.020, below nought"]
        );
        assert_eq!(found(&all(1.0)), Vec::<String>::new());
    }
}
