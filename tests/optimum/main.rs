//! Properties of the best allocation, over random instances.
//!
//! Values are held against the certificate, amounts never tighter than it allows: near an optimum the value is
//! flat, so that a gap of 1e-6 leaves amounts free by about its square root.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod certified;
mod moves;
#[path = "../support/mod.rs"]
mod support;

use apportion::model::Allocation;
use apportion::model::Evidence;
use apportion::model::Measure;
use apportion::model::Scenario;
use apportion::model::ScenarioSpec;
use apportion::optimise::Certificate;
use apportion::optimise::Mean;
use apportion::optimise::Options;
use apportion::optimise::Region;
use apportion::optimise::Solved;
use apportion::optimise::default_solver;
use apportion::optimise::minimise;
use apportion::simulate::Futures;
use apportion::simulate::evaluate;
use std::sync::Arc;
use support::instances::Instance;
use support::instances::instance;

/// The gap that is asked for.
const GAP: f64 = 1e-6;

/// How many random instances each property is tried on.
const INSTANCES: usize = 100;

/// A scenario with its futures and its certified best allocation.
struct Best {
    scenario: Scenario,
    futures: Futures,
    allocation: Allocation,
    certificate: Certificate,
}

impl Best {
    /// The best of an instance; `None` where no allocation is allowed.
    fn of(instance: &Instance) -> Option<Self> {
        let evidence = Arc::new(Evidence::new(instance.evidence.clone()).unwrap());
        let futures = support::futures(&evidence, instance.scenario.simulation);
        Self::found(instance.scenario.clone(), evidence, futures)
    }

    /// The best under other rules on the same futures.
    fn under(&self, spec: ScenarioSpec) -> Option<Self> {
        Self::found(spec, Arc::clone(self.scenario.evidence()), self.futures.clone())
    }

    fn found(spec: ScenarioSpec, evidence: Arc<Evidence>, futures: Futures) -> Option<Self> {
        let scenario = Scenario::new(spec, evidence).unwrap();
        let Solved { allocation, certificate } = searched(&scenario, &futures, GAP)?;
        Some(Self { scenario, futures, allocation, certificate })
    }

    /// The certificate of another search, to another gap.
    fn again_to(&self, gap: f64) -> Certificate {
        searched(&self.scenario, &self.futures, gap).unwrap().certificate
    }

    /// The mean harm of an allocation.
    fn value_of(&self, millions: &[f64]) -> f64 {
        evaluate(&self.futures, millions, &Measure::Harm, None).total()
    }

    /// How far apart two values may be that both are within the gap of the best.
    fn slack(&self) -> f64 {
        GAP * self.certificate.upper.abs()
    }
}

/// The best allocation as the program looks for it; `None` where no allocation is allowed.
fn searched(scenario: &Scenario, futures: &Futures, gap: f64) -> Option<Solved> {
    let region = Region::of(scenario);
    let today = Allocation::reference(scenario.evidence());
    let start = region.nearest_to(&today, default_solver()).unwrap()?;
    let oracle = Mean { futures, measure: Measure::Harm };
    Some(minimise(&oracle, &region, &start, default_solver(), Options { gap, ..Options::default() }).unwrap())
}

/// The first instances, by seed, that some allocation can meet, with their best.
fn solved() -> impl Iterator<Item = (u64, Instance, Best)> {
    let all = (0..).map(|seed| (seed, instance(seed)));
    let met = all.filter_map(|(seed, instance)| Best::of(&instance).map(|best| (seed, instance, best)));
    met.take(INSTANCES)
}
