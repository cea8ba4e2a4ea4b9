//! Where the next money would go, and the last would come from.

use crate::model::Scenario;
use crate::report::period::Period;
use crate::report::play::found::ImpossibleView;
use crate::study::play::MoreOrLess;
use crate::study::play::Step;
use crate::text;
use serde::Serialize;

/// Both steps.
#[derive(Clone, Debug, Serialize)]
pub struct NextMoneyView {
    more: StepView,
    less: StepView,
}

/// One step.
#[derive(Clone, Debug, Serialize)]
struct StepView {
    goes: Vec<Goes>,
    /// Harm avoided more on average, £m; `None` where there is no answer.
    harm: Option<f64>,
    said: String,
    impossible: Option<ImpossibleView>,
}

/// Money that moves, £m.
#[derive(Clone, Debug, Serialize)]
struct Goes {
    id: String,
    year: usize,
    amount: f64,
}

/// What is not worth a word, £m.
const UNMOVED: f64 = 0.05;

/// Places that are named in a sentence at the most.
const MOST_NAMED: usize = 4;

impl NextMoneyView {
    /// What is said of some money more and less.
    #[must_use]
    pub fn of(scenario: &Scenario, money: f64, found: &MoreOrLess, period: Period<'_>) -> Self {
        let money = text::money(money);
        Self {
            more: step(scenario, &found.more, &format!("The next {money}"), period),
            less: step(scenario, &found.less, &format!("The last {money}"), period),
        }
    }
}

fn step(scenario: &Scenario, step: &Step, opening: &str, period: Period<'_>) -> StepView {
    let nothing = |said: String, impossible: Option<ImpossibleView>| StepView {
        goes: Vec::new(),
        harm: None,
        said,
        impossible,
    };
    match step {
        Step::Impossible { choice, why } => nothing(
            format!("{opening}: the rules leave no room for it."),
            Some(ImpossibleView::of(choice, why)),
        ),
        Step::NotAllowed(problems) => {
            let said: Vec<&str> = problems.iter().map(|problem| problem.found.as_str()).collect();
            nothing(format!("{opening}: {}.", said.join("; ")), None)
        }
        Step::Goes { by, avoided } => {
            let programmes = scenario.evidence().programmes();
            let moved = by.iter().enumerate().filter(|(_, amount)| amount.abs() >= UNMOVED);
            let goes = moved.map(|(place, &amount)| Goes {
                id: programmes[place % programmes.len()].id.to_string(),
                year: place / programmes.len(),
                amount,
            });
            let mut goes: Vec<Goes> = goes.collect();
            goes.sort_by(|a, b| b.amount.abs().total_cmp(&a.amount.abs()).then_with(|| a.id.cmp(&b.id)));
            let said = said(scenario, &goes, *avoided, opening, period);
            StepView { goes, harm: Some(*avoided), said, impossible: None }
        }
    }
}

fn said(scenario: &Scenario, goes: &[Goes], avoided: f64, opening: &str, period: Period<'_>) -> String {
    let is_more = goes.first().is_none_or(|first| first.amount > 0.0);
    if goes.is_empty() {
        return format!("{opening}: nothing is better placed anywhere than unspent.");
    }
    let named = goes.iter().take(MOST_NAMED).map(|goes| {
        let programmes = scenario.evidence().programmes().iter();
        let own = programmes.clone().find(|programme| programme.id.as_str() == goes.id);
        let name = own.map_or(goes.id.as_str(), |programme| programme.name.as_str());
        format!("{} {name}", text::money(goes.amount.abs()))
    });
    let mut named: Vec<String> = named.collect();
    let more = goes.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        named.push(text::plural(more, "other programme", "other programmes"));
    }
    let which = if is_more { "to" } else { "from" };
    let does = if avoided < 0.0 { "avoids" } else { "avoids another" };
    let amount = text::money(avoided.abs());
    let less = if avoided < 0.0 { " less" } else { "" };
    format!(
        "{opening}: {which} {}; it {does} {amount}{less} {} on average.",
        text::listed(&named),
        period.of_money()
    )
}
