//! A column of draws by its ranks: normal scores, and the values of columns that have only a few.

use crate::elementary::ln;

/// The normal score of each value: the standard normal quantile at (rank − ½)/n, where equal values share the mean of
/// their ranks. Increasing transforms of the column leave it as it is.
pub(super) fn normal_scores(values: &[f64]) -> Vec<f64> {
    let order = ascending(values);
    let mut scores = vec![0.0; values.len()];
    let count = real(values.len());
    let mut first = 0;
    for run in order.chunk_by(|a, b| same(values[*a], values[*b])) {
        let middle = real(first) + 0.5 * real(run.len());
        let score = quantile(middle / count);
        for draw in run {
            scores[*draw] = score;
        }
        first += run.len();
    }
    scores
}

/// The number of each draw's value among the distinct values, ascending from 0, and how many there are; none where
/// there are more than `most`.
pub(super) fn labels(values: &[f64], most: usize) -> Option<(Vec<usize>, usize)> {
    let order = ascending(values);
    let mut labels = vec![0; values.len()];
    let mut count = 0;
    for run in order.chunk_by(|a, b| same(values[*a], values[*b])) {
        if count == most {
            return None;
        }
        for draw in run {
            labels[*draw] = count;
        }
        count += 1;
    }
    Some((labels, count))
}

/// Whether a column has one value only.
pub(super) fn is_constant(values: &[f64]) -> bool {
    values.windows(2).all(|pair| same(pair[0], pair[1]))
}

/// Nought and minus nought are one value.
#[expect(clippy::float_cmp, reason = "values are told apart by what they are, not by how near they lie")]
fn same(a: f64, b: f64) -> bool {
    a == b
}

fn ascending(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| (values[*a] + 0.0).total_cmp(&(values[*b] + 0.0)));
    order
}

#[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
fn real(count: usize) -> f64 {
    count as f64
}

/// The standard normal quantile, right to seven digits, which is far more than a score needs: algorithm AS 241,
/// PPND7 (Wichura 1988, *Applied Statistics* 37, 477).
fn quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        let above = ((59.109_374_720 * r + 159.291_132_02) * r + 50.434_271_938) * r + 3.387_132_717_9;
        let below = ((67.187_563_600 * r + 78.757_757_664) * r + 17.895_169_469) * r + 1.0;
        return q * above / below;
    }
    let r = (-ln(p.min(1.0 - p))).sqrt();
    let size = if r <= 5.0 {
        let r = r - 1.6;
        let above = ((0.170_238_211_03 * r + 1.306_728_481_6) * r + 2.756_815_390_0) * r + 1.423_437_277_7;
        above / ((0.120_211_329_75 * r + 0.737_001_642_50) * r + 1.0)
    } else {
        let r = r - 5.0;
        let above = ((0.017_337_203_997 * r + 0.428_682_943_37) * r + 3.081_226_386_0) * r + 6.657_905_115_0;
        above / ((0.012_258_202_635 * r + 0.241_978_942_25) * r + 1.0)
    };
    if q < 0.0 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_normal_distribution() {
        // Tables with ten figures; PPND7 promises about seven.
        let table = [
            (1e-12, -7.034_483_825),
            (1e-6, -4.753_424_309),
            (0.001, -3.090_232_306),
            (0.05, -1.644_853_627),
            (0.3, -0.524_400_512_7),
            (0.5, 0.0),
            (0.9, 1.281_551_566),
            (0.975, 1.959_963_985),
        ];
        for (p, exact) in table {
            assert!((quantile(p) - exact).abs() < 1e-6, "{p}: {} {exact}", quantile(p));
        }
    }

    #[test]
    fn an_increasing_transform_changes_no_score() {
        let values = [3.0, -1.0, 7.5, 0.0, -0.0, 2.0];
        let cubes: Vec<f64> = values.iter().map(|value: &f64| 5.0 + value * value * value).collect();
        assert_eq!(normal_scores(&values), normal_scores(&cubes));
        let scores = normal_scores(&values);
        assert!((scores[3] - scores[4]).abs() < f64::MIN_POSITIVE, "equal values have equal scores");
        assert!((scores.iter().sum::<f64>()).abs() < 0.2);
    }

    #[test]
    fn few_values_are_numbered_and_many_are_not() {
        assert_eq!(labels(&[2.0, 1.0, 2.0, 0.0, -0.0], 3), Some((vec![2, 1, 2, 0, 0], 3)));
        assert_eq!(labels(&[2.0, 1.0, 2.0, 0.0], 2), None);
        assert!(is_constant(&[0.0, -0.0]) && !is_constant(&[0.0, 1e-300]));
    }
}
