//! A quantile function tabled along the normal score.

#![expect(clippy::inline_always, reason = "a function that is called is not compiled for wider instructions")]

use crate::distribution::quantiles::axis::Axis;
use crate::distribution::quantiles::scores::FARTHEST;
use crate::distribution::special::norm_density;
use crate::distribution::special::norm_tails;
use crate::elementary::wide;

/// How far off the table may be in the middle of an interval, where Hermite's interpolation is worst: x changes by the
/// same share of itself, and of what is left of it. What is promised is ten times as much.
const MOST_OFF: f64 = 1e-10;

/// Intervals for each unit of the normal score; more where fewer do not hold.
const PER_UNIT: [u32; 4] = [4, 8, 16, 32];

/// Beyond these a point of the axis has no x or no 1 − x among doubles.
const EDGE: f64 = 700.0;

/// Adding it leaves no room for a fraction: the nearest whole number stands in the lowest bits.
const WHOLE: f64 = 6_755_399_441_055_744.0;

/// As many of the lowest bits are enough for the number of an interval.
const LOWEST: u64 = 0xffff;

/// A quantile function along its axis, s(z) with z = Φ⁻¹(u), for |z| up to [`FARTHEST`].
///
/// Each interval has the polynomial of the seventh degree that has the values, slopes, second and third derivatives of
/// s at both ends. They are known: with φ the normal density and f the density along the axis s′ = φ/f, so
/// (ln s′)′ = −z − (ln f)′·s′, and so on. The table is continuous with three derivatives, and rises.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::distribution) struct Table {
    per_unit: f64,
    /// [`WHOLE`] and the place of the interval around 0: added to a place it leaves the interval's number in the lowest
    /// bits.
    lift: f64,
    /// For each interval the terms in −1..1 across it: even ones first, then odd ones.
    intervals: Box<[[f64; 8]]>,
}

impl Table {
    /// The table of a distribution function; `None` where no table holds, as of shapes nearly all of which is at one end.
    pub(super) fn of(axis: &impl Axis) -> Option<Self> {
        PER_UNIT.iter().find_map(|per_unit| Self::with(axis, f64::from(*per_unit)))
    }

    fn with(axis: &impl Axis, per_unit: f64) -> Option<Self> {
        let middle = (FARTHEST * per_unit).ceil();
        let first = -middle - 0.5;
        let start = Node::at(axis, -0.5 / per_unit, per_unit, None)?;
        let lower = Node::along(axis, start, -1.0, -first - 0.5, per_unit)?;
        let upper = Node::along(axis, start, 1.0, -first + 0.5, per_unit)?;
        let nodes: Vec<Node> = lower.into_iter().rev().chain([start]).chain(upper).collect();
        let mut intervals = Vec::with_capacity(nodes.len());
        for pair in nodes.windows(2) {
            if let [left, right] = pair {
                let terms = between(left, right);
                let z = left.z + 0.5 / per_unit;
                if !holds(axis, z, terms[0]) {
                    return None;
                }
                intervals.push(terms);
            }
        }
        Some(Self { per_unit, lift: WHOLE + middle, intervals: intervals.into() })
    }

    /// Turns normal scores into places on the axis.
    pub fn each(&self, scores: &mut [f64]) {
        wide(
            #[inline(always)]
            || {
                for z in scores {
                    *z = self.at(*z);
                }
            },
        );
    }

    /// s(z) for |z| up to [`FARTHEST`].
    #[expect(clippy::many_single_char_names, reason = "the terms of a polynomial")]
    #[inline(always)]
    fn at(&self, z: f64) -> f64 {
        let place = z * self.per_unit;
        let lifted = place + self.lift;
        let across = 2.0 * (place - (lifted - self.lift));
        let index = (lifted.to_bits() & LOWEST) as usize;
        let Some([a, b, c, d, e, f, g, h]) = self.intervals.get(index) else { return f64::NAN };
        let square = across * across;
        let low = (a + e * across) + (b + f * across) * square;
        low + ((c + g * across) + (d + h * across) * square) * (square * square)
    }
}

/// Whether the table's s at z is near enough to the exact one.
fn holds(axis: &impl Axis, z: f64, s: f64) -> bool {
    let here = axis.point(s);
    let exact = norm_tails(z);
    let gap = if z > 0.0 { here.tails.upper - exact.upper } else { here.tails.lower - exact.lower };
    (gap / here.rise).abs() < MOST_OFF && s.abs() < EDGE
}

