//! The most that can be avoided with an amount, in expectation or in the mean of the worst draws: convex, and proved.

use crate::model::Allocation;
use crate::model::Gap;
use crate::model::Measure;
use crate::model::Scenario;
use crate::optimise::Certificate;
use crate::optimise::Mean;
use crate::optimise::MeanAndTail;
use crate::optimise::Options;
use crate::optimise::Oracle;
use crate::optimise::Region;
use crate::optimise::default_solver;
use crate::optimise::minimise;
use crate::optimise::start_near;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::setting::HARM;
use crate::study::setting::summary;
use crate::study::targets::close_in::Count;
use crate::study::targets::close_in::Most;

/// Harm avoided in expectation, or in the mean of the worst draws.
pub(super) struct Convex<'a> {
    oracle: Box<dyn Oracle + 'a>,
    /// The objective's value that means that nothing is avoided: today's mean harm.
    nothing: f64,
    setting: &'a Setting,
    scenario: &'a Scenario,
    gap: f64,
}

impl<'a> Convex<'a> {
    /// In expectation, to so small a gap that budgets are known to a millionth.
    ///
    /// # Errors
    /// Today's harm is no finite number.
    pub(super) fn in_expectation(setting: &'a Setting, scenario: &'a Scenario) -> Result<Self, StudyError> {
        let oracle = Box::new(Mean { futures: setting.futures(), measure: Measure::Harm });
        let nothing = nothing(setting, scenario)?;
        Ok(Self { oracle, nothing, setting, scenario, gap: asked(scenario, 1e-7) })
    }

    /// In the mean of the worst 1 − `probability` of draws.
    ///
    /// # Errors
    /// Today's harm is no finite number.
    pub(super) fn in_the_tail(
        setting: &'a Setting,
        scenario: &'a Scenario,
        probability: f64,
    ) -> Result<Self, StudyError> {
        let nothing = nothing(setting, scenario)?;
        // What is left of a draw's harm when this is taken from it is today's mean harm less what is avoided, so that gaps
        // are relative to harm and not to a small difference.
        let before = setting.today().harm.iter().map(|harm| harm - nothing).collect();
        let oracle = Box::new(MeanAndTail {
            futures: setting.futures(),
            measure: Measure::Harm,
            // The worst draw is the tail of certainty.
            level: probability.min(1.0 - 0.5 / setting.futures().draws().as_f64()),
            weight: 1.0,
            before: Some(before),
        });
        Ok(Self { oracle, nothing, setting, scenario, gap: asked(scenario, 1e-5) })
    }

    /// The objective.
    pub(super) fn oracle(&self) -> &dyn Oracle {
        &*self.oracle
    }

    /// The objective's value where so much is avoided, £m.
    pub(super) fn value_of(&self, avoided: f64) -> f64 {
        self.nothing - avoided
    }
}

/// The gap that is good enough: the one asked for, where one is.
fn asked(scenario: &Scenario, otherwise: f64) -> f64 {
    scenario.patience().gap.map_or(otherwise, Gap::get)
}

fn nothing(setting: &Setting, scenario: &Scenario) -> Result<f64, StudyError> {
    Ok(summary(scenario, HARM, &setting.today().harm)?.mean)
}

impl Count for Convex<'_> {
    fn avoided(&self, allocation: &Allocation) -> f64 {
        let pieces = self.oracle.at(&self.setting.felt(allocation));
        self.nothing - pieces.iter().map(|piece| piece.value).sum::<f64>()
    }

    fn most(&self, region: &Region, near: &Allocation) -> Result<Option<Most>, StudyError> {
        let broke = |problem| StudyError::Solve { scenario: self.scenario.id().to_owned(), problem };
        let watch = self.setting.overseer().watch(self.scenario);
        let start = start_near(region, near, default_solver(), &*watch).map_err(broke)?;
        let Some(start) = start else { return Ok(None) };
        let options = Options { gap: self.gap, watch: &*watch, ..Options::default() };
        let solved = minimise(self.oracle(), region, &start, default_solver(), options).map_err(broke)?;
        let Certificate { upper, lower, .. } = solved.certificate;
        // A certificate without a bound has an infinite one.
        let ceiling = lower.is_finite().then_some(self.nothing - lower);
        let avoided = self.nothing - upper;
        Ok(Some(Most { allocation: solved.allocation, avoided, ceiling }))
    }
}
