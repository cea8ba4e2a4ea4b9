//! The rules that scenarios state about money, and how much room each leaves.

use crate::model::BoundKind;
use crate::model::Portion;
use crate::optimise::Rule;
use crate::study::ScenarioResult;

/// A rule about some money, £m a year.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stated {
    /// The rule.
    pub(super) rule: Rule,
    /// Which side the bound is on; `None` where the money is exactly this.
    pub(super) side: Option<BoundKind>,
    /// The bound.
    pub(super) bound: f64,
    /// What the money comes to.
    pub(super) spent: f64,
}

/// The rules of a scenario about its budget, strands' shares and groups of programmes, in the order they are stated.
pub(super) fn stated(result: &ScenarioResult) -> Vec<Stated> {
    let (scenario, allocation) = (&result.scenario, &result.allocation);
    let evidence = scenario.evidence();
    let to_allocate = scenario.budget().to_allocate().millions();
    let mut all = vec![Stated {
        rule: Rule::Budget,
        side: Some(BoundKind::AtMost),
        bound: scenario.budget().total.millions(),
        spent: scenario.budget().back_office.millions() + allocation.total().millions(),
    }];
    for (strand, id) in evidence.strands().iter().enumerate() {
        let spent = allocation.total_of(&evidence.programmes_of(id)).millions();
        let mut push = |side, share: f64| {
            all.push(Stated { rule: Rule::Strand { strand, side }, side, bound: share * to_allocate, spent });
        };
        let room = scenario.room(id);
        if room.is_exact {
            push(None, room.least);
        } else if scenario.portion(id) != Portion::Free {
            push(Some(BoundKind::AtLeast), room.least);
            push(Some(BoundKind::AtMost), room.most);
        }
    }
    for (position, limit) in scenario.limits().iter().enumerate() {
        let spent = allocation.total_of(&limit.members).millions();
        all.extend(limit.bounds.iter().enumerate().map(|(bound, stated)| Stated {
            rule: Rule::Limit { limit: position, bound },
            side: Some(stated.kind),
            bound: stated.amount.millions(),
            spent,
        }));
        all.extend(limit.ratio.iter().flat_map(|ratio| {
            let (of, to) =
                (allocation.total_of(&ratio.of).millions(), allocation.total_of(&ratio.to).millions());
            ratio.bounds.iter().map(move |bound| Stated {
                rule: Rule::Ratio { limit: position, side: bound.side },
                side: bound.side,
                bound: bound.multiple * to,
                spent: of,
            })
        }));
    }
    all
}
