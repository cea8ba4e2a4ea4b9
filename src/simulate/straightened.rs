//! The mean of a measure with every curve through points cut at its knots.
//!
//! Each straight line of such a curve becomes an effect of its own, with an effort of its own, on the same draws: log q
//! is works · slope · amount on it. So the loops over draws are the same, and an optimum at a knot becomes one at a
//! bound. Only where what is delivered is certain: otherwise each draw has its knots elsewhere, and the mean has none.

use crate::curve::Draw;
use crate::curve::Family;
use crate::curve::Points;
use crate::simulate::Derivatives;
use crate::simulate::Futures;
use crate::simulate::Segment;
use crate::simulate::block::Block;
use crate::simulate::block::Column;
use crate::simulate::block::EffectBlock;
use crate::simulate::block::Line;
use crate::simulate::block::ResponseBlock;
use crate::simulate::block::Shape;
use crate::simulate::change::Change;
use crate::simulate::futures::Straightened;
use crate::simulate::segmented::segments;

/// Draws without knots, and how their efforts are made of amounts by segment.
#[derive(Clone, Debug)]
pub struct WithoutKnots<'s> {
    futures: &'s Futures,
    segments: Vec<Segment>,
    /// For each segment, the efforts that its amount is a part of.
    parts: Vec<Vec<usize>>,
    /// The efforts where every amount is nought.
    begin: Vec<f64>,
}

impl Futures {
    /// The same with efforts of their own for the straight lines of curves that have knots, where programmes' planned
    /// efforts are between bounds, £m by programme; `None` where no curve has knots that are the same in every draw.
    #[must_use]
    pub fn without_knots(&self, bounds: &[(f64, f64)]) -> Option<WithoutKnots<'_>> {
        let straightened = self.straightened.get_or_init(|| Straightened::of(self).map(Box::new)).as_ref()?;
        Some(within(straightened, bounds))
    }
}

impl Straightened {
    /// Draws with curves through points made straight; `None` where there is no such curve.
    fn of(futures: &Futures) -> Option<Self> {
        let first = futures.first();
        let effects = || first.threats.iter().flat_map(|threat| &threat.effects);
        let lines: Vec<Line> = effects().flat_map(|effect| lines(first, effect)).collect();
        let programmes = programmes(first);
        (!lines.is_empty()).then(|| Self {
            futures: futures.changed(&Change::of(straightened)),
            programmes,
            lines,
        })
    }
}

/// The same where programmes' planned efforts are between bounds, £m by programme.
fn within<'s>(straightened: &'s Straightened, bounds: &[(f64, f64)]) -> WithoutKnots<'s> {
    let mut knots = vec![Vec::new(); bounds.len()];
    for line in &straightened.lines {
        knots[line.programme].push(line.to);
    }
    let (segments, firsts) = segments(knots, bounds);
    let mut begin = vec![0.0; straightened.programmes + straightened.lines.len()];
    // A programme without effects has no effort among those of the draws.
    let own =
        |segment: &Segment| (0..straightened.programmes).filter(|own| *own == segment.programme).collect();
    let mut parts: Vec<Vec<usize>> = segments.iter().map(own).collect();
    for (line, effort) in straightened.lines.iter().zip(straightened.programmes..) {
        let own = firsts[line.programme]..firsts[line.programme + 1];
        // What is spent in any case fills the lines before it, and the amount of the first segment begins at nought.
        let least = segments[own.start].from;
        begin[effort] = least.clamp(line.from, line.to) - line.from;
        for segment in own.clone() {
            let Segment { from, to, .. } = segments[segment];
            let middle = f64::midpoint(from, to);
            if line.from < middle && middle < line.to {
                parts[segment].push(effort);
                begin[effort] -= if segment == own.start { from } else { 0.0 };
            }
        }
    }
    WithoutKnots { futures: &straightened.futures, segments, parts, begin }
}

/// The straight lines of an effect, if it is one through points and what is delivered is certain.
fn lines(block: &Block, effect: &EffectBlock) -> Vec<Line> {
    let Some((points, delivered)) = straight(block, effect) else { return Vec::new() };
    // What is felt of the past fills the first lines, so that they begin below nothing planned.
    let planned = |effort: f64| (effort - effect.past) / delivered;
    let line = |(from, to, _): (f64, f64, f64)| Line {
        programme: effect.programme,
        from: planned(from),
        to: planned(to),
    };
    points.lines().map(line).collect()
}

