//! How sure is the split? Each of a number of draws is solved for itself: what would somebody do who knew that
//! draw to be the truth?

use crate::model::Allocation;
use crate::model::Objective;
use crate::model::Risk;
use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::optimise::Known;
use crate::optimise::Options;
use crate::optimise::Quietly;
use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::Solved;
use crate::optimise::StoppedBy;
use crate::optimise::Watch;
use crate::optimise::default_solver;
use crate::optimise::minimise;
use crate::optimise::start_near;
use crate::risk::Summary;
use crate::simulate::side_by_side;
use crate::study::Setting;
use crate::study::options;
use std::sync::Arc;

/// Regrets below this part of the harm itself are nought. Harm in a draw is some thousand roundings of 1e-16 away from
/// itself, worked out for another allocation, so what is smaller is no difference between two allocations.
const SAME: f64 = 1e-12;

/// Up to so many switches every pattern of them is solved.
const FEW_SWITCHES: usize = 5;

/// Fewer draws than this, of more that were to be solved, are no basis for a share or a regret.
pub(super) const FEWEST: usize = 30;

/// What knowing the truth would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Confidence {
    /// How many draws were solved, the first ones of the sample.
    pub draws: usize,
    /// How many more of them no solver could solve: they count for nothing here.
    pub unsolved: usize,
    /// How many were left out because the run had to end.
    pub left_out: usize,
    /// Strand by strand, in the evidence's order; `None` where anything is best spent in fewer than two draws.
    pub strands: Option<Vec<StrandConfidence>>,
    /// What this allocation loses against knowing the truth, £m a year; `None` of fewer than two draws, and where harm in one is
    /// beyond all measure.
    pub regret: Option<Summary>,
    /// What today's allocation loses against knowing the truth, where today's is allowed; `None` likewise.
    pub regret_today: Option<Summary>,
}

/// How sure one strand's share is; of a plan, its share of the money of all years.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StrandConfidence {
    /// Today's share of all money spent; `None` where nothing is spent today.
    pub today: Option<f64>,
    /// The best share in each draw in which anything is best spent.
    pub share: Summary,
    /// The probability that the share should be above today's; `None` where nothing is spent today.
    pub above_today: Option<f64>,
}

/// Solves the first draws of a setting each for itself, beginning at the allowed allocation nearest to a given one, and
/// says what that one loses against knowing the truth.
#[must_use]
pub fn confidence(
    setting: &Setting,
    scenario: &Scenario,
    allocation: &Allocation,
    draws: usize,
) -> Confidence {
    let region = Region::of(scenario);
    let mean = Objective { risk: Risk::Mean, ..scenario.objective().clone() };
    let spec = ScenarioSpec { objective: mean, ..scenario.spec().clone() };
    let neutral = Scenario::new(spec, Arc::clone(scenario.evidence())).unwrap_or_else(|_| scenario.clone());
    let today = setting.reference();
    let known: Vec<usize> = (0..draws.min(setting.futures().draws().get())).collect();
    let is_today_allowed = region.violations(today).is_empty();
    let held = Held { allocation, today, is_today_allowed };
    let watch = setting.overseer().watch(scenario);
    let watch = Quietly(&*watch);
    // Every draw is begun at the same allocation, so that none depends on which were solved before it.
    let beginnings = beginnings(&region, allocation, &watch);
    let options = Options { watch: &watch, ..options(&neutral, &region) };
    let begun = Begun { setting, scenario: &neutral, beginnings, options };
    let solved = side_by_side(&known, |&draw| begun.solve(held, draw));
    // A draw that breaks the solver, however it is put, must not lose the answer: it is counted.
    let unsolved = solved.iter().filter(|solved| solved.is_err()).count();
    let is_ended = watch.stop().is_some();
    let mut left_out = solved.iter().filter(|solved| is_ended && matches!(solved, Ok(None))).count();
    let solved: Vec<Told> = solved.into_iter().flatten().flatten().collect();
    // The first few of a sample that was cut short say nothing of the rest.
    let is_too_few = left_out > 0 && solved.len() < FEWEST;
    left_out += if is_too_few { solved.len() } else { 0 };
    let solved = if is_too_few { Vec::new() } else { solved };
    let evidence = setting.evidence();
    let strands = evidence.strands().iter().enumerate().map(|(position, strand)| {
        let today =
            today.total_of(&setting.timeline().places(&evidence.programmes_of(strand))).per(today.total());
        let shares: Vec<f64> =
            solved.iter().filter_map(|known| Some(known.shares.as_ref()?[position])).collect();
        let share = Summary::of(&shares)?;
        Some(StrandConfidence { today, share, above_today: today.map(|today| above(&shares, today)) })
    });
    let regrets: Vec<f64> = solved.iter().map(|known| known.regret).collect();
    let regrets_today: Vec<f64> = solved.iter().filter_map(|known| known.regret_today).collect();
    Confidence {
        draws: solved.len(),
        unsolved,
        left_out,
        strands: strands.collect(),
        regret: Summary::of(&regrets),
        regret_today: Summary::of(&regrets_today),
    }
}

