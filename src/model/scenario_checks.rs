//! What must hold of a scenario, on its evidence.

use crate::id::Id;
use crate::model::Bound;
use crate::model::BoundKind;
use crate::model::Evidence;
use crate::model::Limit;
use crate::model::LimitSpec;
use crate::model::Measure;
use crate::model::Portion;
use crate::model::ScenarioSpec;
use crate::model::Within;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text;
use crate::units::Money;

/// Shares that add up to 1 within this are whole: they are written with few decimals.
const SHARE_SUM_TOLERANCE: f64 = 1e-9;

/// The limits with their members found, and every problem of the scenario.
pub(super) fn limits_and_problems(spec: &ScenarioSpec, evidence: &Evidence) -> (Vec<Limit>, Vec<Problem>) {
    let mut problems = budget(spec);
    problems.extend(split(spec, evidence));
    problems.extend(amounts(spec, evidence));
    problems.extend(measure(spec, evidence));
    problems.extend(horizon(spec));
    let mut limits = Vec::new();
    for (i, limit) in spec.limits.iter().enumerate() {
        let place = Place::root().key("limit").named(&limit.name);
        if spec.limits[..i].iter().any(|before| before.name == limit.name) {
            let place = Place::root().key("limit").item(i).key("name");
            let found = format!("limit `{}` is defined twice", limit.name);
            problems.push(Problem::value(place, found).allowed("each name once"));
        }
        let (resolved, found) = resolve(limit, spec, evidence, &place);
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
        problems.push(
            Problem::value(place.key("back_office"), found).allowed("from nought to less than `total`"),
        );
    }
    problems
}

fn split(spec: &ScenarioSpec, evidence: &Evidence) -> Vec<Problem> {
    let place = Place::root().key("split");
    let mut problems = Vec::new();
    for (strand, portion) in &spec.split {
        if !evidence.strands().contains(strand) {
            let known = evidence.strands().iter().map(Id::as_str);
            problems.push(Problem::unknown(place.key(strand.as_str()), "strand", strand.as_str(), known));
        }
        if let Portion::Between { min, max } = portion
            && min > max
        {
            let found = format!("`min` {min} is above `max` {max}");
            problems.push(Problem::value(place.key(strand.as_str()), found));
        }
    }
    if problems.is_empty() {
        problems.extend(shares_that_do_not_add_up(spec, evidence, place));
    }
    problems
}

fn shares_that_do_not_add_up(spec: &ScenarioSpec, evidence: &Evidence, place: Place) -> Option<Problem> {
    let portions =
        || evidence.strands().iter().map(|strand| spec.split.get(strand).copied().unwrap_or_default());
    let least: f64 = portions().map(Portion::least).sum();
    let most: f64 = portions().map(Portion::most).sum();
    let money = spec.budget.to_allocate().millions();
    let shown = |share: f64| text::percent(share, if (share * 100.0).fract().abs() < 1e-9 { 0 } else { 2 });
    let amount = |share: f64| format!("£{}m", text::thousands(share.abs() * money, 1));
    if least > 1.0 + SHARE_SUM_TOLERANCE {
        let found =
            format!("shares add up to at least {}, {} more than there is", shown(least), amount(least - 1.0));
        Some(Problem::value(place, found).allowed("shares that add up to 1, or a strand left free"))
    } else if most < 1.0 - SHARE_SUM_TOLERANCE {
        let found = format!(
            "shares add up to at most {}, which leaves {} in no strand",
            shown(most),
            amount(1.0 - most)
        );
        Some(Problem::value(place, found).allowed("shares that add up to 1, or a smaller `budget.total`"))
    } else {
        None
    }
}

