//! Money shared out between bounds.

/// An amount that can go up or down between two bounds, £m.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounded {
    /// What it is.
    pub(super) now: f64,
    /// The least that it may be.
    pub(super) least: f64,
    /// The most that it may be.
    pub(super) most: f64,
    /// What it takes of each £1 shared out, against the weights of the others.
    pub(super) weight: f64,
}

impl Bounded {
    /// How much it can take of what is shared out, which may be less than nought; nought where it is beyond its bound.
    fn room(&self, is_more: bool) -> f64 {
        if is_more { (self.most - self.now).max(0.0) } else { (self.now - self.least).max(0.0) }
    }
}

/// Shares money out in proportion to weights, as far as bounds let it, and returns the amounts that come of it with what could
/// not be placed. Money below nought is taken away.
///
/// Whoever reaches a bound stays there, and the rest goes to the others in their proportions; so each round settles one at
/// least, and there are no more rounds than amounts.
pub(super) fn shared_out(amounts: &[Bounded], money: f64) -> (Vec<f64>, f64) {
    let is_more = money > 0.0;
    let (mut given, mut rest) = (vec![0.0; amounts.len()], money.abs());
    let mut open: Vec<usize> = (0..amounts.len()).filter(|&i| amounts[i].room(is_more) > 0.0).collect();
    while rest > 0.0 && !open.is_empty() {
        let weights: f64 = open.iter().map(|&i| amounts[i].weight).sum();
        #[expect(clippy::cast_precision_loss, reason = "programmes are few")]
        let even = 1.0 / open.len() as f64;
        let part = |i: usize| if weights > 0.0 { amounts[i].weight / weights } else { even };
        let (full, free): (Vec<usize>, Vec<usize>) =
            open.iter().partition(|&&i| given[i] + rest * part(i) >= amounts[i].room(is_more));
        if full.is_empty() {
            let shared = rest;
            for &i in &free {
                given[i] += shared * part(i);
            }
            rest = 0.0;
        } else {
            for &i in &full {
                rest -= amounts[i].room(is_more) - given[i];
                given[i] = amounts[i].room(is_more);
            }
            rest = rest.max(0.0);
        }
        open = free;
    }
    let sign = if is_more { 1.0 } else { -1.0 };
    let after = amounts.iter().zip(&given).map(|(own, given)| own.now + sign * given);
    (after.collect(), sign * rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bounded(now: f64, least: f64, most: f64) -> Bounded {
        Bounded { now, least, most, weight: now }
    }

    #[test]
    fn the_rest_goes_to_those_who_are_not_full_in_their_proportions() {
        let amounts =
            [bounded(10.0, 0.0, 12.0), bounded(10.0, 0.0, f64::INFINITY), bounded(20.0, 0.0, 100.0)];
        // By hand: 10 of each 40 are 2.5, of which 2 fit; the other 8 are shared 1 : 2.
        let (after, rest) = shared_out(&amounts, 10.0);
        let expected = [12.0, 10.0 + 8.0 / 3.0, 20.0 + 16.0 / 3.0];
        assert!(after.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{after:?}");
        assert_eq!(rest.to_bits(), 0.0_f64.to_bits());
        assert_eq!(shared_out(&amounts, -50.0), (vec![0.0, 0.0, 0.0], -10.0), "no more than there is");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_bound_is_crossed(
            amounts in prop::collection::vec((0.0..100.0_f64, 0.0..50.0_f64, 0.0..50.0_f64), 0..8),
            money in -300.0..300.0_f64,
        ) {
            let amounts: Vec<Bounded> =
                amounts.iter().map(|(now, down, up)| bounded(*now, (now - down).max(0.0), now + up)).collect();
            let (after, rest) = shared_out(&amounts, money);
            let moved: f64 = after.iter().zip(&amounts).map(|(after, own)| after - own.now).sum();
            // Eight sums of amounts below 500.
            prop_assert!((moved + rest - money).abs() < 1e-11, "{moved} + {rest} = {money}");
            for (after, own) in after.iter().zip(&amounts) {
                prop_assert!(*after >= own.least - 1e-11 && *after <= own.most + 1e-11);
            }
        }
    }
}
