//! The smallest sets of rules that cannot be kept together: all of them, one after the other.
//!
//! Rules that are given up make the rest possible exactly where they take one rule at least out of every such set
//! (Reiter 1987, *A theory of diagnosis from first principles*). So whatever is given up that takes one out of
//! each set known and still leaves the rest impossible shows that there is another set.

use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::StoppedBy;
use crate::optimise::Watch;
use crate::optimise::infeasibility::relaxable::Relaxable;
use crate::optimise::infeasibility::relaxable::is_feasible;
use std::collections::BTreeSet;
use std::collections::VecDeque;

/// Sets listed at most: nobody reads more.
const MOST_SETS: usize = 12;

/// Questions asked at most about what could be given up.
const MOST_QUESTIONS: usize = 400;

/// Sets of rules that cannot be kept together, though each can once any one of its rules is left out.
pub(super) struct Irreducible {
    /// The sets, as positions of rules.
    pub(super) sets: Vec<Vec<usize>>,
    /// Whether there is no other.
    pub(super) is_all: bool,
    /// What ended the search for them.
    pub(super) stopped_by: Option<StoppedBy>,
}

/// Finds the sets; none where all rules can be kept.
pub(super) fn irreducible(
    region: &Region,
    rules: &[Relaxable],
    solver: &dyn Solver,
    watch: &dyn Watch,
) -> Result<Irreducible, SolveError> {
    let mut sets: Vec<Vec<usize>> = Vec::new();
    let mut enough: Vec<BTreeSet<usize>> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting = VecDeque::from([BTreeSet::new()]);
    let mut questions = 0;
    while let Some(gone) = waiting.pop_front() {
        if enough.iter().any(|enough| enough.is_subset(&gone)) {
            continue;
        }
        let untouched = sets.iter().find(|set| set.iter().all(|rule| !gone.contains(rule)));
        let set = if let Some(set) = untouched {
            set.clone()
        } else {
            if sets.len() == MOST_SETS || questions == MOST_QUESTIONS {
                return Ok(Irreducible { sets, is_all: false, stopped_by: None });
            }
            questions += 1;
            let kept: Vec<usize> = (0..rules.len()).filter(|rule| !gone.contains(rule)).collect();
            let found = is_feasible(region, kept.iter().map(|&rule| &rules[rule]), solver, watch).and_then(
                |is_feasible| {
                    if is_feasible {
                        Ok(None)
                    } else {
                        smallest(region, rules, kept, solver, watch).map(Some)
                    }
                },
            );
            match found {
                Ok(Some(set)) => {
                    sets.push(set.clone());
                    set
                }
                Ok(None) => {
                    enough.push(gone);
                    continue;
                }
                Err(SolveError::Ended { by }) => {
                    return Ok(Irreducible { sets, is_all: false, stopped_by: Some(by) });
                }
                Err(other) => return Err(other),
            }
        };
        for rule in set {
            let mut more = gone.clone();
            more.insert(rule);
            if seen.insert(more.clone()) {
                waiting.push_back(more);
            }
        }
    }
    Ok(Irreducible { sets, is_all: true, stopped_by: None })
}

/// Leaves out one rule after the other as long as the rest still clash (the deletion filter of Chinneck & Dravnieks
/// 1991): what is left clashes, and no part of it does.
fn smallest(
    region: &Region,
    rules: &[Relaxable],
    mut kept: Vec<usize>,
    solver: &dyn Solver,
    watch: &dyn Watch,
) -> Result<Vec<usize>, SolveError> {
    let mut next = kept.len();
    while next > 0 {
        next -= 1;
        let left_out = kept.remove(next);
        if is_feasible(region, kept.iter().map(|&rule| &rules[rule]), solver, watch)? {
            kept.insert(next, left_out);
        }
    }
    Ok(kept)
}
