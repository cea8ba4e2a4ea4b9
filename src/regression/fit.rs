//! Outcomes fitted on what is known, smoothed as far as draws that were held out ask for.

use crate::regression::columns::Method;
use crate::regression::columns::Suits;
use crate::regression::design::Design;
use crate::regression::folds::fold;
use crate::regression::matrix::Factored;
use crate::regression::matrix::quadratic;
use crate::regression::moments::Moments;

/// The weights of penalties that are tried, relative to the functions' own squares.
const WEIGHTS: [f64; 10] = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0, 1e1, 1e2, 1e3];

/// Of more functions than these fewer weights are tried.
const LARGE: usize = 80;

/// What keeps coefficients that nothing tells apart from running away, relative to the functions' own squares.
const SLIGHT: f64 = 1e-9;

/// What outcomes come to on average where something is known.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionalMeans {
    /// How they were fitted.
    pub method: Method,
    /// By outcome and draw: the mean there as a fit on the other folds has it. Weights of penalties alone are chosen on all
    /// folds together.
    pub held_out: Vec<Vec<f64>>,
    /// By outcome and draw: the mean there as a fit on all draws has it, which has seen the draw itself.
    pub fitted: Vec<Vec<f64>>,
}

/// Fits outcomes, each a column of as many draws as the others, on columns of what is known. All values are finite.
#[must_use]
pub fn conditional_means(known: &[&[f64]], outcomes: &[Vec<f64>]) -> ConditionalMeans {
    let suits = Suits::of(known);
    let method = suits.method();
    let (means, scaled): (Vec<Scale>, Vec<Vec<f64>>) = outcomes.iter().map(|own| Scale::of(own)).unzip();
    let Some(design) = Design::of(suits) else {
        let level: Vec<Vec<f64>> =
            means.iter().zip(outcomes).map(|(scale, own)| vec![scale.mean; own.len()]).collect();
        return ConditionalMeans { method, held_out: level.clone(), fitted: level };
    };
    let (folds, all) = Moments::of(&design, &scaled);
    let rests: Vec<Moments> = folds.iter().map(|fold| all.without(fold)).collect();
    let fits = Fits { design: &design, folds: &folds, rests: &rests };
    let (mut held_out, mut fitted) = (Vec::new(), Vec::new());
    for (outcome, scale) in means.iter().enumerate() {
        let weights = fits.weights(outcome);
        let of_rests: Vec<Vec<f64>> =
            rests.iter().map(|rest| coefficients(&design, rest, outcome, &weights)).collect();
        let of_all = coefficients(&design, &all, outcome, &weights);
        let draws = outcomes.get(outcome).map_or(0, Vec::len);
        held_out.push(predicted(&design, draws, scale, |draw| &of_rests[fold(draw)]));
        fitted.push(predicted(&design, draws, scale, |_| &of_all));
    }
    ConditionalMeans { method, held_out, fitted }
}

/// An outcome's mean and size, without which sums of squares are of order one.
struct Scale {
    mean: f64,
    size: f64,
}

impl Scale {
    #[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
    fn of(values: &[f64]) -> (Self, Vec<f64>) {
        let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
        let centred: Vec<f64> = values.iter().map(|value| value - mean).collect();
        let size = centred.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
        let size = if size > 0.0 { size } else { 1.0 };
        let scaled = centred.into_iter().map(|value| value / size).collect();
        (Self { mean, size }, scaled)
    }
}

/// The draws of a fit with each fold held out in turn.
struct Fits<'a> {
    design: &'a Design,
    folds: &'a [Moments],
    rests: &'a [Moments],
}

impl Fits<'_> {
    /// The weights of penalties with the least error on draws held out, sought one after the other.
    fn weights(&self, outcome: usize) -> Vec<f64> {
        let count = self.design.penalties.len();
        let mut weights: Vec<f64> = self.design.penalties.iter().map(|penalty| penalty.beginning).collect();
        let tried = WEIGHTS.iter().copied().step_by(if self.design.size > LARGE { 3 } else { 1 });
        // What is rough depends on what else is free.
        let turns = if count > 1 && self.design.size <= LARGE { 2 } else { 1 };
        for _ in 0..turns {
            for penalty in 0..count {
                let mut least = f64::INFINITY;
                for weight in tried.clone() {
                    let mut other = weights.clone();
                    other[penalty] = weight;
                    let error = self.error(outcome, &other);
                    if error < least {
                        (least, weights[penalty]) = (error, weight);
                    }
                }
            }
        }
        weights
    }

    /// The sum of squared errors on draws held out.
    fn error(&self, outcome: usize, weights: &[f64]) -> f64 {
        let folds = self.folds.iter().zip(self.rests);
        let errors = folds.map(|(fold, rest)| {
            let own = coefficients(self.design, rest, outcome, weights);
            let product: f64 = own.iter().zip(&fold.cross[outcome]).map(|(own, cross)| own * cross).sum();
            fold.squares[outcome] - 2.0 * product + quadratic(&fold.gram, &own)
        });
        errors.sum()
    }
}

