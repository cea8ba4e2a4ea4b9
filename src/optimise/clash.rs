//! Why nothing is allowed: the smallest sets of rules that clash, and the least change that would mend it.

use crate::optimise::Mend;
use crate::optimise::Region;
use crate::optimise::Rule;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::breakable::Breakable;
use crate::optimise::irreducible::Irreducible;
use crate::optimise::irreducible::irreducible;
use crate::optimise::mend::mend;

/// Why a region is empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// Sets of rules that cannot be kept together, though each set can once any one of its rules is left out.
    pub sets: Vec<Vec<Rule>>,
    /// Whether these are all the sets there are.
    pub is_all: bool,
    /// The least total change that makes everything possible, rule by rule.
    pub mend: Vec<Mend>,
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
pub fn clash(region: &Region, solver: &dyn Solver) -> Result<Option<Clash>, SolveError> {
    let rules = Breakable::all(region);
    let Irreducible { sets, is_all } = irreducible(region, &rules, solver)?;
    if sets.is_empty() {
        return Ok(None);
    }
    let named = |set: &Vec<usize>| set.iter().map(|&rule| rules[rule].rule.clone()).collect();
    let sets = sets.iter().map(named).collect();
    Ok(Some(Clash { sets, is_all, mend: mend(region, &rules, solver)? }))
}
