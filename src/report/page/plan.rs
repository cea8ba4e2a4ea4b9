//! A plan that is looked at closely: what charts and tables over its years share.

use crate::report::compare::ScenarioView;
use crate::report::optimise::BestView;
use crate::report::page::chart::Years;
use crate::report::report::Chapter;
use crate::report::views::HorizonView;
use crate::report::views::YearView;

/// The plan that is looked at closely.
pub(super) struct Plan<'c, 'd> {
    /// Its chapter.
    pub(super) chapter: &'c Chapter<'d>,
    /// The plan.
    pub(super) scenario: &'d ScenarioView,
    /// Its years.
    pub(super) horizon: &'d HorizonView,
}

impl Plan<'_, '_> {
    /// The years along an axis.
    pub(super) fn years(&self) -> Years {
        let all = &self.scenario.years;
        let decided = all.iter().filter(|year| year.is_decided()).count();
        Years { years: all.iter().map(|year| year.year).collect(), decided }
    }

    /// The ids of strands.
    pub(super) fn strands(&self) -> Vec<&str> {
        self.chapter.block.order.iter().map(|strand| strand.id.as_str()).collect()
    }

    /// What the best plan says besides, where the scenario is one.
    pub(super) fn best(&self) -> Option<&BestView> {
        self.chapter.best().map(|(best, _)| best)
    }

    /// The years that are decided, with their places.
    pub(super) fn decided(&self) -> impl Iterator<Item = (usize, &YearView)> {
        self.scenario.years.iter().enumerate().filter(|(_, year)| year.is_decided())
    }
}
