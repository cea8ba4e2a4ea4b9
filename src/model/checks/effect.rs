//! What must hold of a programme's effect on a threat.

use crate::curve::Strengths;
use crate::model::Curve;
use crate::model::Effect;
use crate::model::Evidence;
use crate::model::Parametric;
use crate::model::Programme;
use crate::model::Strength;
use crate::model::checks::range::Range;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;

const SCALE: Range = Range::above_nought("money above nought");
const REACH: Range =
    Range { most: 1.0, with_most: false, ..Range::from_nought("a share from 0 up to (but not) 1") };
const STRENGTH: Range = Range::from_nought(
    "nought or more (a programme that does harm is a `log_linear` curve with a negative `rate`)",
);

/// Every problem of one effect; `place` is its own.
pub(super) fn problems(
    evidence: &Evidence,
    programme: &Programme,
    effect: &Effect,
    place: &Place,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let threat = evidence.threat(&effect.threat);
    if threat.is_none() {
        let known = evidence.threats().iter().map(|threat| threat.id.as_str());
        let problem = Problem::unknown(place.key("threat"), "threat", effect.threat.as_str(), known);
        problems.push(problem.lacking(Lack::Threat));
    }
    let Curve::Parametric(curve) = &effect.curve else { return problems };
    let place = place.key("curve").key(curve.family.terms().word());
    let no_effort = programme.reference_effort() <= 0.0;
    problems.extend(scale(curve, no_effort, &place));
    let place = place.key(curve.strength_key());
    if curve.strength.is_return() && threat.is_some_and(|threat| threat.harm.is_none()) {
        let found = format!("a return in £, but nobody has costed `{}`", effect.threat);
        let allowed = format!("`{}`, or a `harm` for the threat", curve.family.terms().strength().key);
        problems.push(Problem::value(place.clone(), found).allowed(allowed));
    }
    if matches!(curve.strength, Strength::AverageReturn(_)) && no_effort {
        let found = "an average return on no reference spend";
        let allowed = "`marginal_return`, or a `reference` above `set_up`";
        problems.push(Problem::value(place.clone(), found).allowed(allowed));
    }
    problems.extend(strength(curve, place));
    problems
}

fn scale(curve: &Parametric, no_effort: bool, place: &Place) -> Option<Problem> {
    let key = curve.scale_key();
    match &curve.scale {
        Some(scale) => SCALE.problem(scale, place.key(key)),
        None if no_effort => {
            let found = format!("`{key}` is missing, and there is no reference spend to take instead");
            let problem = Problem { found, ..Problem::missing(place, key) };
            Some(problem.allowed(format!("`{key}` in £m, or a `reference` above nought")))
        }
        None => None,
    }
}

fn strength(curve: &Parametric, place: Place) -> Option<Problem> {
    let number = curve.strength.distribution();
    match (curve.family.terms().strengths(), &curve.strength) {
        (Strengths::Any, Strength::Own(_) | Strength::MarginalReturn(_)) => None,
        (Strengths::Reach, Strength::Own(_)) => REACH.problem(number, place),
        (Strengths::Any, Strength::AverageReturn(_))
        | (Strengths::Reach, Strength::AverageReturn(_) | Strength::MarginalReturn(_))
        | (Strengths::FromNought, _) => STRENGTH.problem(number, place),
    }
}
