//! Integrals from 0 to 1, and over a standard normal score, exact for polynomials.

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

/// Halvings of the distance between two neighbours, behind which a node is right to the last bit or two.
const HALVINGS: usize = 64;

/// The Gauss–Hermite rule of so many nodes for a standard normal score: each node with its weight. It is exact for
/// polynomials of degree 2·nodes − 1 and below, up to rounding. Up to 64 nodes.
#[must_use]
pub fn gauss_hermite(nodes: u32) -> Vec<(f64, f64)> {
    // The roots of a Hermite polynomial lie between those of the one before it.
    let mut roots: Vec<f64> = Vec::new();
    for degree in 1..=nodes {
        let far = 2.0 * f64::from(degree).sqrt() + 1.0;
        let ends = [&[-far], &roots[..], &[far]].concat();
        roots = ends.windows(2).map(|pair| root_between(degree, pair[0], pair[1])).collect();
    }
    let many = f64::from(nodes);
    let factorial: f64 = (1..=nodes).map(f64::from).product();
    let weight = |root: f64| {
        let (_, before) = hermite(nodes, root);
        factorial / (many * before * many * before)
    };
    roots.into_iter().map(|root| (root, weight(root))).collect()
}

fn root_between(degree: u32, low: f64, high: f64) -> f64 {
    let (mut low, mut high) = (low, high);
    let is_below = hermite(degree, low).0 < 0.0;
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if (hermite(degree, middle).0 < 0.0) == is_below {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The Hermite polynomial of a degree and the one before it, by the three-term recurrence: He₁(z) = z, orthogonal under a
/// standard normal score.
fn hermite(degree: u32, at: f64) -> (f64, f64) {
    let (mut before, mut value) = (0.0, 1.0);
    for k in (0..degree).map(f64::from) {
        (before, value) = (value, at * value - k * before);
    }
    (value, before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_a_normal_score_are_exact_up_to_twice_the_nodes() {
        for nodes in [1, 2, 4, 5, 8, 20] {
            let rule = gauss_hermite(nodes);
            let mut moment = 1.0;
            for power in (0..2 * nodes).step_by(2).take(8) {
                // E(z²ᵏ) = 1·3·5 … (2k − 1), and odd moments are nought.
                moment *= if power == 0 { 1.0 } else { f64::from(power - 1) };
                let of = |power: u32| -> f64 {
                    rule.iter().map(|(at, weight)| weight * at.powi(i32::try_from(power).unwrap())).sum()
                };
                assert!((of(power) - moment).abs() < 1e-12 * moment, "{nodes} {power}: {}", of(power));
                assert!(of(power + 1).abs() < 1e-12 * moment, "{nodes} {power}");
            }
        }
        // One degree more is beyond the rule: with one node 0 instead of 1.
        assert!(gauss_hermite(1).iter().map(|(at, weight)| weight * at * at).sum::<f64>() < 1e-15);
    }

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
