//! How the draws of each uncertain number are made.
//!
//! Under latin-hypercube sampling n draws fall into n strata of equal probability, one into each. Of a number in no
//! group a random order says which draw falls where. Of a number in a group the ranks of its column under the copula
//! say so: the ranks keep how the columns move together, and each column is stratified (N. Packham & W. M. Schmidt
//! (2010), "Latin hypercube sampling with dependence and applications in finance", Journal of Computational Finance
//! 13(3)). Where inside its stratum a draw falls is a second draw of the same copula, so that numbers of full
//! correlation are the same number, and mirror images stay mirror images.

use crate::distribution::Quantiles;
use crate::distribution::Update;
use crate::distribution::quantiles;
use crate::id::Address;
use crate::model::Evidence;
use crate::model::Sampler;
use crate::model::Simulation;
use crate::simulate::copula::END;
use crate::simulate::copula::Recipe;
use crate::simulate::copula::Shared;
use crate::simulate::copula::Tied;
use crate::simulate::copula::recipes;
use crate::simulate::interrupt::check_interrupt;
use crate::simulate::observed::Shift;
use crate::simulate::observed::is_observed;
use crate::simulate::observed::shifts;
use crate::simulate::seeds::Seeds;
use crate::simulate::stream::Stream;
use crate::units::Draws;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The words before the addresses of the streams that say where inside its stratum a draw falls.
const INSIDE: &str = "inside strata of ";

/// Every uncertain number of some evidence, ready to be drawn.
pub(super) struct Plan {
    draws: Draws,
    addresses: Vec<Address>,
    numbers: Vec<Number>,
    shared: Shared,
    /// What was observed of them.
    shifts: Vec<Shift>,
    /// How that changes each of them by itself, once somebody has asked.
    updates: Vec<OnceLock<Option<Update>>>,
}

/// How one uncertain number's draws are made.
struct Number {
    quantiles: Quantiles,
    uniforms: Uniforms,
    /// How it is tied to others, where it is in a group.
    recipe: Option<Recipe>,
}

/// Uniforms spread as the sampler asks; the stratum of each draw where it asks for strata.
enum Uniforms {
    /// Of a number in no group.
    Free { stream: Box<Stream>, strata: Option<Vec<u32>> },
    /// Of a number in a group, spread at random.
    Tied(Tied),
    /// Of a number in a group, one draw a stratum.
    TiedInStrata { strata: Vec<u32>, inside: Tied },
}

impl Plan {
    /// The plan of some draws of all uncertain numbers.
    pub(super) fn of(evidence: &Evidence, simulation: Simulation) -> Self {
        Self::of_some(evidence, simulation, |_| true)
    }

    /// The plan of some draws of the uncertain numbers at some addresses, and of those that were observed.
    pub(super) fn of_some(
        evidence: &Evidence,
        simulation: Simulation,
        is_wanted: impl Fn(&Address) -> bool,
    ) -> Self {
        Self::seeded(evidence, simulation, &Seeds::of(simulation.seed), is_wanted)
    }

    /// The same with seeds of their own for some streams.
    pub(super) fn seeded(
        evidence: &Evidence,
        simulation: Simulation,
        seeds: &Seeds,
        is_wanted: impl Fn(&Address) -> bool,
    ) -> Self {
        let numbers = evidence.uncertain();
        let tied = evidence.tied();
        let recipes = recipes(evidence, &tied.iter().collect::<Vec<_>>());
        let recipes: BTreeMap<&Address, Option<Recipe>> = tied.iter().zip(recipes).collect();
        let recipes = numbers.iter().map(|(address, _)| recipes.get(address).cloned().flatten());
        let recipes: Vec<Option<Recipe>> = recipes.collect();
        let wanted = numbers
            .into_iter()
            .zip(recipes)
            .filter(|((address, _), _)| is_wanted(address) || is_observed(evidence, address));
        let (numbers, recipes): (Vec<_>, Vec<_>) = wanted.unzip();
        let before = if simulation.sampler == Sampler::LatinHypercube { INSIDE } else { "" };
        let shared = Shared::of(&recipes, seeds, before);
        let planned: Vec<(Address, Number)> = numbers
            .into_par_iter()
            .zip(recipes)
            .map(|((address, distribution), recipe)| {
                check_interrupt();
                let uniforms = Uniforms::of(simulation, seeds, address.as_str(), recipe.as_ref(), &shared);
                (address, Number { quantiles: distribution.quantiles(), uniforms, recipe })
            })
            .collect();
        let (addresses, numbers) = planned.into_iter().unzip();
        let mut plan = Self {
            draws: simulation.draws,
            addresses,
            numbers,
            shared,
            shifts: Vec::new(),
            updates: Vec::new(),
        };
        plan.updates = plan.addresses.iter().map(|_| OnceLock::new()).collect();
        plan.shifts = shifts(evidence, &plan.addresses, |one, other| plan.correlation(one, other));
        plan
    }

