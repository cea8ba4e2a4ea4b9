//! The allocation that a scenario comes to: worked out where nothing is left to choose, else the best.

use crate::model::Allocation;
use crate::model::Gap;
use crate::model::Risk;
use crate::model::Scenario;
use crate::optimise::Certificate;
use crate::optimise::Clash;
use crate::optimise::Mean;
use crate::optimise::MeanAndTail;
use crate::optimise::Options;
use crate::optimise::Oracle;
use crate::optimise::Region;
use crate::optimise::Violation;
use crate::optimise::Watch;
use crate::optimise::clash;
use crate::optimise::default_solver;
use crate::optimise::minimise;
use crate::optimise::start_near;
use crate::simulate::Futures;
use crate::study::Setting;
use crate::study::StudyError;

/// What a scenario comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// Money by programme, and the proof that nothing better is allowed where there was a choice.
    Allocated {
        /// Money by programme.
        allocation: Allocation,
        /// The proof; `None` where nothing was left to choose.
        certificate: Option<Certificate>,
    },
    /// No allocation is allowed: an answer, not an error.
    Impossible(Impossible),
}

/// A scenario whose rules no allocation can keep.
#[derive(Clone, Debug, PartialEq)]
pub struct Impossible {
    /// The rules that the only candidate breaks; empty where the rules clash with each other.
    pub broken: Vec<Violation>,
    /// Why the rules clash with each other; `None` where they do not, but the only candidate breaks some.
    pub clash: Option<Clash>,
}

/// The objective of a scenario over some draws.
#[must_use]
pub fn objective<'f>(futures: &'f Futures, scenario: &Scenario) -> Box<dyn Oracle + 'f> {
    let measure = scenario.objective().measure.clone();
    match scenario.objective().risk {
        Risk::Cvar { level, weight } if weight.get() > 0.0 => {
            Box::new(MeanAndTail { futures, measure, level: level.get(), weight: weight.get(), before: None })
        }
        Risk::Mean | Risk::Cvar { .. } => Box::new(Mean { futures, measure }),
    }
}

/// The gap that is good enough: what each kind of problem can be proved to in a second or two.
#[must_use]
pub fn options(scenario: &Scenario, region: &Region) -> Options<'static> {
    let is_tail = !scenario.objective().is_smooth();
    let gap = match (region.switches().is_empty(), is_tail) {
        (true, false) => 1e-6,
        (true, true) => 1e-5,
        (false, _) => 1e-4,
    };
    Options { gap: scenario.patience().gap.map_or(gap, Gap::get), ..Options::default() }
}

/// Works out or finds the allocation of a scenario.
///
/// # Errors
/// The solver broke.
pub fn decide(setting: &Setting, scenario: &Scenario) -> Result<Decision, StudyError> {
    let region = Region::of(scenario);
    if let Some(only) = region.only() {
        let broken = region.violations(only);
        return Ok(if broken.is_empty() {
            Decision::Allocated { allocation: only.clone(), certificate: None }
        } else {
            Decision::Impossible(Impossible { broken, clash: None })
        });
    }
    let watch = setting.overseer().watch(scenario);
    decide_on(setting.futures(), scenario, &region, setting.reference(), &*watch)
}

/// Finds the best allocation over some draws, beginning at the allowed one nearest to a given one.
///
/// # Errors
/// The solver broke.
pub(super) fn decide_on(
    futures: &Futures,
    scenario: &Scenario,
    region: &Region,
    near: &Allocation,
    watch: &dyn Watch,
) -> Result<Decision, StudyError> {
    let broke = |problem| StudyError::Solve { scenario: scenario.id().to_owned(), problem };
    let Some(start) = start_near(region, near, default_solver(), watch).map_err(broke)? else {
        let clash = clash(region, default_solver(), watch).map_err(broke)?;
        return Ok(Decision::Impossible(Impossible { broken: Vec::new(), clash }));
    };
    let oracle = objective(futures, scenario);
    let options = Options { watch, ..options(scenario, region) };
    let solved = minimise(&*oracle, region, &start, default_solver(), options).map_err(broke)?;
    Ok(Decision::Allocated { allocation: solved.allocation, certificate: Some(solved.certificate) })
}
