//! What must hold of evidence as a whole.

use crate::dist::Distribution;
use crate::id::Id;
use crate::model::Curve;
use crate::model::Effect;
use crate::model::Evidence;
use crate::model::Family;
use crate::model::Parametric;
use crate::model::Programme;
use crate::model::Strength;
use crate::model::Threat;
use crate::problem::Place;
use crate::problem::Problem;
use std::collections::BTreeMap;

/// Lag weights that add up to 1 within this: they are written with few decimals (thirds as 0.333).
const LAG_SUM_TOLERANCE: f64 = 0.002;

/// Every problem of the evidence taken together.
pub(super) fn problems(evidence: &Evidence) -> Vec<Problem> {
    let mut problems = Vec::new();
    let root = Place::root();
    problems.extend(strands(evidence, &root));
    problems.extend(repeated("threat", &root.key("threat"), evidence.threats().iter().map(|t| &t.id)));
    problems.extend(repeated("funder", &root.key("funder"), evidence.funders().iter().map(|f| &f.id)));
    problems.extend(repeated(
        "programme",
        &root.key("programme"),
        evidence.programmes().iter().map(|p| &p.id),
    ));
    for threat in evidence.threats() {
        problems.extend(threat_problems(threat, &root.key("threat").named(threat.id.as_str())));
    }
    for funder in evidence.funders() {
        let place = root.key("funder").named(funder.id.as_str()).key("delivered");
        problems.extend(
            funder
                .delivered
                .as_ref()
                .and_then(|share| within(share, 0.0, 1.0, &place, "a share from 0 to 1")),
        );
    }
    for programme in evidence.programmes() {
        let place = root.key("programme").named(programme.id.as_str());
        problems.extend(programme_problems(evidence, programme, &place));
    }
    problems.extend(correlations(evidence, &root));
    if let Some(asked) = evidence.reference_total_asked() {
        let place = root.key("evidence").key("reference_total");
        if asked.millions() <= 0.0 {
            problems.push(Problem::value(place, format!("a total of {asked}")).allowed("money above nought"));
        } else if evidence.reference_total().millions() <= 0.0 {
            let found = "no programme has a `reference` above nought, so none can be scaled";
            problems.push(Problem::value(place, found));
        }
    }
    problems
}

fn strands(evidence: &Evidence, root: &Place) -> Vec<Problem> {
    let place = root.key("evidence").key("strands");
    let mut problems = Vec::new();
    if evidence.strands().is_empty() {
        problems.push(Problem::value(place.clone(), "no strands").allowed("at least one id"));
    }
    for (i, strand) in evidence.strands().iter().enumerate() {
        if evidence.strands()[..i].contains(strand) {
            problems.push(Problem::value(place.item(i), format!("strand `{strand}` is named twice")));
        }
    }
    problems
}

fn repeated<'a>(kind: &str, place: &Place, ids: impl Iterator<Item = &'a Id>) -> Vec<Problem> {
    let mut times: BTreeMap<&Id, usize> = BTreeMap::new();
    for id in ids {
        *times.entry(id).or_default() += 1;
    }
    let repeated = times.into_iter().filter(|(_, times)| *times > 1);
    repeated
        .map(|(id, times)| {
            let found = format!("{kind} `{id}` is defined {times} times");
            Problem::value(place.named(id.as_str()).key("id"), found).allowed("each id once")
        })
        .collect()
}

/// A problem where a distribution can leave [least, most].
fn within(number: &Distribution, least: f64, most: f64, place: &Place, allowed: &str) -> Option<Problem> {
    let (low, high) = number.support();
    let fits = low >= least && high <= most;
    let bounds = if high > most && most.is_finite() { "`min` and `max`" } else { "`min`" };
    (!fits).then(|| {
        let found = if low < least { low } else { high };
        let words =
            if found.is_finite() { format!("it can be {found}") } else { "it has no bound there".to_owned() };
        Problem::value(place.clone(), format!("`{number}`: {words}"))
            .allowed(format!("{allowed}; {bounds} in its table cut a distribution off"))
    })
}

