//! What must hold of evidence as a whole.

use crate::id::Id;
use crate::model::Evidence;
use crate::model::Measure;
use crate::model::Programme;
use crate::model::Threat;
use crate::model::checks::correlation;
use crate::model::checks::effect;
use crate::model::checks::observation;
use crate::model::checks::ownership;
use crate::model::checks::plausibility;
use crate::model::checks::range::Range;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text::typed;
use std::collections::BTreeMap;

/// Lag weights that add up to 1 within this: they are written with few decimals (thirds as 0.333).
const LAG_SUM_TOLERANCE: f64 = 0.002;

const HARM: Range = Range::from_nought("money from nought up");
const COUNT: Range = Range::from_nought("a number from nought up");
const GROWTH: Range =
    Range { least: -1.0, ..Range::from_nought("a rate of −1 or more a year (0.02 is 2%)") };
const DELIVERED: Range = Range { most: 1.0, ..Range::from_nought("a share from 0 to 1") };

/// Every problem of the evidence taken together.
pub(in crate::model) fn problems(evidence: &Evidence) -> Vec<Problem> {
    let mut problems = Vec::new();
    let root = Place::root();
    problems.extend(strands(evidence, &root));
    let [threat, funder, programme] = ["threat", "funder", "programme"].map(|kind| (kind, root.key(kind)));
    let ids = evidence.threats().iter().map(|threat| &threat.id);
    problems.extend(repeated(threat.0, "id", &threat.1, ids));
    problems.extend(repeated(funder.0, "id", &funder.1, evidence.funders().iter().map(|funder| &funder.id)));
    let ids = evidence.programmes().iter().map(|programme| &programme.id);
    problems.extend(repeated(programme.0, "id", &programme.1, ids));
    for known in evidence.threats() {
        problems.extend(threat_problems(known, &threat.1.named(known.id.as_str())));
    }
    for known in evidence.funders() {
        let place = funder.1.named(known.id.as_str()).key("delivered");
        problems.extend(known.delivered.as_ref().and_then(|share| DELIVERED.problem(share, place)));
    }
    for known in evidence.programmes() {
        problems.extend(programme_problems(evidence, known, &programme.1.named(known.id.as_str())));
    }
    if evidence.programmes().is_empty() {
        let problem = Problem::missing(&root, "programme").allowed("at least one `[[programme]]`");
        problems.push(problem.lacking(Lack::Any));
    }
    problems.extend(correlation::problems(evidence));
    problems.extend(observation::problems(evidence));
    problems.extend(ownership::problems(evidence, &root));
    problems.extend(reference_total(evidence, root.key("evidence").key("reference_total")));
    if problems.is_empty() {
        problems.extend(plausibility::problems(evidence, &root));
    }
    problems
}

fn reference_total(evidence: &Evidence, place: Place) -> Option<Problem> {
    let asked = evidence.reference_total_asked()?;
    if asked.millions() <= 0.0 {
        return Some(Problem::value(place, format!("a total of {asked}")).allowed("money above nought"));
    }
    (evidence.reference_total().millions() <= 0.0).then(|| {
        let found = "no programme has a `reference` above nought, so none can be scaled";
        Problem::value(place, found).lacking(Lack::Any)
    })
}

fn strands(evidence: &Evidence, root: &Place) -> Vec<Problem> {
    let place = root.key("evidence").key("strands");
    let mut problems = Vec::new();
    if evidence.strands().is_empty() {
        let problem = Problem::value(place.clone(), "no strands").allowed("at least one id");
        problems.push(problem.lacking(Lack::Key));
    }
    for (i, strand) in evidence.strands().iter().enumerate() {
        if evidence.strands()[..i].contains(strand) {
            let found = format!("strand `{strand}` is named twice");
            problems.push(Problem::value(place.item(i), found).allowed("each strand once"));
        }
    }
    problems
}

