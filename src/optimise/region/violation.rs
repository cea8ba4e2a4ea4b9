//! The rules that an allocation breaks.

use crate::model::Allocation;
use crate::optimise::Region;
use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::optimise::StatedBound;
use crate::units::Money;

/// One rule that an allocation breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// The rule.
    pub rule: Rule,
    /// By how much.
    pub missed_by: Money,
}

impl Region {
    /// The rules that an allocation breaks by more than a pound.
    #[must_use]
    pub fn violations(&self, allocation: &Allocation) -> Vec<Violation> {
        let point = self.point(allocation);
        // That a programme which is on gets no more than its most is said by its bounds.
        let is_said =
            |(rule, row): &(&Rule, &Row)| matches!(rule, Rule::OnOff { .. }) && row.sense == Sense::AtMost;
        let rows = self.rules.iter().zip(&self.rows).filter(|pair| !is_said(pair));
        let rows = rows.map(|(rule, row)| (rule.clone(), row.missed_by(&point)));
        let bounds = self.stated.iter().zip(&point).enumerate().flat_map(|(programme, (stated, value))| {
            let missed_by = |bound: StatedBound| (bound.rule.clone(), bound.missed_by(*value));
            stated.rules(programme).into_iter().map(missed_by).collect::<Vec<_>>()
        });
        let missed = rows.chain(bounds).map(|(rule, by)| (rule, by * self.unit));
        missed
            .filter(|(_, by)| *by > Allocation::SAME_MILLIONS)
            .map(|(rule, by)| Violation { rule, missed_by: Money::from_millions(by).unwrap_or_default() })
            .collect()
    }
}
