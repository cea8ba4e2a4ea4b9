//! Why nothing is allowed: the smallest sets of rules that clash, and the least change that would mend it.

use crate::optimise::Mend;
use crate::optimise::Region;
use crate::optimise::Rule;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::StoppedBy;
use crate::optimise::Watch;
use crate::optimise::infeasibility::elastic::Mended;
use crate::optimise::infeasibility::elastic::mend;
use crate::optimise::infeasibility::irreducible::Irreducible;
use crate::optimise::infeasibility::irreducible::irreducible;
use crate::optimise::infeasibility::relaxable::Relaxable;

/// Why a region is empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// Sets of rules that cannot be kept together, though each set can once any one of its rules is left out.
    pub sets: Vec<Vec<Rule>>,
    /// Whether these are all the sets there are.
    pub is_all: bool,
    /// The least total change that makes everything possible, rule by rule; where the search was ended, the least found.
    pub mend: Vec<Mend>,
    /// What ended the search: there may be more sets, and less may do.
    pub stopped_by: Option<StoppedBy>,
}

impl Clash {
    /// Every rule that stands in a set, once, in the order of the first sets that they stand in.
    #[must_use]
    pub fn rules(&self) -> Vec<&Rule> {
        let mut rules: Vec<&Rule> = Vec::new();
        for rule in self.sets.iter().flatten() {
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
        rules
    }

    /// In how many of the sets a rule stands.
    #[must_use]
    pub fn times(&self, rule: &Rule) -> usize {
        self.sets.iter().filter(|set| set.contains(rule)).count()
    }
}

/// Finds out why a region is empty; `None` where it is not.
///
/// # Errors
/// The solver broke.
pub fn clash(region: &Region, solver: &dyn Solver, watch: &dyn Watch) -> Result<Option<Clash>, SolveError> {
    let rules = Relaxable::all(region);
    let Irreducible { sets, is_all, stopped_by } = irreducible(region, &rules, solver, watch)?;
    if sets.is_empty() && stopped_by.is_none() {
        return Ok(None);
    }
    let named = |set: &Vec<usize>| set.iter().map(|&rule| rules[rule].rule.clone()).collect();
    let sets = sets.iter().map(named).collect();
    let Mended { mends, is_least } = mend(region, &rules, solver, watch)?;
    let stopped_by = stopped_by.or_else(|| watch.stop().filter(|_| !is_least));
    Ok(Some(Clash { sets, is_all, mend: mends, stopped_by }))
}
