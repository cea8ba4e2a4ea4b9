//! Integrals from 0 to 1, exact for polynomials.

use core::f64::consts::PI;

/// Newton's method doubles the right digits of a node each time, from two or three at the start.
const MOST_STEPS: usize = 12;

/// The Gauss–Legendre rule of so many nodes on [0, 1]: each node with its weight. It is exact for polynomials of degree
/// 2·nodes − 1 and below, up to rounding.
#[must_use]
pub fn gauss_legendre(nodes: u32) -> Vec<(f64, f64)> {
    let many = f64::from(nodes);
    let node = |number: u32| {
        let mut at = libm::cos(PI * (f64::from(number) + 0.75) / (many + 0.5));
        for _ in 0..MOST_STEPS {
            let (value, slope) = legendre(nodes, at);
            let step = value / slope;
            at -= step;
            if step.abs() < f64::EPSILON {
                break;
            }
        }
        let (_, slope) = legendre(nodes, at);
        // From [−1, 1] to [0, 1]: half the length, half the weight.
        (0.5 * (1.0 - at), 1.0 / ((1.0 - at * at) * slope * slope))
    };
    (0..nodes).map(node).collect()
}

/// The Legendre polynomial of a degree and its derivative inside (−1, 1), by the three-term recurrence.
fn legendre(degree: u32, at: f64) -> (f64, f64) {
    let (mut before, mut value) = (0.0, 1.0);
    for k in (1..=degree).map(f64::from) {
        let next = ((2.0 * k - 1.0) * at * value - (k - 1.0) * before) / k;
        (before, value) = (value, next);
    }
    (value, f64::from(degree) * (at * value - before) / (at * at - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_integrated_exactly_up_to_twice_the_nodes() {
        for nodes in [1, 2, 3, 5, 20, 60] {
            let rule = gauss_legendre(nodes);
            for power in 0..2 * nodes {
                let found: f64 =
                    rule.iter().map(|(at, weight)| weight * at.powi(i32::try_from(power).unwrap())).sum();
                let exact = 1.0 / f64::from(power + 1);
                // Sixty weights with a few roundings each.
                assert!((found - exact).abs() < 1e-14, "{nodes} {power}: {found} against {exact}");
            }
        }
        // One degree more is beyond the rule: with one node 1/4 instead of 1/3.
        let beyond: f64 = gauss_legendre(1).iter().map(|(at, weight)| weight * at * at).sum();
        assert!((beyond - 0.25).abs() < 1e-15);
    }
}
