//! The evidence gap: how much of an answer rests on placeholders.
//!
//! Of the variance of harm avoided, the share that knowing every placeholder would resolve, Var(E(A | placeholders))/Var(A): the
//! correlation of harm avoided with itself once everything else is drawn again (pick and freeze: Sobol 1993, in the symmetric
//! form of Janon et al. 2014). Of the value of knowing, the share of placeholders: on outer draws in which first they and
//! then all numbers are known, so that most of the noise of both has the same draws and goes.

use crate::model::Allocation;
use crate::model::Grade;
use crate::model::Measure;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::optimise::Region;
use crate::risk::mean;
use crate::risk::sum;
use crate::simulate::Exchange;
use crate::simulate::Futures;
use crate::simulate::totals;
use crate::study::Ground;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::confidence;
use crate::study::setting::difference;
use crate::study::voi::scenarios::money::Money;
use crate::study::voi::scenarios::money::efforts;
use crate::study::voi::scenarios::money::for_mean_harm;
use crate::study::voi::scenarios::partial::undrawable;
use crate::study::voi::scenarios::together::Outer;
use crate::study::voi::scenarios::together::outer;
use crate::units::Draws;
use crate::units::Seed;

/// The most draws of which the variance is shared out: a correlation of so many is known to (1 − r²)/45.
const DRAWS: usize = 2048;

/// Outer draws of the value of knowing, of a plan a part of them for each of its years, but no fewer than the least.
const OUTER: usize = 48;
const LEAST_OUTER: usize = 16;

/// Draws inside each. Deciding on the draws that are valued takes a part in so many of what is left unknown for known, which is
/// little beside the noise of outer draws.
const INNER: usize = 128;

/// Numbers that are drawn again have this seed more; any other number would do.
const AGAIN: u64 = 0x2545_f491_4f6c_dd1d;

/// How much of an answer rests on placeholders.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EvidenceGap {
    /// Of the variance of harm avoided against today; `None` where it has none.
    pub variance_share: Option<f64>,
    /// Of the value of knowing: `evppi` of `evpi`, at most 1; `None` where knowing is worth nothing.
    pub value_share: Option<f64>,
    /// What knowing every placeholder is worth, £m a year; `None` where the run had to end, and where programmes are on or off.
    pub evppi: Option<f64>,
    /// What knowing everything is worth, £m a year; `None` likewise.
    pub evpi: Option<f64>,
    /// Whether the value is of where the money goes; else of choosing between the scenario and today.
    pub of_allocation: bool,
}

/// How much of a scenario's answer rests on placeholders, at an allocation of it; `None` of an allocation that is today's, and
/// where the run has to end.
///
/// # Errors
/// A draw or a figure that is no finite number, or a solver that broke.
pub fn evidence_gap(
    setting: &Setting,
    scenario: &Scenario,
    allocation: &Allocation,
) -> Result<Option<EvidenceGap>, StudyError> {
    if allocation.is_same_as(setting.reference()) {
        return Ok(None);
    }
    let evidence = setting.evidence();
    let many =
        |most: usize| Draws::new(setting.simulation().draws.get().clamp(2, most)).unwrap_or(Draws::FEW);
    let simulation = Simulation { draws: many(DRAWS), ..setting.simulation() };
    let drawn = |simulation| {
        Exchange::of(evidence, simulation, setting.timeline())
            .map_err(|problem| undrawable(evidence, problem))
    };
    let exchange = drawn(simulation)?;
    let factors = evidence.factors();
    let is_placeholder = |number: usize| factors.get(number).is_some_and(|it| it.grade == Grade::Placeholder);
    let (placeholders, others): (Vec<usize>, Vec<usize>) =
        (0..factors.len()).partition(|&number| is_placeholder(number));
    let money = (efforts(setting, setting.reference()), efforts(setting, allocation));
    let again = exchange.drawing_again(&others, Seed(simulation.seed.0.wrapping_add(AGAIN)));
    let again = again.map_err(|problem| undrawable(evidence, problem))?;
    let before = avoided(exchange.futures(), &money);
    let variance_share =
        if placeholders.is_empty() { Some(0.0) } else { correlation(&before, &avoided(&again, &money)) };
    let inner = drawn(Simulation { draws: many(INNER), ..setting.simulation() })?;
    let outside = (OUTER / scenario.years()).max(LEAST_OUTER);
    let outside = outer(setting.simulation(), Draws::new(outside).unwrap_or(Draws::FEW));
    let known = Known { setting, scenario, allocation, inner: &inner, outside };
    let region = Region::of(scenario);
    let of_allocation = region.only().is_none();
    let values = match (of_allocation, region.switches().is_empty()) {
        (true, true) => known.of_allocation(&placeholders)?,
        // Branch and bound a hundred times over would take longer than the answer.
        (true, false) => None,
        (false, _) => known.of_options(&placeholders, mean(&before).unwrap_or(0.0), &money)?,
    };
    let (of_placeholders, of_everything) = values.unzip();
    let value_share = values.filter(|(_, all)| *all > 0.0).map(|(own, all)| (own / all).clamp(0.0, 1.0));
    Ok(Some(EvidenceGap {
        variance_share,
        value_share,
        evppi: of_placeholders,
        evpi: of_everything,
        of_allocation,
    }))
}