/// The coefficients of a penalised fit on some draws.
fn coefficients(design: &Design, draws: &Moments, outcome: usize, weights: &[f64]) -> Vec<f64> {
    let size = design.size;
    let trace = |matrix: &[f64]| matrix.iter().step_by(size + 1).sum::<f64>();
    let own = trace(&draws.gram);
    let mut matrix = draws.gram.clone();
    for (penalty, weight) in design.penalties.iter().zip(weights) {
        let factor = weight * own / trace(&penalty.matrix);
        matrix.iter_mut().zip(&penalty.matrix).for_each(|(entry, penalty)| *entry += factor * penalty);
    }
    #[expect(clippy::cast_precision_loss, reason = "a few hundred functions")]
    let slight = SLIGHT * own / size as f64;
    matrix.iter_mut().step_by(size + 1).for_each(|entry| *entry += slight);
    let mut solved = draws.cross[outcome].clone();
    Factored::of(matrix, size).solve(&mut solved);
    solved
}

/// The fit in every draw, in the outcome's own unit.
fn predicted<'c>(
    design: &Design,
    draws: usize,
    scale: &Scale,
    coefficients: impl Fn(usize) -> &'c Vec<f64>,
) -> Vec<f64> {
    let mut row = Vec::new();
    let in_draw = |draw: usize| {
        design.row(draw, &mut row);
        let own = coefficients(draw);
        let fit: f64 = row.iter().map(|&(column, value)| value * own[column]).sum();
        scale.mean + scale.size * fit
    };
    (0..draws).map(in_draw).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers from 0 to 1 without any pattern that a fit could find: multiples of the golden ratio and of its square root.
    fn ladder(draws: u32, step: f64) -> Vec<f64> {
        (0..draws).map(|draw| (f64::from(draw) * step).fract()).collect()
    }

    #[test]
    fn a_curve_is_found_and_noise_is_not() {
        let (x, noise) = (ladder(2000, 0.618_033_988_7), ladder(2000, 0.786_151_377_8));
        let curve: Vec<f64> = x.iter().map(|x| 4.0 * x * (1.0 - x)).collect();
        let seen: Vec<f64> =
            curve.iter().zip(&noise).map(|(curve, noise)| 100.0 + curve + noise - 0.5).collect();
        let found = conditional_means(&[&x], &[seen, noise]);
        assert_eq!(found.method, Method::Spline);
        let off = |fit: &[f64], truth: &dyn Fn(usize) -> f64| {
            let squares = fit.iter().enumerate().map(|(draw, fit)| (fit - truth(draw)) * (fit - truth(draw)));
            (squares.sum::<f64>() / 2000.0).sqrt()
        };
        // Noise of sd 0.29 on 2,000 draws and about ten coefficients: 0.29·√(10/2000) = 0.02.
        assert!(off(&found.held_out[0], &|draw| 100.0 + curve[draw]) < 0.03);
        assert!(off(&found.held_out[1], &|_| 0.5) < 0.03);
        assert!(off(&found.fitted[0], &|draw| 100.0 + curve[draw]) < 0.03);
    }

    #[test]
    fn products_of_two_are_found_where_neither_says_anything_alone() {
        let (x, y) = (ladder(3000, 0.618_033_988_7), ladder(3000, 0.414_213_562_4));
        let sign = |value: f64| value - 0.5;
        let product: Vec<f64> = x.iter().zip(&y).map(|(x, y)| sign(*x) * sign(*y)).collect();
        let size = product.iter().map(|own| own * own).sum::<f64>();
        let unexplained = |known: &[&[f64]]| {
            let fit = conditional_means(known, std::slice::from_ref(&product));
            let errors = product.iter().zip(&fit.held_out[0]).map(|(own, fit)| (own - fit) * (own - fit));
            errors.sum::<f64>() / size
        };
        assert!(unexplained(&[&x]) > 0.95 && unexplained(&[&x, &y]) < 0.02);
    }

    #[test]
    fn a_draw_that_is_held_out_does_not_see_itself() {
        let x = ladder(300, 0.618_033_988_7);
        let mut outcome = vec![0.0; 300];
        let before = conditional_means(&[&x], &[outcome.clone()]);
        outcome[17] = 1.0;
        let after = conditional_means(&[&x], &[outcome]);
        assert!(before.held_out[0].iter().all(|own| own.abs() < 1e-12));
        // The fit that has seen it goes towards it; the one that has not stays below nought or nearly.
        assert!(after.fitted[0][17] > after.held_out[0][17]);
    }
}
