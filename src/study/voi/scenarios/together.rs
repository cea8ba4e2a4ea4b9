//! What it is worth to know several assumptions together: nested, since no rule of few nodes reaches over many numbers.
//!
//! Each of some outer draws of the numbers is taken for the truth, while all others are drawn given them; the same outer draws
//! for every group, so that groups can be held against each other.

use crate::model::Grouping;
use crate::model::Sampler;
use crate::model::Simulation;
use crate::simulate::Exchange;
use crate::simulate::Learnt;
use crate::simulate::side_by_side;
use crate::study::StudyError;
use crate::study::voi::scenarios::choice::Choice;
use crate::study::voi::scenarios::choice::Estimate;
use crate::study::voi::scenarios::partial::Asked;
use crate::study::voi::scenarios::partial::undrawable;
use crate::units::Draws;
use crate::units::Seed;

/// Outer draws have this seed more than the ones they are put into; any other number would do.
const OUTER: u64 = 0x517c_c1b7_2722_0a95;

/// What knowing a group of assumptions together is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// By what it is put together.
    pub by: Grouping,
    /// Which: a strand, a threat, a grade or a kind.
    pub name: String,
    /// How many assumptions are in it.
    pub members: usize,
    /// What knowing all of them is worth, £m a year.
    pub estimate: Estimate,
}

/// So many outer draws of everything that is uncertain, spread as a latin hypercube, beside the draws of a simulation.
pub(super) fn outer(simulation: Simulation, draws: Draws) -> Simulation {
    Simulation { draws, seed: Seed(simulation.seed.0.wrapping_add(OUTER)), sampler: Sampler::LatinHypercube }
}

/// Outer draws: the uniforms of each number in each of them.
pub(super) struct Outer {
    uniforms: Vec<Vec<f64>>,
    draws: usize,
}

impl Outer {
    /// The outer draws of a simulation.
    pub(super) fn of(exchange: &Exchange, simulation: Simulation) -> Self {
        Self { uniforms: exchange.uniforms_under(simulation), draws: simulation.draws.get() }
    }

    /// What knowing some numbers together is worth; `None` where the run has to end.
    ///
    /// # Errors
    /// The solver broke, or a draw is no finite number.
    pub(super) fn together<C: Choice>(
        &self,
        asked: &Asked<'_, C>,
        members: &[usize],
    ) -> Result<Option<Estimate>, StudyError> {
        let Some(choice) = asked.choices.first() else { return Ok(None) };
        let members: Vec<usize> =
            members.iter().copied().filter(|&member| asked.is_in_decision(member)).collect();
        if members.is_empty() {
            return Ok(Some(Estimate::default()));
        }
        let gains = self.each(&members, |known| {
            let futures = asked.exchange.learning(known);
            let futures = futures.map_err(|problem| undrawable(asked.evidence, problem))?;
            Ok(choice.outcome(&futures, false)?.map(|outcome| choice.gain(&outcome)))
        })?;
        Ok(gains.map(|gains| Estimate::of(&gains, choice.least())))
    }

    /// What is gained where numbers are as each of the outer draws has them; `None` where the run has to end.
    ///
    /// # Errors
    /// The first that a gain meets.
    pub(super) fn each(
        &self,
        numbers: &[usize],
        gain: impl Fn(&[(usize, Learnt)]) -> Result<Option<f64>, StudyError> + Sync + Send,
    ) -> Result<Option<Vec<f64>>, StudyError> {
        let draws: Vec<usize> = (0..self.draws).collect();
        let gains = side_by_side(&draws, |&draw| {
            let at = |&number: &usize| (number, Learnt::At(self.uniforms[number][draw]));
            gain(&numbers.iter().map(at).collect::<Vec<_>>())
        });
        gains.into_iter().collect()
    }
}