/// The points of an effect with the share that is delivered, if it has points and the share is certain and any.
fn straight<'b>(block: &'b Block, effect: &'b EffectBlock) -> Option<(&'b Points, f64)> {
    let Shape::Points(points) = &effect.response.shape else { return None };
    let delivered = match effect.funder.map(|funder| &block.delivered[funder]) {
        None => 1.0,
        Some(Column::Same(share)) => *share,
        Some(Column::Each(_)) => return None,
    };
    (delivered > 0.0).then_some((points, delivered))
}

/// How many programmes have efforts.
fn programmes(block: &Block) -> usize {
    let effects = block.threats.iter().flat_map(|threat| &threat.effects);
    effects.map(|effect| effect.programme + 1).max().unwrap_or_default()
}

/// A block with the lines of its curves as effects of their own, whose efforts follow those of programmes.
fn straightened(block: &Block) -> Block {
    let mut straightened = block.clone();
    let mut next = programmes(block);
    for (threat, own) in straightened.threats.iter_mut().zip(&block.threats) {
        threat.effects.clear();
        for effect in &own.effects {
            let Some((points, _)) = straight(block, effect) else {
                threat.effects.push(effect.clone());
                continue;
            };
            for ((_, _, slope), programme) in points.lines().zip(next..) {
                let response = line(&effect.response, slope);
                threat.effects.push(EffectBlock { programme, past: 0.0, response, ..*effect });
                next += 1;
            }
        }
    }
    straightened
}

/// A straight line of a slope, per £m delivered, where the programme works.
fn line(response: &ResponseBlock, slope: f64) -> ResponseBlock {
    // Of a rate against its slope, on a scale of £1m.
    let times =
        |works: &f64| Family::LogLinear.prepared(Draw { strength: -slope * works, scale: 1.0 }).strength;
    let strength = match &response.strength {
        Column::Same(works) => Column::Same(times(works)),
        Column::Each(works) => Column::Each(works.iter().map(times).collect()),
    };
    ResponseBlock { shape: Shape::Parametric(Family::LogLinear), strength, pace: Column::Same(0.0) }
}

