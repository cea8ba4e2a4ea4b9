//! Each uncertain number, and each group of them, at its 5% and at its 95% point, the others as they are drawn.

use crate::model::Measure;
use crate::risk::mean;
use crate::simulate::Measured;
use crate::simulate::side_by_side;
use crate::study::Progress;
use crate::study::sensitivity::best::Choice;
use crate::study::sensitivity::panel::Panel;
use crate::study::sensitivity::panel::avoided;
use crate::study::sensitivity::panel::settled;

/// The points.
pub(super) const ENDS: (f64, f64) = (0.05, 0.95);

/// Numbers at both their points.
#[derive(Clone, Debug, PartialEq)]
pub struct Swing {
    /// The numbers, as positions among all uncertain ones.
    pub numbers: Vec<usize>,
    /// At their 5% points; `None` where some draw is then no number.
    pub low: Option<Shift>,
    /// At their 95% points.
    pub high: Option<Shift>,
}

/// What changes against the draws as they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// Mean harm avoided by each scenario, £m a year; of a plan at present value.
    pub avoided: Vec<f64>,
    /// The best split of each scenario that leaves a choice: money by strand, £m. `None` of the others, and where the search
    /// broke or was ended.
    pub splits: Vec<Option<Vec<f64>>>,
}

/// What numbers are tried on.
pub(super) struct Trial<'a> {
    pub(super) panel: &'a Panel,
    pub(super) measured: &'a Measured<'a>,
    /// For each scenario; `None` of one that leaves no choice.
    pub(super) choices: &'a [Option<Choice<'a>>],
    /// Mean harm avoided by each scenario.
    pub(super) means: Vec<f64>,
    /// Mean harm today.
    pub(super) today: f64,
}

impl<'a> Trial<'a> {
    pub(super) fn of(
        panel: &'a Panel,
        measured: &'a Measured<'a>,
        choices: &'a [Option<Choice<'a>>],
    ) -> Self {
        let base = measured.base();
        let today = base.first().and_then(|harm| mean(harm)).unwrap_or_default();
        Self { panel, measured, choices, means: means(&avoided(&base)), today }
    }

    /// Swings of some sets of numbers, in order.
    pub(super) fn swings(&self, sets: &[Vec<usize>], progress: &dyn Progress) -> Vec<Swing> {
        side_by_side(sets, |numbers| {
            let swing = Swing {
                numbers: numbers.clone(),
                low: self.shift(numbers, ENDS.0),
                high: self.shift(numbers, ENDS.1),
            };
            progress.advance("tornado");
            swing
        })
    }

    fn shift(&self, numbers: &[usize], probability: f64) -> Option<Shift> {
        let at: Vec<(usize, f64)> =
            numbers.iter().map(|&number| (number, self.panel.factors[number].point(probability))).collect();
        let moved = self.avoided_at(&at)?;
        let avoided = moved.iter().zip(&self.means);
        let avoided = avoided.map(|(moved, base)| settled(0.0, moved - base, self.today));
        let splits = self.splits_at(&at).into_iter().zip(self.choices).map(|(split, choice)| {
            let base = choice.as_ref()?.base();
            Some(split?.iter().zip(&base).map(|(moved, base)| moved - base).collect())
        });
        Some(Shift { avoided: avoided.collect(), splits: splits.collect() })
    }

    /// Mean harm avoided by each scenario with some numbers at these values.
    pub(super) fn avoided_at(&self, at: &[(usize, f64)]) -> Option<Vec<f64>> {
        if at.iter().all(|(number, _)| !self.panel.moving[*number]) {
            return Some(self.means.clone());
        }
        Some(means(&avoided(&self.measured.replacing(at).ok()?)))
    }

    /// The best split of each scenario that leaves a choice, with some numbers at these values.
    pub(super) fn splits_at(&self, at: &[(usize, f64)]) -> Vec<Option<Vec<f64>>> {
        let is_felt = |choice: &Choice<'_>| {
            let measure: &Measure = &choice.scenario().objective().measure;
            at.iter().any(|(number, _)| self.panel.moves(*number, measure))
        };
        let is_needed = self.choices.iter().flatten().any(is_felt);
        let futures = is_needed.then(|| self.panel.sample.replacing(at).ok()).flatten();
        let split = |choice: &Option<Choice<'_>>| {
            let choice = choice.as_ref()?;
            if !is_felt(choice) {
                return Some(choice.base());
            }
            choice.on(futures.as_ref()?)
        };
        self.choices.iter().map(split).collect()
    }
}

fn means(columns: &[Vec<f64>]) -> Vec<f64> {
    columns.iter().map(|column| mean(column).unwrap_or_default()).collect()
}