/// s and its derivatives at one z, each times the power of half an interval.
#[derive(Clone, Copy)]
struct Node {
    z: f64,
    s: [f64; 4],
}

impl Node {
    fn at(axis: &impl Axis, z: f64, per_unit: f64, start: Option<f64>) -> Option<Self> {
        let s = axis.inverse(norm_tails(z), start);
        if !s.is_finite() || s.abs() > EDGE {
            return None;
        }
        let here = axis.point(s);
        let first = norm_density(z) / here.rise;
        let lean = -z - here.bend * first;
        let second = first * lean;
        let third = second * lean + first * (-1.0 - here.bow * first * first - here.bend * second);
        let half = 0.5 / per_unit;
        let s = [s, first * half, second * half * half, third * half * half * half];
        s.iter().all(|term| term.is_finite()).then_some(Self { z, s })
    }

    /// The next ones in a direction, each beginning where the one before points to.
    fn along(axis: &impl Axis, from: Self, way: f64, count: f64, per_unit: f64) -> Option<Vec<Self>> {
        let mut nodes = Vec::new();
        let (mut last, mut number) = (from, 1.0);
        while number <= count {
            let z = from.z + way * number / per_unit;
            let [s, first, second, third] = last.s;
            // Two halves of an interval further on.
            let step = 2.0 * way;
            let start = s + step * (first + step * (second / 2.0 + step * third / 6.0));
            last = Self::at(axis, z, per_unit, Some(start))?;
            nodes.push(last);
            number += 1.0;
        }
        Some(nodes)
    }
}

/// The terms of the polynomial between two nodes, from −1 at the left one to 1 at the right one.
#[expect(clippy::many_single_char_names, reason = "the terms of a polynomial")]
fn between(left: &Node, right: &Node) -> [f64; 8] {
    let sum = |order: usize| 0.5 * (right.s[order] + left.s[order]);
    let difference = |order: usize| 0.5 * (right.s[order] - left.s[order]);
    let even = [sum(0), difference(1), sum(2), difference(3)];
    let d = (even[3] - 3.0 * (even[2] - even[1])) / 48.0;
    let c = (even[2] - even[1]) / 8.0 - 3.0 * d;
    let b = even[1] / 2.0 - 2.0 * c - 3.0 * d;
    let odd = [difference(0), sum(1), difference(2), sum(3)];
    let gap = odd[1] - odd[0];
    let h = (odd[3] - 6.0 * odd[2] + 15.0 * gap) / 48.0;
    let g = (odd[2] - 3.0 * gap) / 8.0 - 3.0 * h;
    let f = gap / 2.0 - 2.0 * g - 3.0 * h;
    [even[0] - b - c - d, b, c, d, odd[0] - f - g - h, f, g, h]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::special::IncBeta;
    use crate::distribution::special::IncGamma;

    #[test]
    #[expect(clippy::many_single_char_names, reason = "the terms of a polynomial")]
    fn a_polynomial_of_the_seventh_degree_comes_back_from_its_ends() {
        let terms = [0.5, -1.0, 2.0, 0.25, 3.0, 1.5, -0.75, 0.125];
        let [a, b, c, d, e, f, g, h] = terms;
        // In powers of x: a + e·x + b·x² + f·x³ + c·x⁴ + g·x⁵ + d·x⁶ + h·x⁷, and its derivatives.
        let node = |x: f64| {
            let mut powers = vec![a, e, b, f, c, g, d, h];
            let mut s = [0.0; 4];
            for value in &mut s {
                *value = powers.iter().rev().fold(0.0, |sum, term| sum * x + term);
                powers = (1_u32..).zip(&powers[1..]).map(|(n, term)| f64::from(n) * term).collect();
            }
            Node { z: x, s }
        };
        for (found, exact) in between(&node(-1.0), &node(1.0)).iter().zip(terms) {
            // A dozen additions of numbers below 1000.
            assert!((found - exact).abs() < 1e-12, "{found} is not {exact}");
        }
    }

    #[test]
    fn ordinary_shapes_have_the_smallest_table_and_edges_none() {
        let per_unit = |table: Option<Table>| table.map(|table| table.per_unit);
        assert_eq!(per_unit(Table::of(&IncBeta::new(3.0, 3.0))), Some(4.0));
        assert_eq!(per_unit(Table::of(&IncGamma::new(9.0))), Some(4.0));
        assert_eq!(per_unit(Table::of(&IncBeta::new(0.001, 0.001))), None);
        assert_eq!(per_unit(Table::of(&IncGamma::new(0.001))), None);
    }
}
