//! The only doors to checked evidence and checked scenarios.

use crate::model::Evidence;
use crate::model::EvidenceSpec;
use crate::model::Portion;
use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::model::checks::evidence;
use crate::model::checks::scenario;
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
        scale_reference(&mut spec);
        let evidence = Self { spec };
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
        let (limits, mut problems) = scenario::limits_and_problems(&spec, &evidence);
        problems.extend(scenario::sums(&spec, &evidence));
        if problems.is_empty() {
            Ok(Self { spec, evidence, limits, has_todays_total })
        } else {
            Err(problems)
        }
    }

    /// The same scenario with another total. Amounts that fit into its own total may not fit into another: such a scenario
    /// allows nothing, which is an answer and no problem.
    ///
    /// # Errors
    /// Every problem found, as of [`Scenario::new`].
    pub fn with_total(&self, total: Money) -> Result<Self, Vec<Problem>> {
        let mut spec = self.spec.clone();
        spec.budget.total = total;
        let (limits, problems) = scenario::limits_and_problems(&spec, &self.evidence);
        let evidence = Arc::clone(&self.evidence);
        if problems.is_empty() {
            Ok(Self { spec, evidence, limits, has_todays_total: false })
        } else {
            Err(problems)
        }
    }
}

/// Puts in place of the words for today's money what they stand for on this evidence.
fn settle_on_today(spec: &mut ScenarioSpec, evidence: &Evidence) {
    if std::mem::take(&mut spec.total_is_todays) {
        spec.budget.total = evidence.reference_total() + spec.budget.back_office;
    }
    let others = std::mem::take(&mut spec.others);
    if others != Portion::Free {
        for strand in evidence.strands() {
            spec.split.entry(strand.clone()).or_insert(others);
        }
    }
}

/// Everything by id, whatever the order in the file.
fn put_in_order(spec: &mut EvidenceSpec) {
    spec.threats.sort_by(|a, b| a.id.cmp(&b.id));
    spec.funders.sort_by(|a, b| a.id.cmp(&b.id));
    spec.programmes.sort_by(|a, b| a.id.cmp(&b.id));
    spec.correlations.sort_by(|a, b| a.between.cmp(&b.between));
    for threat in &mut spec.threats {
        threat.counts.sort_by(|a, b| a.id.cmp(&b.id));
    }
    for programme in &mut spec.programmes {
        programme.effects.sort_by(|a, b| a.threat.cmp(&b.threat));
    }
}

/// Scales every reference amount so that they add up to `reference_total`, where one is stated.
fn scale_reference(spec: &mut EvidenceSpec) {
    let total: Money = spec.programmes.iter().map(|programme| programme.reference).sum();
    let Some(factor) = spec.reference_total.and_then(|wanted| wanted.per(total)) else { return };
    for programme in &mut spec.programmes {
        let scaled = programme.reference.millions() * factor;
        programme.reference = Money::from_millions(scaled).unwrap_or_default();
    }
}
