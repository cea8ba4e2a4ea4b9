//! All functions of a fit, and what large or rough coefficients of them cost.

use crate::regression::basis::Term;
use crate::regression::columns::Suits;
use crate::regression::scores::normal_scores;
use crate::regression::spline::Spline;

/// What coefficients cost, as a quadratic form.
pub(super) struct Penalty {
    /// Its matrix, row by row.
    pub(super) matrix: Vec<f64>,
    /// Where the search for its weight begins, relative to the functions' own squares.
    pub(super) beginning: f64,
}

/// The functions of a fit.
pub(super) struct Design {
    terms: Vec<Term>,
    /// How many functions there are.
    pub(super) size: usize,
    /// What is penalised, each with a weight of its own to be chosen: roughness, products, slopes.
    pub(super) penalties: Vec<Penalty>,
}

impl Design {
    /// The functions that suit some columns; none where nothing is to be known from them.
    pub(super) fn of(suits: Suits<'_>) -> Option<Self> {
        match suits {
            Suits::Nothing => None,
            Suits::Cells(labels, count) => Some(Self::cells(labels, count)),
            Suits::Curves(columns) => Some(Self::curves(&columns)),
            Suits::Lines(columns) => Some(Self::lines(&columns)),
        }
    }

    /// The functions that are not nought in a draw, with their values, in ascending order.
    pub(super) fn row(&self, draw: usize, row: &mut Vec<(usize, f64)>) {
        row.clear();
        self.terms.iter().for_each(|term| term.fill(draw, row));
    }

    /// A mean of each cell; differences between them are penalised, and what they have in common is not.
    fn cells(labels: Vec<usize>, count: usize) -> Self {
        let share = 1.0 / real(count);
        let mut penalty = vec![-share; count * count];
        penalty.iter_mut().step_by(count + 1).for_each(|entry| *entry += 1.0);
        Self {
            terms: vec![Term::Cells { labels, first: 0 }],
            size: count,
            penalties: vec![Penalty { matrix: penalty, beginning: 1e-2 }],
        }
    }

    fn lines(columns: &[&[f64]]) -> Self {
        let scores = columns.iter().map(|column| normal_scores(column));
        let terms: Vec<Term> =
            scores.enumerate().map(|(first, scores)| Term::Line { scores, first }).collect();
        let size = terms.len();
        let mut ridge = vec![0.0; size * size];
        ridge.iter_mut().step_by(size + 1).for_each(|entry| *entry = 1.0);
        Self { terms, size, penalties: vec![Penalty { matrix: ridge, beginning: 1e-2 }] }
    }

    fn curves(columns: &[&[f64]]) -> Self {
        let draws = columns.first().map_or(0, |column| column.len());
        let scores: Vec<Vec<f64>> = columns.iter().map(|column| normal_scores(column)).collect();
        let intervals = intervals(draws, scores.len());
        let splines: Vec<Spline> = scores.iter().map(|scores| Spline::over(scores, intervals)).collect();
        let of_curves: usize = splines.iter().map(Spline::size).sum();
        let pairs = pairs(scores.len());
        let degrees = degrees(scores.len());
        let size = of_curves + pairs.len() * degrees.len();
        let mut penalties = vec![Penalty { matrix: roughness(&splines, size), beginning: 1e-2 }];
        if !pairs.is_empty() {
            let mut matrix = vec![0.0; size * size];
            matrix.iter_mut().step_by(size + 1).skip(of_curves).for_each(|entry| *entry = 1.0);
            penalties.push(Penalty { matrix, beginning: 1e-1 });
        }
        if scores.len() > 1 {
            penalties.push(Penalty { matrix: slopes(&splines, size), beginning: 1e-6 });
        }
        let first = |number: usize| number * (intervals + 3);
        let mut terms = Vec::new();
        for (number, (spline, scores)) in splines.into_iter().zip(&scores).enumerate() {
            terms.push(Term::Curve { spline, scores: scores.clone(), first: first(number) });
        }
        for (number, [one, other]) in pairs.into_iter().enumerate() {
            let first = of_curves + number * degrees.len();
            let scores = [one, other].map(|column| scores[column].clone());
            terms.push(Term::Products { scores, degrees: degrees.clone(), first });
        }
        Self { terms, size, penalties }
    }
}

/// How many intervals splines have: more where there are draws to tell, fewer where there are many columns.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the root of a number of draws, and at least nought"
)]
fn intervals(draws: usize, columns: usize) -> usize {
    let most = match columns {
        1 => 40,
        2 => 16,
        3..=4 => 10,
        5..=8 => 6,
        9..=20 => 3,
        _ => 1,
    };
    ((real(draws).sqrt() / 4.0) as usize).clamp(4, 40).min(most)
}

/// Each two of some columns; of many none: more products than draws can tell apart.
fn pairs(columns: usize) -> Vec<[usize; 2]> {
    const MOST: usize = 20;
    let columns = if columns > MOST { 0 } else { columns };
    (0..columns).flat_map(|one| (one + 1..columns).map(move |other| [one, other])).collect()
}

/// The degrees of products: fewer where there are many pairs.
fn degrees(columns: usize) -> Vec<[usize; 2]> {
    let most = match columns {
        ..=2 => 5,
        3..=4 => 4,
        5..=8 => 3,
        _ => 2,
    };
    let all = (1..=3).flat_map(|a| (1..=3).map(move |b| [a, b]));
    all.filter(|[a, b]| a + b <= most).collect()
}

/// Squares of second differences: how far a curve is from a straight line.
fn roughness(splines: &[Spline], size: usize) -> Vec<f64> {
    let mut penalty = vec![0.0; size * size];
    let mut first = 0;
    for spline in splines {
        for difference in spline.differences() {
            for (row, weight) in difference {
                for (column, other) in difference {
                    penalty[(first + row) * size + first + column] += weight * other;
                }
            }
        }
        first += spline.size();
    }
    penalty
}

/// Squares of first differences: how far a curve is from being level.
fn slopes(splines: &[Spline], size: usize) -> Vec<f64> {
    let mut penalty = vec![0.0; size * size];
    let mut first = 0;
    for spline in splines {
        for place in first..first + spline.size() - 1 {
            penalty[place * size + place] += 1.0;
            penalty[(place + 1) * size + place + 1] += 1.0;
            penalty[place * size + place + 1] -= 1.0;
            penalty[(place + 1) * size + place] -= 1.0;
        }
        first += spline.size();
    }
    penalty
}

#[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
fn real(count: usize) -> f64 {
    count as f64
}
