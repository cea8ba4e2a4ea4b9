//! One block of a comparison, ready to be told.

use crate::report::compare::BlockView;
use crate::report::compare::Document;
use crate::report::compare::ScenarioView;
use crate::report::compare::headline::avoided;
use crate::report::period::Period;

/// One block on its page.
pub(super) struct Page<'d> {
    pub(super) document: &'d Document,
    pub(super) number: usize,
    pub(super) block: &'d BlockView,
    /// Those first that avoid most.
    pub(super) scenarios: Vec<&'d ScenarioView>,
    pub(super) width: u16,
}

impl<'d> Page<'d> {
    pub(super) fn of(document: &'d Document, number: usize, block: &'d BlockView, width: u16) -> Self {
        let own = document.scenarios.iter().filter(|scenario| scenario.block == number);
        let mut scenarios: Vec<&ScenarioView> = own.collect();
        scenarios.sort_by(|a, b| avoided(b).total_cmp(&avoided(a)));
        Self { document, number, block, scenarios, width }
    }

    /// The time that figures are about.
    pub(super) fn period(&self) -> Period<'d> {
        self.block.rests_on.period()
    }

    /// What the others are held against, where it is shown.
    pub(super) fn reference(&self) -> Option<&'d ScenarioView> {
        self.scenarios.iter().copied().find(|scenario| scenario.is_reference())
    }

    /// Whether the others are held against today.
    pub(super) fn is_against_today(&self) -> bool {
        self.reference().is_none_or(ScenarioView::is_today)
    }

    /// A scenario in the first column of a table.
    pub(super) fn label(scenario: &ScenarioView) -> String {
        let star = if scenario.is_reference() { " *" } else { "" };
        format!("{}{star}", scenario.name)
    }
}
