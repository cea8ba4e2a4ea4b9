//! What must hold of a scenario, on its evidence.

use crate::id::Id;
use crate::model::Evidence;
use crate::model::Limit;
use crate::model::Measure;
use crate::model::Portion;
use crate::model::Room;
use crate::model::ScenarioSpec;
use crate::model::Within;
use crate::model::checks::limit;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text;
use crate::units::Money;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Shares that add up to 1 within this are whole: they are written with few decimals.
const SHARE_SUM_TOLERANCE: f64 = 1e-9;

/// The limits with their members found, and every problem of the scenario.
pub(super) fn limits_and_problems(spec: &ScenarioSpec, evidence: &Evidence) -> (Vec<Limit>, Vec<Problem>) {
    let mut problems = budget(spec);
    problems.extend(split(spec, evidence));
    problems.extend(amounts(spec, evidence));
    problems.extend(measure(spec, evidence));
    let mut limits = Vec::new();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for limit in &spec.limits {
        let before = times.entry(&limit.name).or_default();
        let place = Place::root().key("limit").again(&limit.name, *before);
        if *before > 0 {
            let found = format!("limit `{}` is defined already", limit.name);
            problems.push(Problem::value(place.key("name"), found).allowed("each name once"));
        }
        *before += 1;
        let (resolved, found) = limit::resolve(limit, spec, evidence, &place);
        limits.push(resolved);
        problems.extend(found);
    }
    (limits, problems)
}

fn budget(spec: &ScenarioSpec) -> Vec<Problem> {
    let place = Place::root().key("budget");
    let (total, back_office) = (spec.budget.total, spec.budget.back_office);
    let mut problems = Vec::new();
    if total.millions() <= 0.0 {
        problems.push(
            Problem::value(place.key("total"), format!("a budget of {total}")).allowed("money above nought"),
        );
    }
    if back_office.millions() < 0.0 || (back_office >= total && total.millions() > 0.0) {
        let found = format!("a back office of {back_office} out of {total}");
        let problem =
            Problem::value(place.key("back_office"), found).allowed("from nought to less than `total`");
        problems.push(if back_office.millions() < 0.0 { problem } else { problem.or(place.key("total")) });
    }
    problems
}

fn split(spec: &ScenarioSpec, evidence: &Evidence) -> Vec<Problem> {
    let place = Place::root().key("split");
    let mut problems = Vec::new();
    for (strand, portion) in &spec.split {
        if !evidence.strands().contains(strand) {
            let known = evidence.strands().iter().map(Id::as_str);
            let problem = Problem::unknown(place.key(strand.as_str()), "strand", strand.as_str(), known);
            problems.push(problem.on_key());
        }
        problems.extend(upside_down(*portion, &place.key(strand.as_str())));
    }
    problems
}

/// That what strands must and may get does not add up to the money there is; nothing where an entry is wrong itself.
pub(super) fn sums(spec: &ScenarioSpec, evidence: &Evidence) -> Option<Problem> {
    let place = Place::root().key("split");
    if split(spec, evidence).is_empty() { parts_that_do_not_add_up(spec, evidence, place) } else { None }
}

/// A range whose ends are the wrong way round, or money below nought.
fn upside_down(portion: Portion, place: &Place) -> Option<Problem> {
    let wrong = |min: String, max: String| {
        Problem::value(place.clone(), format!("`min` {min} is above `max` {max}"))
            .allowed("`min` up to `max`")
    };
    let negative = |money: Money| {
        (money < Money::ZERO).then(|| Problem::value(place.clone(), money).allowed("money from nought up"))
    };
    match portion {
        Portion::Free | Portion::Exactly(_) | Portion::Today => None,
        Portion::Between { min, max } => (min > max).then(|| wrong(min.to_string(), max.to_string())),
        Portion::Amount(money) => negative(money),
        Portion::Amounts { min, max } => negative(min).or_else(|| max.and_then(negative)).or_else(|| {
            let max = max.filter(|max| min > *max)?;
            Some(wrong(min.to_string(), max.to_string()))
        }),
    }
}

