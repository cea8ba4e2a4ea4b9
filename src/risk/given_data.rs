//! First-order Sobol indices from draws that have been made already, at no further cost.
//!
//! Draws are put in the order of a factor's values and cut into bins, and a straight line is fitted through each bin. What the
//! line says of a draw is taken from the line through the bin's *other* draws, so the mean of y·ŷ is the variance of the
//! conditional mean without the bias that noise in bins would give it:
//!
//! ```text
//! V(E(Y|X)) ≈ mean of y[i]·ŷ[i]       ŷ[i] = (line at x[i] − h[i]·y[i]) / (1 − h[i]),   h: leverage
//! ```
//!
//! Its error has two parts: of sampling, from the influence function 2·y·ŷ − ŷ², and of the fit, for which stands by how much
//! half as many bins change the index. A factor that is correlated with others takes their part along.

use crate::risk::Estimate;
use crate::risk::mean;
use crate::risk::sum;

/// The most bins.
const BINS: usize = 16;

/// The fewest bins that tell anything of a curve, and the fewest draws in each.
const FEWEST: (usize, usize) = (4, 20);

/// Leverages nearer to 1 than this leave nothing to predict from.
const ALONE: f64 = 1e-9;

/// The first-order index of a factor from its value and the outcome in each draw; `None` of too few draws, or where nothing
/// varies.
#[must_use]
pub fn given_data(values: &[f64], outcomes: &[f64]) -> Option<Estimate> {
    let bins = (values.len() / FEWEST.1).min(BINS);
    if bins < FEWEST.0 || values.len() != outcomes.len() {
        return None;
    }
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|&a, &b| values[a].total_cmp(&values[b]).then(a.cmp(&b)));
    let middle = mean(outcomes)?;
    let points: Vec<(f64, f64)> =
        order.into_iter().map(|draw| (values[draw], outcomes[draw] - middle)).collect();
    let fine = index(&points, bins)?;
    let coarse = index(&points, bins / 2)?;
    let of_the_fit = fine.value - coarse.value;
    Some(Estimate::with_error(fine.value, (fine.se * fine.se + of_the_fit * of_the_fit).sqrt()))
}

/// The index with so many bins, of values in order with outcomes about their mean.
#[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
fn index(points: &[(f64, f64)], bins: usize) -> Option<Estimate> {
    let n = points.len() as f64;
    let squares: Vec<f64> = points.iter().map(|(_, y)| y * y).collect();
    let variance = sum(&squares) / n;
    if variance <= 0.0 || !variance.is_finite() {
        return None;
    }
    let predicted = cut(points, bins).into_iter().flat_map(predicted);
    let (mut products, mut influences) = (Vec::new(), Vec::new());
    for (said, (_, y)) in predicted.zip(points) {
        products.push(y * said);
        influences.push(2.0 * y * said - said * said);
    }
    // The outcomes are about their own mean, whose error is taken out of the products.
    let share = (sum(&products) / n + variance / n) / variance;
    let influence = influences.iter().zip(&squares).map(|(own, square)| (own - share * square) / variance);
    let influence: Vec<f64> = influence.collect();
    let middle = mean(&influence)?;
    let spread: Vec<f64> = influence.iter().map(|own| (own - middle) * (own - middle)).collect();
    let estimate = Estimate::with_error(share, sum(&spread).sqrt() / n);
    estimate.se.is_finite().then_some(estimate)
}

/// Points in bins of about the same size; equal values are in the same.
fn cut(points: &[(f64, f64)], bins: usize) -> Vec<&[(f64, f64)]> {
    let mut cuts = vec![0];
    for bin in 1..bins {
        let mut place = bin * points.len() / bins;
        while place < points.len() && points[place].0.total_cmp(&points[place - 1].0).is_eq() {
            place += 1;
        }
        if place > cuts[cuts.len() - 1] && place < points.len() {
            cuts.push(place);
        }
    }
    cuts.push(points.len());
    cuts.windows(2).map(|ends| &points[ends[0]..ends[1]]).collect()
}

/// What the straight line through the other points of a bin says of each.
#[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
fn predicted(bin: &[(f64, f64)]) -> Vec<f64> {
    let many = bin.len() as f64;
    let x = bin.iter().map(|(x, _)| x).sum::<f64>() / many;
    let y = bin.iter().map(|(_, y)| y).sum::<f64>() / many;
    let spread = bin.iter().map(|(own, _)| (own - x) * (own - x)).sum::<f64>();
    let is_sloped = spread > 0.0 && bin.len() > 3;
    let products = bin.iter().map(|(own, outcome)| (own - x) * (outcome - y));
    let slope = if is_sloped { products.sum::<f64>() / spread } else { 0.0 };
    let one = |(own, outcome): &(f64, f64)| {
        let leverage = 1.0 / many + if is_sloped { (own - x) * (own - x) / spread } else { 0.0 };
        let rest = 1.0 - leverage;
        if rest < ALONE { 0.0 } else { (y + slope * (own - x) - leverage * outcome) / rest }
    };
    bin.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prediction_is_that_of_the_line_through_the_others() {
        let bin = [(0.0, 1.0), (1.0, 0.5), (2.0, 3.0), (4.0, 2.0), (5.0, 7.0)];
        for (left_out, said) in predicted(&bin).into_iter().enumerate() {
            let others: Vec<(f64, f64)> =
                bin.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, point)| *point).collect();
            let x = others.iter().map(|(x, _)| x).sum::<f64>() / 4.0;
            let y = others.iter().map(|(_, y)| y).sum::<f64>() / 4.0;
            let spread: f64 = others.iter().map(|(own, _)| (own - x) * (own - x)).sum();
            let slope = others.iter().map(|(own, outcome)| (own - x) * (outcome - y)).sum::<f64>() / spread;
            let line = y + slope * (bin[left_out].0 - x);
            assert!((said - line).abs() < 1e-12, "{left_out}: {said} against {line}");
        }
    }

    #[test]
    fn equal_values_are_never_parted() {
        let points: Vec<(f64, f64)> = (0..100).map(|i| (f64::from(i / 60), 0.0)).collect();
        let sizes: Vec<usize> = cut(&points, 10).iter().map(|bin| bin.len()).collect();
        assert_eq!(sizes, [60, 40]);
    }
}
