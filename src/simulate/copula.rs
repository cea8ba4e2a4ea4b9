//! Uniforms that move together: normal scores that are weighted sums of independent ones (a Gaussian copula).
//!
//! A number of a group with one factor has the score √ρ·z(factor) + √(1 − ρ)·z(own), so that any two of the group are
//! correlated by ρ. A number of a group with a matrix R has the score Σ L·z over the group's own independent scores, with
//! L·L′ = R. Each z depends on the seed, an address and the draw, and on nothing else.

use crate::distribution::correlation::Root;
use crate::distribution::quantiles;
use crate::elementary::wide;
use crate::id::Address;
use crate::id::Pattern;
use crate::model::Correlation;
use crate::model::Dependence;
use crate::model::Evidence;
use crate::simulate::stream::Stream;
use crate::units::Seed;
use std::collections::BTreeMap;

/// The nearest to 0 and 1 that a correlated uniform may come: normal scores beyond 8 round to the ends, where
/// quantile functions are infinite.
pub(super) const END: f64 = f64::EPSILON / 2.0;

/// How a number of a group is made: the addresses of independent scores, each with its weight.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Recipe(Vec<(String, f64)>);

/// Independent scores that more than one number needs, worked out once for all of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared {
    places: BTreeMap<String, usize>,
    streams: Vec<Stream>,
}

/// A recipe with the streams of its addresses.
#[derive(Clone, Debug)]
pub(super) struct Tied(Vec<(Source, f64)>);

/// Where independent scores come from.
#[derive(Clone, Debug)]
enum Source {
    /// The shared ones at a place.
    Shared(usize),
    /// A stream that nobody else needs.
    Own(Box<Stream>),
}

/// For each address, how it is made if it is in a group.
pub(super) fn recipes(evidence: &Evidence, addresses: &[&Address]) -> Vec<Option<Recipe>> {
    let mut recipes: Vec<Option<Recipe>> = vec![None; addresses.len()];
    for group in evidence.correlations() {
        // Not in the order in which a file names them, which changes no draw.
        let members = (0..addresses.len()).filter(|&number| covers(group, addresses[number]));
        let members: Vec<usize> = members.collect();
        match &group.dependence {
            Dependence::OneFactor(rho) => {
                let mut patterns: Vec<&str> = group.between.iter().map(Pattern::as_str).collect();
                patterns.sort_unstable();
                let factor = format!("correlation.{}", patterns.join(" "));
                let loading = rho.get().sqrt();
                let rest = (1.0 - loading * loading).max(0.0).sqrt();
                for member in members {
                    let own = addresses[member].to_string();
                    recipes[member].get_or_insert(Recipe(vec![(factor.clone(), loading), (own, rest)]));
                }
            }
            Dependence::Matrix(matrix) => {
                let place = |member: usize| {
                    let mut patterns = group.between.iter();
                    patterns.position(|pattern| pattern.covers(addresses[member].as_str())).unwrap_or(member)
                };
                let places: Vec<usize> = members.iter().map(|&member| place(member)).collect();
                let entry = |row: usize, column: usize| {
                    matrix.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0.0)
                };
                let row = |row: &usize| places.iter().map(|column| entry(*row, *column)).collect();
                let ordered: Vec<Vec<f64>> = places.iter().map(row).collect();
                let root = Root::of(&ordered);
                for (number, &member) in members.iter().enumerate() {
                    let parts = members.iter().zip(root.weights(number));
                    let parts = parts.filter(|(_, weight)| weight.abs() > 0.0);
                    let parts = parts.map(|(other, weight)| (addresses[*other].to_string(), *weight));
                    recipes[member].get_or_insert(Recipe(parts.collect()));
                }
            }
        }
    }
    recipes
}

fn covers(group: &Correlation, address: &Address) -> bool {
    group.between.iter().any(|pattern| pattern.covers(address.as_str()))
}

impl Shared {
    /// What several of the recipes need under a seed; with words before every address other streams, tied in the same
    /// way.
    pub(super) fn of(recipes: &[Option<Recipe>], seed: Seed, before: &str) -> Self {
        let mut needed: BTreeMap<&str, usize> = BTreeMap::new();
        for (address, _) in recipes.iter().flatten().flat_map(|recipe| &recipe.0) {
            *needed.entry(address).or_default() += 1;
        }
        let shared = needed.into_iter().filter(|(_, times)| *times > 1);
        let names: Vec<String> = shared.map(|(address, _)| format!("{before}{address}")).collect();
        let streams = names.iter().map(|name| Stream::new(seed, name)).collect();
        Self { places: names.into_iter().zip(0..).collect(), streams }
    }