/// What is known of a scenario on a few draws.
struct Known<'a> {
    setting: &'a Setting,
    scenario: &'a Scenario,
    allocation: &'a Allocation,
    inner: &'a Exchange,
    outside: Simulation,
}

impl Known<'_> {
    /// What knowing some numbers, and knowing everything, is worth to where the money goes; `None` where the run has to end.
    fn of_allocation(&self, numbers: &[usize]) -> Result<Option<(f64, f64)>, StudyError> {
        let scenario = for_mean_harm(self.scenario);
        let money = Money::at(self.setting, &scenario, self.allocation);
        let Some(own) = self.together(numbers, |futures| money.gained(futures))? else { return Ok(None) };
        let truths = self.truths()?.overseen_by(self.setting.shared_overseer());
        let all = confidence(&truths, &scenario, self.allocation, self.outside.draws.get());
        Ok(all.regret.map(|regret| (own, regret.mean)))
    }

    /// The same to choosing between the scenario, which avoids so much on average, and today.
    fn of_options(
        &self,
        numbers: &[usize],
        on_average: f64,
        money: &(Vec<f64>, Vec<f64>),
    ) -> Result<Option<(f64, f64)>, StudyError> {
        let gain = |avoided: f64| avoided.max(0.0) - if on_average > 0.0 { avoided } else { 0.0 };
        let own = self.together(numbers, |futures| Ok(mean(&avoided(futures, money)).map(gain)))?;
        let truths = avoided(self.truths()?.futures(), money);
        let all = mean(&truths.into_iter().map(gain).collect::<Vec<_>>());
        Ok(own.zip(all))
    }

    /// The outer draws as draws of their own.
    fn truths(&self) -> Result<Setting, StudyError> {
        Setting::on(Ground { simulation: self.outside, ..self.setting.ground().clone() })
    }

    /// The mean of what is gained where some numbers are as each of the outer draws has them.
    fn together(
        &self,
        numbers: &[usize],
        gained: impl Fn(&Futures) -> Result<Option<f64>, StudyError> + Sync + Send,
    ) -> Result<Option<f64>, StudyError> {
        let gains = Outer::of(self.inner, self.outside).each(numbers, |known| {
            let futures = self.inner.learning(known);
            gained(&futures.map_err(|problem| undrawable(self.setting.evidence(), problem))?)
        })?;
        Ok(gains.and_then(|gains| mean(&gains)))
    }
}

fn avoided(futures: &Futures, (today, own): &(Vec<f64>, Vec<f64>)) -> Vec<f64> {
    difference(&totals(futures, today, &Measure::Harm), &totals(futures, own, &Measure::Harm))
}

/// The correlation of two columns with the same mean and variance; `None` where there is none.
fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let middle = f64::midpoint(mean(one)?, mean(other)?);
    let away = |values: &[f64]| -> Vec<f64> { values.iter().map(|value| value - middle).collect() };
    let (one, other) = (away(one), away(other));
    let product = |a: &[f64], b: &[f64]| sum(&a.iter().zip(b).map(|(a, b)| a * b).collect::<Vec<_>>());
    let spread = f64::midpoint(product(&one, &one), product(&other, &other));
    (spread > 0.0 && spread.is_finite()).then(|| (product(&one, &other) / spread).clamp(0.0, 1.0))
}
