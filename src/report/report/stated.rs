//! The rules that scenarios state about money, and how much room each leaves.

use crate::model::Allocation;
use crate::model::BoundKind;
use crate::model::Portion;
use crate::model::Scenario;
use crate::optimise::Prices;
use crate::optimise::Rule;
use crate::report::report::BindingView;
use crate::report::report::SideView;
use crate::report::report::StatedView;
use crate::study::ScenarioResult;
use crate::study::say;

/// The rules of a scenario about its budget, strands' shares and groups of programmes, in the order they are stated, with
/// their prices where those were worked out.
pub(super) fn stated(result: &ScenarioResult, prices: Option<&Prices>) -> Vec<StatedView> {
    let evidence = result.scenario.evidence();
    let mut all = Vec::new();
    for (year, allocation) in result.allocation.years(evidence.programmes().len()).enumerate() {
        in_year(&result.scenario, year, &allocation, prices, &mut all);
    }
    all
}

/// The same in one year of a plan, from 0; in a settled year, the only one.
fn in_year(
    plan: &Scenario,
    year: usize,
    allocation: &Allocation,
    prices: Option<&Prices>,
    all: &mut Vec<StatedView>,
) {
    let scenario = plan.in_year(year);
    let evidence = scenario.evidence();
    let to_allocate = scenario.budget().to_allocate().millions();
    let mut push = |rule: Rule, side: Option<BoundKind>, bound: f64, spent: f64| {
        let price = prices.and_then(|prices| price_of(&rule, prices));
        let said = say(&rule, plan);
        let side = side.map(SideView::from);
        all.push(StatedView { rule: said.key, words: said.words, side, bound, spent, price });
    };
    let spent = scenario.budget().back_office.millions() + allocation.total().millions();
    push(Rule::Budget { year }, Some(BoundKind::AtMost), scenario.budget().total.millions(), spent);
    for (strand, id) in evidence.strands().iter().enumerate() {
        let spent = allocation.total_of(&evidence.programmes_of(id)).millions();
        let room = scenario.room(id);
        let mut share =
            |side, share: f64| push(Rule::Strand { strand, side, year }, side, share * to_allocate, spent);
        if room.is_exact {
            share(None, room.least);
        } else if scenario.portion(id) != Portion::Free {
            share(Some(BoundKind::AtLeast), room.least);
            share(Some(BoundKind::AtMost), room.most);
        }
    }
    for (limit, stated) in scenario.limits().iter().enumerate() {
        let spent = allocation.total_of(&stated.members).millions();
        for (bound, stated) in stated.bounds.iter().enumerate() {
            let rule = Rule::Limit { limit, bound, year };
            push(rule, Some(stated.kind), stated.amount.millions(), spent);
        }
        if let Some(ratio) = &stated.ratio {
            let (of, to) =
                (allocation.total_of(&ratio.of).millions(), allocation.total_of(&ratio.to).millions());
            for bound in &ratio.bounds {
                let rule = Rule::Ratio { limit, side: bound.side, year };
                push(rule, bound.side, bound.multiple * to, of);
            }
        }
    }
}

/// Rules that bind but are not about a strand's share or a limit's money, dearest first.
pub(super) fn binding(scenario: &Scenario, prices: &Prices) -> Vec<BindingView> {
    let is_stated = |rule: &Rule| {
        matches!(rule, Rule::Strand { .. } | Rule::Limit { .. } | Rule::Ratio { .. } | Rule::Budget { .. })
    };
    let others = prices.rules.iter().filter(|price| !is_stated(&price.rule)).map(|price| {
        let said = say(&price.rule, scenario);
        let exact = matches!(price.rule, Rule::Pinned { .. });
        BindingView { rule: said.key, words: said.words, exact, price: price.gain }
    });
    let mut others: Vec<BindingView> = others.collect();
    let dear = |rule: &BindingView| rule.price.unwrap_or_default().abs();
    others.sort_by(|a, b| dear(b).total_cmp(&dear(a)).then(a.words.cmp(&b.words)));
    others
}

fn price_of(rule: &Rule, prices: &Prices) -> Option<f64> {
    match rule {
        Rule::Budget { year } => prices.budgets.get(*year).copied().flatten(),
        _ => prices.rules.iter().find(|price| price.rule == *rule).and_then(|price| price.gain),
    }
}

impl From<BoundKind> for SideView {
    fn from(kind: BoundKind) -> Self {
        match kind {
            BoundKind::AtLeast => Self::AtLeast,
            BoundKind::AtMost => Self::AtMost,
        }
    }
}
