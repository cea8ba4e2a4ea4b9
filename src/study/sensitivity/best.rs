//! The best split of a scenario once an assumption is another.

use crate::model::Allocation;
use crate::model::Scenario;
use crate::optimise::Options;
use crate::optimise::Quietly;
use crate::optimise::Region;
use crate::optimise::StoppedBy;
use crate::optimise::Watch;
use crate::optimise::default_solver;
use crate::optimise::minimise;
use crate::simulate::Futures;
use crate::study::Setting;
use crate::study::objective;
use crate::study::options;

/// A scenario that leaves a choice, with its best allocation on the draws as they are.
pub(super) struct Choice<'a> {
    setting: &'a Setting,
    scenario: &'a Scenario,
    region: Region,
    found: &'a Allocation,
    watch: Box<dyn Watch + 'a>,
}

impl<'a> Choice<'a> {
    pub(super) fn of(setting: &'a Setting, scenario: &'a Scenario, found: &'a Allocation) -> Self {
        let watch = setting.overseer().watch(scenario);
        Self { setting, scenario, region: Region::of(scenario), found, watch }
    }

    /// Why no more is searched.
    pub(super) fn stopped_by(&self) -> Option<StoppedBy> {
        self.watch.stop()
    }

    pub(super) fn scenario(&self) -> &Scenario {
        self.scenario
    }

    /// Money by strand of an allocation, £m; of a plan at present value.
    fn strands(&self, allocation: &Allocation) -> Vec<f64> {
        let evidence = self.setting.evidence();
        let paid = self.setting.timeline().at_present_value(allocation);
        let of = |strand| paid.total_of(&evidence.programmes_of(strand)).millions();
        evidence.strands().iter().map(of).collect()
    }

    /// The split on the draws as they are.
    pub(super) fn base(&self) -> Vec<f64> {
        self.strands(self.found)
    }

    /// Today's split.
    pub(super) fn today(&self) -> Vec<f64> {
        self.strands(self.setting.reference())
    }

    /// The best split on other draws, looked for from where it was before; `None` where the search broke or was ended.
    pub(super) fn on(&self, futures: &Futures) -> Option<Vec<f64>> {
        if self.watch.stop().is_some() {
            return None;
        }
        let oracle = objective(futures, self.scenario);
        let quietly = Quietly(&*self.watch);
        let options = Options { watch: &quietly, ..options(self.scenario, &self.region) };
        let solved = minimise(&*oracle, &self.region, self.found, default_solver(), options).ok()?;
        solved.certificate.stopped_by.is_none().then(|| self.strands(&solved.allocation))
    }
}
