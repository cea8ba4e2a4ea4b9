//! What is said of each piece of a scenario that differs.

use crate::id::Id;
use crate::id::Pattern;
use crate::model::Discount;
use crate::model::Horizon;
use crate::model::LimitSpec;
use crate::model::Portion;
use crate::model::Risk;
use crate::model::ScenarioSpec;
use crate::study::diff::change::Change;
use crate::study::diff::change::ChangeKind;
use crate::study::diff::change::Stated;
use crate::study::diff::pieces::Piece;
use crate::text;
use crate::units::Money;
use crate::units::Share;
use std::collections::BTreeMap;

/// One side: what the scenario says, and what its evidence is called.
pub(super) struct Side<'a> {
    pub(super) spec: &'a ScenarioSpec,
    pub(super) evidence: &'a str,
}

/// What is said of a piece that differs.
pub(super) fn change(piece: &Piece, old: &Side<'_>, new: &Side<'_>) -> Change {
    let (before, after) = (stated(piece, old), stated(piece, new));
    let is_structural = matches!(piece, Piece::Evidence | Piece::Horizon)
        || before.is_none() && after.is_some()
        || before.is_some() && after.is_none();
    let kind = if is_structural { ChangeKind::Structure } else { ChangeKind::Value };
    let [before, after] = [before, after].map(|said| said.map(Stated::plain));
    Change { address: piece.address(), what: what(piece).to_owned(), kind, before, after }
}

fn what(piece: &Piece) -> &'static str {
    match piece {
        Piece::Evidence => "the evidence it stands on",
        Piece::Horizon => "its years",
        Piece::Budget => "its money",
        Piece::Split => "how money is split across strands",
        Piece::Allocate => "what decides inside the strands",
        Piece::Limit(_) => "a rule about a group of programmes",
        Piece::Objective => "what the best allocation is best at",
        Piece::Simulation => "which draws are simulated",
        Piece::Solver => "how long the best allocation is searched for",
    }
}

fn stated(piece: &Piece, side: &Side<'_>) -> Option<String> {
    let spec = side.spec;
    match piece {
        Piece::Evidence => Some(side.evidence.to_owned()),
        Piece::Horizon => Some(spec.horizon.as_ref().map_or("one settled year".to_owned(), horizon)),
        Piece::Budget => {
            Some(by_year(spec, budget(spec, spec.budget.total), |spec, year| budget(spec, year.budget.total)))
        }
        Piece::Split => Some(by_year(spec, split(&spec.split), |_, year| split(&year.split))),
        Piece::Allocate => {
            let own = amounts(&spec.amounts);
            let own = by_year(spec, own, |_, year| amounts(&year.amounts));
            let comma = if own.is_empty() { "" } else { ", " };
            Some(format!("within = {}{comma}{own}", spec.within.as_str()))
        }
        Piece::Limit(name) => spec.limits.iter().find(|limit| limit.name == *name).map(limit),
        Piece::Objective => Some(objective(spec)),
        Piece::Simulation => {
            let simulation = spec.simulation;
            let draws = text::plural(simulation.draws.get(), "draw", "draws");
            Some(format!("{draws}, {}, seed {}", simulation.sampler.as_str(), simulation.seed.0))
        }
        Piece::Solver => {
            let gap = spec.patience.gap.map(|gap| format!("gap {}", gap.get()));
            let limit = spec.patience.time_limit.map(|limit| format!("time limit {} s", limit.as_secs_f64()));
            let said: Vec<String> = gap.into_iter().chain(limit).collect();
            (!said.is_empty()).then(|| text::listed(&said))
        }
    }
}

/// What the first year says, and what later years say where that is something else.
fn by_year(
    spec: &ScenarioSpec,
    first: String,
    say: impl Fn(&ScenarioSpec, &crate::model::YearSpec) -> String,
) -> String {
    let Some(horizon) = &spec.horizon else { return first };
    let mut said = first.clone();
    let mut last = first;
    for (place, year) in spec.later_years.iter().enumerate() {
        let own = say(spec, year);
        if own != last {
            said += &format!("; from {}: {own}", horizon.named(place + 1));
            last = own;
        }
    }
    said
}

