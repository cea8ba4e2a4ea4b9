//! Switching values: how far an assumption has to move before another scenario is preferred, or before the best split moves
//! money of a strand the other way.

use crate::distribution::Distribution;
use crate::simulate::side_by_side;
use crate::study::Progress;
use crate::study::sensitivity::best::Choice;
use crate::study::sensitivity::crossing::COARSE;
use crate::study::sensitivity::crossing::Crossing;
use crate::study::sensitivity::crossing::GRID;
use crate::study::sensitivity::crossing::crossings;
use crate::study::sensitivity::panel::settled;
use crate::study::sensitivity::tornado::ENDS;
use crate::study::sensitivity::tornado::Swing;
use crate::study::sensitivity::tornado::Trial;

/// Money that moves by less than this part of the budget does not count as moved.
const MOVED: f64 = 1e-4;

/// How near to nought a lead, and how near a strand's money to today's, is a crossing: as a part of what they are at the nearest
/// looks. What is searched for is not known more exactly than that.
const EXACT: f64 = 1e-7;
const SEARCHED: f64 = 1e-3;

/// On which side of a value something else holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// Below it.
    Below,
    /// Above it.
    Above,
    /// At it: a value that has a probability of its own.
    At,
}

impl Beyond {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Above => "above",
            Self::At => "at",
        }
    }
}

/// A value of an assumption beyond which another scenario is preferred.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Switch {
    /// The value, in the assumption's own unit.
    pub value: f64,
    /// On which side of it.
    pub beyond: Beyond,
    /// How probable it is to lie there.
    pub probability: f64,
    /// The scenario that avoids most there, as a position; `None` of today.
    pub to: Option<usize>,
}

/// The switching values of an assumption; none where the same scenario is preferred all through its range.
#[derive(Clone, Debug, PartialEq)]
pub struct Switching {
    /// The assumption, as a position among all uncertain numbers.
    pub number: usize,
    /// In the order of its quantiles.
    pub switches: Vec<Switch>,
}

/// A value of an assumption beyond which the best split moves money of a strand the other way, against today.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// The strand, as a position in the evidence.
    pub strand: usize,
    /// The value, in the assumption's own unit.
    pub value: f64,
    /// On which side of it.
    pub beyond: Beyond,
    /// How probable it is to lie there.
    pub probability: f64,
    /// Whether the strand gets more than today there; else less.
    pub is_more: bool,
}

/// The turns of the best split of one scenario with an assumption.
#[derive(Clone, Debug, PartialEq)]
pub struct Turning {
    /// The assumption, as a position among all uncertain numbers.
    pub number: usize,
    /// By strand, in the order of quantiles.
    pub turns: Vec<Turn>,
}

impl Trial<'_> {
    /// The scenario that avoids most on average, as a position; `None` where today's money avoids as much.
    pub(super) fn preferred(&self) -> Option<usize> {
        best(&self.means).filter(|&best| settled(0.0, self.means[best], self.today) > 0.0)
    }

    /// The switching values of some numbers.
    pub(super) fn switching(&self, listed: &[usize]) -> Vec<Switching> {
        let preferred = self.preferred();
        let rivals = self.rivals(preferred);
        side_by_side(listed, |&number| {
            let distribution = &self.panel.factors[number].distribution;
            let at = |u: f64| self.avoided_at(&[(number, distribution.quantile(u))]);
            let lead = |means: &[f64]| {
                let own = preferred.map_or(0.0, |own| means[own]);
                let (_, next) = foremost(means, &rivals)?;
                Some(settled(0.0, own - next, self.today))
            };
            let is_moving = self.panel.moving[number] && !rivals.is_empty();
            let found = if is_moving { crossings(&GRID, EXACT, |u| lead(&at(u)?)) } else { Vec::new() };
            let switch = |(place, crossing): (usize, &Crossing)| {
                let side = Side::of(distribution, &found, place, !crossing.is_rising);
                let (to, _) = foremost(&at(side.quantile)?, &rivals)?;
                Some(Switch { value: side.value, beyond: side.beyond, probability: side.probability, to })
            };
            Switching { number, switches: found.iter().enumerate().filter_map(switch).collect() }
        })
    }

    /// What could be preferred instead: today and every scenario, but for those with the same money.
    fn rivals(&self, preferred: Option<usize>) -> Vec<Option<usize>> {
        let decided = &self.panel.decided;
        let money =
            |of: Option<usize>| of.map_or(self.panel.setting.reference(), |of| &decided[of].allocation);
        let all = std::iter::once(None).chain((0..decided.len()).map(Some));
        all.filter(|of| !money(*of).is_same_as(money(preferred))).collect()
    }

    /// The turns of the best split of each scenario that leaves a choice with some numbers, whose swings are known.
    pub(super) fn turning(&self, swings: &[&Swing], progress: &dyn Progress) -> Vec<Vec<Turning>> {
        let rows = side_by_side(swings, |swing| {
            let own = self.turns(swing);
            progress.advance("switching values");
            own
        });
        let of_scenario = |scenario: usize| {
            let turning = rows.iter().zip(swings).filter_map(|(row, swing)| {
                self.choices[scenario].as_ref()?;
                Some(Turning { number: *swing.numbers.first()?, turns: row[scenario].clone() })
            });
            turning.collect()
        };
        (0..self.choices.len()).map(of_scenario).collect()
    }

    fn turns(&self, swing: &Swing) -> Vec<Vec<Turn>> {
        let Some(&number) = swing.numbers.first() else { return vec![Vec::new(); self.choices.len()] };
        let distribution = &self.panel.factors[number].distribution;
        let outer = [COARSE[0], COARSE[COARSE.len() - 1]];
        let outer = outer.map(|u| (u, self.splits_at(&[(number, distribution.quantile(u))])));
        let of_scenario = |(scenario, choice): (usize, &Option<Choice<'_>>)| {
            let Some(choice) = choice.as_ref() else { return Vec::new() };
            let (base, today) = (choice.base(), choice.today());
            // Of a number that falls with its uniform the low point is at the high quantile.
            let falls = self.panel.factors[number].falls();
            let (lower, upper) = if falls { (&swing.high, &swing.low) } else { (&swing.low, &swing.high) };
            let ends = [(ENDS.0, lower), (ENDS.1, upper)];
            let of_ends = ends.into_iter().filter_map(|(u, shift)| {
                let change = shift.as_ref()?.splits[scenario].as_ref()?;
                Some((u, base.iter().zip(change).map(|(base, change)| base + change).collect::<Vec<f64>>()))
            });
            let outer = outer.iter().filter_map(|(u, splits)| Some((*u, splits[scenario].clone()?)));
            let mut known: Vec<(f64, Vec<f64>)> = of_ends.chain(outer).collect();
            known.sort_by(|a, b| a.0.total_cmp(&b.0));
            let least = MOVED * choice.scenario().budget_at_present_value().total.millions();
            let strand = |strand: usize| {
                let direction = |split: &[f64]| {
                    let moved = split[strand] - today[strand];
                    if moved.abs() < least { 0.0 } else { moved }
                };
                let value = |u: f64| {
                    if let Some((_, split)) = known.iter().find(|(known, _)| known.total_cmp(&u).is_eq()) {
                        return Some(direction(split));
                    }
                    let at = [(number, distribution.quantile(u))];
                    Some(choice.on(&self.panel.sample.replacing(&at).ok()?)?[strand] - today[strand])
                };
                let found = crossings(&COARSE, SEARCHED, value);
                let is_more = direction(&base) > 0.0;
                let turn = |(place, crossing): (usize, &Crossing)| {
                    // Beyond is where it is not as it is on the draws as they are.
                    let is_below = crossing.is_rising == is_more;
                    let side = Side::of(distribution, &found, place, !is_below);
                    let is_more = crossing.is_rising != is_below;
                    let Side { value, beyond, probability, .. } = side;
                    Turn { strand, value, beyond, probability, is_more }
                };
                found.iter().enumerate().map(turn).collect::<Vec<_>>()
            };
            (0..base.len()).flat_map(strand).collect()
        };
        self.choices.iter().enumerate().map(of_scenario).collect()
    }
}

