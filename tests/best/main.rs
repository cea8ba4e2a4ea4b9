//! The questions about the best allocation, held against re-solving, enumeration and evaluation.
//!
//! Values are held against the gaps that the answers themselves certify, so a tolerance is what was proved.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod applied;
mod chances;
mod clash;
mod each_draw;
mod first_order;
mod frontier;
mod joint_prices;
mod least_change;
mod mended;
mod moves;
mod near;
mod prices;
mod proven;
mod ratio;
mod relaxed;
mod searched;
#[path = "../support/mod.rs"]
mod support;
mod switches;
mod tail;
mod target;

use apportion::curve::Family;
use apportion::model::Allocation;
use apportion::model::Curve;
use apportion::model::Evidence;
use apportion::model::EvidenceSpec;
use apportion::model::Scenario;
use apportion::model::ScenarioSpec;
use apportion::model::Strength;
use apportion::model::Within;
use apportion::optimise::Certificate;
use apportion::optimise::Oracle;
use apportion::optimise::Prices;
use apportion::optimise::Region;
use apportion::study::Decision;
use apportion::study::Setting;
use apportion::study::decide;
use apportion::study::objective;
use std::sync::Arc;
use support::certain;
use support::effect;
use support::instances::Instance;
use support::instances::instance;

/// A scenario with its draws and its certified best allocation.
struct Case {
    scenario: Scenario,
    setting: Setting,
    allocation: Allocation,
    certificate: Certificate,
}

impl Case {
    /// The best of some evidence and rules; `None` where no allocation is allowed, or nothing is left to choose.
    fn of(evidence: &EvidenceSpec, spec: &ScenarioSpec) -> Option<Self> {
        let evidence = Arc::new(Evidence::new(evidence.clone()).unwrap());
        let setting = Setting::new(Arc::clone(&evidence), spec.simulation).unwrap();
        let scenario = Scenario::new(spec.clone(), evidence).ok()?;
        Self::on(setting, scenario)
    }

    fn on(setting: Setting, scenario: Scenario) -> Option<Self> {
        match decide(&setting, &scenario).unwrap() {
            Decision::Allocated { allocation, certificate: Some(certificate) } => {
                Some(Self { scenario, setting, allocation, certificate })
            }
            _ => None,
        }
    }

    /// The best under other rules on the same draws.
    fn under(&self, spec: ScenarioSpec) -> Option<Self> {
        let scenario = Scenario::new(spec, Arc::clone(self.scenario.evidence())).ok()?;
        Self::on(self.setting.clone(), scenario)
    }

    /// The objective's value at an allocation.
    fn value_of(&self, allocation: &Allocation) -> f64 {
        value(&*objective(self.setting.futures(), &self.scenario), &self.efforts(allocation))
    }

    fn efforts(&self, allocation: &Allocation) -> Vec<f64> {
        allocation.efforts(self.scenario.evidence())
    }

    /// What the search left open: the certificate's gap, in the objective's unit.
    fn open(&self) -> f64 {
        // Rounding in sums over the draws comes on top: 1e-12 of the value is a hundredfold of it.
        self.certificate.upper - self.certificate.lower + 1e-12 * self.certificate.upper.abs()
    }

    /// The prices of the rules, on the switches that the allocation has.
    fn prices(&self) -> Prices {
        let region = self.decided();
        let mut gradient = vec![0.0; region.programmes()];
        let oracle = objective(self.setting.futures(), &self.scenario);
        for (programme, slope) in
            oracle.at(&self.efforts(&self.allocation)).iter().flat_map(|piece| &piece.gradient)
        {
            gradient[*programme] += slope;
        }
        apportion::optimise::prices(
            &region,
            &self.allocation,
            &gradient,
            apportion::optimise::default_solver(),
        )
        .unwrap()
    }

    /// The region with every switch as the allocation has it.
    fn decided(&self) -> Region {
        let region = Region::of(&self.scenario);
        let point = region.point(&self.allocation);
        let on: Vec<bool> = region.switches().iter().map(|switch| point[switch.column] >= 0.5).collect();
        region.with_switches(&on).unwrap()
    }
}

fn value(oracle: &dyn Oracle, efforts: &[f64]) -> f64 {
    oracle.at(efforts).iter().map(|piece| piece.value).sum()
}

/// The instance of a seed with every knot smoothed away: at a knot, prices on the two sides differ.
fn smooth(seed: u64) -> Instance {
    let mut instance = instance(seed);
    for programme in &mut instance.evidence.programmes {
        let half = Some(certain(programme.reference.millions()));
        for on in programme.effects.iter_mut().filter(|effect| matches!(effect.curve, Curve::Points(_))) {
            let reach = Strength::Own(certain(0.25));
            *on = effect(on.threat.as_str(), Family::Exponential, reach, half.clone());
        }
    }
    instance
}

/// Smooth instances that leave the solver the choice, with their best.
fn cases(count: usize) -> impl Iterator<Item = (u64, Instance, Case)> {
    let all = (0..).map(|seed| (seed, smooth(seed)));
    let chosen = all.filter(|(_, instance)| instance.scenario.within == Within::Best);
    chosen
        .filter_map(|(seed, instance)| {
            let case = Case::of(&instance.evidence, &instance.scenario)?;
            Some((seed, instance, case))
        })
        .take(count)
}
