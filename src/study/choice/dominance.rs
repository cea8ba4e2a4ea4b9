//! Which scenarios are beaten by another whichever way harm avoided is looked at.

/// What decides whether a scenario is beaten. Money and harm are £m a year; of a plan at present value.
#[derive(Clone, Debug, PartialEq)]
pub struct Contender {
    /// Its id.
    pub id: String,
    /// How much more its programmes cost than the reference's.
    pub extra_cost: f64,
    /// Mean harm avoided against today's spend.
    pub mean: f64,
    /// The share of draws in which it is worse than the reference.
    pub probability_worse: f64,
    /// The 5% quantile of harm avoided.
    pub p5: f64,
    /// Mean harm avoided in the worst tenth of draws.
    pub worst_tenth: f64,
}

impl Contender {
    /// What it costs in whole pounds: costs closer than that are the same.
    pub(super) fn pounds(&self) -> f64 {
        (self.extra_cost * 1e6).round()
    }

    /// Everything that counts, more of each being better.
    fn merits(&self) -> [f64; 5] {
        // Nought has no sign here, so that equal merits are equal in every comparison.
        [self.mean, -self.probability_worse, self.p5, self.worst_tenth, -self.pounds()].map(|it| it + 0.0)
    }
}

/// By scenario, the one that beats it: no worse in mean harm avoided, in the probability of being worse than the reference,
/// in the 5% quantile and in the mean of the worst tenth, at no higher cost, and better in at least one of these. Of several
/// the one that avoids most on average, then the first of them in all else; `None` of one that nothing beats.
///
/// Beating is transitive, so whatever is beaten is beaten by one that is not: only those are looked at (the skyline of
/// Börzsönyi, Kossmann & Stocker 2001, by sorting first).
#[must_use]
pub fn dominators(contenders: &[Contender]) -> Vec<Option<usize>> {
    let merits: Vec<[f64; 5]> = contenders.iter().map(Contender::merits).collect();
    let mut order: Vec<usize> = (0..contenders.len()).collect();
    // One that beats another stands before it.
    order.sort_by(|&a, &b| {
        let pairs = merits[b].iter().zip(&merits[a]);
        let better_first = pairs.map(|(b, a)| b.total_cmp(a)).find(|order| order.is_ne());
        better_first.unwrap_or_else(|| contenders[a].id.cmp(&contenders[b].id))
    });
    let (mut unbeaten, mut dominators) = (Vec::<usize>::new(), vec![None; contenders.len()]);
    for own in order {
        let beats = |other: &&usize| {
            let mut pairs = merits[**other].iter().zip(&merits[own]);
            pairs.clone().all(|(other, own)| other >= own) && pairs.any(|(other, own)| other > own)
        };
        match unbeaten.iter().find(beats) {
            Some(&by) => dominators[own] = Some(by),
            None => unbeaten.push(own),
        }
    }
    dominators
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contender(
        id: &str,
        extra_cost: f64,
        [mean, probability_worse, p5, worst_tenth]: [f64; 4],
    ) -> Contender {
        Contender { id: id.to_owned(), extra_cost, mean, probability_worse, p5, worst_tenth }
    }

    #[test]
    fn only_what_is_worse_whichever_way_it_is_looked_at_is_beaten() {
        let all = [
            contender("today", 0.0, [0.0, 0.0, 0.0, 0.0]),
            contender("bold", 0.0, [10.0, 0.2, -5.0, -9.0]),
            contender("careful", 0.0, [8.0, 0.1, -3.0, -4.0]),
            contender("timid", 0.0, [7.0, 0.1, -4.0, -4.0]),
            contender("dear", 2.0, [10.0, 0.2, -5.0, -9.0]),
            contender("worse", 0.0, [-1.0, 0.6, -9.0, -12.0]),
        ];
        let beaten: Vec<Option<&str>> =
            dominators(&all).into_iter().map(|by| by.map(|by| all[by].id.as_str())).collect();
        // By hand: timid is careful with a lower mean and 5% quantile; dear is bold for more money; worse is worse than
        // all, and bold avoids most of those. Bold and careful each have what the other has not; nothing else than doing
        // nothing is never worse than today.
        assert_eq!(beaten, [None, None, None, Some("careful"), Some("bold"), Some("bold")]);
    }

    #[test]
    fn two_alike_beat_neither_and_less_money_for_the_same_beats() {
        let merits = [3.0, 0.5, -1.0, -2.0];
        let alike = [contender("a", 1.0, merits), contender("b", 1.0 + 1e-9, merits)];
        assert_eq!(dominators(&alike), [None, None], "a tenth of a penny is no money");
        let cheaper = [contender("a", 1.0, merits), contender("b", 0.5, merits)];
        assert_eq!(dominators(&cheaper), [Some(1), None]);
        assert_eq!(dominators(&[]), []);
    }

    #[test]
    fn looking_at_the_unbeaten_alone_finds_what_looking_at_all_pairs_finds() {
        // Mixed well enough that no two scenarios are alike.
        let figure = |of: u32| {
            let mixed = of.wrapping_mul(2_654_435_761);
            let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(2_246_822_519);
            f64::from((mixed ^ (mixed >> 13)) >> 24)
        };
        let all: Vec<Contender> = (0..200)
            .map(|i| contender(&format!("{i:03}"), figure(5 * i), [1, 2, 3, 4].map(|k| figure(5 * i + k))))
            .collect();
        for (own, found) in dominators(&all).into_iter().enumerate() {
            let (own, mut best) = (&all[own], None::<&Contender>);
            for other in &all {
                let no_worse = other.mean >= own.mean
                    && other.probability_worse <= own.probability_worse
                    && other.p5 >= own.p5
                    && other.worst_tenth >= own.worst_tenth
                    && other.extra_cost <= own.extra_cost;
                if no_worse && other != own && best.is_none_or(|best| other.mean > best.mean) {
                    best = Some(other);
                }
            }
            // Of those that beat it and avoid equally much another may be named.
            assert_eq!(found.map(|by| all[by].mean), best.map(|by| by.mean), "{}", own.id);
        }
    }
}