fn amounts(spec: &ScenarioSpec, evidence: &Evidence) -> Vec<Problem> {
    let place = Place::root().key("allocate").key("amounts");
    let mut problems = Vec::new();
    for (programme, amount) in &spec.amounts {
        let here = place.key(programme.as_str());
        let Some(known) = evidence.programmes().iter().find(|known| known.id == *programme) else {
            let known = evidence.programmes().iter().map(|programme| programme.id.as_str());
            problems.push(Problem::unknown(here, "programme", programme.as_str(), known));
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
        let without =
            evidence.programmes().iter().filter(|programme| !spec.amounts.contains_key(&programme.id));
        let without: Vec<String> = without.map(|programme| format!("`{}`", programme.id)).collect();
        if !without.is_empty() {
            let found = format!("`within = \"fixed\"`, but no amount for {}", text::listed(&without));
            let allowed = "an amount for every programme in `amounts` (0 for none)";
            problems
                .push(Problem::value(Place::root().key("allocate").key("within"), found).allowed(allowed));
        }
    }
    problems
}

fn measure(spec: &ScenarioSpec, evidence: &Evidence) -> Option<Problem> {
    let place = Place::root().key("objective").key("measure");
    match &spec.objective.measure {
        Measure::Harm => {
            let costed = evidence.threats().iter().any(|threat| threat.harm.is_some());
            (!costed).then(|| {
                Problem::value(place, "harm, but nobody has costed any threat").allowed("a count's id")
            })
        }
        Measure::Count(id) => {
            let counts = || evidence.threats().iter().flat_map(|threat| &threat.counts);
            let known: Vec<&str> =
                ["harm"].into_iter().chain(counts().map(|count| count.id.as_str())).collect();
            let exists = counts().any(|count| count.id == *id);
            (!exists).then(|| Problem::unknown(place, "measure", id.as_str(), known))
        }
    }
}

fn horizon(spec: &ScenarioSpec) -> Option<Problem> {
    let horizon = spec.horizon.as_ref()?;
    let place = Place::root().key("horizon").key("years");
    let fits = (1..=100).contains(&horizon.years);
    (!fits).then(|| Problem::value(place, format!("{} years", horizon.years)).allowed("1 to 100"))
}

fn resolve(
    limit: &LimitSpec,
    spec: &ScenarioSpec,
    evidence: &Evidence,
    place: &Place,
) -> (Limit, Vec<Problem>) {
    let mut problems = unknown_selectors(limit, evidence, place);
    let members = members(limit, evidence);
    if members.is_empty() && problems.is_empty() {
        let found = format!("limit `{}` is about no programme", limit.name);
        problems
            .push(Problem::value(place.clone(), found).allowed("selectors that at least one programme fits"));
    }
    let reference = members.iter().map(|&member| evidence.programmes()[member].reference).sum();
    let bounds = bounds(limit, spec.budget.to_allocate(), reference);
    if bounds.is_empty() && limit.at_most_open.is_none() {
        let allowed = "`min`, `max`, `min_share`, `max_share`, `max_change` or `at_most_open`";
        let found = format!("limit `{}` asks for nothing", limit.name);
        problems.push(Problem::value(place.clone(), found).allowed(allowed));
    }
    for bound in bounds.iter().filter(|bound| bound.amount.millions() < 0.0 && bound.key != "max_change") {
        problems.push(Problem::value(place.key(bound.key), bound.amount).allowed("money from nought up"));
    }
    if let Some(change) = limit.max_change.filter(|change| *change < 0.0) {
        problems.push(Problem::value(place.key("max_change"), change).allowed("a share from 0 up"));
    }
    for low in bounds.iter().filter(|bound| bound.kind == BoundKind::AtLeast && bound.key != "max_change") {
        for high in bounds.iter().filter(|bound| bound.kind == BoundKind::AtMost && bound.key != "max_change")
        {
            if low.amount > high.amount {
                let found = format!(
                    "`{}` asks for at least {}, `{}` for at most {}",
                    low.key, low.amount, high.key, high.amount
                );
                problems.push(Problem::value(place.key(low.key), found));
            }
        }
    }
    let at_most_open = limit.at_most_open;
    (Limit { name: limit.name.clone(), members, bounds, at_most_open }, problems)
}

fn unknown_selectors(limit: &LimitSpec, evidence: &Evidence, place: &Place) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (i, pattern) in limit.programmes.iter().enumerate() {
        if !evidence.programmes().iter().any(|programme| pattern.covers(programme.id.as_str())) {
            let known = evidence.programmes().iter().map(|programme| programme.id.as_str());
            let nearest = text::nearest(pattern.as_str(), known).map(str::to_owned);
            let found = format!("no programme's id fits `{}`", pattern.as_str());
            problems.push(Problem { nearest, ..Problem::value(place.key("programmes").item(i), found) });
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
    let fits = |programme: &crate::model::Programme| {
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
        (BoundKind::AtLeast, "min", limit.min),
        (BoundKind::AtLeast, "min_share", limit.min_share.map(|share| to_allocate * share)),
        (BoundKind::AtLeast, "max_change", change.map(|change| reference - change)),
        (BoundKind::AtMost, "max", limit.max),
        (BoundKind::AtMost, "max_share", limit.max_share.map(|share| to_allocate * share)),
        (BoundKind::AtMost, "max_change", change.map(|change| reference + change)),
    ];
    let stated = stated.into_iter();
    stated.filter_map(|(kind, key, amount)| amount.map(|amount| Bound { kind, key, amount })).collect()
}
