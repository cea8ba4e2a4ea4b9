//! The decision of which of some scenarios to take, today among them.
//!
//! Means of harm avoided given a number's normal score are smooth in it, but the best of them has a kink wherever one overtakes
//! another. So each mean is continued between nodes as the polynomial through them, and which is best is asked on a fine
//! grid; what each half chooses there is valued by the other half's polynomial, which is again a sum over nodes, draw by draw.

use crate::model::Allocation;
use crate::model::Measure;
use crate::model::Scenario;
use crate::risk::mean;
use crate::risk::sum;
use crate::simulate::Futures;
use crate::simulate::is_in_first_half;
use crate::simulate::totals;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::economics::beyond;
use crate::study::setting::HARM;
use crate::study::setting::difference;
use crate::study::voi::scenarios::choice::Choice;
use crate::study::voi::scenarios::money::efforts;
use crate::study::voi::scenarios::node::Rule;

/// The grid on which the best option is asked for: steps of a normal score, and so many to either side of nought.
const STEP: f64 = 1.0 / 64.0;

/// Up to a score of 7, beyond which lies less than a millionth of a millionth.
const STEPS: i32 = 448;

/// 1/√(2π).
const NORMAL_DENSITY: f64 = 0.398_942_280_401_432_7;

/// An option.
#[derive(Clone, Debug)]
pub(super) struct Alternative {
    /// Its efforts as they are felt.
    pub(super) efforts: Vec<f64>,
    /// How much more it costs than today, £m a year.
    pub(super) extra_cost: f64,
}

impl Alternative {
    /// An allocation as an option.
    pub(super) fn of(setting: &Setting, allocation: &Allocation) -> Self {
        let extra_cost = beyond(setting, allocation, setting.reference());
        Self { efforts: efforts(setting, allocation), extra_cost }
    }
}

/// Options, today among them.
pub(super) struct OneOf<'a> {
    scenario: &'a Scenario,
    today: Vec<f64>,
    options: Vec<Alternative>,
    /// Which of the options may be chosen.
    among: Vec<usize>,
    /// What each half chooses without knowing more.
    chosen: [usize; 2],
}

/// Harm avoided against today by each option, less what it costs beyond today, draw by draw.
pub(super) type Avoided = Vec<Vec<f64>>;

impl<'a> OneOf<'a> {
    /// A choice between options over some draws; the scenario is named where a figure is no number.
    ///
    /// # Errors
    /// A figure is no finite number.
    pub(super) fn of(
        setting: &Setting,
        scenario: &'a Scenario,
        options: Vec<Alternative>,
        futures: &Futures,
    ) -> Result<Self, StudyError> {
        let today = setting.felt(setting.reference());
        let among = (0..options.len()).collect();
        let mut one_of = Self { scenario, today, options, among, chosen: [0, 0] };
        let avoided = one_of.avoided(futures)?;
        one_of.chosen = one_of.choose(&avoided);
        Ok(one_of)
    }

    /// The same where only some of the options may be chosen, given what all of them avoid.
    pub(super) fn among(&self, among: Vec<usize>, avoided: &Avoided) -> Self {
        let (today, options) = (self.today.clone(), self.options.clone());
        let own = Self { scenario: self.scenario, today, options, among, chosen: [0, 0] };
        Self { chosen: own.choose(avoided), ..own }
    }

    /// Harm avoided against today by each option, less what it costs beyond today, draw by draw.
    ///
    /// # Errors
    /// A figure is no finite number.
    pub(super) fn avoided(&self, futures: &Futures) -> Result<Avoided, StudyError> {
        let before = totals(futures, &self.today, &Measure::Harm);
        let of = |Alternative { efforts, extra_cost }: &Alternative| {
            if *efforts == self.today {
                return vec![-extra_cost; before.len()];
            }
            let mut worth = difference(&before, &totals(futures, efforts, &Measure::Harm));
            for own in &mut worth {
                *own -= extra_cost;
            }
            worth
        };
        let avoided: Avoided = self.options.iter().map(of).collect();
        let is_finite = avoided.iter().flatten().all(|figure| figure.is_finite());
        is_finite.then_some(avoided).ok_or_else(|| StudyError::not_finite(self.scenario, HARM))
    }

    /// The option that is best on average without knowing more.
    pub(super) fn now(&self, avoided: &Avoided) -> usize {
        let means = self.among.iter().map(|&option| mean(&avoided[option]).unwrap_or(0.0));
        self.best(&means.collect::<Vec<_>>())
    }

    /// What each draw would gain by being known, over what the other half of the draws takes for the best.
    pub(super) fn regret(&self, avoided: &Avoided) -> Vec<f64> {
        let draws = avoided.first().map_or(0, Vec::len);
        let regret = |draw: usize| {
            let instead = self.chosen[usize::from(is_in_first_half(draw))];
            let best = self.among.iter().map(|&option| avoided[option][draw]);
            best.fold(f64::NEG_INFINITY, f64::max) - avoided[instead][draw]
        };
        (0..draws).map(regret).collect()
    }