/// Ids that stand where the same one stood before.
fn repeated<'a>(kind: &str, key: &str, place: &Place, ids: impl Iterator<Item = &'a Id>) -> Vec<Problem> {
    let mut times: BTreeMap<&Id, usize> = BTreeMap::new();
    let mut problems = Vec::new();
    for id in ids {
        let before = times.entry(id).or_default();
        if *before > 0 {
            let found = format!("{kind} `{id}` is defined already");
            let place = place.again(id.as_str(), *before).key(key);
            problems.push(Problem::value(place, found).allowed("each id once"));
        }
        *before += 1;
    }
    problems
}

fn threat_problems(threat: &Threat, place: &Place) -> Vec<Problem> {
    let ids = threat.counts.iter().map(|count| &count.id);
    let mut problems = repeated("count", "id", &place.key("count"), ids);
    problems.extend(threat.harm.as_ref().and_then(|harm| HARM.problem(harm, place.key("harm"))));
    problems.extend(threat.growth.as_ref().and_then(|growth| GROWTH.problem(growth, place.key("growth"))));
    let named_harm = threat.counts.iter().find(|count| count.id.as_str() == Measure::HARM);
    problems.extend(named_harm.map(|_| {
        let found = format!("a count has the id `{0}`, but `measure = \"{0}\"` is harm in £", Measure::HARM);
        let place = place.key("count").named(Measure::HARM).key("id");
        Problem::value(place, found).allowed("any other id")
    }));
    for count in &threat.counts {
        let place = place.key("count").named(count.id.as_str()).key("per_year");
        problems.extend(COUNT.problem(&count.per_year, place));
    }
    problems
}

fn programme_problems(evidence: &Evidence, programme: &Programme, place: &Place) -> Vec<Problem> {
    let mut problems = Vec::new();
    let strands = evidence.strands();
    if !strands.is_empty() && !strands.contains(&programme.strand) {
        let known = strands.iter().map(Id::as_str);
        let problem = Problem::unknown(place.key("strand"), "strand", programme.strand.as_str(), known);
        problems.push(problem.lacking(Lack::Strand));
    }
    if let Some(funder) = &programme.funder
        && !evidence.funders().iter().any(|known| known.id == *funder)
    {
        let known = evidence.funders().iter().map(|funder| funder.id.as_str());
        let problem = Problem::unknown(place.key("funder"), "funder", funder.as_str(), known);
        problems.push(problem.lacking(Lack::Funder));
    }
    problems.extend(money_problems(programme, place));
    problems.extend(lag_problem(programme, place));
    let threats = programme.effects.iter().map(|effect| &effect.threat);
    let repeated = repeated("an effect on", "threat", &place.key("effect"), threats);
    let one_each = "one effect of a programme on each threat";
    problems.extend(repeated.into_iter().map(|problem| problem.allowed(one_each)));
    for effect in &programme.effects {
        let place = place.key("effect").named(effect.threat.as_str());
        problems.extend(effect::problems(evidence, programme, effect, &place));
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
        problems.push(Problem::value(place.key("max"), found).or(place.key("min")));
    }
    if max < programme.set_up {
        let found = format!("`max` {max} is below `set_up` {}: it could never begin", programme.set_up);
        problems.push(Problem::value(place.key("max"), found).or(place.key("set_up")));
    }
    problems
}

fn lag_problem(programme: &Programme, place: &Place) -> Option<Problem> {
    let place = place.key("lag");
    let allowed = "weights from 0 up that add up to 1, one a year";
    if programme.lag.is_empty() {
        return Some(Problem::value(place, "no weights").allowed(allowed));
    }
    if let Some(negative) = programme.lag.iter().position(|weight| *weight < 0.0) {
        let found = format!("a weight of {}", typed(programme.lag[negative]));
        return Some(Problem::value(place.item(negative), found).allowed(allowed));
    }
    let sum: f64 = programme.lag.iter().sum();
    let is_whole = (sum - 1.0).abs() <= LAG_SUM_TOLERANCE;
    (!is_whole)
        .then(|| Problem::value(place, format!("weights that add up to {}", typed(sum))).allowed(allowed))
}