impl<'s> WithoutKnots<'s> {
    /// The draws.
    #[must_use]
    pub fn futures(&self) -> &'s Futures {
        self.futures
    }

    /// The segments, programme by programme.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The efforts that the draws take, £m, where these are the amounts by segment.
    #[must_use]
    pub fn efforts(&self, amounts: &[f64]) -> Vec<f64> {
        let mut efforts = self.begin.clone();
        for (parts, amount) in self.parts.iter().zip(amounts) {
            for effort in parts {
                efforts[*effort] += amount;
            }
        }
        efforts
    }

    /// Turns a value with derivatives by these efforts into one with derivatives by amounts.
    pub fn by_amount(&self, value: f64, slopes: &[f64], bends: &[Vec<f64>], into: &mut Derivatives) {
        into.clear(self.segments.len());
        into.value = value;
        for (own, parts) in self.parts.iter().enumerate() {
            into.gradient[own] = parts.iter().map(|effort| slopes[*effort]).sum();
            for (entry, others) in into.hessian[own].iter_mut().zip(&self.parts) {
                let pairs = parts.iter().flat_map(|row| others.iter().map(|column| bends[*row][*column]));
                *entry = pairs.sum();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Measure;
    use crate::simulate::curved;
    use crate::simulate::evaluate;
    use crate::units::Draws;
    use std::sync::Arc;

    /// Two programmes on one threat of £1,000m: one through points that works in half of the draws, one smooth.
    fn futures() -> Futures {
        let points = Points::new(&[(10.0, 0.2), (30.0, 0.3), (70.0, 0.35)]).unwrap();
        let works = Column::Each(vec![1.0, 0.0].into());
        let through =
            ResponseBlock { shape: Shape::Points(points), strength: works, pace: Column::Same(0.0) };
        let prepared = Family::Exponential.prepared(Draw { strength: 0.5, scale: 20.0 });
        let smooth = ResponseBlock {
            shape: Shape::Parametric(Family::Exponential),
            strength: Column::Same(prepared.strength),
            pace: Column::Same(prepared.pace),
        };
        let effect = |programme, response| EffectBlock { programme, funder: None, past: 0.0, response };
        let threat = crate::simulate::block::ThreatBlock {
            harm: Some(Column::Same(1000.0)),
            counts: Vec::new(),
            anchor: Column::Same(1.0),
            growth: None,
            discount: 1.0,
            effects: vec![effect(0, through), effect(1, smooth)],
        };
        let block = Block { length: 2, delivered: Vec::new(), threats: vec![threat], years: 1 };
        Futures::of_blocks(Draws::FEW, vec![Arc::new(block)], Arc::from([]))
    }

    fn differentiate(cut: &WithoutKnots<'_>, amounts: &[f64], into: &mut Derivatives) {
        let efforts = cut.efforts(amounts);
        let (evaluation, curvature) = curved(cut.futures(), &efforts, &Measure::Harm, None);
        let mut slopes = vec![0.0; efforts.len()];
        for (effort, slope) in evaluation.threats.iter().flat_map(|threat| &threat.gradient) {
            slopes[*effort] += slope;
        }
        cut.by_amount(evaluation.total(), &slopes, &curvature.matrix(efforts.len()), into);
    }

    #[test]
    fn filled_in_order_the_lines_are_the_curve() {
        let futures = futures();
        let straightened = Straightened::of(&futures).unwrap();
        for (least, money) in [
            (0.0, [0.0, 5.0]),
            (0.0, [12.0, 5.0]),
            (0.0, [40.0, 0.0]),
            (15.0, [50.0, 3.0]),
            (15.0, [90.0, 1.0]),
        ] {
            let cut = within(&straightened, &[(least, 100.0), (0.0, 50.0)]);
            let mut left: [f64; 2] = money;
            let first =
                |own: usize| cut.segments().iter().position(|segment| segment.programme == own).unwrap();
            let amounts = cut.segments().iter().enumerate().map(|(i, segment)| {
                let room = if i == first(segment.programme) { segment.to } else { segment.to - segment.from };
                let amount = left[segment.programme].min(room);
                left[segment.programme] -= amount;
                amount
            });
            let amounts: Vec<f64> = amounts.collect();
            let mut at = Derivatives::default();
            differentiate(&cut, &amounts, &mut at);
            let plain = evaluate(&futures, &money, &Measure::Harm, None).total();
            // A handful of roundings of 1e-16.
            assert!((at.value / plain - 1.0).abs() < 1e-14, "{money:?}: {} against {plain}", at.value);
        }
    }

    #[test]
    fn slopes_and_bends_are_those_of_small_steps() {
        let (futures, amounts) = (futures(), [8.0, 11.0, 3.0, 2.0, 6.0]);
        let straightened = Straightened::of(&futures).unwrap();
        let cut = within(&straightened, &[(0.0, 100.0), (0.0, 50.0)]);
        assert_eq!(cut.segments().len(), amounts.len());
        let at = |amounts: &[f64]| {
            let mut at = Derivatives::default();
            differentiate(&cut, amounts, &mut at);
            at
        };
        let here = at(&amounts);
        for own in 0..amounts.len() {
            let step = |by: f64| {
                let mut moved = amounts;
                moved[own] += by;
                at(&moved)
            };
            let (up, down) = (step(1e-4), step(-1e-4));
            // Central differences: steps² times third derivatives, and 1e-13/1e-4 of rounding.
            assert!(((up.value - down.value) / 2e-4 - here.gradient[own]).abs() < 1e-6, "{own}");
            for other in 0..amounts.len() {
                let bend = (up.gradient[other] - down.gradient[other]) / 2e-4;
                assert!((bend - here.hessian[own][other]).abs() < 1e-6, "{own} {other}");
            }
        }
    }

    #[test]
    fn without_points_there_is_nothing_to_make_straight() {
        let futures = futures();
        let mut block = futures.first().clone();
        block.threats[0].effects.remove(0);
        let smooth = Futures::of_blocks(Draws::FEW, vec![Arc::new(block)], Arc::from([]));
        assert!(Straightened::of(&smooth).is_none());
    }
}