    /// The shared scores of consecutive draws beginning at `first`.
    pub(super) fn scores(&self, first: usize, length: usize) -> Vec<Vec<f64>> {
        self.streams.iter().map(|stream| scores_of(stream, first, length)).collect()
    }
}

/// The independent normal scores of a stream.
fn scores_of(stream: &Stream, first: usize, length: usize) -> Vec<f64> {
    let mut scores = vec![0.0; length];
    stream.clone().fill(first, &mut scores);
    quantiles::scores(&mut scores);
    scores
}

impl Recipe {
    /// The correlation of two scores: of what both are made of, how much of each.
    pub(super) fn correlation(&self, other: &Self) -> f64 {
        let both = |(address, weight): &(String, f64)| {
            let part = other.0.iter().find(|(other, _)| other == address);
            part.map_or(0.0, |(_, other)| weight * other)
        };
        self.0.iter().map(both).sum()
    }

    /// The streams of a seed, but for those that are shared; with words before every address they are others, tied in
    /// the same way.
    pub(super) fn streams(&self, seed: Seed, before: &str, shared: &Shared) -> Tied {
        let part = |(address, weight): &(String, f64)| {
            let name = format!("{before}{address}");
            let source = match shared.places.get(&name) {
                Some(place) => Source::Shared(*place),
                None => Source::Own(Box::new(Stream::new(seed, &name))),
            };
            (source, *weight)
        };
        Tied(self.0.iter().map(part).collect())
    }
}

impl Tied {
    /// The normal scores of consecutive draws beginning at `first`, given the shared ones of the same draws.
    pub(super) fn scores(&self, shared: &[Vec<f64>], first: usize, length: usize) -> Vec<f64> {
        let mut scores = vec![0.0; length];
        for (source, weight) in &self.0 {
            match source {
                Source::Shared(place) => {
                    if let Some(part) = shared.get(*place) {
                        add(&mut scores, *weight, part);
                    }
                }
                Source::Own(stream) => add(&mut scores, *weight, &scores_of(stream, first, length)),
            }
        }
        scores
    }

    /// The uniforms of consecutive draws beginning at `first`, given the shared scores of the same draws.
    pub(super) fn uniforms(&self, shared: &[Vec<f64>], first: usize, length: usize) -> Vec<f64> {
        let mut scores = self.scores(shared, first, length);
        quantiles::shares(&mut scores);
        scores
    }
}

fn add(scores: &mut [f64], weight: f64, part: &[f64]) {
    wide(
        #[inline(always)]
        || {
            for (score, part) in scores.iter_mut().zip(part) {
                *score += weight * part;
            }
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_factor(own: &str, rho: f64) -> Tied {
        let parts = vec![("factor".to_owned(), rho.sqrt()), (own.to_owned(), (1.0 - rho).sqrt())];
        Recipe(parts).streams(Seed(5), "", &Shared::default())
    }

    #[test]
    fn correlated_scores_have_the_correlation_asked_for() {
        let score = |own| one_factor(own, 0.6).scores(&[], 0, 40_000);
        let products: Vec<f64> = score("a").iter().zip(score("b")).map(|(a, b)| a * b).collect();
        let correlation = crate::risk::mean(&products).unwrap();
        // The standard error of a correlation of 0.6 over 40,000 pairs is below √(1 + 0.36)/200.
        assert!((correlation - 0.6).abs() < 4.0 * 0.006, "{correlation}");
    }

    #[test]
    fn full_correlation_leaves_nothing_of_its_own() {
        let uniforms = |own, rho| one_factor(own, rho).uniforms(&[], 0, 50);
        assert_eq!(uniforms("a", 1.0), uniforms("b", 1.0));
        let mut alone = vec![0.0; 50];
        Stream::new(Seed(5), "a").fill(0, &mut alone);
        for (tied, alone) in uniforms("a", 0.0).iter().zip(&alone) {
            // There and back through the normal quantile costs a few roundings.
            assert!((tied - alone).abs() < 1e-15, "no loading: its own uniform");
        }
    }

    #[test]
    fn sharing_changes_no_bit() {
        let recipe = |own: &str| Recipe(vec![("factor".to_owned(), 0.6), (own.to_owned(), 0.8)]);
        let recipes = [Some(recipe("a")), None, Some(recipe("b"))];
        for before in ["", "inside strata of "] {
            let shared = Shared::of(&recipes, Seed(5), before);
            assert_eq!(shared.streams.len(), 1, "the factor, and nobody's own");
            let columns = shared.scores(700, 50);
            for recipe in recipes.iter().flatten() {
                let together = recipe.streams(Seed(5), before, &shared).scores(&columns, 700, 50);
                let alone = recipe.streams(Seed(5), before, &Shared::default()).scores(&[], 700, 50);
                assert_eq!(together, alone);
            }
        }
    }
}
