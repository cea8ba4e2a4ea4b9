//! What is believed of numbers before and after what was observed: for the register.

use crate::distribution::Distribution;
use crate::distribution::Update;
use crate::id::Address;
use crate::model::Change;
use crate::model::Evidence;
use crate::model::Learnt;
use crate::model::Observed;
use crate::text::typed;

/// A number that an observation changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Posterior {
    /// Its address.
    pub address: Address,
    /// What was believed before.
    pub prior: Distribution,
    /// What is believed now.
    pub posterior: Distribution,
    /// The observed numbers that it moves with; empty where it was observed itself.
    pub with: Vec<Address>,
    /// Whether several numbers of its group were observed, so that it is an approximation.
    pub is_approximate: bool,
}

impl Evidence {
    /// The numbers that were observed, by address.
    #[must_use]
    pub fn observed(&self) -> Vec<Posterior> {
        let mut all: Vec<Posterior> = self.learnt().iter().flat_map(of_observed).collect();
        all.sort_by(|a, b| a.address.cmp(&b.address));
        all
    }

    /// Every number that was observed or moves with one that was, by address.
    #[must_use]
    pub fn posteriors(&self) -> Vec<Posterior> {
        let mut all = self.observed();
        for learnt in self.learnt() {
            all.extend(self.neighbours(learnt));
        }
        all.sort_by(|a, b| a.address.cmp(&b.address));
        all
    }

    /// The numbers that move with observed ones.
    fn neighbours(&self, learnt: &Learnt) -> Vec<Posterior> {
        let is_observed = |address: &Address| learnt.observed.iter().any(|own| own.address == *address);
        let with: Vec<Address> = learnt.observed.iter().map(|own| own.address.clone()).collect();
        let mut known: Vec<(Vec<f64>, Update)> = Vec::new();
        let mut neighbours = Vec::new();
        for (address, prior) in self.uncertain() {
            let r: Vec<f64> = with.iter().map(|own| self.correlation(&address, own)).collect();
            if is_observed(&address) || r.iter().all(|r| r.abs() <= 0.0) {
                continue;
            }
            // Most neighbours are correlated alike.
            let like = known.iter().find(|(of, _)| of.iter().eq(&r)).map(|(_, update)| update.clone());
            let update = like.unwrap_or_else(|| {
                let update = neighbour(&learnt.change, &r);
                known.push((r, update.clone()));
                update
            });
            let written = format!("{prior}, moved by what was observed");
            neighbours.push(Posterior {
                posterior: prior.updated(update, written),
                prior: prior.into_owned(),
                with: with.clone(),
                is_approximate: learnt.is_approximate(),
                address,
            });
        }
        neighbours
    }
}

fn of_observed(learnt: &Learnt) -> Vec<Posterior> {
    let posterior = |(place, own): (usize, &Observed)| {
        let (value, error) = (own.measured.value(), own.measured.standard_error());
        let written = format!("{}, and {} ± {} observed", own.prior, typed(value), typed(error));
        Posterior {
            address: own.address.clone(),
            prior: own.prior.clone(),
            posterior: own.prior.updated(learnt.of_observed(place), written),
            with: Vec::new(),
            is_approximate: learnt.is_approximate(),
        }
    };
    learnt.observed.iter().enumerate().map(posterior).collect()
}

/// The update of a number whose score has these correlations with the observed ones'.
fn neighbour(change: &Change, r: &[f64]) -> Update {
    match (change, r) {
        (Change::Alone(update), [r]) => update.of_neighbour(*r),
        (Change::Together(joint), r) => joint.marginal(&joint.regression(r)),
        (Change::Alone(_), _) => Update::straight(0.0, 1.0),
    }
}
