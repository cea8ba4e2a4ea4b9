//! The decision of where the money goes, inside a scenario's freedom.
//!
//! It is made on each half of the draws, for the mean of harm, and valued on the other; what is known changes the draws, and
//! the search begins where nothing was known. Both decisions are made on the same draws, so that what their noise has in common
//! goes, and gains at nodes are added up draw by draw before anything is averaged: then what is left of noise is as small as
//! the gains themselves.

use crate::model::Allocation;
use crate::model::Measure;
use crate::model::Objective;
use crate::model::Risk;
use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::optimise::BlendedPiece;
use crate::optimise::Curved;
use crate::optimise::Mean;
use crate::optimise::Options;
use crate::optimise::Oracle;
use crate::optimise::Piece;
use crate::optimise::Quietly;
use crate::optimise::Region;
use crate::optimise::Solved;
use crate::optimise::Watch;
use crate::optimise::default_solver;
use crate::optimise::minimise;
use crate::risk::mean;
use crate::simulate::Blend;
use crate::simulate::Cut;
use crate::simulate::Futures;
use crate::simulate::totals;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::options;
use crate::study::setting::HARM;
use crate::study::setting::difference;
use crate::study::voi::scenarios::choice::Choice;
use crate::study::voi::scenarios::choice::joined;
use crate::study::voi::scenarios::node::Rule;
use std::sync::Arc;

/// The gap to which decisions are made, as a part of all harm: of £20bn a tenth of a thousandth of a million.
const GAP: f64 = 1e-8;

/// The same where programmes are on or off, which takes branch and bound.
const GAP_SWITCHED: f64 = 1e-5;

/// The same scenario, as it would be decided for the mean of harm.
pub(super) fn for_mean_harm(scenario: &Scenario) -> Scenario {
    let objective = Objective { risk: Risk::Mean, measure: Measure::Harm };
    let spec = ScenarioSpec { objective, ..scenario.spec().clone() };
    Scenario::new(spec, Arc::clone(scenario.evidence())).unwrap_or_else(|_| scenario.clone())
}

/// Where the money goes, decided on each half of some draws without knowing more.
pub(super) struct Money<'a> {
    setting: &'a Setting,
    scenario: &'a Scenario,
    region: Region,
    watch: Box<dyn Watch + 'a>,
    /// What each half decides.
    halves: [Decided; 2],
    /// How exactly decisions are made, £m.
    least: f64,
}

/// A decision, with its efforts.
#[derive(Clone)]
struct Decided {
    allocation: Allocation,
    efforts: Vec<f64>,
}

/// What knowing something gains.
#[derive(Clone, Debug)]
pub(super) struct Gains {
    /// Draw by draw, on the half that did not decide.
    by_draw: Vec<f64>,
    /// On the half that did; nought where nobody asked.
    seen: f64,
}

impl<'a> Money<'a> {
    /// The decision of a scenario over some draws, begun at the best over all of them; `None` of draws that have no halves,
    /// and where the run has to end.
    ///
    /// # Errors
    /// The solver broke.
    pub(super) fn of(
        setting: &'a Setting,
        scenario: &'a Scenario,
        futures: &Futures,
        best: &Allocation,
    ) -> Result<Option<Self>, StudyError> {
        let Some((first, second)) = futures.halves() else { return Ok(None) };
        let mut money = Self::at(setting, scenario, best);
        let at_best = mean(&totals(&first, &money.halves[0].efforts, &Measure::Harm)).unwrap_or_default();
        money.least = money.gap() * at_best.abs();
        for (half, futures) in [first, second].iter().enumerate() {
            let Some((decided, _)) = money.decide(futures, best)? else { return Ok(None) };
            money.halves[half] = decided;
        }
        Ok(Some(money))
    }

    /// The decision that was made already, whatever is known.
    pub(super) fn at(setting: &'a Setting, scenario: &'a Scenario, best: &Allocation) -> Self {
        let made = Decided { allocation: best.clone(), efforts: efforts(setting, best) };
        let (region, watch) = (Region::of(scenario), setting.overseer().watch(scenario));
        Self { setting, scenario, region, watch, halves: [made.clone(), made], least: 0.0 }
    }

    /// What deciding anew is seen to gain on the draws it is decided on; `None` where the run has to end.
    ///
    /// # Errors
    /// The solver broke.
    pub(super) fn gained(&self, futures: &Futures) -> Result<Option<f64>, StudyError> {
        let before = &self.halves[0];
        let Some((_, upper)) = self.decide(futures, &before.allocation)? else { return Ok(None) };
        Ok(mean(&totals(futures, &before.efforts, &Measure::Harm)).map(|harm| (harm - upper).max(0.0)))
    }

