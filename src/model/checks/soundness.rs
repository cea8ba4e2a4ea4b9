//! The only doors to checked evidence and checked scenarios.

use crate::model::Evidence;
use crate::model::EvidenceSpec;
use crate::model::Horizon;
use crate::model::Observation;
use crate::model::Portion;
use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::model::checks::by_year;
use crate::model::checks::evidence;
use crate::model::checks::plan;
use crate::model::checks::scenario;
use crate::model::learnt::Remembered;
use crate::problem::Problem;
use crate::units::Money;
use std::sync::Arc;

impl Evidence {
    /// Checks evidence as a whole and puts it in order.
    ///
    /// # Errors
    /// Every problem found: see the checks of this floor.
    pub fn new(mut spec: EvidenceSpec) -> Result<Self, Vec<Problem>> {
        put_in_order(&mut spec);
        let before_scaling = scale_reference(&mut spec);
        let learnt = Remembered::default();
        let evidence = Self { spec, restated: None, assumed: None, before_scaling, learnt };
        let problems = evidence::problems(&evidence);
        if problems.is_empty() { Ok(evidence) } else { Err(problems) }
    }
}

impl Scenario {
    /// Checks a scenario against its evidence.
    ///
    /// # Errors
    /// Every problem found: see the checks of this floor.
    pub fn new(mut spec: ScenarioSpec, evidence: Arc<Evidence>) -> Result<Self, Vec<Problem>> {
        let has_todays_total = spec.total_is_todays;
        settle_on_today(&mut spec, &evidence);
        Self::of_years(spec, evidence, has_todays_total, true)
    }

    /// A scenario with its years, where neither it nor any of them has problems.
    fn of_years(
        spec: ScenarioSpec,
        evidence: Arc<Evidence>,
        has_todays_total: bool,
        must_add_up: bool,
    ) -> Result<Self, Vec<Problem>> {
        let checked = |own: &ScenarioSpec| {
            let (limits, mut found) = scenario::limits_and_problems(own, &evidence);
            found.extend(must_add_up.then(|| scenario::sums(own, &evidence)).flatten());
            (limits, found)
        };
        let mut problems = plan::problems(&spec);
        let (limits, of_settled) = checked(&spec);
        let plan = spec.horizon.clone().filter(|horizon| (1..=Horizon::MOST_YEARS).contains(&horizon.years));
        let (mut years, mut of_years) = (Vec::new(), Vec::new());
        for year in 0..plan.as_ref().map_or(0, |horizon| horizon.years) {
            let own = spec.in_year(year);
            let (mut limits, found) = checked(&own);
            of_years.push(found);
            for (limit, stated) in limits.iter_mut().zip(&spec.limits) {
                if !spec.is_about(stated, year) {
                    *limit = limit.asking_nothing();
                }
            }
            let evidence = Arc::clone(&evidence);
            years.push(Self { spec: own, evidence, limits, has_todays_total, years: Vec::new() });
        }
        problems.extend(match &plan {
            Some(horizon) => by_year::gathered(&spec, horizon, of_years),
            None => of_settled,
        });
        if problems.is_empty() {
            Ok(Self { spec, evidence, limits, has_todays_total, years })
        } else {
            Err(problems)
        }
    }

    /// The same scenario with another total in its first year, and as many times more or less in every later one. Amounts
    /// that fit into its own total may not fit into another: such a scenario allows nothing, which is an answer and no
    /// problem.
    ///
    /// # Errors
    /// Every problem found, as of [`Scenario::new`].
    pub fn with_total(&self, total: Money) -> Result<Self, Vec<Problem>> {
        let mut spec = self.spec.clone();
        let factor = total.per(spec.budget.total).unwrap_or(1.0);
        for year in &mut spec.later_years {
            let grown = year.budget.total.millions() * factor;
            year.budget.total = Money::from_millions(grown).unwrap_or(year.budget.total);
        }
        spec.budget.total = total;
        Self::of_years(spec, Arc::clone(&self.evidence), false, false)
    }
}

/// Puts in place of the words for today's money what they stand for on this evidence.
fn settle_on_today(spec: &mut ScenarioSpec, evidence: &Evidence) {
    if std::mem::take(&mut spec.total_is_todays) {
        spec.budget.total = evidence.reference_total() + spec.budget.back_office;
        for year in &mut spec.later_years {
            year.budget.total = evidence.reference_total() + year.budget.back_office;
        }
    }
    let others = std::mem::take(&mut spec.others);
    if others != Portion::Free {
        let splits = spec.later_years.iter_mut().map(|year| &mut year.split);
        for split in splits.chain([&mut spec.split]) {
            for strand in evidence.strands() {
                split.entry(strand.clone()).or_insert(others);
            }
        }
    }
}

/// Everything by id, whatever the order in the file.
fn put_in_order(spec: &mut EvidenceSpec) {
    spec.threats.sort_by(|a, b| a.id.cmp(&b.id));
    spec.funders.sort_by(|a, b| a.id.cmp(&b.id));
    spec.programmes.sort_by(|a, b| a.id.cmp(&b.id));
    spec.correlations.sort_by(|a, b| a.between.cmp(&b.between));
    // Whose rounding depends on the order in which they are put together.
    let figures = |it: &Observation| (it.value.get().to_bits(), it.standard_error.get().to_bits());
    spec.observations.sort_by(|a, b| {
        let of = (&a.of, a.date, &a.source).cmp(&(&b.of, b.date, &b.source));
        of.then_with(|| figures(a).cmp(&figures(b)))
    });
    for threat in &mut spec.threats {
        threat.counts.sort_by(|a, b| a.id.cmp(&b.id));
    }
    for programme in &mut spec.programmes {
        programme.effects.sort_by(|a, b| a.threat.cmp(&b.threat));
    }
}

/// Scales every reference amount so that they add up to `reference_total`, where one is stated; what they were before.
fn scale_reference(spec: &mut EvidenceSpec) -> Vec<Money> {
    let written: Vec<Money> = spec.programmes.iter().map(|programme| programme.reference).collect();
    let total: Money = written.iter().copied().sum();
    let Some(factor) = spec.reference_total.and_then(|wanted| wanted.per(total)) else { return Vec::new() };
    for programme in &mut spec.programmes {
        let scaled = programme.reference.millions() * factor;
        programme.reference = Money::from_millions(scaled).unwrap_or_default();
    }
    written
}