fn threat_problems(threat: &Threat, place: &Place) -> Vec<Problem> {
    let mut problems = repeated("count", &place.key("count"), threat.counts.iter().map(|count| &count.id));
    let infinity = f64::INFINITY;
    let harm = threat.harm.as_ref();
    problems.extend(
        harm.and_then(|harm| within(harm, 0.0, infinity, &place.key("harm"), "money from nought up")),
    );
    let growth = threat.growth.as_ref();
    problems.extend(growth.and_then(|growth| {
        within(growth, -1.0, infinity, &place.key("growth"), "a rate of −1 or more (0.02 is 2% a year)")
    }));
    for count in &threat.counts {
        let place = place.key("count").named(count.id.as_str()).key("per_year");
        problems.extend(within(&count.per_year, 0.0, infinity, &place, "a number from nought up"));
    }
    problems
}

fn programme_problems(evidence: &Evidence, programme: &Programme, place: &Place) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !evidence.strands().contains(&programme.strand) {
        let known = evidence.strands().iter().map(Id::as_str);
        problems.push(Problem::unknown(place.key("strand"), "strand", programme.strand.as_str(), known));
    }
    if let Some(funder) = &programme.funder
        && !evidence.funders().iter().any(|known| known.id == *funder)
    {
        let known = evidence.funders().iter().map(|funder| funder.id.as_str());
        problems.push(Problem::unknown(place.key("funder"), "funder", funder.as_str(), known));
    }
    problems.extend(money_problems(programme, place));
    problems.extend(lag_problem(programme, place));
    let threats = programme.effects.iter().map(|effect| &effect.threat);
    problems.extend(repeated("effect on threat", &place.key("effect"), threats).into_iter().map(
        |mut problem| {
            problem.allowed = Some("one effect of a programme on each threat".to_owned());
            problem
        },
    ));
    for effect in &programme.effects {
        let place = place.key("effect").named(effect.threat.as_str());
        problems.extend(effect_problems(evidence, programme, effect, &place));
    }
    problems
}

fn money_problems(programme: &Programme, place: &Place) -> Vec<Problem> {
    let mut problems = Vec::new();
    let amounts = [("reference", programme.reference), ("min", programme.min), ("set_up", programme.set_up)];
    for (key, amount) in amounts {
        if amount.millions() < 0.0 {
            problems
                .push(Problem::value(place.key(key), format!("{amount}")).allowed("money from nought up"));
        }
    }
    let Some(max) = programme.max else { return problems };
    if max < programme.min {
        let found = format!("`max` {max} is below `min` {}", programme.min);
        problems.push(Problem::value(place.key("max"), found));
    }
    if max < programme.set_up {
        let found = format!("`max` {max} is below `set_up` {}: it could never begin", programme.set_up);
        problems.push(Problem::value(place.key("max"), found));
    }
    problems
}

fn lag_problem(programme: &Programme, place: &Place) -> Option<Problem> {
    let sum: f64 = programme.lag.iter().sum();
    let sound = programme.lag.iter().all(|weight| *weight >= 0.0) && (sum - 1.0).abs() <= LAG_SUM_TOLERANCE;
    (!sound).then(|| {
        let found = if programme.lag.is_empty() {
            "no weights".to_owned()
        } else {
            format!("weights that add up to {sum}")
        };
        Problem::value(place.key("lag"), found).allowed("weights from 0 up that add up to 1, one a year")
    })
}

