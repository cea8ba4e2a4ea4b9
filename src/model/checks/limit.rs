//! What must hold of a limit, on the scenario's evidence.

use crate::id::Id;
use crate::model::Bound;
use crate::model::BoundKey;
use crate::model::BoundKind;
use crate::model::Evidence;
use crate::model::Limit;
use crate::model::LimitSpec;
use crate::model::Programme;
use crate::model::ScenarioSpec;
use crate::model::checks::pattern;
use crate::model::checks::ratio;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text;
use crate::units::Money;

/// The largest change of a group's money; beyond a million times over it is a slip, and no bound at all.
const MOST_CHANGE: f64 = 1e6;

/// A limit with its programmes found, and every problem of it; `place` is its own.
pub(super) fn resolve(
    limit: &LimitSpec,
    spec: &ScenarioSpec,
    evidence: &Evidence,
    place: &Place,
) -> (Limit, Vec<Problem>) {
    if let Some(ratio) = &limit.ratio {
        let (ratio, problems) = ratio::resolve(limit, ratio, evidence, place);
        let mut members: Vec<usize> = ratio.of.iter().chain(&ratio.to).copied().collect();
        members.sort_unstable();
        let (name, bounds) = (limit.name.clone(), Vec::new());
        let (max_yearly_change, at_most_open) = (None, None);
        let ratio = Some(ratio);
        return (Limit { name, members, bounds, max_yearly_change, at_most_open, ratio }, problems);
    }
    let mut problems = unknown_selectors(limit, evidence, place);
    let members = members(limit, evidence);
    if members.is_empty() && problems.is_empty() {
        let found = format!("limit `{}` is about no programme", limit.name);
        let problem = Problem::value(place.clone(), found);
        let problem = problem.allowed("selectors that at least one programme fits, all at once");
        problems.push(problem.lacking(Lack::Any));
    }
    let reference = members.iter().map(|&member| evidence.programmes()[member].reference).sum();
    let bounds = bounds(limit, spec.budget.to_allocate(), reference);
    let asks_nothing = limit.at_most_open.is_none() && limit.max_yearly_change.is_none();
    if bounds.is_empty() && asks_nothing {
        let allowed = "`min`, `max`, `min_share`, `max_share`, `max_change`, `max_yearly_change`, `at_most_open` or `ratio`";
        let found = format!("limit `{}` asks for nothing", limit.name);
        problems.push(Problem::value(place.clone(), found).allowed(allowed).lacking(Lack::Key));
    }
    problems.extend(bound_problems(limit, &bounds, place));
    let LimitSpec { max_yearly_change, at_most_open, .. } = *limit;
    let name = limit.name.clone();
    (Limit { name, members, bounds, max_yearly_change, at_most_open, ratio: None }, problems)
}

fn bound_problems(limit: &LimitSpec, bounds: &[Bound], place: &Place) -> Vec<Problem> {
    let mut problems = Vec::new();
    let of_money = || bounds.iter().filter(|bound| bound.key != BoundKey::MaxChange);
    for bound in of_money().filter(|bound| bound.amount.millions() < 0.0) {
        problems.push(
            Problem::value(place.key(bound.key.as_str()), bound.amount).allowed("money from nought up"),
        );
    }
    for (key, change) in [("max_change", limit.max_change), ("max_yearly_change", limit.max_yearly_change)] {
        problems.extend(change.and_then(|change| change_problem(change, place.key(key))));
    }
    for low in of_money().filter(|bound| bound.kind == BoundKind::AtLeast) {
        for high in of_money().filter(|bound| bound.kind == BoundKind::AtMost && low.amount > bound.amount) {
            let found = format!(
                "`{}` asks for at least {}, `{}` for at most {}",
                low.key.as_str(),
                low.amount,
                high.key.as_str(),
                high.amount
            );
            problems
                .push(Problem::value(place.key(low.key.as_str()), found).or(place.key(high.key.as_str())));
        }
    }
    problems
}

/// A change of money, as a part of what it was, that is none.
pub(super) fn change_problem(change: f64, place: Place) -> Option<Problem> {
    let allowed = format!("a share from 0 up, at most {MOST_CHANGE}");
    let is_one = (0.0..=MOST_CHANGE).contains(&change);
    (!is_one).then(|| Problem::value(place, text::typed(change)).allowed(allowed))
}

fn unknown_selectors(limit: &LimitSpec, evidence: &Evidence, place: &Place) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (i, pattern) in limit.programmes.iter().enumerate() {
        if !evidence.programmes().iter().any(|programme| pattern.covers(programme.id.as_str())) {
            let known = evidence.programmes().iter().map(|programme| programme.id.as_str());
            let nearest = pattern::nearest(pattern, &known.collect::<Vec<_>>());
            let found = format!("no programme's id fits `{}`", pattern.as_str());
            let place = place.key("programmes").item(i);
            let allowed = "ids of programmes, with `*` for any run of characters";
            problems.push(Problem::value(place, found).allowed(allowed).nearest(nearest));
        }
    }
    let mut unknown = |key: &str, written: Option<&Id>, known: Vec<&str>| {
        if let Some(written) = written.filter(|written| !known.contains(&written.as_str())) {
            problems.push(Problem::unknown(place.key(key), key, written.as_str(), known));
        }
    };
    unknown("strand", limit.strand.as_ref(), evidence.strands().iter().map(Id::as_str).collect());
    unknown("threat", limit.threat.as_ref(), evidence.threats().iter().map(|t| t.id.as_str()).collect());
    unknown("funder", limit.funder.as_ref(), evidence.funders().iter().map(|f| f.id.as_str()).collect());
    problems
}

fn members(limit: &LimitSpec, evidence: &Evidence) -> Vec<usize> {
    let fits = |programme: &Programme| {
        let named = limit.programmes.is_empty()
            || limit.programmes.iter().any(|pattern| pattern.covers(programme.id.as_str()));
        let strand = limit.strand.as_ref().is_none_or(|strand| programme.strand == *strand);
        let funder = limit.funder.as_ref().is_none_or(|funder| programme.funder.as_ref() == Some(funder));
        let threat = limit
            .threat
            .as_ref()
            .is_none_or(|threat| programme.effects.iter().any(|effect| effect.threat == *threat));
        named && strand && funder && threat
    };
    let programmes = evidence.programmes().iter().enumerate();
    programmes.filter(|(_, programme)| fits(programme)).map(|(i, _)| i).collect()
}

fn bounds(limit: &LimitSpec, to_allocate: Money, reference: Money) -> Vec<Bound> {
    let change = limit
        .max_change
        .map(|change| Money::from_millions(reference.millions() * change).unwrap_or_default());
    let stated = [
        (BoundKind::AtLeast, BoundKey::Min, limit.min),
        (BoundKind::AtLeast, BoundKey::MinShare, limit.min_share.map(|share| to_allocate * share)),
        (BoundKind::AtLeast, BoundKey::MaxChange, change.map(|change| reference - change)),
        (BoundKind::AtMost, BoundKey::Max, limit.max),
        (BoundKind::AtMost, BoundKey::MaxShare, limit.max_share.map(|share| to_allocate * share)),
        (BoundKind::AtMost, BoundKey::MaxChange, change.map(|change| reference + change)),
    ];
    let stated = stated.into_iter();
    stated.filter_map(|(kind, key, amount)| amount.map(|amount| Bound { kind, key, amount })).collect()
}
