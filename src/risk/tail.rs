//! The worst of a sample: value at risk, conditional value at risk, and the weights behind them.

/// The tail of a sample of something bad (harm): what its worst part comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Tail {
    /// Value at risk: the least value in the tail, a quantile of the sample.
    pub var: f64,
    /// Conditional value at risk: the mean of the tail (Rockafellar & Uryasev 2000, *Optimization of
    /// conditional value-at-risk*).
    pub cvar: f64,
    /// The largest value.
    pub worst: f64,
    /// What each value counts in `cvar`; at least nought, adding up to 1.
    pub weights: Vec<f64>,
}

impl Tail {
    /// The part of one value's weight that rounding can leave over, after at most 10⁸ subtractions.
    const ROUNDING: f64 = 1e-7;

    /// The worst 1 − `level` of a sample: `level` 0.9 is the worst tenth, `level` 0 all of it. Where the tail
    /// is no whole number of values, the least of them counts in part. `None` of nothing, or of a level
    /// outside [0, 1).
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
    pub fn of(values: &[f64], level: f64) -> Option<Self> {
        if values.is_empty() || !(0.0..1.0).contains(&level) {
            return None;
        }
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_unstable_by(|&a, &b| values[b].total_cmp(&values[a]).then(a.cmp(&b)));
        let each = 1.0 / ((1.0 - level) * values.len() as f64);
        let mut weights = vec![0.0; values.len()];
        let (mut left, mut cvar, mut var) = (1.0, 0.0, values[order[0]]);
        for &place in &order {
            // A last weight that is rounding and nothing else would make a stranger the least of the tail.
            if left <= each * Self::ROUNDING {
                break;
            }
            weights[place] = each.min(left);
            cvar += weights[place] * values[place];
            var = values[place];
            left -= weights[place];
        }
        Some(Self { var, cvar, worst: values[order[0]], weights })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_tenth_of_a_ladder_is_its_top() {
        let ladder: Vec<f64> = (1..=100).map(f64::from).collect();
        let tail = Tail::of(&ladder, 0.9).unwrap();
        assert!((tail.cvar - 95.5).abs() < 1e-12, "the mean of 91 to 100");
        assert!((tail.var - 91.0).abs() < 1e-12, "the least of the ten");
        assert!((tail.worst - 100.0).abs() < 1e-12);
        assert!((tail.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12, "a mean");
    }

    #[test]
    fn level_nought_is_the_mean_and_a_high_level_the_worst() {
        let sample = [3.0, 1.0, 8.0, 4.0];
        assert!((Tail::of(&sample, 0.0).unwrap().cvar - 4.0).abs() < 1e-15, "16/4");
        assert!(
            (Tail::of(&sample, 0.99).unwrap().cvar - 8.0).abs() < 1e-12,
            "less than one value: the worst"
        );
        assert_eq!(Tail::of(&sample, 1.0), None);
        assert_eq!(Tail::of(&[], 0.5), None);
    }

    #[test]
    fn the_tail_rises_with_its_level() {
        let sample: Vec<f64> = (0..997).map(|i| f64::from(i * 7919 % 1009)).collect();
        let cvars: Vec<f64> = [0.0, 0.3, 0.5, 0.9, 0.95, 0.999]
            .iter()
            .map(|level| Tail::of(&sample, *level).unwrap().cvar)
            .collect();
        assert!(cvars.windows(2).all(|pair| pair[0] <= pair[1]), "{cvars:?}");
    }

    #[test]
    fn exponential_quantiles_have_the_closed_form_tail() {
        // The exponential law at 95%: VaR ln 20 = 2.995732, CVaR 3.995732; n equally likely mid-quantiles.
        let n = 200_000;
        let sample: Vec<f64> = (0..n).map(|i| -libm::log((f64::from(i) + 0.5) / f64::from(n))).collect();
        let tail = Tail::of(&sample, 0.95).unwrap();
        // Mid-quantiles miss the far tail by about half a stratum: 1/(2·0.05·n) and a little more.
        assert!((tail.cvar - 3.995_732).abs() < 1e-4, "{}", tail.cvar);
        assert!((tail.var - 2.995_732).abs() < 1e-3, "{}", tail.var);
    }
}