    /// The option that each half of the draws takes for the best; of equally good ones the first.
    fn choose(&self, avoided: &Avoided) -> [usize; 2] {
        let means = |first: bool| -> Vec<f64> {
            self.among.iter().map(|&option| half_mean(&avoided[option], first)).collect()
        };
        [true, false].map(|first| self.best(&means(first)))
    }

    /// The option with the highest of some figures, one for each that may be chosen.
    fn best(&self, figures: &[f64]) -> usize {
        let each = self.among.iter().copied().zip(figures.iter().copied());
        let best = each.reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.map_or(0, |(option, _)| option)
    }

    /// What a half chooses instead of one option: for each node and option, with what weight.
    fn changes(&self, rule: &Rule, means: &[Vec<f64>], instead: usize) -> Vec<(usize, usize, f64)> {
        let Some(scores) = &rule.scores else {
            let nodes = rule.nodes.iter().zip(means).enumerate();
            let chosen = nodes.map(|(k, (node, means))| (k, self.best(means), node.weight));
            return chosen.filter(|(_, option, _)| *option != instead).collect();
        };
        // Beyond its last node a polynomial goes anywhere: there what is best at the node is taken to stay so.
        let (least, most) = scores.iter().fold((0.0_f64, 0.0_f64), |(a, b), z| (a.min(*z), b.max(*z)));
        let mut changes = vec![vec![0.0; self.options.len()]; scores.len()];
        for step in -STEPS..=STEPS {
            let score = f64::from(step) * STEP;
            let basis = lagrange(scores, score);
            let told = lagrange(scores, score.clamp(least, most));
            let at = |place: usize| {
                let parts = told.iter().zip(means).map(|(basis, means)| basis * means[place]);
                parts.sum::<f64>()
            };
            let option = self.best(&(0..self.among.len()).map(at).collect::<Vec<_>>());
            if option != instead {
                let weight = STEP * NORMAL_DENSITY * libm::exp(-0.5 * score * score);
                changes.iter_mut().zip(&basis).for_each(|(node, basis)| node[option] += weight * basis);
            }
        }
        let all = changes.into_iter().enumerate().flat_map(|(k, options)| {
            options.into_iter().enumerate().map(move |(option, weight)| (k, option, weight))
        });
        all.filter(|(_, _, weight)| weight.abs() > 0.0).collect()
    }
}

/// The mean of a half of the draws.
fn half_mean(values: &[f64], first: bool) -> f64 {
    let own = values.iter().enumerate().filter(|(draw, _)| is_in_first_half(*draw) == first);
    mean(&own.map(|(_, value)| *value).collect::<Vec<_>>()).unwrap_or(0.0)
}

/// The polynomials that are one at one node and nought at the others, at a score.
fn lagrange(scores: &[f64], at: f64) -> Vec<f64> {
    let basis = |k: usize| {
        let others = scores.iter().enumerate().filter(|(other, _)| *other != k);
        others.map(|(_, other)| (at - other) / (scores[k] - other)).product()
    };
    (0..scores.len()).map(basis).collect()
}

impl Choice for OneOf<'_> {
    type Outcome = Avoided;

    fn outcome(&self, futures: &Futures, _: bool) -> Result<Option<Avoided>, StudyError> {
        self.avoided(futures).map(Some)
    }

    fn by_draw(&self, rule: &Rule, outcomes: &[Avoided]) -> Vec<f64> {
        let draws = outcomes.first().and_then(|avoided| avoided.first()).map_or(0, Vec::len);
        let mut gains = vec![0.0; draws];
        for first in [true, false] {
            // What this half decides is valued on the other.
            let means: Vec<Vec<f64>> = outcomes
                .iter()
                .map(|avoided| self.among.iter().map(|&option| half_mean(&avoided[option], first)).collect())
                .collect();
            let over_nodes = (0..self.among.len()).map(|place| {
                let parts: Vec<f64> =
                    rule.nodes.iter().zip(&means).map(|(node, means)| node.weight * means[place]).collect();
                sum(&parts)
            });
            let instead = self.best(&over_nodes.collect::<Vec<_>>());
            for (k, option, weight) in self.changes(rule, &means, instead) {
                for (draw, gain) in gains.iter_mut().enumerate() {
                    if is_in_first_half(draw) != first {
                        *gain += weight * (outcomes[k][option][draw] - outcomes[k][instead][draw]);
                    }
                }
            }
        }
        gains
    }

    fn gain(&self, outcome: &Avoided) -> f64 {
        let [of_first, of_second] = self.choose(outcome);
        let on = |first: bool, option: usize, instead: usize| {
            half_mean(&outcome[option], first) - half_mean(&outcome[instead], first)
        };
        0.5 * (on(false, of_first, self.chosen[0]) + on(true, of_second, self.chosen[1]))
    }

    fn seen(&self, outcome: &Avoided) -> f64 {
        let [of_first, of_second] = self.choose(outcome);
        let on = |first: bool, option: usize, instead: usize| {
            half_mean(&outcome[option], first) - half_mean(&outcome[instead], first)
        };
        0.5 * (on(true, of_first, self.chosen[0]) + on(false, of_second, self.chosen[1]))
    }

    fn least(&self) -> f64 {
        0.0
    }
}
