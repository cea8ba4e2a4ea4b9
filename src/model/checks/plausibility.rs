//! Evidence that is well formed and cannot be meant: what follows from it is beyond all measure.
//!
//! Uncertain numbers are taken at their medians. Of three independent ones each lies on the worse side in one draw of
//! two, so what is wrong there is wrong in one draw of eight at least.

use crate::curve::Draw;
use crate::curve::Family;
use crate::curve::StatedReturn;
use crate::curve::Strengths;
use crate::curve::held;
use crate::distribution::Distribution;
use crate::model::Curve;
use crate::model::Effect;
use crate::model::Evidence;
use crate::model::Parametric;
use crate::model::Programme;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text;
use crate::text::typed;

/// The most harm a year, £m: ten times what the world earns.
const MOST_HARM: f64 = 1e9;

/// The largest change of log harm that a programme, or all of them together, can be meant to make: a billionfold.
const MOST_CHANGE: f64 = 20.7;

/// Beyond this much of log harm avoided nothing is left that a number can hold.
const NOTHING_LEFT: f64 = 600.0;

/// Every problem of some evidence whose parts are sound.
pub(super) fn problems(evidence: &Evidence, root: &Place) -> Vec<Problem> {
    let mut problems = Vec::new();
    for threat in evidence.threats() {
        let place = root.key("threat").named(threat.id.as_str());
        problems.extend(threat.harm.as_ref().and_then(|harm| harm_problem(harm, place.key("harm"))));
    }
    let mut at_today = vec![0.0; evidence.threats().len()];
    for (programme, effect) in evidence.effects() {
        let Curve::Parametric(curve) = &effect.curve else { continue };
        let place = root.key("programme").named(programme.id.as_str()).key("effect");
        let place = place.named(effect.threat.as_str()).key("curve").key(curve.family.terms().word());
        let Some(strength) = Middle::of(evidence, programme, effect, curve) else { continue };
        let problem = strength.problem(evidence, programme, curve, place.key(curve.strength_key()));
        let threat = evidence.threats().iter().position(|threat| threat.id == effect.threat);
        if let (Some(threat), None) = (threat, &problem) {
            at_today[threat] += strength.log_residual(programme.reference_effort());
        }
        problems.extend(problem);
    }
    for (threat, log) in evidence.threats().iter().zip(at_today).filter(|(_, log)| log.abs() > MOST_CHANGE) {
        let harm = size(log);
        let found = format!("the effects on `{}` multiply to {harm} at today's spend", threat.id);
        let place = root.key("threat").named(threat.id.as_str()).key("id");
        problems.push(
            Problem::value(place, found).allowed("effects that together change harm less than a billionfold"),
        );
    }
    problems.into_iter().map(|problem| problem.lacking(Lack::Doubt)).collect()
}

fn harm_problem(harm: &Distribution, place: Place) -> Option<Problem> {
    let mean = harm.mean();
    let is_plausible = mean.is_finite() && mean <= MOST_HARM;
    (!is_plausible).then(|| {
        let found = format!("harm with a mean of {} a year is more than there can be", text::money(mean));
        Problem::value(place, found).allowed("a mean of at most £1e9m a year, ten times what the world earns")
    })
}

/// A curve at the medians of what it rests on.
struct Middle {
    family: Family,
    strength: f64,
    scale: f64,
}

impl Middle {
    /// The curve; `None` where something about it is wrong already.
    fn of(evidence: &Evidence, programme: &Programme, effect: &Effect, curve: &Parametric) -> Option<Self> {
        let median = |number: &Distribution| number.certain().unwrap_or_else(|| number.quantile(0.5));
        let effort = programme.reference_effort();
        let harm = evidence.threat(&effect.threat)?.harm.as_ref().map_or(f64::NAN, median);
        let scale = curve.scale.as_ref().map_or(effort, median);
        let stated = median(curve.strength.distribution());
        let strength = curve.own_strength(stated, StatedReturn { harm, effort }, scale);
        (scale > 0.0 && !strength.is_nan()).then_some(Self { family: curve.family, strength, scale })
    }

    fn has_reach(&self) -> bool {
        self.family.terms().strengths() == Strengths::Reach
    }

    /// log q at an effort; nought of curves with a reach, which never leave less than a hundredth.
    fn log_residual(&self, effort: f64) -> f64 {
        let Self { family, strength, scale } = *self;
        if self.has_reach() { 0.0 } else { family.log_residual(effort, Draw { strength, scale }) }
    }

    fn problem(
        &self,
        evidence: &Evidence,
        programme: &Programme,
        curve: &Parametric,
        place: Place,
    ) -> Option<Problem> {
        if self.has_reach() {
            let is_implied = curve.strength.is_return() && held(self.strength).1;
            return is_implied.then(|| {
                let found = "implies that the programme could remove more than 99% of the threat's harm";
                let found = format!("{} {found}", curve.strength_key());
                Problem::value(place, found).allowed("a smaller return, or a smaller `half_spend`")
            });
        }
        let reference = programme.reference_effort();
        let all = evidence.reference_total().millions();
        let most = programme.max.map_or(all, |max| max.millions().min(all)).max(reference);
        let (today, most) = ((reference, self.log_residual(reference)), (most, self.log_residual(most)));
        let wrong = [(today, MOST_CHANGE), (most, if most.1 > 0.0 { MOST_CHANGE } else { NOTHING_LEFT })];
        let ((effort, log), _) = wrong.into_iter().find(|((_, log), limit)| log.abs() > *limit)?;
        let found = format!(
            "{} {} multiplies harm by {} over {} of spending",
            curve.strength_key(),
            typed(self.strength),
            size(log),
            text::money_exact(effort)
        );
        let allowed =
            format!("a {} that is smaller, or a larger `{}`", curve.strength_key(), curve.scale_key());
        Some(Problem::value(place, found).allowed(allowed))
    }
}

/// e to a power, however far it goes.
fn size(log: f64) -> String {
    let power = log / std::f64::consts::LN_10;
    format!("1e{power:.0}")
}
