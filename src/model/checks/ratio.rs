//! What must hold of a ratio between groups of programmes, on the scenario's evidence.

use crate::id::Pattern;
use crate::model::BoundKind;
use crate::model::Evidence;
use crate::model::LimitSpec;
use crate::model::Ratio;
use crate::model::RatioBound;
use crate::model::RatioSpec;
use crate::model::checks::pattern;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text;

/// The largest multiple, and one over the smallest: beyond it one group gets nothing that anybody could tell.
const MOST: f64 = 1e6;

/// A ratio with its programmes found, and every problem of it; `place` is the limit's.
pub(super) fn resolve(
    limit: &LimitSpec,
    ratio: &RatioSpec,
    evidence: &Evidence,
    place: &Place,
) -> (Ratio, Vec<Problem>) {
    let here = place.key("ratio");
    let mut problems: Vec<Problem> = others(limit)
        .into_iter()
        .map(|key| {
            let found = format!("`{key}` beside `ratio`");
            let allowed = "a limit that asks for a `ratio` alone; what else is asked of programmes, in a limit of its own";
            Problem::key(place.key(key), found).allowed(allowed)
        })
        .collect();
    let of = members(&ratio.of, "of", evidence, &here, &mut problems);
    let to = members(&ratio.to, "to", evidence, &here, &mut problems);
    if let Some(&both) = of.iter().find(|programme| to.contains(programme)) {
        let found = format!("`{}` is on both sides of the ratio", evidence.programmes()[both].id);
        let problem = Problem::value(here.key("to"), found).or(here.key("of"));
        problems.push(problem.allowed("two groups without a programme in common"));
    }
    problems.extend(multiples(ratio, &here));
    (Ratio { of, to, bounds: bounds(ratio) }, problems)
}

/// The keys that a ratio does not go with.
fn others(limit: &LimitSpec) -> Vec<&'static str> {
    let stated = [
        ("programmes", !limit.programmes.is_empty()),
        ("strand", limit.strand.is_some()),
        ("threat", limit.threat.is_some()),
        ("funder", limit.funder.is_some()),
        ("min", limit.min.is_some()),
        ("max", limit.max.is_some()),
        ("min_share", limit.min_share.is_some()),
        ("max_share", limit.max_share.is_some()),
        ("max_change", limit.max_change.is_some()),
        ("max_yearly_change", limit.max_yearly_change.is_some()),
        ("at_most_open", limit.at_most_open.is_some()),
    ];
    stated.into_iter().filter(|(_, is_stated)| *is_stated).map(|(key, _)| key).collect()
}

fn members(
    pattern: &Pattern,
    key: &str,
    evidence: &Evidence,
    place: &Place,
    problems: &mut Vec<Problem>,
) -> Vec<usize> {
    let ids: Vec<&str> = evidence.programmes().iter().map(|programme| programme.id.as_str()).collect();
    let members: Vec<usize> = (0..ids.len()).filter(|&programme| pattern.covers(ids[programme])).collect();
    if members.is_empty() {
        let found = format!("no programme's id fits `{}`", pattern.as_str());
        let problem = Problem::value(place.key(key), found);
        let problem = problem.allowed("an id of a programme, with `*` for any run of characters");
        problems.push(problem.nearest(pattern::nearest(pattern, &ids)));
    }
    members
}

fn multiples(ratio: &RatioSpec, place: &Place) -> Vec<Problem> {
    let RatioSpec { min, max, .. } = *ratio;
    let place = place.key("is");
    let is_exact = min == max;
    let wrong = |multiple: f64| !((1.0 / MOST)..=MOST).contains(&multiple);
    let stated = [("min", min), ("max", max.filter(|_| !is_exact))];
    let mut problems: Vec<Problem> = stated
        .into_iter()
        .filter_map(|(key, multiple)| {
            let multiple = multiple.filter(|multiple| wrong(*multiple))?;
            let place = if is_exact { place.clone() } else { place.key(key) };
            let allowed = "a number above 0, from a millionth to a million";
            Some(Problem::value(place, format!("a ratio of {}", text::typed(multiple))).allowed(allowed))
        })
        .collect();
    if let (Some(min), Some(max)) = (min, max)
        && min > max
    {
        let found = format!("`min` {} is above `max` {}", text::typed(min), text::typed(max));
        problems.push(Problem::value(place, found).allowed("`min` up to `max`"));
    }
    problems
}

fn bounds(ratio: &RatioSpec) -> Vec<RatioBound> {
    let bound = |side, multiple| RatioBound { side, multiple };
    match (ratio.min, ratio.max) {
        (Some(min), Some(max)) if min.total_cmp(&max).is_eq() => vec![bound(None, min)],
        (min, max) => {
            let least = min.map(|min| bound(Some(BoundKind::AtLeast), min));
            let most = max.map(|max| bound(Some(BoundKind::AtMost), max));
            least.into_iter().chain(most).collect()
        }
    }
}
