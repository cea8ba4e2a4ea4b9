//! Harm avoided, shared out among the programmes whose money moved.
//!
//! Effects on a threat multiply, so what one programme avoids depends on what the others have avoided before it, and
//! harm avoided has no parts of its own. The Shapley value (L. S. Shapley (1953), "A value for n-person games") is the
//! one rule that gives nothing to a programme that changes nothing, the same to two that do the same, adds up to the
//! whole, and adds up over threats: a programme's share is what it avoids on top of the others, averaged over every
//! order in which their money could have moved. It is a rule for sharing and no measurement.
//!
//! With r\[k\] = q\[k\](new effort)/q\[k\](today's effort) and today's harm T, the programmes of a set S avoid
//! v(S) = T·(1 − Π r\[k\], k in S) when their money alone moves. Averaging over orders is the same as letting every other
//! programme move before with probability u, and averaging over u from 0 to 1 (G. Owen (1972), "Multilinear extensions
//! of games"). The others move independently, so the mean of their product is the product of their means:
//!
//! ```text
//! share[j] = T·(1 − r[j]) · ∫₀¹ Π_(k≠j) (1 − u + u·r[k]) du
//! ```
//!
//! With n programmes the integrand is a polynomial of degree n − 1 in u, which a Gauss–Legendre rule of ⌈n/2⌉ nodes
//! integrates exactly. The shares add up to T·(1 − Π r) because the derivative
//! of Π (1 − u + u·r\[k\]) in u is minus the sum of the integrands times 1 − r\[j\].

use crate::distribution::special::gauss_legendre;
use crate::simulate::Futures;
use crate::simulate::block::Block;
use crate::simulate::block::ThreatBlock;
use crate::simulate::kernel::Spare;
use crate::simulate::pass;
use crate::simulate::respond::Scratch;

/// Each of so many programmes' Shapley share of harm avoided in each draw, £m a year, when planned efforts (£m by programme)
/// go from `before` to `after`; in a plan added up over its years, at present value. Programmes whose effort does not change
/// get exactly nought.
#[must_use]
pub fn shapley(futures: &Futures, programmes: usize, before: &[f64], after: &[f64]) -> Vec<Vec<f64>> {
    let (shares, _) = pass::columns(futures, programmes, |scratch: &mut Scratch, block, shares| {
        share_out(block, before, after, scratch, shares);
    });
    shares
}

/// Adds up the shares of each programme in the draws of a block.
fn share_out(block: &Block, before: &[f64], after: &[f64], scratch: &mut Scratch, shares: &mut [&mut [f64]]) {
    for threat in &block.threats {
        let Some(harm) = &threat.harm else { continue };
        let moved = moved(block, threat, before, after, &mut scratch.spare);
        if moved.is_empty() {
            continue;
        }
        scratch.leave(block, threat, before);
        let drops: Vec<&[f64]> = moved.iter().map(|(_, drops)| drops.as_slice()).collect();
        let averages = averages(&drops, block.length);
        let programmes = shares.len();
        for ((place, drops), averages) in moved.iter().zip(&averages) {
            for (draw, share) in shares[place % programmes].iter_mut().enumerate() {
                let own = harm.at(draw) * scratch.ratio[draw] * drops[draw] * averages[draw];
                *share += own * threat.discount;
            }
        }
    }
}

/// The programmes whose effort changes, each with 1 − r in each draw.
fn moved(
    block: &Block,
    threat: &ThreatBlock,
    before: &[f64],
    after: &[f64],
    spare: &mut Spare,
) -> Vec<(usize, Vec<f64>)> {
    let effects = threat.effects.iter().filter_map(|effect| {
        let (old, new) = (before[effect.programme], after[effect.programme]);
        if (old - new).abs() <= 0.0 {
            return None;
        }
        let mut drops = effect.residuals(block, new, spare);
        for (drop, old) in drops.iter_mut().zip(effect.residuals(block, old, spare)) {
            *drop = 1.0 - *drop / old;
        }
        Some((effect.programme, drops))
    });
    effects.collect()
}

/// For each programme and draw, ∫₀¹ Π (1 − u·drop) du over the other programmes.
fn averages(drops: &[&[f64]], length: usize) -> Vec<Vec<f64>> {
    let mut averages = vec![vec![0.0; length]; drops.len()];
    let nodes = u32::try_from(drops.len().div_ceil(2)).unwrap_or(u32::MAX);
    let mut product = vec![0.0; length];
    for (at, weight) in gauss_legendre(nodes) {
        product.fill(weight);
        for drops in drops {
            for (product, drop) in product.iter_mut().zip(*drops) {
                *product *= 1.0 - at * drop;
            }
        }
        for (average, drops) in averages.iter_mut().zip(drops) {
            for ((average, product), drop) in average.iter_mut().zip(&product).zip(*drops) {
                // The factor itself is above nought: a node is inside (0, 1), and no residual is below nought.
                *average += product / (1.0 - at * drop);
            }
        }
    }
    averages
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every order of the first so many numbers (Heap's algorithm).
    fn orders(many: usize) -> Vec<Vec<usize>> {
        if many == 0 {
            return vec![Vec::new()];
        }
        let shorter = orders(many - 1);
        let put = |order: &Vec<usize>, place: usize| {
            let mut order = order.clone();
            order.insert(place, many - 1);
            order
        };
        shorter.iter().flat_map(|order| (0..many).map(move |place| put(order, place))).collect()
    }

    /// Share by share, what a programme avoids on top of those before it, averaged over every order.
    fn by_every_order(ratios: &[f64]) -> Vec<f64> {
        let orders = orders(ratios.len());
        let mut shares = vec![0.0; ratios.len()];
        for order in &orders {
            let mut left = 1.0;
            for &programme in order {
                let after = left * ratios[programme];
                shares[programme] += left - after;
                left = after;
            }
        }
        let many = f64::from(u32::try_from(orders.len()).unwrap());
        shares.into_iter().map(|share| share / many).collect()
    }

    #[test]
    fn the_integral_is_the_mean_over_every_order() {
        let mut state = 7_u64;
        let mut ratio = || {
            // A linear congruential generator (Knuth's MMIX constants) is random enough for instances.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            0.01 + 1.5 * f64::from(u32::try_from(state >> 33).unwrap()) / f64::from(1_u32 << 31)
        };
        for many in 1..=6 {
            for _ in 0..20 {
                let ratios: Vec<f64> = (0..many).map(|_| ratio()).collect();
                let drops: Vec<[f64; 1]> = ratios.iter().map(|ratio| [1.0 - ratio]).collect();
                let views: Vec<&[f64]> = drops.iter().map(<[f64; 1]>::as_slice).collect();
                let exact = by_every_order(&ratios);
                for ((drop, average), exact) in drops.iter().zip(averages(&views, 1)).zip(exact) {
                    let found = drop[0] * average[0];
                    // Up to 720 orders of six factors up to 1.5 each: some hundred roundings of numbers below 12.
                    assert!((found - exact).abs() < 1e-13, "{ratios:?}: {found} against {exact}");
                }
            }
        }
    }

    #[test]
    fn five_hundred_programmes_still_add_up() {
        let drops = vec![[0.01]; 500];
        let views: Vec<&[f64]> = drops.iter().map(<[f64; 1]>::as_slice).collect();
        let sum: f64 = averages(&views, 1).iter().map(|average| 0.01 * average[0]).sum();
        let exact = 1.0 - 0.99_f64.powi(500);
        // Five hundred factors round to about 500·ε.
        assert!((sum - exact).abs() < 1e-12, "{sum} against {exact}");
    }
}