/// The part of shares that are above today's.
fn above(shares: &[f64], today: f64) -> f64 {
    // A share within a ten-thousandth of today's is today's: less than £1m of £2.9bn.
    let above = shares.iter().filter(|share| **share > today + 1e-4).count();
    #[expect(clippy::cast_precision_loss, reason = "draws are few")]
    let above = above as f64 / shares.len().max(1) as f64;
    above
}

/// What one draw says when it is known.
struct Told {
    /// Strand by strand; `None` where spending nothing is best.
    shares: Option<Vec<f64>>,
    regret: f64,
    /// `None` where today's allocation is not allowed.
    regret_today: Option<f64>,
}

/// The allocations that are held against knowing the truth.
#[derive(Clone, Copy)]
struct Held<'a> {
    allocation: &'a Allocation,
    today: &'a Allocation,
    is_today_allowed: bool,
}

/// What all draws have in common that are solved each for itself.
struct Begun<'a> {
    setting: &'a Setting,
    scenario: &'a Scenario,
    /// Regions that together allow what is allowed, each with where its search begins; none where nothing is allowed.
    beginnings: Result<Vec<(Region, Allocation)>, SolveError>,
    options: Options<'a>,
}

/// Where the search of a draw begins: with few switches in every pattern of them, since a draw by itself is solved in a
/// moment once they are decided; else in the region as it is.
fn beginnings(
    region: &Region,
    allocation: &Allocation,
    watch: &dyn Watch,
) -> Result<Vec<(Region, Allocation)>, SolveError> {
    let switches = region.switches().len();
    let regions: Vec<Region> = if (1..=FEW_SWITCHES).contains(&switches) {
        let patterns = (0..1_usize << switches).map(|pattern| {
            let on: Vec<bool> = (0..switches).map(|switch| pattern >> switch & 1 == 1).collect();
            region.with_switches(&on)
        });
        patterns.flatten().collect()
    } else {
        vec![region.clone()]
    };
    let mut beginnings = Vec::new();
    for region in regions {
        if let Some(start) = start_near(&region, allocation, default_solver(), watch)? {
            beginnings.push((region, start));
        }
    }
    Ok(beginnings)
}

impl Begun<'_> {
    fn solve(&self, held: Held<'_>, draw: usize) -> Result<Option<Told>, SolveError> {
        let is_ended = || self.options.watch.stop().is_some();
        let measure = self.scenario.objective().measure.clone();
        let Some(oracle) = Known::of(self.setting.futures(), draw, measure).filter(|_| !is_ended()) else {
            return Ok(None);
        };
        let mut found: Option<Solved> = None;
        for (region, start) in self.beginnings.as_ref().map_err(Clone::clone)? {
            let solved = minimise(&oracle, region, start, default_solver(), self.options)?;
            // A draw whose search was ended is not known.
            if is_ended() {
                return Ok(None);
            }
            // What is not proved is not known.
            if !solved.certificate.reached {
                let by = solved.certificate.stopped_by.unwrap_or(StoppedBy::Solver);
                return Err(SolveError::Ended { by });
            }
            let is_better = |best: &Solved| solved.certificate.upper < best.certificate.upper;
            if found.as_ref().is_none_or(is_better) {
                found = Some(solved);
            }
        }
        let Some(Solved { allocation: best, .. }) = found else { return Ok(None) };
        let evidence = self.setting.evidence();
        let harm = |allocation: &Allocation| oracle.total(&self.setting.felt(allocation));
        let places = |strand| self.setting.timeline().places(&evidence.programmes_of(strand));
        let share = |strand| best.total_of(&places(strand)).per(best.total());
        let (own, today) = (harm(held.allocation), harm(held.today));
        // A draw is solved to a gap, inside which something allowed may be a little better than what was found.
        let at_best = harm(&best).min(own);
        let at_best = if held.is_today_allowed { at_best.min(today) } else { at_best };
        Ok(Some(Told {
            shares: evidence.strands().iter().map(share).collect(),
            regret: regret(own, at_best),
            regret_today: held.is_today_allowed.then(|| regret(today, at_best)),
        }))
    }
}

/// How much more harm there is than at the best allocation, nought where the two cannot be told apart.
fn regret(harm: f64, at_best: f64) -> f64 {
    let regret = harm - at_best;
    if regret.abs() <= SAME * at_best.abs() { 0.0 } else { regret }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_no_regret_and_a_pound_is() {
        // Four units in the last place of £20bn either way, and £1 of it.
        let best = 20_000.0_f64;
        let noise = 4.0 * (best.next_up() - best);
        for harm in [best + noise, best - noise, best] {
            assert_eq!(regret(harm, best).to_bits(), 0.0_f64.to_bits(), "{harm}");
        }
        assert!((regret(best + 1e-6, best) - 1e-6).abs() < noise, "£1 is a regret");
    }
}