    /// The gap to which decisions are made.
    fn gap(&self) -> f64 {
        if self.region.switches().is_empty() { GAP } else { GAP_SWITCHED }
    }

    /// The best allocation over some draws, and what it comes to there; `None` where the run has to end.
    fn decide(&self, futures: &Futures, from: &Allocation) -> Result<Option<(Decided, f64)>, StudyError> {
        let watch = Quietly(&*self.watch);
        if watch.stop().is_some() {
            return Ok(None);
        }
        let own = options(self.scenario, &self.region);
        let options = Options { gap: self.gap().min(own.gap), exact: false, watch: &watch, ..own };
        let oracle = Warm(Mean { futures, measure: Measure::Harm });
        let solved = minimise(&oracle, &self.region, from, default_solver(), options)
            .map_err(|problem| StudyError::Solve { scenario: self.scenario.id().to_owned(), problem })?;
        if watch.stop().is_some() {
            return Ok(None);
        }
        let Solved { allocation, certificate } = solved;
        let efforts = efforts(self.setting, &allocation);
        Ok(Some((Decided { allocation, efforts }, certificate.upper)))
    }

    /// Harm avoided against today's money, draw by draw, by what the other half decides.
    pub(super) fn avoided(&self, futures: &Futures, today: &[f64]) -> Vec<f64> {
        let harm = match futures.halves() {
            Some((first, second)) => joined(
                totals(&first, &self.halves[1].efforts, &Measure::Harm),
                totals(&second, &self.halves[0].efforts, &Measure::Harm),
            ),
            None => totals(futures, &self.halves[0].efforts, &Measure::Harm),
        };
        difference(today, &harm)
    }
}

/// Efforts that are felt under an allocation, £m by programme and year.
pub(super) fn efforts(setting: &Setting, allocation: &Allocation) -> Vec<f64> {
    setting.felt(&allocation.settled(setting.evidence()))
}

impl Choice for Money<'_> {
    type Outcome = Gains;

    fn outcome(&self, futures: &Futures, with_seen: bool) -> Result<Option<Gains>, StudyError> {
        let Some((first, second)) = futures.halves() else { return Ok(None) };
        let mut seen = 0.0;
        let mut valued = Vec::new();
        for (half, own, other) in [(0, &first, &second), (1, &second, &first)] {
            let before = &self.halves[half];
            let Some((decided, upper)) = self.decide(own, &before.allocation)? else { return Ok(None) };
            let harm = |futures, efforts: &[f64]| totals(futures, efforts, &Measure::Harm);
            if with_seen {
                seen += 0.5 * (mean(&harm(own, &before.efforts)).unwrap_or(upper) - upper).max(0.0);
            }
            valued.push(difference(&harm(other, &before.efforts), &harm(other, &decided.efforts)));
        }
        let (of_first, of_second) = (valued.pop().unwrap_or_default(), valued.pop().unwrap_or_default());
        let by_draw = joined(of_first, of_second);
        if by_draw.iter().any(|gain| !gain.is_finite()) {
            return Err(StudyError::not_finite(self.scenario, HARM));
        }
        Ok(Some(Gains { by_draw, seen }))
    }

    fn by_draw(&self, rule: &Rule, outcomes: &[Gains]) -> Vec<f64> {
        let draws = outcomes.iter().map(|gains| gains.by_draw.len()).min().unwrap_or(0);
        let mut sum = vec![0.0; draws];
        for (node, gains) in rule.nodes.iter().zip(outcomes) {
            sum.iter_mut().zip(&gains.by_draw).for_each(|(sum, gain)| *sum += node.weight * gain);
        }
        sum
    }

    fn gain(&self, outcome: &Gains) -> f64 {
        mean(&outcome.by_draw).unwrap_or(0.0)
    }

    fn seen(&self, outcome: &Gains) -> f64 {
        outcome.seen
    }

    fn least(&self) -> f64 {
        self.least
    }
}

/// A mean whose search begins where it is told to, and not at the best over few draws, which is further away.
struct Warm<'f>(Mean<'f>);

impl Oracle for Warm<'_> {
    fn at(&self, efforts: &[f64]) -> Vec<Piece> {
        self.0.at(efforts)
    }

    fn blended(&self, blend: &Blend) -> Option<Vec<BlendedPiece>> {
        self.0.blended(blend)
    }

    fn curved(&self, efforts: &[f64]) -> Option<(Vec<Piece>, Curved)> {
        self.0.curved(efforts)
    }

    fn cut(&self, bounds: &[(f64, f64)]) -> Option<Box<dyn Cut + '_>> {
        self.0.cut(bounds)
    }
}