    /// How many draws.
    pub(super) fn draws(&self) -> Draws {
        self.draws
    }

    /// The addresses of the numbers, in order.
    pub(super) fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// The values of consecutive draws beginning at `first`, a column a number.
    pub(super) fn columns(&self, first: usize, length: usize) -> Vec<Vec<f64>> {
        let shared = self.shared.scores(first, length);
        let before = |number: usize| self.numbers[number].scores(&shared, first, length);
        let mut changed: BTreeMap<usize, Vec<f64>> =
            self.shifts.iter().flat_map(|shift| shift.scores(before)).collect();
        let column = |(place, number): (usize, &Number)| match changed.remove(&place) {
            None => number.column(&shared, first, length),
            Some(mut scores) => {
                number.quantiles.of_scores(&mut scores);
                scores
            }
        };
        self.numbers.iter().enumerate().map(column).collect()
    }

    /// Scores of consecutive draws beginning at `first` that several numbers need.
    pub(super) fn shared(&self, first: usize, length: usize) -> Vec<Vec<f64>> {
        self.shared.scores(first, length)
    }

    /// The uniforms of one number in consecutive draws beginning at `first`, given the shared scores of the same draws: of its
    /// prior, at which its values are what they are after what was observed.
    pub(super) fn uniforms(
        &self,
        number: usize,
        shared: &[Vec<f64>],
        first: usize,
        length: usize,
    ) -> Vec<f64> {
        let before = |number: usize| self.numbers[number].scores(shared, first, length);
        let mut shifts = self.shifts.iter().filter(|shift| shift.covers(number));
        let changed = shifts.next().and_then(|shift| {
            shift.scores(before).into_iter().find(|(changed, _)| *changed == number).map(|(_, scores)| scores)
        });
        match changed {
            None => self.numbers[number].uniforms.of_draws(shared, first, length),
            Some(mut scores) => {
                quantiles::shares(&mut scores);
                scores
            }
        }
    }

    /// The same as uniforms of what is believed of the number now.
    pub(super) fn own_uniforms(
        &self,
        number: usize,
        shared: &[Vec<f64>],
        first: usize,
        length: usize,
    ) -> Vec<f64> {
        let mut uniforms = self.uniforms(number, shared, first, length);
        if let Some(update) = self.update(number) {
            for u in &mut uniforms {
                *u = update.uniform_back(*u);
            }
        }
        uniforms
    }

    /// Turns uniforms into values of a number.
    pub(super) fn values(&self, number: usize, uniforms: &mut [f64]) {
        self.numbers[number].quantiles.of(uniforms);
    }

    /// Turns normal scores into values of a number.
    pub(super) fn values_of_scores(&self, number: usize, scores: &mut [f64]) {
        self.numbers[number].quantiles.of_scores(scores);
    }

    /// The names of the streams that a number of a group is made of, each with its weight; nothing of others.
    pub(super) fn parts(&self, number: usize) -> &[(String, f64)] {
        self.numbers[number].recipe.as_ref().map_or(&[], Recipe::parts)
    }

    /// Whether a number is in a group.
    pub(super) fn is_tied(&self, number: usize) -> bool {
        self.numbers[number].recipe.is_some()
    }

    /// The correlation of the normal scores of two numbers.
    pub(super) fn correlation(&self, one: usize, other: usize) -> f64 {
        match (&self.numbers[one].recipe, &self.numbers[other].recipe) {
            _ if one == other => 1.0,
            (Some(one), Some(other)) => one.correlation(other),
            _ => 0.0,
        }
    }

    /// The covariance of the scores of two numbers after what was observed: their correlation, where nothing was.
    pub(super) fn covariance(&self, one: usize, other: usize) -> f64 {
        let added: f64 = self.shifts.iter().map(|shift| shift.added(one, other)).sum();
        self.correlation(one, other) + added
    }

    /// How what was observed changes the scores of a number by itself; `None` where it does not.
    pub(super) fn update(&self, number: usize) -> Option<&Update> {
        let shift = self.shifts.iter().find(|shift| shift.covers(number))?;
        self.updates.get(number)?.get_or_init(|| shift.update(number)).as_ref()
    }