/// Of some scenarios, `None` being today's money, the one that avoids most, and how much.
fn foremost(means: &[f64], of: &[Option<usize>]) -> Option<(Option<usize>, f64)> {
    let avoided = |of: &Option<usize>| (*of, of.map_or(0.0, |of| means[of]));
    of.iter().map(avoided).reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// The first of the greatest.
fn best(means: &[f64]) -> Option<usize> {
    (0..means.len()).reduce(|best, next| if means[next] > means[best] { next } else { best })
}

/// The side of a crossing that is beyond.
struct Side {
    value: f64,
    beyond: Beyond,
    probability: f64,
    /// A quantile that lies there.
    quantile: f64,
}

impl Side {
    /// The side above a crossing, or the one below, as far as the next one.
    fn of(distribution: &Distribution, all: &[Crossing], place: usize, is_above: bool) -> Self {
        let crossing = all[place];
        let (quantile, inside) =
            if is_above { (crossing.behind, crossing.before) } else { (crossing.before, crossing.behind) };
        let (own, other) = (distribution.quantile(quantile), distribution.quantile(inside));
        let is_atom = is_atom(distribution, own);
        let next =
            if is_above { all.get(place + 1) } else { place.checked_sub(1).map(|before| &all[before]) };
        let end = next.map_or(f64::from(u8::from(is_above)), |next| next.at);
        // Of some values with probabilities of their own the side is named by the only one there, or by the first that is not.
        let last = distribution.quantile(if is_above { end.next_down() } else { end.next_up() });
        let is_alone = is_atom && last.total_cmp(&own).is_eq();
        let value = match (is_atom, is_alone) {
            (true, true) => own,
            (true, false) => other,
            (false, _) => distribution.quantile(crossing.at),
        };
        // Of a step both ends are at it; a part of a probability between them is rounding.
        let at = if is_atom { f64::midpoint(crossing.before, crossing.behind) } else { crossing.at };
        let probability = rounded((end - at).abs());
        let is_lowest = own < other;
        let beyond = match (is_alone, is_lowest) {
            (true, _) => Beyond::At,
            (false, true) => Beyond::Below,
            (false, false) => Beyond::Above,
        };
        Self { value, beyond, probability, quantile }
    }
}

/// Whether a value has a probability of its own.
fn is_atom(distribution: &Distribution, value: f64) -> bool {
    const NEAR: f64 = 1e-9;
    let below = value - NEAR * value.abs().max(NEAR);
    distribution.cdf(value) - distribution.cdf(below) > 1e-6
}

/// A probability to as many digits as crossings are known.
fn rounded(probability: f64) -> f64 {
    const DIGITS: f64 = 1e5;
    (probability * DIGITS).round() / DIGITS
}
