//! What of compiled draws rests on each uncertain number, so that nothing else is compiled again when one is exchanged.

use crate::id::Address;
use crate::id::Id;
use crate::model::Evidence;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// What rests on some numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Touched {
    /// Threats, as positions in the evidence.
    pub(super) threats: BTreeSet<usize>,
    /// Whether shares of delivery do.
    pub(super) delivery: bool,
}

impl Touched {
    /// What rests on some of the numbers.
    pub(super) fn by(each: &[Self], numbers: impl IntoIterator<Item = usize>) -> Self {
        let mut all = Self::default();
        for touched in numbers.into_iter().filter_map(|number| each.get(number)) {
            all.threats.extend(&touched.threats);
            all.delivery |= touched.delivery;
        }
        all
    }
}

/// What rests on each of the numbers at some addresses.
pub(super) fn touched(evidence: &Evidence, addresses: &[Address]) -> Vec<Touched> {
    let mut known: BTreeMap<Address, Touched> = BTreeMap::new();
    let place = |id: &Id| evidence.threats().iter().position(|threat| threat.id == *id);
    let of = |threat: usize| Touched { threats: BTreeSet::from([threat]), delivery: false };
    for (position, threat) in evidence.threats().iter().enumerate() {
        for key in ["harm", "growth"] {
            known.insert(Address::of_threat(&threat.id, key), of(position));
        }
        for count in &threat.counts {
            known.insert(Address::of_count(&threat.id, &count.id), of(position));
        }
    }
    for (programme, effect) in evidence.effects() {
        let Some(position) = place(&effect.threat) else { continue };
        let keys = effect.curve.parameters().map(|(parameter, _)| parameter.key).chain(["works"]);
        for key in keys {
            known.insert(Address::of_effect(&programme.id, &effect.threat, key), of(position));
        }
    }
    for funder in evidence.funders() {
        let delivery = Touched { delivery: true, ..Touched::default() };
        known.insert(Address::of_delivery(&funder.id), delivery);
    }
    addresses.iter().map(|address| known.remove(address).unwrap_or_default()).collect()
}
