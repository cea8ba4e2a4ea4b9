//! What may change from an allocation on.

use crate::id::Id;
use crate::id::Pattern;
use crate::model::Allocation;
use crate::model::LimitSpec;
use crate::model::Portion;
use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::model::Within;
use crate::problem::Problem;
use crate::units::Money;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How far money may move from an allocation.
#[derive(Clone, Debug, PartialEq)]
pub enum Freedom {
    /// As far as the rules let it.
    Any,
    /// Each programme by at most this part of what it has, and £1m where it has less.
    Within(f64),
    /// No programme may get less than it has.
    OnlyMore,
    /// No programme may get more than it has.
    OnlyLess,
}

/// A programme that has nothing may get this much all the same, £m.
const LEAST_ROOM: f64 = 1.0;

impl Freedom {
    /// The scenario that leaves this choice: all rules hold but its split, what is held keeps its money, and the best use of the
    /// rest is wanted. A strand that is held keeps its sum, a programme its amount.
    ///
    /// # Errors
    /// Bounds that contradict each other.
    pub fn from(
        &self,
        scenario: &Scenario,
        allocation: &Allocation,
        held: &BTreeSet<Id>,
    ) -> Result<Scenario, Vec<Problem>> {
        let evidence = scenario.evidence();
        let years: Vec<Allocation> = allocation.years(evidence.programmes().len()).collect();
        let mut spec = ScenarioSpec { within: Within::Best, ..scenario.spec().clone() };
        for (year, amounts) in years.iter().enumerate() {
            let (split, pinned) = Self::held(scenario, amounts, held);
            let of = match year.checked_sub(1).map(|later| spec.later_years.get_mut(later)) {
                None => (&mut spec.split, &mut spec.amounts),
                Some(Some(later)) => (&mut later.split, &mut later.amounts),
                Some(None) => continue,
            };
            (*of.0, *of.1) = (split, pinned);
            let named = scenario.horizon().map(|horizon| horizon.named(year));
            spec.limits.extend(self.bounds(scenario, amounts, held, named));
        }
        Scenario::new(spec, Arc::clone(evidence))
    }

    /// Strands and programmes that keep their money.
    fn held(
        scenario: &Scenario,
        amounts: &Allocation,
        held: &BTreeSet<Id>,
    ) -> (BTreeMap<Id, Portion>, BTreeMap<Id, Money>) {
        let evidence = scenario.evidence();
        let strands = evidence.strands().iter().filter(|strand| held.contains(strand));
        let split = strands.map(|strand| {
            (strand.clone(), Portion::Amount(amounts.total_of(&evidence.programmes_of(strand))))
        });
        let programmes = evidence.programmes().iter().zip(amounts.millions());
        let pinned =
            programmes.filter(|(programme, _)| held.contains(&programme.id)).map(|(programme, amount)| {
                (programme.id.clone(), Money::from_millions(*amount).unwrap_or_default())
            });
        (split.collect(), pinned.collect())
    }

    /// Bounds on programmes that are not held.
    fn bounds(
        &self,
        scenario: &Scenario,
        amounts: &Allocation,
        held: &BTreeSet<Id>,
        year: Option<i32>,
    ) -> Vec<LimitSpec> {
        let programmes = scenario.evidence().programmes().iter().zip(amounts.millions());
        let free = programmes.filter(|(programme, _)| !held.contains(&programme.id));
        let limit = |(programme, &amount): (&crate::model::Programme, &f64)| {
            let money = |millions: f64| Money::from_millions(millions.max(0.0)).ok();
            let (words, min, max) = match self {
                Self::Any => return None,
                Self::Within(part) => {
                    let by = (amount * part).max(LEAST_ROOM);
                    let within = crate::text::percent(*part, 0);
                    (format!("within {within} of here"), money(amount - by), money(amount + by))
                }
                Self::OnlyMore => ("no less than here".to_owned(), money(amount), None),
                Self::OnlyLess => ("no more than here".to_owned(), None, money(amount)),
            };
            let of_year = year.map(|year| format!(" in {year}")).unwrap_or_default();
            Some(LimitSpec {
                name: format!("{} {words}{of_year}", programme.id),
                programmes: vec![Pattern::new(programme.id.as_str()).ok()?],
                min,
                max,
                years: year.into_iter().collect(),
                ..LimitSpec::default()
            })
        };
        free.filter_map(limit).collect()
    }
}
