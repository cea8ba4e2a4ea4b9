//! What programmes do to threats.

use crate::curve::Family;
use crate::curve::Points;
use crate::curve::PointsError;
use crate::distribution::Distribution;
use crate::input::construct::Gather;
use crate::input::construct::number;
use crate::input::decode::Field;
use crate::input::raw::curve as raw;
use crate::input::raw::number::Quantity;
use crate::input::raw::number::Uncertain;
use crate::model::Curve;
use crate::model::Parametric;
use crate::model::Strength;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;

/// A response curve; `place` is that of `curve` itself.
pub(super) fn curve(gather: &mut Gather, stated: &raw::Curve, place: &Place) -> Option<Curve> {
    match stated {
        raw::Curve::Exponential(at) => saturating(gather, at, Family::Exponential, place),
        raw::Curve::Hyperbolic(at) => saturating(gather, at, Family::Hyperbolic, place),
        raw::Curve::Elasticity(at) => {
            let place = place.key("elasticity");
            let strengths = [
                Own("elasticity", &at.elasticity),
                Average(&at.average_return),
                Marginal(&at.marginal_return),
            ];
            let strength = one_of(gather, &strengths, &place);
            let scale = number::optional(gather, &at.scale, &place, "scale");
            parametric(Family::Elasticity, strength, scale)
        }
        raw::Curve::LogLinear(at) => {
            let place = place.key("log_linear");
            let strengths = [Own("rate", &at.rate), Marginal(&at.marginal_return)];
            let strength = one_of(gather, &strengths, &place);
            let scale = number::optional(gather, &at.scale, &place, "scale");
            parametric(Family::LogLinear, strength, scale)
        }
        raw::Curve::Points(at) => points(gather, at, &place.key("points")),
    }
}

fn saturating(gather: &mut Gather, at: &raw::Saturating, family: Family, place: &Place) -> Option<Curve> {
    let place = place.key(family.terms().word());
    let strengths = [Own("reach", &at.reach), Average(&at.average_return), Marginal(&at.marginal_return)];
    let strength = one_of(gather, &strengths, &place);
    let half_spend = number::required(gather, &at.half_spend, &place, "half_spend");
    half_spend.and_then(|half_spend| parametric(family, strength, Some(half_spend)))
}

fn parametric(family: Family, strength: Option<Strength>, scale: Option<Distribution>) -> Option<Curve> {
    strength.map(|strength| Curve::Parametric(Parametric { family, strength, scale }))
}

use Stated::Average;
use Stated::Marginal;
use Stated::Own;

/// A strength as it may be stated.
enum Stated<'f> {
    Own(&'static str, &'f Field<Uncertain<f64>>),
    Average(&'f Field<Uncertain<f64>>),
    Marginal(&'f Field<Uncertain<f64>>),
}

impl<'f> Stated<'f> {
    fn key(&self) -> &'static str {
        match self {
            Own(key, _) => key,
            Average(_) => "average_return",
            Marginal(_) => "marginal_return",
        }
    }

    fn field(&self) -> &'f Field<Uncertain<f64>> {
        match self {
            Own(_, field) | Average(field) | Marginal(field) => field,
        }
    }
}

/// The one strength that is stated.
fn one_of(gather: &mut Gather, strengths: &[Stated<'_>], place: &Place) -> Option<Strength> {
    let there: Vec<&Stated<'_>> = strengths.iter().filter(|stated| !stated.field().is_absent()).collect();
    let [only] = there.as_slice() else {
        let keys: Vec<String> = strengths.iter().map(|stated| format!("`{}`", stated.key())).collect();
        let both: Vec<String> = there.iter().map(|stated| format!("`{}`", stated.key())).collect();
        let found = if both.is_empty() {
            "no strength".to_owned()
        } else {
            format!("{} together", crate::text::listed(&both))
        };
        let allowed = format!("exactly one of {}", keys.join(", "));
        let problem = Problem::value(place.clone(), found).allowed(allowed);
        gather.push(if there.is_empty() { problem.lacking(Lack::Key) } else { problem });
        return None;
    };
    let distribution = number::optional(gather, only.field(), place, only.key())?;
    Some(match only {
        Own(..) => Strength::Own(distribution),
        Average(_) => Strength::AverageReturn(distribution),
        Marginal(_) => Strength::MarginalReturn(distribution),
    })
}

fn points(gather: &mut Gather, at: &raw::Points, place: &Place) -> Option<Curve> {
    gather.required(&at.points, place, "points")?;
    if at.points.is_spoiled() {
        return None;
    }
    let given: Vec<(f64, f64)> = at.points.items().map(|(_, (effort, cut))| (effort.get(), *cut)).collect();
    match Points::new(&given) {
        Ok(points) => Some(Curve::Points(points)),
        Err(error) => {
            let place = if at.is_in_table { place.key("points") } else { place.clone() };
            let (place, allowed) = match error {
                PointsError::None => (place, "`[[£m, reduction], …]`".to_owned()),
                PointsError::Order { number, .. } => (place.item(number - 1), "money that rises".to_owned()),
                PointsError::Reduction { number, .. } => {
                    (place.item(number - 1), "a share of harm avoided".to_owned())
                }
                PointsError::Falling { number, .. } => {
                    let allowed = "reductions that rise with the money".to_owned();
                    (place.item(number - 1), allowed)
                }
                PointsError::NotLogConvex { number } => {
                    let allowed =
                        "returns that diminish: each further £1 does a smaller share of what is left";
                    (place.item(number), allowed.to_owned())
                }
            };
            gather.push(Problem::value(place, error).allowed(allowed));
            None
        }
    }
}
