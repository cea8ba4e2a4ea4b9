//! A known draw with every curve through points cut at its knots.
//!
//! The effort of a programme whose curve has knots is cut into segments, each with an amount of its own. On each segment
//! log q is a straight line, steepest first, so where as little as can be is left the segments fill up in their order
//! and come to what the curve says; and in between everything is smooth. So an optimum at a knot, which has no second
//! derivative, becomes one at a bound.

use crate::simulate::block::Shape;
use crate::simulate::known::KnownDraw;
use crate::simulate::known::KnownEffect;

/// Knots nearer to each other or to an end than this part of where they are, are one.
const SAME: f64 = 1e-12;

/// A part of the planned effort of a programme, £m.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// The programme, as a position in the evidence.
    pub programme: usize,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

/// A known draw as a smooth function of amounts by segment.
#[derive(Clone, Debug)]
pub struct Segmented<'f> {
    segments: Vec<Segment>,
    threats: Vec<SegmentedThreat<'f>>,
}

#[derive(Clone, Debug)]
struct SegmentedThreat<'f> {
    level: f64,
    smooth: Vec<Smooth<'f>>,
    /// (segment, d(log q)/dx) of straight lines, and their height where all amounts are nought.
    straight: Vec<(usize, f64)>,
    height: f64,
}

/// An effect without knots, and the segments that its effort is the sum of.
#[derive(Clone, Debug)]
struct Smooth<'f> {
    effect: KnownEffect<'f>,
    first: usize,
    end: usize,
}

/// A value with its derivatives by segment, in the measure's unit and £m.
#[derive(Clone, Debug, Default)]
pub struct Derivatives {
    /// The value.
    pub value: f64,
    /// Its slopes.
    pub gradient: Vec<f64>,
    /// Its second derivatives, a row a segment.
    pub hessian: Vec<Vec<f64>>,
}

impl Derivatives {
    /// Nothing so far, over so many segments.
    pub(super) fn clear(&mut self, size: usize) {
        self.value = 0.0;
        self.gradient.clear();
        self.gradient.resize(size, 0.0);
        self.hessian.resize_with(size, Vec::new);
        for row in &mut self.hessian {
            row.clear();
            row.resize(size, 0.0);
        }
    }
}

/// A measure as a smooth function of amounts by segment.
pub trait Cut {
    /// The segments, programme by programme.
    fn segments(&self) -> &[Segment];

    /// The value and its derivatives at amounts by segment, £m.
    fn differentiate(&self, amounts: &[f64], into: &mut Derivatives);
}

/// The segments of programmes whose planned efforts are between bounds, cut at knots, £m by programme; and the first of
/// each programme, with one more at the end.
pub(super) fn segments(mut knots: Vec<Vec<f64>>, bounds: &[(f64, f64)]) -> (Vec<Segment>, Vec<usize>) {
    let mut segments = Vec::with_capacity(bounds.len());
    let mut firsts = Vec::with_capacity(bounds.len() + 1);
    for (programme, (&(lower, upper), knots)) in bounds.iter().zip(&mut knots).enumerate() {
        firsts.push(segments.len());
        knots.sort_unstable_by(f64::total_cmp);
        let mut from = lower;
        for &knot in knots.iter() {
            if knot - from > SAME * knot && upper - knot > SAME * knot {
                segments.push(Segment { programme, from, to: knot });
                from = knot;
            }
        }
        segments.push(Segment { programme, from, to: upper });
    }
    firsts.push(segments.len());
    (segments, firsts)
}

impl<'f> KnownDraw<'f> {
    /// The draw cut at its knots, where programmes' planned efforts are between bounds, £m by programme. The first
    /// segment of each programme has an amount from `from` to `to`, the next ones from nought to what is between them.
    #[must_use]
    pub fn segmented(&self, bounds: &[(f64, f64)]) -> Segmented<'f> {
        let mut knots: Vec<Vec<f64>> = vec![Vec::new(); bounds.len()];
        for effect in self.threats.iter().flat_map(|threat| &threat.effects) {
            if let Shape::Points(points) = effect.shape
                && effect.delivered > 0.0
            {
                let planned = |effort: f64| (effort - effect.past) / effect.delivered;
                knots[effect.programme].extend(points.given().map(|(effort, _)| planned(effort)));
            }
        }
        let (segments, firsts) = segments(knots, bounds);
        let threats = self.threats.iter().map(|threat| {
            let (mut smooth, mut straight, mut height) = (Vec::new(), Vec::new(), 0.0);
            for effect in &threat.effects {
                let (first, end) = (firsts[effect.programme], firsts[effect.programme + 1]);
                if matches!(effect.shape, Shape::Parametric(_)) {
                    smooth.push(Smooth { effect: *effect, first, end });
                    continue;
                }
                for (segment, Segment { from, to, .. }) in (first..end).zip(&segments[first..end]) {
                    // In its middle a segment is on no knot, whatever rounding does.
                    let middle = f64::midpoint(*from, *to);
                    let answer = effect.at(middle);
                    straight.push((segment, answer.slope));
                    if segment == first {
                        height += answer.log - answer.slope * middle;
                    }
                }
            }
            SegmentedThreat { level: threat.level, smooth, straight, height }
        });
        let threats = threats.collect();
        Segmented { segments, threats }
    }
}

impl Cut for Segmented<'_> {
    fn segments(&self) -> &[Segment] {
        &self.segments
    }

    fn differentiate(&self, amounts: &[f64], into: &mut Derivatives) {
        let size = self.segments.len();
        into.clear(size);
        let mut slopes = Vec::with_capacity(size);
        for threat in &self.threats {
            slopes.clear();
            let (mut factor, mut log) = (threat.level, threat.height);
            let mut bends = Vec::with_capacity(threat.smooth.len());
            for Smooth { effect, first, end } in &threat.smooth {
                let answer = effect.at(amounts[*first..*end].iter().sum());
                factor *= answer.factor;
                log += answer.log;
                slopes.extend((*first..*end).map(|segment| (segment, answer.slope)));
                bends.push(answer.curvature);
            }
            for &(segment, slope) in &threat.straight {
                log += slope * amounts[segment];
                slopes.push((segment, slope));
            }
            let value = factor * libm::exp(log);
            into.value += value;
            for &(segment, slope) in &slopes {
                let weighted = value * slope;
                into.gradient[segment] += weighted;
                let row = &mut into.hessian[segment];
                for &(other, slope) in &slopes {
                    row[other] += weighted * slope;
                }
            }
            for (Smooth { first, end, .. }, curvature) in threat.smooth.iter().zip(bends) {
                for segment in *first..*end {
                    for entry in &mut into.hessian[segment][*first..*end] {
                        *entry += value * curvature;
                    }
                }
            }
        }
    }
}
