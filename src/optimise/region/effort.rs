//! Planned efforts at a point of a region: money beyond what it costs to be on, programme by programme.

use crate::optimise::Region;
use crate::simulate::Blend;

impl Region {
    /// The planned efforts at a point of the variables, £m by programme: money beyond the set-up cost.
    #[must_use]
    pub fn efforts(&self, point: &[f64]) -> Vec<f64> {
        let mut efforts: Vec<f64> =
            point[..self.programmes].iter().zip(&self.paid).map(|(x, paid)| x - paid).collect();
        for switch in &self.switches {
            efforts[switch.programme] -= switch.set_up * point[switch.column];
        }
        efforts.into_iter().map(|effort| effort.max(0.0) * self.unit).collect()
    }

    /// The largest planned effort that each programme can have while it is on, £m; no more than an even part of all
    /// money where nothing but the money bounds it.
    pub(in crate::optimise) fn most_efforts(&self) -> Vec<f64> {
        #[expect(clippy::cast_precision_loss, reason = "programmes are few")]
        let even = 1.0 / self.programmes.max(1) as f64;
        let most = self.variables[..self.programmes].iter().map(|variable| {
            let upper = if variable.upper < 1.0 { variable.upper } else { even };
            upper * self.unit
        });
        let mut most: Vec<f64> =
            most.zip(&self.paid).map(|(most, paid)| (most - paid * self.unit).max(0.0)).collect();
        for switch in &self.switches {
            most[switch.programme] = (most[switch.programme] - switch.set_up * self.unit).max(0.0);
        }
        most
    }

    /// What a point of the variables comes to where switches may be anything from off to on. `while_on` says what a
    /// programme gets while it is on where the point leaves that open, and is told where it does not.
    pub(in crate::optimise) fn blend(&self, point: &[f64], while_on: &mut [f64]) -> Blend {
        /// Below this share the effort while on is a quotient of two roundings.
        const OPEN: f64 = 1e-7;
        let mut efforts = self.efforts(point);
        let mut shares = vec![None; self.programmes];
        for switch in &self.switches {
            let share = point[switch.column].clamp(0.0, 1.0);
            let own = switch.programme;
            if share > OPEN {
                let most = (self.variables[own].upper - switch.set_up).max(0.0) * self.unit;
                while_on[own] = (efforts[own] / share).min(most);
            }
            (shares[own], efforts[own]) = (Some(share), while_on[own]);
        }
        Blend { efforts, shares }
    }

    /// The variables that a programme's effort is made of, with their parts in it, per £m of effort.
    pub(in crate::optimise) fn effort_terms(
        &self,
        programme: usize,
    ) -> impl Iterator<Item = (usize, f64)> + '_ {
        let own = self.own_switch(programme).filter(|switch| switch.set_up > 0.0);
        let paid = own.into_iter().map(|switch| (switch.column, -switch.set_up * self.unit));
        std::iter::once((programme, self.unit)).chain(paid)
    }

    /// The set-up cost already decided on for a programme, £m.
    pub(in crate::optimise) fn paid(&self, programme: usize) -> f64 {
        self.paid[programme] * self.unit
    }
}
