//! Evidence and scenarios in the prices of another year.
//!
//! Every amount of money is multiplied by one factor, before anything is worked out: harm, reference spend and its bounds,
//! set-up costs, the efforts of curves, budgets, limits. What has no unit of money stays: shares, returns in £ per £1, reach,
//! elasticities, people. Every answer is then in the new prices by construction, each amount of it is the factor times
//! what it was, and nothing else changes but for the last digits.

use crate::model::Bound;
use crate::model::Budget;
use crate::model::Curve;
use crate::model::Evidence;
use crate::model::EvidenceSpec;
use crate::model::Limit;
use crate::model::LimitSpec;
use crate::model::Parametric;
use crate::model::Portion;
use crate::model::PriceBase;
use crate::model::PriceError;
use crate::model::Programme;
use crate::model::Restated;
use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::model::learnt::Remembered;
use crate::units::Money;
use std::sync::Arc;

impl Evidence {
    /// The same evidence in the prices of another year; itself where it is in those already, or was stated in them.
    ///
    /// # Errors
    /// The prices in which it is stated are of no year that the table of deflators reaches.
    pub fn in_prices(&self, base: PriceBase) -> Result<Self, PriceError> {
        let year = base.to_string();
        if self.price_year() == year {
            return Ok(self.clone());
        }
        if !self.what_ifs().is_empty() {
            let (from, filed): (PriceBase, _) =
                (self.price_year().parse()?, self.as_filed().in_prices(base)?);
            return Ok(filed.assuming_as(self, from.factor_to(base)));
        }
        let original = match &self.restated {
            Some(restated) => Arc::clone(&restated.original),
            None => Arc::new(self.spec.clone()),
        };
        let stated: PriceBase = original.price_year.parse()?;
        let mut spec = EvidenceSpec::clone(&original);
        if original.price_year == year {
            return Ok(Self {
                spec,
                restated: None,
                assumed: None,
                before_scaling: self.before_scaling.clone(),
                learnt: Remembered::default(),
            });
        }
        let factor = stated.factor_to(base);
        evidence(&mut spec, factor);
        spec.price_year = year;
        let restated = Restated { stated: original.price_year.clone(), factor, original };
        Ok(Self {
            spec,
            restated: Some(restated),
            assumed: None,
            before_scaling: self.before_scaling.clone(),
            learnt: Remembered::default(),
        })
    }
}

impl Evidence {
    /// What was stated, where this is in other prices.
    pub(super) fn as_stated(&self) -> Option<Self> {
        let original = &self.restated.as_ref()?.original;
        let before_scaling = self.before_scaling.clone();
        let (spec, learnt) = (EvidenceSpec::clone(original), Remembered::default());
        Some(Self { spec, restated: None, assumed: None, before_scaling, learnt })
    }
}

impl Scenario {
    /// The same scenario on evidence that is its own but for the year of its prices.
    ///
    /// # Errors
    /// One of the two is in prices of no year that the table of deflators reaches.
    pub fn on_restated(&self, evidence: &Arc<Evidence>) -> Result<Self, PriceError> {
        if self.evidence.price_year() == evidence.price_year() {
            return Ok(self.clone());
        }
        let (from, to): (PriceBase, PriceBase) =
            (self.evidence.price_year().parse()?, evidence.price_year().parse()?);
        Ok(self.times(from.factor_to(to), evidence))
    }

    fn times(&self, factor: f64, evidence: &Arc<Evidence>) -> Self {
        let mut scenario = self.clone();
        scenario_spec(&mut scenario.spec, factor);
        for Limit { bounds, .. } in &mut scenario.limits {
            for Bound { amount, .. } in bounds {
                *amount = amount.times(factor);
            }
        }
        for year in &mut scenario.years {
            *year = year.times(factor, evidence);
        }
        scenario.evidence = Arc::clone(evidence);
        scenario
    }
}

fn evidence(spec: &mut EvidenceSpec, factor: f64) {
    for observation in &mut spec.observations {
        if observation.is_money() {
            *observation = observation.scaled(factor);
        }
    }
    spec.reference_total = spec.reference_total.map(|total| total.times(factor));
    for threat in &mut spec.threats {
        threat.harm = threat.harm.as_ref().map(|harm| harm.scaled(factor));
    }
    for programme in &mut spec.programmes {
        let Programme { reference, min, max, set_up, effects, .. } = programme;
        for amount in [reference, min, set_up].into_iter().chain(max.as_mut()) {
            *amount = amount.times(factor);
        }
        for effect in effects {
            match &mut effect.curve {
                Curve::Parametric(Parametric { scale, .. }) => {
                    *scale = scale.as_ref().map(|scale| scale.scaled(factor));
                }
                Curve::Points(points) => *points = points.scaled(factor),
            }
        }
    }
}

fn scenario_spec(spec: &mut ScenarioSpec, factor: f64) {
    budget(&mut spec.budget, factor);
    spec.over_plan = spec.over_plan.map(|money| money.times(factor));
    spec.split.values_mut().chain([&mut spec.others]).for_each(|part| portion(part, factor));
    spec.amounts.values_mut().for_each(|amount| *amount = amount.times(factor));
    for LimitSpec { min, max, .. } in &mut spec.limits {
        for amount in min.iter_mut().chain(max) {
            *amount = amount.times(factor);
        }
    }
    for year in &mut spec.later_years {
        budget(&mut year.budget, factor);
        year.split.values_mut().for_each(|part| portion(part, factor));
        year.amounts.values_mut().for_each(|amount| *amount = amount.times(factor));
    }
}

fn budget(Budget { total, back_office }: &mut Budget, factor: f64) {
    (*total, *back_office) = (total.times(factor), back_office.times(factor));
}

fn portion(portion: &mut Portion, factor: f64) {
    match portion {
        Portion::Free | Portion::Exactly(_) | Portion::Between { .. } | Portion::Today => {}
        Portion::Amount(amount) => *amount = amount.times(factor),
        Portion::Amounts { min, max } => {
            for amount in [min].into_iter().chain(max) {
                *amount = Money::times(*amount, factor);
            }
        }
    }
}