fn parts_that_do_not_add_up(spec: &ScenarioSpec, evidence: &Evidence, place: Place) -> Option<Problem> {
    let portions = || evidence.strands().iter().map(|strand| (strand, spec.split.get(strand).copied()));
    let rooms =
        portions().map(|(strand, portion)| Room::of(portion.unwrap_or_default(), strand, spec, evidence));
    let (least, most) = rooms.fold((0.0, 0.0), |sum, room| (sum.0 + room.least, sum.1 + room.most));
    let whole = spec.budget.to_allocate().millions();
    if whole <= 0.0 {
        return None;
    }
    // A miss of less than a tenth of £1m is said to the pound, or it would be said to be nothing.
    let is_small = (least - 1.0).max(1.0 - most) * whole < 0.05;
    let money = |share: f64| {
        let millions = share.abs() * whole;
        if is_small { text::money_exact(millions) } else { text::money_to(millions, 1) }
    };
    let is_money = portions().any(|(_, portion)| portion.is_some_and(Portion::is_money));
    let sum = |share| if is_money { money(share) } else { percent(share) };
    let (what, rest) = if is_money { ("amounts", money(1.0)) } else { ("shares", "1".to_owned()) };
    let is_exact = (most - least).abs() <= SHARE_SUM_TOLERANCE;
    let at = |words: &'static str| if is_exact { "" } else { words };
    let (found, allowed) = if least > 1.0 + SHARE_SUM_TOLERANCE {
        let found = format!(
            "{what} add up to {}{}, {} more than there is",
            at("at least "),
            sum(least),
            money(least - 1.0)
        );
        (found, format!("{what} that add up to {rest}, or a strand left free"))
    } else if most < 1.0 - SHARE_SUM_TOLERANCE {
        let found = format!(
            "{what} add up to {}{}, which leaves {} in no strand",
            at("at most "),
            sum(most),
            money(1.0 - most)
        );
        (found, format!("{what} that add up to {rest}, or a smaller `budget.total`"))
    } else {
        return None;
    };
    let problem = Problem::value(place, found).allowed(allowed);
    Some(if is_money { problem.or(Place::root().key("budget").key("total")) } else { problem })
}

/// A share in percent with no more decimals than it takes to tell it from 100%.
fn percent(share: f64) -> String {
    let is_exact = |times: f64| ((share * times).round() - share * times).abs() < 1e-6;
    let steps = [(0, 1e2), (1, 1e3), (2, 1e4), (4, 1e6)];
    let decimals = steps.into_iter().find(|(_, times)| is_exact(*times)).map_or(7, |(decimals, _)| decimals);
    text::percent(share, decimals)
}

fn amounts(spec: &ScenarioSpec, evidence: &Evidence) -> Vec<Problem> {
    let place = Place::root().key("allocate").key("amounts");
    let mut problems = Vec::new();
    for (programme, amount) in &spec.amounts {
        let here = place.key(programme.as_str());
        let Some(known) = evidence.programmes().iter().find(|known| known.id == *programme) else {
            let known = evidence.programmes().iter().map(|programme| programme.id.as_str());
            problems.push(Problem::unknown(here, "programme", programme.as_str(), known).on_key());
            continue;
        };
        if amount.millions() < 0.0 {
            problems.push(Problem::value(here, amount).allowed("money from nought up"));
        } else if *amount < known.min {
            let found = format!("{amount} is below the programme's `min` of {}", known.min);
            problems.push(Problem::value(here, found));
        } else if let Some(max) = known.max.filter(|max| amount > max) {
            problems.push(Problem::value(here, format!("{amount} is above the programme's `max` of {max}")));
        }
    }
    if spec.within == Within::Fixed {
        let meant: BTreeSet<&str> =
            problems.iter().filter_map(|problem| problem.nearest.as_deref()).collect();
        let without = without_amount(spec, evidence, &meant);
        problems.extend(without);
    }
    problems
}

/// The programmes for which a fixed allocation has no amount, those aside whose name is there misspelt.
fn without_amount(spec: &ScenarioSpec, evidence: &Evidence, meant: &BTreeSet<&str>) -> Option<Problem> {
    let ids = evidence.programmes().iter().map(|programme| &programme.id);
    let without = ids.filter(|id| !spec.amounts.contains_key(id) && !meant.contains(id.as_str()));
    let without: Vec<String> = without.map(|id| format!("`{id}`")).collect();
    (!without.is_empty()).then(|| {
        let found = format!("`within = \"fixed\"`, but no amount for {}", text::listed(&without));
        let allowed = "an amount for every programme in `amounts` (0 for none)";
        let place = Place::root().key("allocate").key("within");
        Problem::value(place, found).allowed(allowed).lacking(Lack::Any)
    })
}

fn measure(spec: &ScenarioSpec, evidence: &Evidence) -> Option<Problem> {
    let place = Place::root().key("objective").key("measure");
    match &spec.objective.measure {
        Measure::Harm => {
            let costed = evidence.threats().iter().any(|threat| threat.harm.is_some());
            (!costed).then(|| {
                let counts = evidence.threats().iter().flat_map(|threat| &threat.counts);
                let counts: BTreeSet<String> = counts.map(|count| format!("`{}`", count.id)).collect();
                let counts: Vec<String> = counts.into_iter().collect();
                let found = "the measure is harm, but no threat in the evidence has a `harm`";
                Problem::value(place, found).allowed(format!("a count: {}", counts.join(", ")))
            })
        }
        Measure::Count(id) => {
            let counts = || evidence.threats().iter().flat_map(|threat| &threat.counts);
            let known: BTreeSet<&str> =
                [Measure::HARM].into_iter().chain(counts().map(|count| count.id.as_str())).collect();
            let exists = counts().any(|count| count.id == *id);
            (!exists).then(|| Problem::unknown(place, "measure", id.as_str(), known))
        }
    }
}
