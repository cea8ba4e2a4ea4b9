//! That no draw of some evidence can break, found out without drawing all of it.
//!
//! Each number lies between the values of its quantile function at the farthest uniforms that a draw can have. Strengths,
//! returns and what programmes leave of harm are monotone in each number, but for the reach that a return implies, which
//! as a function of the scale is largest at an end of it; so what they can come to lies between what they come to at the
//! corners. Where a reach could be too large, the numbers it rests on are drawn, and no others. Evidence that is not
//! found sound in this way need not be unsound: it is for whoever asks to draw it.

use crate::curve::Draw;
use crate::curve::MOST_REACH;
use crate::curve::StatedReturn;
use crate::curve::Strengths;
use crate::curve::held;
use crate::distribution::Distribution;
use crate::id::Address;
use crate::model::Curve;
use crate::model::Effect;
use crate::model::Evidence;
use crate::model::Parametric;
use crate::model::Programme;
use crate::model::Simulation;
use crate::model::Strength;
use crate::simulate::copula::END;
use crate::simulate::interrupt::check_interrupt;
use crate::simulate::plan::Plan;
use crate::simulate::sample::spans;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// The share of draws whose implied reach may be held before the evidence is taken to contradict itself.
pub(super) const MOST_HELD: f64 = 0.01;

/// Logs of residuals that add up to less than this, whatever their signs, multiply to something finite with a finite
/// reciprocal: e^±709 are the ends of what there is.
const MOST_LOG: f64 = 600.0;

/// Room for roundings and for what tables are off, relative to a value.
const ROOM: f64 = 1e-6;

/// Reaches may be held in so much less than what is allowed; near that, the draws themselves decide.
const CLEARLY: f64 = 0.9;

/// A range of values, both ends included.
type Range = (f64, f64);

/// Whether it is sure that every draw is finite, that no reach is held too often, and that what today's spend holds back
/// is finite.
#[must_use]
pub fn surely_sound(evidence: &Evidence, simulation: Simulation) -> bool {
    let numbers = evidence.uncertain();
    let are_finite = numbers.iter().all(|(_, distribution)| {
        let (low, high) = range(distribution);
        low.is_finite() && high.is_finite()
    });
    if !are_finite {
        return false;
    }
    let mut logs = vec![0.0; evidence.threats().len()];
    let mut doubtful = Vec::new();
    for (programme, effect) in evidence.effects() {
        let position = evidence.threats().iter().position(|threat| threat.id == effect.threat);
        let Some(position) = position else { return false };
        let harm = evidence.threats()[position].harm.as_ref().map(range);
        let Some(bound) = bound(programme, effect, harm) else { return false };
        logs[position] += bound.log;
        if bound.may_be_held {
            doubtful.push((programme, effect));
        }
    }
    logs.iter().all(|log| *log < MOST_LOG) && are_seldom_held(evidence, simulation, &doubtful)
}

/// What an effect can come to at most.
struct Bound {
    /// |log q| at today's spend.
    log: f64,
    /// Whether its reach might be held in some draw.
    may_be_held: bool,
}

/// What the draws of a number lie between.
fn range(number: &Distribution) -> Range {
    let (low, high) = number.support();
    let low = if low.is_finite() { low.max(number.quantile(END)) } else { number.quantile(END) };
    let high = number.quantile(1.0 - END).min(high);
    // One that falls from its first value to its last.
    (low.min(high), high.max(low))
}

/// The bound of an effect, given the range of its threat's harm; `None` where nothing is sure.
fn bound(programme: &Programme, effect: &Effect, harm: Option<Range>) -> Option<Bound> {
    let effort = programme.reference_effort();
    let curve = match &effect.curve {
        Curve::Points(points) => {
            return Some(Bound { log: points.at(effort).0.abs(), may_be_held: false });
        }
        Curve::Parametric(curve) => curve,
    };
    let scales = curve.scale.as_ref().map_or((effort, effort), range);
    let stated = range(curve.strength.distribution());
    if !is_monotone(curve, stated, harm, scales) {
        return None;
    }
    let harms = harm.unwrap_or((f64::NAN, f64::NAN));
    let own = corners([stated, harms, scales], |[stated, harm, scale]| {
        curve.own_strength(stated, StatedReturn { harm, effort }, scale)
    })?;
    if curve.family.terms().strengths() == Strengths::Reach {
        let may_be_held = own.1 > MOST_REACH * (1.0 - ROOM);
        let reach = if may_be_held { MOST_REACH } else { own.1 };
        return (own.0 >= 0.0).then(|| Bound { log: -libm::log1p(-reach), may_be_held });
    }
    // Nought where it does not work.
    let strengths = (own.0.min(0.0), own.1.max(0.0));
    let log = corners([strengths, scales], |[strength, scale]| {
        curve.family.log_residual(effort, Draw { strength, scale })
    })?;
    Some(Bound { log: log.0.abs().max(log.1.abs()) * (1.0 + ROOM), may_be_held: false })
}

