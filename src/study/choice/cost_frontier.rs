//! Which scenarios are worth their money at some price: the cost–effect frontier of health economics.

use crate::study::choice::dominance::Contender;

/// Scenarios from the cheapest to the one that avoids most, each buying more than the one before, and every step buying less
/// for its money than the step before: the frontier of incremental cost-effectiveness analysis (Drummond et al. 2015,
/// *Methods for the Economic Evaluation of Health Care Programmes*, 4th edition, chapter 4). Harm avoided is the effect.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CostFrontier {
    /// Those on it, cheapest first.
    pub on: Vec<usize>,
    /// Those that are not, in the contenders' order, and why.
    pub off: Vec<(usize, Aside)>,
}

/// Why a scenario is not on the frontier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// This one avoids as much or more on average and costs no more: dominance.
    Beaten(usize),
    /// Its money buys less than a mixture of these two would: extended dominance.
    Between(usize, usize),
}

impl CostFrontier {
    /// Of scenarios by their cost and mean harm avoided; nothing where all cost the same, to the pound.
    #[must_use]
    pub fn of(contenders: &[Contender]) -> Self {
        let costs: Vec<f64> = contenders.iter().map(Contender::pounds).collect();
        if costs.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 0.5) {
            return Self::default();
        }
        let effect = |i: usize| contenders[i].mean;
        let mut order: Vec<usize> = (0..contenders.len()).collect();
        order.sort_by(|&a, &b| {
            let by_effect = effect(b).total_cmp(&effect(a));
            costs[a]
                .total_cmp(&costs[b])
                .then(by_effect)
                .then_with(|| contenders[a].id.cmp(&contenders[b].id))
        });
        let (mut on, mut off) = (Vec::<usize>::new(), Vec::new());
        let mut most: Option<usize> = None;
        for own in order {
            if let Some(best) = most.filter(|&best| effect(best) >= effect(own)) {
                off.push((own, Aside::Beaten(best)));
                continue;
            }
            most = Some(own);
            while let [.., before, last] = on[..] {
                let rise = |from: usize, to: usize| (costs[to] - costs[from], effect(to) - effect(from));
                let ((cost, gain), (next_cost, next_gain)) = (rise(before, last), rise(last, own));
                // The step up to it buys at least as much for its money as the step from it: both costs are above nought.
                if gain * next_cost >= next_gain * cost {
                    break;
                }
                on.pop();
                off.push((last, Aside::Between(before, own)));
            }
            on.push(own);
        }
        // Whatever was set aside for two of which one was set aside later lies between those that are left.
        for (own, why) in &mut off {
            if matches!(why, Aside::Between(..)) {
                let next = on.iter().position(|&it| costs[it] > costs[*own]).unwrap_or(on.len() - 1).max(1);
                *why = Aside::Between(on[next - 1], on[next]);
            }
        }
        off.sort_by_key(|(own, _)| *own);
        Self { on, off }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contenders(of: &[(f64, f64)]) -> Vec<Contender> {
        let one = |(i, &(extra_cost, mean)): (usize, &(f64, f64))| Contender {
            id: format!("{i:02}"),
            extra_cost,
            mean,
            probability_worse: 0.0,
            p5: 0.0,
            worst_tenth: 0.0,
        };
        of.iter().enumerate().map(one).collect()
    }

    #[test]
    fn steps_buy_less_and_less_and_what_is_beaten_is_set_aside() {
        // (cost, effect): 0 → 1 buys 4 for 2, 1 → 4 buys 3 for 3; 2 costs 3 and has less than 1; 3 buys 1 for its first 2
        // and 2 for the next 1, so a mixture of 1 and 4 does better.
        let all = contenders(&[(0.0, 0.0), (2.0, 4.0), (3.0, 3.5), (4.0, 5.0), (5.0, 7.0)]);
        let frontier = CostFrontier::of(&all);
        assert_eq!(frontier.on, [0, 1, 4]);
        assert_eq!(frontier.off, [(2, Aside::Beaten(1)), (3, Aside::Between(1, 4))]);
    }

    #[test]
    fn one_set_aside_after_another_lies_between_those_that_are_left() {
        // Each step buys more than the one before, so only the ends are left.
        let all = contenders(&[(0.0, 0.0), (1.0, 1.0), (2.0, 3.0), (3.0, 9.0)]);
        let frontier = CostFrontier::of(&all);
        assert_eq!(frontier.on, [0, 3]);
        assert_eq!(frontier.off, [(1, Aside::Between(0, 3)), (2, Aside::Between(0, 3))]);
    }

    #[test]
    fn the_same_money_has_no_frontier_and_the_cheapest_may_be_all_of_it() {
        assert_eq!(CostFrontier::of(&contenders(&[(1.0, 0.0), (1.0 + 1e-9, 5.0)])), CostFrontier::default());
        let frontier = CostFrontier::of(&contenders(&[(0.0, 5.0), (1.0, 5.0), (2.0, 1.0)]));
        assert_eq!(frontier.on, [0]);
        assert_eq!(frontier.off, [(1, Aside::Beaten(0)), (2, Aside::Beaten(0))]);
    }
}
