//! One sampled value of every uncertain number, for every draw.

use crate::dist::Distribution;
use crate::dist::special;
use crate::id::Address;
use crate::id::Pattern;
use crate::model::Evidence;
use crate::model::Sampler;
use crate::model::Simulation;
use crate::simulate::stream::Stream;
use crate::units::Draws;
use rayon::prelude::*;
use std::borrow::Cow;

/// Draws in a block: small enough that a block's columns of one threat stay in a core's cache, large enough
/// that handing a block to a thread costs nothing beside working on it.
pub(super) const BLOCK: usize = 512;

/// The nearest to 0 and 1 that a correlated uniform may come: normal scores beyond 8 round to the ends, where
/// quantile functions are infinite.
const END: f64 = f64::EPSILON / 2.0;

/// Every draw of every uncertain number, in blocks, a column a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    draws: Draws,
    addresses: Vec<Address>,
    blocks: Vec<Vec<Vec<f64>>>,
}

impl Sample {
    /// How many draws.
    #[must_use]
    pub fn draws(&self) -> Draws {
        self.draws
    }

    /// The addresses of the uncertain numbers, in order.
    #[must_use]
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// Every draw in order, each as the values of the uncertain numbers in the order of their addresses.
    pub fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = f64>> {
        // Of the draws and not of the columns, of which there may be none.
        (0..self.draws.get()).map(|draw| {
            let columns = self.blocks.get(draw / BLOCK).map_or(&[][..], Vec::as_slice);
            columns.iter().map(move |column| column[draw % BLOCK])
        })
    }

    /// Every value of one uncertain number in the order of draws, by its address's position.
    pub fn values(&self, position: usize) -> impl Iterator<Item = f64> {
        let columns = self.blocks.iter().filter_map(move |columns| columns.get(position));
        columns.flat_map(|column| column.iter().copied())
    }

    /// The blocks in order; each a column a number.
    pub(super) fn blocks(&self) -> &[Vec<Vec<f64>>] {
        &self.blocks
    }

    /// The position of an address's column.
    pub(super) fn column(&self, address: &Address) -> Option<usize> {
        self.addresses.binary_search(address).ok()
    }
}

/// Samples every uncertain number of the evidence.
#[must_use]
pub fn sample(evidence: &Evidence, simulation: Simulation) -> Sample {
    let numbers = evidence.uncertain();
    let plans = plans(evidence, simulation, &numbers);
    let draws = simulation.draws;
    let starts: Vec<usize> = (0..draws.get()).step_by(BLOCK).collect();
    let blocks = starts
        .into_par_iter()
        .map(|first| {
            let length = BLOCK.min(draws.get() - first);
            plans.iter().map(|plan| plan.column(first, length)).collect()
        })
        .collect();
    Sample { draws, addresses: numbers.into_iter().map(|(address, _)| address).collect(), blocks }
}

/// How one uncertain number's draws are made.
struct Plan<'e> {
    distribution: Cow<'e, Distribution>,
    own: Uniforms,
    common: Option<Common>,
}

/// The factor that a group of numbers shares, and how much of a number's score it is.
#[derive(Clone)]
struct Common {
    factor: Uniforms,
    loading: f64,
}

/// Uniforms of one stream, spread as the sampler asks.
#[derive(Clone)]
struct Uniforms {
    stream: Stream,
    strata: Option<std::sync::Arc<Vec<u32>>>,
}

fn plans<'e>(
    evidence: &'e Evidence,
    simulation: Simulation,
    numbers: &[(Address, Cow<'e, Distribution>)],
) -> Vec<Plan<'e>> {
    let groups: Vec<Common> = evidence
        .correlations()
        .iter()
        .map(|group| {
            let mut patterns: Vec<&str> = group.between.iter().map(Pattern::as_str).collect();
            // The order of patterns in a file changes no draw.
            patterns.sort_unstable();
            let address = format!("correlation.{}", patterns.join(" "));
            Common { factor: Uniforms::new(simulation, &address), loading: group.rho.get().sqrt() }
        })
        .collect();
    numbers
        .iter()
        .map(|(address, distribution)| {
            let group = evidence
                .correlations()
                .iter()
                .position(|group| group.between.iter().any(|pattern| pattern.covers(address.as_str())));
            Plan {
                distribution: distribution.clone(),
                own: Uniforms::new(simulation, address.as_str()),
                common: group.map(|group| groups[group].clone()),
            }
        })
        .collect()
}