fn effect_problems(
    evidence: &Evidence,
    programme: &Programme,
    effect: &Effect,
    place: &Place,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let threat = evidence.threat(&effect.threat);
    if threat.is_none() {
        let known = evidence.threats().iter().map(|threat| threat.id.as_str());
        problems.push(Problem::unknown(place.key("threat"), "threat", effect.threat.as_str(), known));
    }
    let Curve::Parametric(curve) = &effect.curve else { return problems };
    let place = place.key("curve").key(curve.family.as_str());
    let no_effort = programme.reference_effort() <= 0.0;
    if let Some(scale) = &curve.scale {
        let (low, _) = scale.support();
        if low <= 0.0 {
            let found = format!("`{scale}`: it can be {low}");
            problems.push(Problem::value(place.key(curve.scale_key()), found).allowed("money above nought"));
        }
    } else if no_effort {
        let key = curve.scale_key();
        let found = format!("`{key}` is missing, and there is no reference spend to take instead");
        problems.push(Problem::value(place.clone(), found).allowed(format!("`{key}`, £m")));
    }
    let place = place.key(curve.strength_key());
    if curve.strength.is_return() && threat.is_some_and(|threat| threat.harm.is_none()) {
        let found = format!("a return in £, but nobody has costed `{}`", effect.threat);
        problems.push(Problem::value(place.clone(), found).allowed("the curve's own strength, not a return"));
    }
    if matches!(curve.strength, Strength::AverageReturn(_)) && no_effort {
        let found = "an average return on no reference spend";
        let allowed = "`marginal_return`, or a `reference` above `set_up`";
        problems.push(Problem::value(place.clone(), found).allowed(allowed));
    }
    problems.extend(strength_problem(curve, &place));
    problems
}

fn strength_problem(curve: &Parametric, place: &Place) -> Option<Problem> {
    let number = curve.strength.distribution();
    match (curve.family, &curve.strength) {
        (Family::LogLinear, Strength::Own(_) | Strength::MarginalReturn(_)) => None,
        (Family::Exponential | Family::Hyperbolic, Strength::Own(_)) => {
            let (low, high) = number.support();
            (low < 0.0 || high >= 1.0).then(|| {
                let found = if low < 0.0 { low } else { high };
                Problem::value(place.clone(), format!("`{number}`: it can be {found}"))
                    .allowed("a share from 0 up to (but not) 1")
            })
        }
        _ => {
            let allowed =
                "nought or more: a programme that does harm is a `log_linear` curve with a negative `rate`";
            within(number, 0.0, f64::INFINITY, place, allowed)
        }
    }
}

fn correlations(evidence: &Evidence, root: &Place) -> Vec<Problem> {
    let mut problems = Vec::new();
    let uncertain = evidence.uncertain();
    let mut group_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (group, correlation) in evidence.correlations().iter().enumerate() {
        let first = correlation.between.first().map_or("", |pattern| pattern.as_str());
        let place = root.key("correlation").named(first).key("between");
        let mut members = 0;
        for (i, pattern) in correlation.between.iter().enumerate() {
            let covered = uncertain
                .iter()
                .map(|(address, _)| address.as_str())
                .filter(|address| pattern.covers(address));
            let mut any = false;
            for address in covered {
                any = true;
                match group_of.insert(address, group) {
                    Some(before) if before != group => {
                        let found = format!("`{address}` is in two groups");
                        problems.push(
                            Problem::value(place.item(i), found)
                                .allowed("each uncertain number in one group"),
                        );
                    }
                    Some(_) => {}
                    None => members += 1,
                }
            }
            if !any {
                let known = uncertain.iter().map(|(address, _)| address.as_str());
                let nearest = crate::text::nearest(pattern.as_str(), known).map(str::to_owned);
                let found = format!("`{}` covers no uncertain number", pattern.as_str());
                let allowed = "addresses as `evidence` lists them, with `*` for any run of characters";
                problems.push(Problem {
                    nearest,
                    of_absence: true,
                    ..Problem::value(place.item(i), found).allowed(allowed)
                });
            }
        }
        if members == 1 {
            let found = "a group of one uncertain number, which has nothing to move with";
            problems.push(Problem::value(place, found).allowed("two or more"));
        }
    }
    problems
}