    /// The same plan without its numbers: their addresses.
    pub(super) fn into_addresses(self) -> Vec<Address> {
        self.addresses
    }
}

impl Number {
    /// The scores of consecutive draws, before anything was observed.
    fn scores(&self, shared: &[Vec<f64>], first: usize, length: usize) -> Vec<f64> {
        if let Uniforms::Tied(tied) = &self.uniforms {
            return tied.scores(shared, first, length);
        }
        let mut column = self.uniforms.of_draws(shared, first, length);
        quantiles::scores(&mut column);
        column
    }

    fn column(&self, shared: &[Vec<f64>], first: usize, length: usize) -> Vec<f64> {
        if let Uniforms::Tied(tied) = &self.uniforms {
            let mut column = tied.scores(shared, first, length);
            self.quantiles.of_scores(&mut column);
            return column;
        }
        let mut column = self.uniforms.of_draws(shared, first, length);
        self.quantiles.of(&mut column);
        column
    }
}

impl Uniforms {
    fn of(
        simulation: Simulation,
        seeds: &Seeds,
        address: &str,
        recipe: Option<&Recipe>,
        shared: &Shared,
    ) -> Self {
        let Simulation { draws, sampler, .. } = simulation;
        let is_in_strata = sampler == Sampler::LatinHypercube;
        match recipe {
            None => {
                let strata =
                    is_in_strata.then(|| seeds.stream("strata of ", address).permutation(draws.get()));
                Self::Free { stream: Box::new(seeds.stream("", address)), strata }
            }
            Some(recipe) if is_in_strata => {
                let alone = recipe.streams(seeds, "", &Shared::default());
                let strata = ranks(&alone.scores(&[], 0, draws.get()));
                Self::TiedInStrata { strata, inside: recipe.streams(seeds, INSIDE, shared) }
            }
            Some(recipe) => Self::Tied(recipe.streams(seeds, "", shared)),
        }
    }

    /// The uniforms of consecutive draws beginning at `first`, given the shared scores of the same draws.
    fn of_draws(&self, shared: &[Vec<f64>], first: usize, length: usize) -> Vec<f64> {
        let (mut uniforms, strata) = match self {
            Self::Free { stream, strata } => {
                let mut uniforms = vec![0.0; length];
                (**stream).clone().fill(first, &mut uniforms);
                (uniforms, strata.as_ref())
            }
            Self::Tied(tied) => (tied.uniforms(shared, first, length), None),
            Self::TiedInStrata { strata, inside } => (inside.uniforms(shared, first, length), Some(strata)),
        };
        if let Some(strata) = strata {
            spread(&mut uniforms, strata.len(), &strata[first..]);
        }
        uniforms
    }
}

/// Puts uniforms into their strata of so many.
#[expect(clippy::cast_precision_loss, reason = "at most 1e8 strata")]
fn spread(uniforms: &mut [f64], many: usize, strata: &[u32]) {
    let width = 1.0 / many as f64;
    for (uniform, stratum) in uniforms.iter_mut().zip(strata) {
        *uniform = ((f64::from(*stratum) + *uniform) * width).clamp(END, 1.0 - END);
    }
}

/// The rank of each value from 0; of equal ones the earlier draw comes first.
fn ranks(values: &[f64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..u32::try_from(values.len()).unwrap_or(u32::MAX)).collect();
    let value = |draw: u32| values[draw as usize];
    order.sort_unstable_by(|&a, &b| value(a).total_cmp(&value(b)).then(a.cmp(&b)));
    let mut ranks = vec![0; values.len()];
    for (rank, &draw) in (0_u32..).zip(&order) {
        ranks[draw as usize] = rank;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Seed;

    #[test]
    fn a_latin_hypercube_has_one_draw_in_each_stratum() {
        let draws = Draws::new(1000).unwrap();
        let simulation = Simulation { draws, seed: Seed(5), sampler: Sampler::LatinHypercube };
        let seeds = Seeds::of(simulation.seed);
        let mut spread =
            Uniforms::of(simulation, &seeds, "x", None, &Shared::default()).of_draws(&[], 0, 1000);
        spread.sort_by(f64::total_cmp);
        for (i, uniform) in (0..1000).zip(&spread) {
            assert!((f64::from(i)..f64::from(i) + 1.0).contains(&(uniform * 1000.0)), "{i}: {uniform}");
        }
    }

    #[test]
    fn equal_values_rank_in_the_order_of_draws() {
        assert_eq!(ranks(&[0.5, -1.0, 0.5, 2.0, -1.0]), [2, 0, 3, 4, 1]);
    }
}
