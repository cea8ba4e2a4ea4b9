//! What the observations in a file make of its numbers: evidence before them, and what was learnt.

use crate::distribution::Distribution;
use crate::distribution::Joint;
use crate::distribution::Measured;
use crate::distribution::Update;
use crate::id::Address;
use crate::model::Change;
use crate::model::Correlation;
use crate::model::Dependence;
use crate::model::Evidence;
use crate::model::EvidenceSpec;
use crate::model::Learnt;
use crate::model::Observation;
use crate::model::Observed;
use crate::model::Restated;
use crate::model::learnt::Remembered;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Evidence {
    /// What was observed, in the order of the file.
    #[must_use]
    pub fn observations(&self) -> &[Observation] {
        &self.spec.observations
    }

    /// The evidence without its observations: what was believed before; `None` where nothing was observed.
    #[must_use]
    pub fn before_observations(&self) -> Option<Self> {
        if self.spec.observations.is_empty() {
            return None;
        }
        let spec = EvidenceSpec { observations: Vec::new(), ..self.spec.clone() };
        let restated = self.restated.clone().map(|restated| {
            let original =
                EvidenceSpec { observations: Vec::new(), ..EvidenceSpec::clone(&restated.original) };
            Restated { original: Arc::new(original), ..restated }
        });
        Some(Self { spec, restated, learnt: Remembered::default(), ..self.clone() })
    }

    /// What the observations make of the numbers observed; nothing where nothing was observed.
    #[must_use]
    pub fn learnt(&self) -> &[Learnt] {
        if self.spec.observations.is_empty() {
            return &[];
        }
        self.learnt.0.get_or_init(|| learnt(self).into())
    }

    /// The place of the group that a number is in.
    fn group_of(&self, address: &Address) -> Option<usize> {
        let covers = |group: &Correlation| group.between.iter().any(|it| it.covers(address.as_str()));
        self.correlations().iter().position(covers)
    }

    /// The correlation of the scores of two numbers.
    #[must_use]
    pub fn correlation(&self, one: &Address, other: &Address) -> f64 {
        if one == other {
            return 1.0;
        }
        let places = |group: &Correlation| {
            let place = |address: &Address| group.between.iter().position(|it| it.covers(address.as_str()));
            place(one).zip(place(other))
        };
        let mut groups = self.correlations().iter();
        let found = groups.find_map(|group| places(group).map(|places| (group, places)));
        match found.map(|(group, places)| (&group.dependence, places)) {
            None => 0.0,
            Some((Dependence::OneFactor(rho), _)) => rho.get(),
            Some((Dependence::Matrix(matrix), (row, column))) => {
                matrix.get(row).and_then(|row| row.get(column)).copied().unwrap_or_default()
            }
        }
    }
}

fn learnt(evidence: &Evidence) -> Vec<Learnt> {
    let priors: BTreeMap<Address, Cow<'_, Distribution>> = evidence.uncertain().into_iter().collect();
    let mut measured: BTreeMap<&Address, Measured> = BTreeMap::new();
    for observation in evidence.observations() {
        let Ok(own) = observation.measured() else { continue };
        measured.entry(&observation.of).and_modify(|all| *all = all.and(own)).or_insert(own);
    }
    // By the group that a number is in, or by the number.
    let mut groups: BTreeMap<Result<usize, Address>, Vec<(Observed, Update)>> = BTreeMap::new();
    for (address, measured) in measured {
        let Some(prior) = priors.get(address) else { continue };
        let Ok(update) = prior.update(measured) else { continue };
        let observed = Observed { address: address.clone(), prior: prior.clone().into_owned(), measured };
        let key = evidence.group_of(address).map_or_else(|| Err(address.clone()), Ok);
        groups.entry(key).or_default().push((observed, update));
    }
    groups.into_values().map(|group| together(evidence, group)).collect()
}

fn together(evidence: &Evidence, group: Vec<(Observed, Update)>) -> Learnt {
    let (observed, updates): (Vec<Observed>, Vec<Update>) = group.into_iter().unzip();
    if let [only] = &updates[..] {
        return Learnt { observed, change: Change::Alone(only.clone()) };
    }
    let row = |one: &Observed| {
        observed.iter().map(|other| evidence.correlation(&one.address, &other.address)).collect()
    };
    let correlations: Vec<Vec<f64>> = observed.iter().map(row).collect();
    let change = Change::Together(Joint::of(&correlations, &updates));
    Learnt { observed, change }
}