impl Uniforms {
    fn new(simulation: Simulation, address: &str) -> Self {
        let stream = Stream::new(simulation.seed, address);
        let strata = (simulation.sampler == Sampler::LatinHypercube).then(|| {
            let order = Stream::new(simulation.seed, &format!("strata of {address}"));
            std::sync::Arc::new(order.clone().permutation(simulation.draws.get()))
        });
        Self { stream, strata }
    }

    /// The uniforms of consecutive draws beginning at `first`.
    #[expect(clippy::cast_precision_loss, reason = "at most 1e8 strata")]
    fn of_draws(&self, first: usize, length: usize) -> Vec<f64> {
        let mut uniforms = vec![0.0; length];
        self.stream.clone().fill(first, &mut uniforms);
        if let Some(strata) = &self.strata {
            let width = 1.0 / strata.len() as f64;
            for (uniform, stratum) in uniforms.iter_mut().zip(&strata[first..]) {
                *uniform = ((f64::from(*stratum) + *uniform) * width).clamp(END, 1.0 - END);
            }
        }
        uniforms
    }
}

impl Plan<'_> {
    /// The values of consecutive draws beginning at `first`.
    fn column(&self, first: usize, length: usize) -> Vec<f64> {
        let mut column = self.own.of_draws(first, length);
        if let Some(common) = &self.common {
            let factor = common.factor.of_draws(first, length);
            for (uniform, factor) in column.iter_mut().zip(&factor) {
                *uniform = correlated(*uniform, *factor, common.loading);
            }
        }
        for value in &mut column {
            *value = self.distribution.quantile(*value);
        }
        column
    }
}

/// A uniform whose normal score is `loading` of the factor's score and the rest its own: any two in the group
/// have scores correlated by loading².
fn correlated(own: f64, factor: f64, loading: f64) -> f64 {
    let rest = (1.0 - loading * loading).max(0.0).sqrt();
    let score = loading * special::norm_quantile(factor) + rest * special::norm_quantile(own);
    special::norm_cdf(score).clamp(END, 1.0 - END)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Seed;

    fn uniforms(sampler: Sampler, draws: usize) -> Vec<f64> {
        let simulation = Simulation { draws: Draws::new(draws).unwrap(), seed: Seed(5), sampler };
        Uniforms::new(simulation, "x").of_draws(0, draws)
    }

    #[test]
    fn a_latin_hypercube_has_one_draw_in_each_stratum() {
        let mut spread = uniforms(Sampler::LatinHypercube, 1000);
        spread.sort_by(f64::total_cmp);
        for (i, uniform) in (0..1000).zip(&spread) {
            assert!((f64::from(i)..f64::from(i) + 1.0).contains(&(uniform * 1000.0)), "{i}: {uniform}");
        }
    }

    #[test]
    fn correlated_scores_have_the_correlation_asked_for() {
        let factor = uniforms(Sampler::Random, 40_000);
        let simulation =
            Simulation { draws: Draws::new(40_000).unwrap(), seed: Seed(5), sampler: Sampler::Random };
        let score = |address: &str| -> Vec<f64> {
            let own = Uniforms::new(simulation, address).of_draws(0, 40_000);
            let pairs = own.iter().zip(&factor);
            pairs
                .map(|(own, factor)| special::norm_quantile(correlated(*own, *factor, 0.6_f64.sqrt())))
                .collect()
        };
        let products: Vec<f64> = score("a").iter().zip(score("b")).map(|(a, b)| a * b).collect();
        let correlation = crate::risk::mean(&products).unwrap();
        // The standard error of a correlation of 0.6 over 40,000 pairs is below √(1 + 0.36)/200.
        assert!((correlation - 0.6).abs() < 4.0 * 0.006, "{correlation}");
    }

    #[test]
    fn full_correlation_leaves_nothing_of_its_own() {
        assert_eq!(correlated(0.1, 0.7, 1.0).to_bits(), correlated(0.9, 0.7, 1.0).to_bits());
        assert!((correlated(0.1, 0.7, 0.0) - 0.1).abs() < 1e-15, "no loading: its own uniform");
    }
}
