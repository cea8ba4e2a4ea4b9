//! What may be learnt of a number, in a few nodes that stand for all of it.
//!
//! A number with a density is asked at the nodes of a Gauss–Hermite rule in its normal score z = Φ⁻¹(u). Gains grow with the
//! square of how far a number is from what was thought, and numbers themselves as exp(σz) where they are lognormal: in the
//! score both are smooth, and eight nodes are right to five digits, where as many in u itself leave out a fifteenth. A number
//! that takes a few values only is asked at each of them.

use crate::distribution::Distribution;
use crate::distribution::special::gauss_hermite;
use crate::distribution::special::norm_cdf;
use crate::distribution::special::norm_quantile;
use crate::simulate::Learnt;
use std::sync::Arc;

/// How many nodes a number with a density has.
pub(super) const NODES: u32 = 8;

/// The quantiles at which it is said what being wrong costs.
pub(super) const ENDS: (f64, f64) = (0.05, 0.95);

/// Something that may be learnt.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// What is then known of the number.
    pub(super) learnt: Learnt,
    /// The probability that it stands for.
    pub(super) weight: f64,
}

/// Nodes that stand for everything that may be learnt.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) nodes: Vec<Node>,
    /// The normal score of each node, where what is between nodes can be told from them.
    pub(super) scores: Option<Vec<f64>>,
}

impl Rule {
    /// What perfect knowledge of a number may be, in so many nodes.
    pub(super) fn perfect(distribution: &Distribution, many: u32) -> Self {
        let values = distribution.values();
        if values.is_empty() {
            return Self::in_scores(many, |score| Learnt::At(norm_cdf(score)));
        }
        let node = |(_, (low, high)): (f64, (f64, f64))| Node {
            learnt: Learnt::Between(low, high),
            weight: high - low,
        };
        Self { nodes: values.into_iter().map(node).collect(), scores: None }
    }

    /// What a study may say that resolves a share of a number's variance: of its normal score z is then √r·m + √(1 − r)·z, with
    /// m a normal score of its own.
    pub(super) fn partial(resolved: f64, many: u32) -> Self {
        let (said, left) = (resolved.sqrt(), (1.0 - resolved).max(0.0).sqrt());
        Self::in_scores(many, move |score| {
            let map = move |u: f64| norm_cdf(said * score + left * norm_quantile(u));
            Learnt::Mapped(Arc::new(map))
        })
    }

    fn in_scores(many: u32, learnt: impl Fn(f64) -> Learnt) -> Self {
        let rule = gauss_hermite(many);
        let nodes = rule.iter().map(|(score, weight)| Node { learnt: learnt(*score), weight: *weight });
        Self { nodes: nodes.collect(), scores: Some(rule.iter().map(|(score, _)| *score).collect()) }
    }
}

/// What is known of a number that is as low, or as high, as it can hardly be: with the value it then has.
pub(super) fn ends(distribution: &Distribution) -> [(Learnt, f64); 2] {
    let values = distribution.values();
    let at = |u: f64| (Learnt::At(u), distribution.quantile(u));
    let by_value = |a: &&(f64, (f64, f64)), b: &&(f64, (f64, f64))| a.0.total_cmp(&b.0);
    let of = |value: &(f64, (f64, f64))| (Learnt::Between(value.1.0, value.1.1), value.0);
    match (values.iter().min_by(by_value), values.iter().max_by(by_value)) {
        (Some(least), Some(most)) => [of(least), of(most)],
        _ => [at(ENDS.0), at(ENDS.1)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_learnt_one_by_one_with_their_probabilities() {
        let chance = Distribution::bernoulli(0.3).unwrap();
        let rule = Rule::perfect(&chance, NODES);
        let weights: Vec<f64> = rule.nodes.iter().map(|node| node.weight).collect();
        assert!((weights[0] - 0.3).abs() < 1e-15 && (weights[1] - 0.7).abs() < 1e-15, "{weights:?}");
        assert!(rule.scores.is_none(), "nothing is between yes and no");
        let [(_, least), (_, most)] = ends(&chance);
        assert!(least < 0.5 && most > 0.5, "the lower value first");
    }

    #[test]
    fn a_study_that_resolves_everything_says_all_and_one_that_resolves_nothing_nothing() {
        let map = |resolved: f64, node: usize| match &Rule::partial(resolved, 4).nodes[node].learnt {
            Learnt::Mapped(map) => map(0.3),
            other => panic!("{other:?}"),
        };
        for node in 0..4 {
            assert!((map(0.0, node) - 0.3).abs() < 1e-14, "rounding only");
            let known = norm_cdf(gauss_hermite(4)[node].0);
            assert!((map(1.0, node) - known).abs() < 1e-14, "rounding only");
        }
    }
}
