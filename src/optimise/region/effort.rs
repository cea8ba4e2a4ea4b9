//! Planned efforts at a point of a region: money beyond what it costs to be on, programme by programme.

use crate::optimise::Region;
use crate::simulate::Blend;

impl Region {
    /// The planned efforts at a point of the variables as they are felt, £m by programme and year: money beyond the set-up
    /// cost.
    #[must_use]
    pub fn efforts(&self, point: &[f64]) -> Vec<f64> {
        let mut made: Vec<f64> =
            point[..self.programmes].iter().zip(&self.paid).map(|(x, paid)| x - paid).collect();
        for switch in &self.switches {
            made[switch.programme] -= switch.set_up * point[switch.column];
        }
        let mut felt = self.felt(made.into_iter().map(|effort| effort.max(0.0) * self.unit).collect());
        felt.extend(self.counted.iter().map(|amounts| {
            let money: f64 = amounts.iter().map(|&amount| point[amount]).sum();
            money * self.unit
        }));
        felt
    }

    /// The same region with the money of some amounts as one more effort, behind those that are felt.
    pub(in crate::optimise) fn counting(&self, amounts: &[usize]) -> Self {
        Self { counted: Some(amounts.to_vec()), ..self.clone() }
    }

    /// Planned efforts as they are felt, of planned efforts as they are made, £m.
    fn felt(&self, made: Vec<f64>) -> Vec<f64> {
        if self.is_felt_at_once() { made } else { self.timeline.felt(&made) }
    }

    /// Whether every effort is made of one amount of money, in their order.
    pub(in crate::optimise) fn has_own_efforts(&self) -> bool {
        self.is_felt_at_once() && self.counted.is_none()
    }

    /// Whether all money is felt in its own year and in no other.
    pub(in crate::optimise) fn is_felt_at_once(&self) -> bool {
        self.timeline.longest_lag() == 0
    }

    /// The least and the largest planned effort that can be felt, £m by programme and year.
    pub(in crate::optimise) fn effort_bounds(&self, bounds: &[(f64, f64)]) -> Vec<(f64, f64)> {
        let made = |of: fn(&(f64, f64)) -> f64| {
            let amounts = bounds[..self.programmes].iter().zip(&self.paid);
            self.felt(amounts.map(|(bounds, paid)| of(bounds) * self.unit - paid * self.unit).collect())
        };
        made(|bounds| bounds.0).into_iter().zip(made(|bounds| bounds.1)).collect()
    }

    /// The largest planned effort that each programme can have while it is on, £m; no more than an even part of all
    /// money where nothing but the money bounds it.
    pub(in crate::optimise) fn most_efforts(&self) -> Vec<f64> {
        #[expect(clippy::cast_precision_loss, reason = "programmes are few")]
        let even = 1.0 / self.timeline.programmes().max(1) as f64;
        let most = self.variables[..self.programmes].iter().map(|variable| {
            let upper = if variable.upper < 1.0 { variable.upper } else { even };
            upper * self.unit
        });
        let mut most: Vec<f64> =
            most.zip(&self.paid).map(|(most, paid)| (most - paid * self.unit).max(0.0)).collect();
        for switch in &self.switches {
            most[switch.programme] = (most[switch.programme] - switch.set_up * self.unit).max(0.0);
        }
        self.felt(most)
    }

    /// What a point of the variables comes to where switches may be anything from off to on. `while_on` says what a
    /// programme gets while it is on where the point leaves that open, and is told where it does not.
    ///
    /// A programme that is felt in other years too is no more on in one of them than in another: its effort is what comes of
    /// all of them, and that it costs something to be on is all that its switches say.
    pub(in crate::optimise) fn blend(&self, point: &[f64], while_on: &mut [f64]) -> Blend {
        /// Below this share the effort while on is a quotient of two roundings.
        const OPEN: f64 = 1e-7;
        let mut efforts = self.efforts(point);
        let mut shares = vec![None; efforts.len()];
        for switch in self.switches.iter().filter(|switch| self.is_own_year(switch.programme)) {
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

    /// Whether a programme's money is felt in its own year and in no other.
    fn is_own_year(&self, place: usize) -> bool {
        self.timeline.is_felt_at_once(self.timeline.parted(place).1)
    }

    /// The variables that the effort felt at a place is made of, with their parts in it, per £m of effort.
    pub(in crate::optimise) fn effort_terms(&self, place: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let felt = self.timeline.places_felt();
        let counted = self.counted.iter().flatten().filter(move |_| place == felt);
        let counted = counted.map(|amount| (*amount, self.unit));
        let terms = Some(place).filter(|place| *place < felt).into_iter();
        let terms = terms.flat_map(|place| self.timeline.terms(place));
        let terms = terms.flat_map(move |(decision, weight)| {
            let own = self.own_switch(decision).filter(|switch| switch.set_up > 0.0);
            let paid =
                own.into_iter().map(move |switch| (switch.column, -switch.set_up * self.unit * weight));
            std::iter::once((decision, self.unit * weight)).chain(paid)
        });
        terms.chain(counted)
    }

    /// The effort felt at a place where every variable is nought, £m: what follows the plan, less set-up costs already
    /// decided on.
    pub(in crate::optimise) fn effort_besides(&self, place: usize) -> f64 {
        if place == self.timeline.places_felt() {
            return 0.0;
        }
        let paid = self.timeline.terms(place).map(|(decision, weight)| self.paid(decision) * weight);
        self.timeline.behind(place) - paid.sum::<f64>()
    }

    /// The set-up cost already decided on for a programme, £m.
    pub(in crate::optimise) fn paid(&self, programme: usize) -> f64 {
        self.paid[programme] * self.unit
    }
}
