//! Which scenarios of a block are beaten, and what more money buys between those that are not: worked out from what the
//! document says of each, so that shares joined say it as a whole run does.

use crate::report::compare::AsideView;
use crate::report::compare::BlockView;
use crate::report::compare::NeighbourView;
use crate::report::compare::ScenarioView;
use crate::report::worth;
use crate::study::Aside;
use crate::study::Contender;
use crate::study::CostFrontier;
use crate::study::dominators;
use std::collections::BTreeMap;

/// The scenarios of one block as they are counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Contest {
    contenders: Vec<Contender>,
    /// By scenario, how many cases of each human measure it avoids on average.
    cases: Vec<BTreeMap<String, f64>>,
}

/// What a contest comes to.
pub(super) struct Outcome {
    /// By the id of a scenario that is beaten, the id of the one that beats it.
    pub(super) dominated: BTreeMap<String, String>,
    pub(super) neighbours: Vec<NeighbourView>,
    pub(super) left_out: Vec<AsideView>,
}

impl Contest {
    /// Takes in one scenario; one that does not say how bad its worst draws are is none.
    pub(super) fn enter(&mut self, scenario: &ScenarioView) {
        let Some(choice) = &scenario.choice else { return };
        self.contenders.push(Contender {
            id: scenario.id.clone(),
            extra_cost: scenario.extra_cost,
            mean: scenario.harm_avoided.summary.mean,
            probability_worse: scenario.versus.probability_worse,
            p5: scenario.harm_avoided.summary.p5,
            worst_tenth: choice.worst_tenth,
        });
        let mut cases = BTreeMap::new();
        for (id, avoided) in scenario.threats.values().flat_map(|threat| &threat.counts_avoided) {
            *cases.entry(id.clone()).or_insert(0.0) += avoided.summary.mean;
        }
        self.cases.push(cases);
    }

    /// Whom it leaves standing. In whatever order scenarios came, it is the same.
    pub(super) fn decide(mut self, block: &BlockView) -> Outcome {
        let mut both: Vec<_> = self.contenders.into_iter().zip(self.cases).collect();
        both.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
        (self.contenders, self.cases) = both.into_iter().unzip();
        let id = |of: usize| self.contenders[of].id.clone();
        let by = dominators(&self.contenders).into_iter().enumerate();
        let dominated = by.filter_map(|(own, by)| Some((id(own), id(by?)))).collect();
        let CostFrontier { on, off } = CostFrontier::of(&self.contenders);
        let neighbours = on.windows(2).map(|pair| self.step(pair[0], pair[1], block)).collect();
        let left_out = off.into_iter().map(|(own, why)| {
            let (beaten_by, between) = match why {
                Aside::Beaten(by) => (Some(id(by)), None),
                Aside::Between(below, above) => (None, Some([id(below), id(above)])),
            };
            AsideView { id: id(own), beaten_by, between }
        });
        Outcome { dominated, neighbours, left_out: left_out.collect() }
    }

    /// What more money buys from one to the next, of which both figures are above nought.
    fn step(&self, from: usize, to: usize, block: &BlockView) -> NeighbourView {
        let (cheaper, dearer) = (&self.contenders[from], &self.contenders[to]);
        let (extra_cost, harm_avoided) = (dearer.extra_cost - cheaper.extra_cost, dearer.mean - cheaper.mean);
        let cost_per_case = worth::measures(block).into_iter().map(|(id, _)| {
            let cases = |of: usize| self.cases[of].get(id).copied().unwrap_or_default();
            let cost = extra_cost / (cases(to) - cases(from));
            (id.to_owned(), (cost > 0.0 && cost.is_finite()).then_some(cost))
        });
        NeighbourView {
            from: cheaper.id.clone(),
            to: dearer.id.clone(),
            extra_cost,
            harm_avoided,
            per_extra_pound: harm_avoided / extra_cost,
            cost_per_pound: extra_cost / harm_avoided,
            cost_per_case: cost_per_case.collect(),
        }
    }
}
