//! What keeps its money.

use crate::id::Id;
use crate::model::Scenario;
use crate::model::Within;
use std::collections::BTreeSet;

/// Strands and programmes that are held; what is no id holds nothing.
pub(super) fn held(locks: &[String]) -> BTreeSet<Id> {
    locks.iter().filter_map(|lock| Id::new(lock).ok()).collect()
}

/// Programmes that a scenario keeps at an amount while it looks for the best of the others: they begin behind padlocks, and what
/// is said of its best leaves them.
pub(super) fn pinned(base: &Scenario) -> BTreeSet<Id> {
    let ids = base.evidence().programmes().iter().map(|programme| &programme.id);
    let is_pinned = |id: &&Id| base.within() == Within::Best && base.pinned(id).is_some();
    ids.filter(is_pinned).cloned().collect()
}
