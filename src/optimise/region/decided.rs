//! Regions made of a region: with its switches decided, with them relaxed, or with a ceiling on movement.

use crate::optimise::Region;
use crate::optimise::Rule;
use crate::optimise::region::movement;
use crate::optimise::region::movement::MovementCeiling;

impl Region {
    /// The same region with every switch decided: those in `on` are on, the others off. `None` where so many
    /// may not be open.
    #[must_use]
    pub fn with_switches(&self, on: &[bool]) -> Option<Self> {
        if let Some(ceiling) = &self.movement {
            return Some(self.without_movement().with_switches(on)?.with_movement(ceiling.clone()));
        }
        let mut decided = self.clone();
        decided.switches.clear();
        decided.variables.truncate(self.programmes);
        let mut point = vec![0.0; self.variables.len()];
        for (switch, on) in self.switches.iter().zip(on) {
            let variable = &mut decided.variables[switch.programme];
            if *on {
                variable.lower = variable.lower.max(switch.set_up);
                decided.paid[switch.programme] = switch.set_up;
                point[switch.column] = 1.0;
            } else if variable.lower > 0.0 {
                return None;
            } else {
                variable.upper = 0.0;
            }
            if variable.lower > variable.upper {
                return None;
            }
        }
        let is_about_switches = |rule: &Rule| matches!(rule, Rule::OnOff { .. } | Rule::AtMostOpen { .. });
        let counts =
            self.rules.iter().zip(&self.rows).filter(|(rule, _)| matches!(rule, Rule::AtMostOpen { .. }));
        if counts.into_iter().any(|(_, row)| row.missed_by(&point) > 0.5) {
            return None;
        }
        let kept = self.rules.iter().zip(&self.rows).filter(|(rule, _)| !is_about_switches(rule));
        (decided.rules, decided.rows) = kept.map(|(rule, row)| (rule.clone(), row.clone())).unzip();
        Some(decided)
    }

    /// The same region where at most so much money, £m, is moved from where it is in an allocation, £m by programme: half
    /// of the sum of all changes.
    #[must_use]
    pub fn within_movement(&self, from: &[f64], most: f64) -> Self {
        let from = from.iter().map(|amount| amount / self.unit()).collect();
        self.with_movement(MovementCeiling { from, most: most / self.unit() })
    }

    /// The same region with a ceiling on movement.
    pub(super) fn with_movement(&self, ceiling: MovementCeiling) -> Self {
        let mut moved = self.without_movement();
        let first = moved.variables.len();
        moved.variables.extend(movement::variables(&ceiling, &self.variables[..self.programmes]));
        for (rule, row) in movement::rows(&ceiling, first) {
            moved.rules.push(rule);
            moved.rows.push(row);
        }
        Self { movement: Some(ceiling), ..moved }
    }

    /// The same region without a ceiling on movement.
    fn without_movement(&self) -> Self {
        let mut still = self.clone();
        if still.movement.take().is_some() {
            still.variables.truncate(self.variables.len() - self.programmes);
            let kept = self.rules.iter().filter(|rule| **rule != Rule::Moved).count();
            still.rules.truncate(kept);
            still.rows.truncate(kept);
        }
        still
    }

    /// The same region with every switch anywhere between off and on: it holds every allocation of this one, and its
    /// objective is no worse at any of them.
    pub(in crate::optimise) fn relaxed(&self) -> Self {
        let mut relaxed = self.clone();
        relaxed.variables.iter_mut().for_each(|variable| variable.whole = false);
        relaxed
    }
}
