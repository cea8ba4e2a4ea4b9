//! The best share of draws that reach a goal.
//!
//! The harm avoided in at least k of n draws, its k-th largest value, is neither convex nor smooth in the money, so what
//! is found here is the best found and nothing else. How it is climbed: the slope of a quantile is the mean slope of the
//! draws around it (Hong 2009, *Estimating quantile sensitivities*), so the best allocation for the mean of those draws alone,
//! a convex problem, lies in a direction in which the quantile rises. Windows of draws go from all of them, the best mean,
//! to a narrow one.

use crate::model::Allocation;
use crate::model::Measure;
use crate::optimise::Mean;
use crate::optimise::Options;
use crate::optimise::Quietly;
use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::default_solver;
use crate::optimise::minimise;
use crate::optimise::start_near;
use crate::study::StudyError;
use crate::study::targets::close_in::Count;
use crate::study::targets::close_in::Most;
use crate::study::targets::way::Way;

/// Each window is this many times narrower than the one before.
const NARROWER: usize = 2;

/// The narrowest window, in draws: fewer say nothing of a slope.
const NARROWEST: usize = 16;

/// The narrowest window as a part of all draws.
const NARROWEST_PART: usize = 64;

/// Steps taken with one window as long as they pay.
const STEPS: usize = 2;

/// Parts of the way to a window's best allocation that are tried.
const PARTS: [f64; 7] = [1.0, 0.7, 0.45, 0.25, 0.12, 0.06, 0.03];

/// What a window's best allocation is found to: it is a direction, and no answer.
const GAP: f64 = 1e-5;

/// Harm avoided in so many draws.
pub(super) struct Chance<'a> {
    pub(super) way: &'a Way<'a>,
    /// In how many draws the goal must be reached, at least 1.
    pub(super) needed: usize,
}

/// An allocation with what it avoids in each draw.
#[derive(Clone)]
struct Spot {
    allocation: Allocation,
    avoided: Vec<f64>,
    /// What it avoids in as many draws as are needed.
    value: f64,
}

/// In how many of n draws a goal is reached that is reached with a probability.
pub(super) fn needed(probability: f64, draws: usize) -> usize {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a part of a number of draws, which are far below 2^53"
    )]
    // A whole number of draws that binary fractions leave a little above itself is that number.
    let needed = (probability * draws as f64 - 1e-9).ceil().max(1.0) as usize;
    needed.min(draws)
}

impl Count for Chance<'_> {
    fn avoided(&self, allocation: &Allocation) -> f64 {
        self.spot(allocation.clone()).value
    }

    fn most(&self, region: &Region, near: &Allocation) -> Result<Option<Most>, StudyError> {
        let watch = self.way.setting().overseer().watch(self.way.scenario());
        let inside =
            start_near(region, near, default_solver(), &*watch).map_err(|problem| self.broke(problem))?;
        let Some(inside) = inside else { return Ok(None) };
        let Spot { allocation, value, .. } = self.climb(region, self.spot(inside))?;
        Ok(Some(Most { allocation, avoided: value, ceiling: None }))
    }
}

impl Chance<'_> {
    fn broke(&self, problem: SolveError) -> StudyError {
        StudyError::Solve { scenario: self.way.scenario().id().to_owned(), problem }
    }

    fn spot(&self, allocation: Allocation) -> Spot {
        let setting = self.way.setting();
        let avoided = setting.avoided(&setting.outcomes(&allocation));
        let mut sorted = avoided.clone();
        let place = self.needed - 1;
        let (_, value, _) = sorted.select_nth_unstable_by(place, |a, b| b.total_cmp(a));
        Spot { allocation, value: *value, avoided }
    }

    /// Climbs from an allocation.
    fn climb(&self, region: &Region, from: Spot) -> Result<Spot, StudyError> {
        let draws = from.avoided.len();
        let mut here = from;
        let mut inside = region.clone();
        if !region.switches().is_empty() {
            // Switches are decided here; among those that are, ways between allocations are allowed.
            if let Some(best) = self.best_of(region, &here, draws)? {
                let there = self.spot(best);
                here = if there.value > here.value { there } else { here };
            }
            inside = decided(region, &here.allocation);
        }
        let narrowest = NARROWEST.max(draws / NARROWEST_PART).min(draws).max(1);
        let mut window = draws;
        while window >= narrowest {
            for _ in 0..STEPS {
                let Some(best) = self.best_of(&inside, &here, window)? else { break };
                let Some(there) = self.on_the_way(&here, &best) else { break };
                here = there;
            }
            window /= NARROWER;
        }
        Ok(here)
    }

    /// The best allocation for the mean of the draws around the one that is to be lifted; `None` where no solver finds it.
    fn best_of(&self, region: &Region, here: &Spot, window: usize) -> Result<Option<Allocation>, StudyError> {
        let futures = self.way.setting().futures();
        let draws = here.avoided.len();
        let some = if window == draws {
            None
        } else {
            let mut order: Vec<usize> = (0..draws).collect();
            order.sort_unstable_by(|&a, &b| here.avoided[b].total_cmp(&here.avoided[a]).then(a.cmp(&b)));
            let first = self.needed.saturating_sub(window / 2 + 1).min(draws - window);
            let mut around = order[first..first + window].to_vec();
            around.sort_unstable();
            let Some(some) = futures.some(&around) else { return Ok(None) };
            Some(some)
        };
        let oracle = Mean { futures: some.as_ref().unwrap_or(futures), measure: Measure::Harm };
        let watch = self.way.setting().overseer().watch(self.way.scenario());
        let start = start_near(region, &here.allocation, default_solver(), &*watch);
        let Some(start) = start.map_err(|problem| self.broke(problem))? else { return Ok(None) };
        let options = Options { gap: GAP, exact: false, watch: &Quietly(&*watch), ..Options::default() };
        // A direction that cannot be had costs nothing but itself.
        Ok(minimise(&oracle, region, &start, default_solver(), options).ok().map(|solved| solved.allocation))
    }

    /// The best place on the way to an allocation, where any is better than here.
    fn on_the_way(&self, here: &Spot, to: &Allocation) -> Option<Spot> {
        let at = |part: f64| {
            let ways = here.allocation.millions().iter().zip(to.millions());
            // Rounding leads no further than to either end: both may be as much as is allowed.
            let between =
                |from: f64, to: f64| (from + part * (to - from)).max(from.min(to)).min(from.max(to));
            Allocation::from_millions(ways.map(|(from, to)| between(*from, *to)).collect())
        };
        let mut best: Option<Spot> = None;
        for part in PARTS {
            let there = self.spot(at(part));
            if there.value > best.as_ref().map_or(here.value, |best| best.value) {
                best = Some(there);
            } else if best.is_some() {
                break;
            }
        }
        best
    }
}

/// A region with every switch as an allocation has it.
fn decided(region: &Region, allocation: &Allocation) -> Region {
    let point = region.point(allocation);
    let on: Vec<bool> = region.switches().iter().map(|switch| point[switch.column] >= 0.5).collect();
    region.with_switches(&on).unwrap_or_else(|| region.clone())
}
