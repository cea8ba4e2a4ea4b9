//! What is proved of a goal that is to be reached with a probability: the quantile bound.
//!
//! Whoever knew which draw is the truth could do no worse in it than whoever does not. So a goal that is out of reach, with
//! some amount, in more than n − k draws each solved for itself is reached in k draws by no allocation with that amount
//! (Ahmed, Luedtke, Song & Xie 2017, *Nonanticipative duality, relaxations, and formulations for chance-constrained
//! stochastic programs*). The bound is true and often far away: knowing the truth is worth a good deal.

use crate::model::Allocation;
use crate::model::Measure;
use crate::optimise::Known;
use crate::optimise::Options;
use crate::optimise::Quietly;
use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::bounds_relaxed;
use crate::optimise::default_solver;
use crate::optimise::start_near;
use crate::simulate::side_by_side;
use crate::study::targets::way::Way;

/// Draws that are solved to find out where a proof may succeed.
const SAMPLE: usize = 60;

/// Halvings of the way from nothing to what was found.
const HALVINGS: usize = 7;

/// Draws solved for a proof at once, before it is asked whether they are enough.
const BATCH: usize = 200;

/// No proof is begun that takes more draws than this: each is an optimum of its own, and nobody should wait minutes for a
/// bound that is often far away. With a thousand draws a probability of a half and more is within it.
const MOST_DRAWS: usize = 500;

/// Proofs begun, each further down.
const TRIALS: usize = 3;

/// Each draw is solved to this gap.
const GAP: f64 = 1e-7;

/// The quantile bound along amounts.
pub(super) struct Bound<'a> {
    pub(super) way: &'a Way<'a>,
    /// What is to be avoided, £m.
    pub(super) avoid: f64,
    /// In how many draws.
    pub(super) needed: usize,
}

/// What an amount allows to whoever knows the truth.
struct Allowed {
    region: Region,
    near: Allocation,
    /// What that avoids in each draw.
    avoided: Vec<f64>,
    /// The same with more, where less does not always allow what more does.
    more: Option<(Region, Allocation)>,
}

impl Bound<'_> {
    /// The largest amount that is proved not to reach the goal, below one that an allocation was found for; `None` where
    /// nothing is proved.
    pub(super) fn proven(&self, found: f64, allocation: &Allocation) -> Option<f64> {
        let setting = self.way.setting();
        let avoided = setting.avoided(&setting.outcomes(allocation));
        let draws = avoided.len();
        let mut hardest: Vec<usize> = (0..draws).collect();
        hardest.sort_unstable_by(|&a, &b| avoided[a].total_cmp(&avoided[b]).then(a.cmp(&b)));
        // Evenly over the ranks, so that the part of them that cannot is the part of all draws that cannot.
        let sample: Vec<usize> =
            (0..SAMPLE.min(draws)).map(|i| hardest[i * draws / SAMPLE.min(draws)]).collect();
        let too_many = draws - self.needed + 1;
        let is_promising = |cannot: usize| cannot * draws > too_many.saturating_sub(1) * sample.len();
        if too_many > MOST_DRAWS {
            return None;
        }
        let nothing = self.way.nothing();
        let (mut low, mut high) = (nothing, found);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            let known = self.known(middle, found, allocation).ok()?;
            let cannot = known.map(|known| self.cannot(&known, &sample));
            // Where nothing is allowed, nothing is reached.
            if cannot.is_none_or(is_promising) { low = middle } else { high = middle }
        }
        // The sample says where, and not quite: a little further down.
        let mut back = (found - nothing) / 128.0;
        let mut amount = low - back;
        for _ in 0..TRIALS {
            if amount <= nothing {
                return None;
            }
            match self.known(amount, found, allocation).ok()? {
                // Rules that clash are proved to by nothing less only where less allows no more.
                None => return self.way.is_nested().then_some(amount),
                Some(known) if self.is_proved(&known, &hardest, too_many) => return Some(amount),
                Some(_) => {}
            }
            amount -= back;
            back *= 2.0;
        }
        None
    }

    /// What an amount allows; `None` where it allows nothing, which a solver that broke or was ended does not say.
    fn known(&self, amount: f64, found: f64, allocation: &Allocation) -> Result<Option<Allowed>, SolveError> {
        let inside = |amount: f64| {
            let Some(region) = self.way.region(amount) else { return Ok(None) };
            let watch = self.way.setting().overseer().watch(self.way.scenario());
            let near = start_near(&region, allocation, default_solver(), &*watch)?;
            Ok(near.map(|near| (region, near)))
        };
        let Some((region, near)) = inside(amount)? else { return Ok(None) };
        let mut more = None;
        if !self.way.is_nested() {
            more = inside(found)?;
            if more.is_none() {
                return Ok(None);
            }
        }
        let setting = self.way.setting();
        let avoided = setting.avoided(&setting.outcomes(&near));
        Ok(Some(Allowed { region, near, avoided, more }))
    }

    /// Whether so many of the draws, the hardest first, cannot reach the goal.
    fn is_proved(&self, known: &Allowed, hardest: &[usize], too_many: usize) -> bool {
        let mut cannot = 0;
        for (batch, draws) in hardest.chunks(BATCH).enumerate() {
            cannot += self.cannot(known, draws);
            let left = hardest.len().saturating_sub((batch + 1) * BATCH);
            // What the hardest leave undone the others would have to make up for; most of them reach the goal.
            let most_tried = (batch + 1) * BATCH > 2 * too_many + BATCH;
            if cannot >= too_many || cannot + left < too_many || most_tried {
                break;
            }
        }
        cannot >= too_many
    }

    /// How many of some draws cannot reach the goal, even known.
    fn cannot(&self, known: &Allowed, draws: &[usize]) -> usize {
        side_by_side(draws, |&draw| self.is_beyond(known, draw)).into_iter().filter(|beyond| *beyond).count()
    }

    /// Whether it is proved that a draw cannot reach the goal with an amount or less.
    fn is_beyond(&self, known: &Allowed, draw: usize) -> bool {
        // A draw in which an allowed allocation reaches the goal need not be solved to say so.
        if known.avoided[draw] >= self.avoid {
            return false;
        }
        let Some((_, ceiling)) = self.best(&known.region, &known.near, draw) else { return false };
        if ceiling >= self.avoid {
            return false;
        }
        // What is best avoided is concave in the amount: where more does no worse, less does no better.
        known.more.as_ref().is_none_or(|(region, near)| {
            self.best(region, near, draw).is_some_and(|(avoided, _)| avoided >= ceiling)
        })
    }

    /// What can be avoided in a draw, and what cannot; `None` where no solver finds it.
    fn best(&self, region: &Region, near: &Allocation, draw: usize) -> Option<(f64, f64)> {
        let setting = self.way.setting();
        let oracle = Known::of(setting.futures(), draw, Measure::Harm)?;
        let watch = setting.overseer().watch(self.way.scenario());
        let options = Options { gap: GAP, most_iterations: 200, exact: false, watch: &Quietly(&*watch) };
        let bounds = bounds_relaxed(&oracle, region, near, default_solver(), options).ok()?;
        let today = setting.today().harm.get(draw)?;
        Some((today - bounds.upper, today - bounds.lower))
    }
}