/// Whether a strength goes one way with each number it rests on, so that corners bound it.
fn is_monotone(curve: &Parametric, stated: Range, harm: Option<Range>, scales: Range) -> bool {
    let is_costed = harm.is_some_and(|harm| harm.0 > 0.0);
    let is_stated = match curve.strength {
        Strength::Own(_) => true,
        Strength::MarginalReturn(_) => is_costed,
        Strength::AverageReturn(_) => is_costed && stated.0 >= 0.0,
    };
    let is_reach = curve.family.terms().strengths() == Strengths::Reach;
    is_stated && scales.0 > 0.0 && (stated.0 >= 0.0 || !is_reach)
}

/// The least and the greatest of a function at the corners of some ranges; `None` where it is not finite at any.
fn corners<const N: usize>(ranges: [Range; N], function: impl Fn([f64; N]) -> f64) -> Option<Range> {
    let mut found = (f64::INFINITY, f64::NEG_INFINITY);
    for corner in 0..1_u32 << N {
        let mut bit = 1;
        let point = ranges.map(|(low, high)| {
            let end = if corner & bit == 0 { low } else { high };
            bit <<= 1;
            end
        });
        let value = function(point);
        if !value.is_finite() {
            return None;
        }
        found = (found.0.min(value), found.1.max(value));
    }
    Some(found)
}

/// Whether the reach of each of these effects is held in clearly less than 1% of draws.
fn are_seldom_held(evidence: &Evidence, simulation: Simulation, effects: &[(&Programme, &Effect)]) -> bool {
    if effects.is_empty() {
        return true;
    }
    let read: Vec<Reading<'_>> =
        effects.iter().filter_map(|(programme, effect)| Reading::of(evidence, programme, effect)).collect();
    let wanted: BTreeSet<&Address> = read.iter().flat_map(|reading| &reading.addresses).collect();
    let plan = Plan::of_some(evidence, simulation, |address| wanted.contains(address));
    let blocks: Vec<Vec<usize>> = spans(simulation.draws)
        .into_par_iter()
        .map(|span| {
            check_interrupt();
            let columns = plan.columns(span.start, span.len());
            let column = |address: &Address| {
                plan.addresses().binary_search(address).ok().map(|place| &columns[place][..])
            };
            read.iter().map(|reading| reading.times_held(column, span.len())).collect()
        })
        .collect();
    let mut times = (0..read.len()).map(|i| blocks.iter().map(|held| held[i]).sum::<usize>());
    let most = CLEARLY * MOST_HELD * simulation.draws.as_f64();
    times.all(|held| {
        #[expect(clippy::cast_precision_loss, reason = "at most 1e8")]
        let held = held as f64;
        held <= most
    })
}

/// The numbers that an effect's reach rests on.
struct Reading<'e> {
    curve: &'e Parametric,
    effort: f64,
    /// Of the strength as stated, the threat's harm and the scale.
    addresses: [Address; 3],
    /// The same numbers where they are certain.
    certain: [f64; 3],
}

impl<'e> Reading<'e> {
    fn of(evidence: &Evidence, programme: &Programme, effect: &'e Effect) -> Option<Self> {
        let Curve::Parametric(curve) = &effect.curve else { return None };
        let own = |key: &str| Address::of_effect(&programme.id, &effect.threat, key);
        let addresses =
            [own(curve.strength_key()), Address::of_threat(&effect.threat, "harm"), own(curve.scale_key())];
        let effort = programme.reference_effort();
        let harm = evidence.threats().iter().find(|threat| threat.id == effect.threat)?.harm.as_ref();
        let value = |number: &Distribution| number.certain().unwrap_or(f64::NAN);
        let scale = curve.scale.as_ref().map_or(effort, value);
        let certain = [value(curve.strength.distribution()), harm.map_or(f64::NAN, value), scale];
        Some(Self { curve, effort, addresses, certain })
    }

    /// In how many draws of a block the reach is held.
    fn times_held<'c>(&self, column: impl Fn(&Address) -> Option<&'c [f64]>, length: usize) -> usize {
        let columns = [0, 1, 2].map(|i: usize| column(&self.addresses[i]));
        let value = |i: usize, draw: usize| columns[i].map_or(self.certain[i], |column| column[draw]);
        let is_held = |draw: &usize| {
            let at = StatedReturn { harm: value(1, *draw), effort: self.effort };
            held(self.curve.own_strength(value(0, *draw), at, value(2, *draw))).1
        };
        (0..length).filter(is_held).count()
    }
}
