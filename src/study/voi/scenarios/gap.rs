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
use crate::study::voi::scenarios::choice::Choice;
use crate::study::voi::scenarios::money::Money;
use crate::study::voi::scenarios::money::efforts;
use crate::study::voi::scenarios::money::for_mean_harm;
use crate::study::voi::scenarios::options::OneOf;
use crate::study::voi::scenarios::partial::Asked;
use crate::study::voi::scenarios::partial::undrawable;
use crate::study::voi::scenarios::together::Outer;
use crate::study::voi::scenarios::together::outer;
use crate::units::Draws;
use crate::units::Seed;

/// The most draws of which the variance is shared out.
const DRAWS: usize = 4096;

/// Outer draws of the value of knowing, and draws inside each.
const OUTER: usize = 48;
const INNER: usize = 1024;

/// Numbers that are drawn again have this seed more; any other number would do.
const AGAIN: u64 = 0x2545_f491_4f6c_dd1d;

/// How much of an answer rests on placeholders.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EvidenceGap {
    /// Of the variance of harm avoided against today; `None` where it has none.
    pub variance_share: Option<f64>,
    /// Of the value of knowing: `evppi` of `evpi`, at most 1; `None` where knowing is worth nothing.
    pub value_share: Option<f64>,
    /// What knowing every placeholder is worth, £m a year; `None` where it was not asked.
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
    let variance_share = if placeholders.is_empty() {
        Some(0.0)
    } else {
        correlation(&avoided(exchange.futures(), &money), &avoided(&again, &money))
    };
    let inner = drawn(Simulation { draws: Draws::new(INNER).unwrap_or(Draws::FEW), ..setting.simulation() })?;
    let outside = outer(setting.simulation(), Draws::new(OUTER).unwrap_or(Draws::FEW));
    let known = Known { setting, scenario, allocation, inner: &inner, outside };
    let of_allocation = Region::of(scenario).only().is_none();
    let values =
        if of_allocation { known.of_allocation(&placeholders)? } else { known.of_options(&placeholders)? };
    let (evppi, evpi) = values.unzip();
    let value_share = values.filter(|(_, all)| *all > 0.0).map(|(own, all)| (own / all).clamp(0.0, 1.0));
    Ok(Some(EvidenceGap { variance_share, value_share, evppi, evpi, of_allocation }))
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
        let futures = self.inner.futures();
        let Some(money) = Money::of(self.setting, &scenario, futures, self.allocation)? else {
            return Ok(None);
        };
        let Some(own) = self.together(&[money], numbers)? else { return Ok(None) };
        let ground = Ground { simulation: self.outside, ..self.setting.ground().clone() };
        let truths = Setting::on(ground)?.overseen_by(self.setting.shared_overseer());
        let all = confidence(&truths, &scenario, self.allocation, OUTER);
        Ok(all.regret.map(|regret| (own, regret.mean)))
    }

    /// The same to choosing between the scenario and today.
    fn of_options(&self, numbers: &[usize]) -> Result<Option<(f64, f64)>, StudyError> {
        let options = [self.setting.reference(), self.allocation].map(|it| efforts(self.setting, it));
        let options = OneOf::of(self.setting, self.scenario, options.into(), self.inner.futures())?;
        let all: Vec<usize> = (0..self.inner.addresses().len()).collect();
        let options = [options];
        let Some(own) = self.together(&options, numbers)? else { return Ok(None) };
        Ok(self.together(&options, &all)?.map(|all| (own, all)))
    }

    fn together<C: Choice>(&self, choices: &[C], numbers: &[usize]) -> Result<Option<f64>, StudyError> {
        let evidence = self.setting.evidence();
        let asked = Asked { choices, exchange: self.inner, evidence, evpi: 0.0 };
        let known = Outer::of(self.inner, self.outside).together(&asked, numbers)?;
        Ok(known.map(|estimate| estimate.value.max(0.0)))
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
