//! Money by strand and programme, in the order of the evidence.

use crate::model::Allocation;
use crate::model::Evidence;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// A strand and its programmes, where the order counts that objects do not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StrandOrder {
    /// The strand.
    pub id: String,
    /// Its programmes, in the evidence's order.
    pub programmes: Vec<ProgrammeName>,
}

/// A programme by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeName {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Every strand with its programmes, in the evidence's order.
pub(in crate::report) fn order(evidence: &Evidence) -> Vec<StrandOrder> {
    let named = |programme: usize| {
        let programme = &evidence.programmes()[programme];
        ProgrammeName { id: programme.id.to_string(), name: programme.name.clone() }
    };
    let strands = evidence.strands().iter().map(|strand| StrandOrder {
        id: strand.to_string(),
        programmes: evidence.programmes_of(strand).into_iter().map(named).collect(),
    });
    strands.collect()
}

/// Money by strand and by programme, £m.
pub(in crate::report) fn money(
    evidence: &Evidence,
    allocation: &Allocation,
) -> (BTreeMap<String, f64>, BTreeMap<String, f64>) {
    let of_strand = |id| allocation.total_of(&evidence.programmes_of(id)).millions();
    let strands = evidence.strands().iter().map(|id| (id.to_string(), of_strand(id)));
    let programmes = evidence.programmes().iter().zip(allocation.millions());
    let programmes = programmes.map(|(programme, amount)| (programme.id.to_string(), *amount));
    (strands.collect(), programmes.collect())
}