fn budget(spec: &ScenarioSpec, total: Money) -> String {
    let total = if spec.total_is_todays { "today's".to_owned() } else { money(total) };
    let over = spec.over_plan.map(|most| format!(", {} over the plan", money(most))).unwrap_or_default();
    let back_office = spec.budget.back_office;
    if back_office == Money::ZERO {
        format!("{total}{over}")
    } else {
        format!("{total}, of it {} back office{over}", money(back_office))
    }
}

fn money(money: Money) -> String {
    text::money_exact(money.millions())
}

fn split(split: &BTreeMap<Id, Portion>) -> String {
    let said: Vec<String> = split.iter().map(|(strand, own)| format!("{strand} {}", portion(*own))).collect();
    if said.is_empty() { "free".to_owned() } else { text::listed(&said) }
}

fn portion(portion: Portion) -> String {
    match portion {
        Portion::Free => "free".to_owned(),
        Portion::Exactly(share) => text::percent(share.get(), 1),
        Portion::Between { min, max } => {
            format!("from {} to {}", text::percent(min.get(), 1), text::percent(max.get(), 1))
        }
        Portion::Amount(amount) => money(amount),
        Portion::Amounts { min, max: Some(max) } => format!("from {} to {}", money(min), money(max)),
        Portion::Amounts { min, max: None } => format!("at least {}", money(min)),
        Portion::Today => "today's".to_owned(),
    }
}

fn amounts(amounts: &BTreeMap<Id, Money>) -> String {
    let said = amounts.iter().map(|(programme, amount)| format!("{programme} {}", money(*amount)));
    said.collect::<Vec<_>>().join(", ")
}

fn limit(limit: &LimitSpec) -> String {
    let patterns: Vec<&str> = limit.programmes.iter().map(Pattern::as_str).collect();
    let of = |what: &str, id: &Option<Id>| id.as_ref().map(|id| format!("{what} {id}"));
    let percent = |key: &str, part: Option<f64>| part.map(|part| format!("{key} {}", text::percent(part, 1)));
    let amount = |key: &str, amount: Option<Money>| amount.map(|amount| format!("{key} {}", money(amount)));
    let years: Vec<String> = limit.years.iter().map(ToString::to_string).collect();
    let said = [
        (!patterns.is_empty()).then(|| format!("programmes {}", text::listed(&patterns))),
        of("strand", &limit.strand),
        of("threat", &limit.threat),
        of("funder", &limit.funder),
        amount("min", limit.min),
        amount("max", limit.max),
        percent("min_share", limit.min_share.map(Share::get)),
        percent("max_share", limit.max_share.map(Share::get)),
        percent("max_change", limit.max_change),
        percent("max_yearly_change", limit.max_yearly_change),
        limit.at_most_open.map(|most| format!("at_most_open {most}")),
        limit.ratio.as_ref().map(|ratio| {
            let end = |end: Option<f64>| end.map_or("any".to_owned(), text::typed);
            let (of, to) = (ratio.of.as_str(), ratio.to.as_str());
            format!("ratio of {of} to {to} from {} to {}", end(ratio.min), end(ratio.max))
        }),
        (!years.is_empty()).then(|| format!("years {}", text::listed(&years))),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    said.join(", ")
}

fn objective(spec: &ScenarioSpec) -> String {
    let measure = spec.objective.measure.as_str();
    match spec.objective.risk {
        Risk::Mean => format!("mean {measure}"),
        Risk::Cvar { level, weight } => {
            format!("{measure}: {weight} of the weight on its mean beyond the level {level}")
        }
    }
}

fn horizon(horizon: &Horizon) -> String {
    let named =
        Discount::NAMED.iter().find(|(_, own)| *own == horizon.discount).map(|(word, _)| (*word).to_owned());
    let discount = named.unwrap_or_else(|| match horizon.discount {
        Discount::Rate(rate) => text::percent(rate, 2),
        _ => String::new(),
    });
    let years = text::plural(horizon.years, "year", "years");
    let change =
        horizon.max_yearly_change.map(|change| format!(", max_yearly_change {}", text::percent(change, 1)));
    let tail = if horizon.tail { ", with what is felt after them" } else { "" };
    format!("{years} from {}, discount {discount}{}{tail}", horizon.first_year, change.unwrap_or_default())
}
