//! How sure is the split? Each of a number of draws is solved for itself: what would somebody do who knew that
//! draw to be the truth?

use crate::model::Allocation;
use crate::model::Objective;
use crate::model::Risk;
use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::optimise::Quietly;
use crate::optimise::Region;
use crate::optimise::Watch;
use crate::risk::Summary;
use crate::simulate::side_by_side;
use crate::simulate::totals;
use crate::study::Decision;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::decide::decide_on;
use std::sync::Arc;

/// What knowing the truth would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Confidence {
    /// How many draws were solved, the first ones of the sample.
    pub draws: usize,
    /// Strand by strand, in the evidence's order.
    pub strands: Vec<StrandConfidence>,
    /// What this allocation loses against knowing the truth, £m a year; `None` of fewer than two draws.
    pub regret: Option<Summary>,
    /// What today's allocation loses against knowing the truth, where today's is allowed.
    pub regret_today: Option<Summary>,
}

/// How sure one strand's share is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StrandConfidence {
    /// Today's share of all money spent.
    pub today: f64,
    /// The best share in each draw.
    pub share: Summary,
    /// The probability that the share should be above today's.
    pub above_today: f64,
}

/// Solves the first draws of a setting each for itself.
pub(super) fn confidence(
    setting: &Setting,
    scenario: &Scenario,
    allocation: &Allocation,
    draws: usize,
) -> Result<Confidence, StudyError> {
    let region = Region::of(scenario);
    let mean = Objective { risk: Risk::Mean, ..scenario.objective().clone() };
    let spec = ScenarioSpec { objective: mean, ..scenario.spec().clone() };
    let neutral = Scenario::new(spec, Arc::clone(scenario.evidence())).unwrap_or_else(|_| scenario.clone());
    let today = Allocation::reference(setting.evidence());
    let known: Vec<usize> = (0..draws.min(setting.futures().draws().get())).collect();
    let watch = setting.overseer().watch(scenario.patience().time_limit);
    let watch = Quietly(&*watch);
    let solved =
        side_by_side(&known, |&draw| solve(setting, &neutral, &region, allocation, &today, draw, &watch));
    let solved: Vec<Known> =
        solved.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    let evidence = setting.evidence();
    let total_today = today.total().millions();
    let strands = evidence.strands().iter().enumerate().filter_map(|(position, strand)| {
        let today = today.total_of(&evidence.programmes_of(strand)).millions() / total_today;
        let shares: Vec<f64> = solved.iter().map(|known| known.shares[position]).collect();
        // A share within a ten-thousandth of today's is today's: less than £1m of £2.9bn.
        let above = shares.iter().filter(|share| **share > today + 1e-4).count();
        #[expect(clippy::cast_precision_loss, reason = "draws are few")]
        let above_today = above as f64 / shares.len().max(1) as f64;
        Some(StrandConfidence { today, share: Summary::of(&shares)?, above_today })
    });
    let regrets: Vec<f64> = solved.iter().map(|known| known.regret).collect();
    let regrets_today: Vec<f64> = solved.iter().map(|known| known.regret_today).collect();
    let is_today_allowed = region.violations(&today).is_empty();
    Ok(Confidence {
        draws: solved.len(),
        strands: strands.collect(),
        regret: Summary::of(&regrets),
        regret_today: Summary::of(&regrets_today).filter(|_| is_today_allowed),
    })
}

/// What one draw says when it is known.
struct Known {
    shares: Vec<f64>,
    regret: f64,
    regret_today: f64,
}

fn solve(
    setting: &Setting,
    scenario: &Scenario,
    region: &Region,
    allocation: &Allocation,
    today: &Allocation,
    draw: usize,
    watch: &dyn Watch,
) -> Result<Option<Known>, StudyError> {
    let Some(future) = setting.futures().single(draw).filter(|_| watch.stop().is_none()) else {
        return Ok(None);
    };
    let decision = decide_on(&future, scenario, region, allocation, watch)?;
    // A draw whose search was ended is not known.
    if watch.stop().is_some() {
        return Ok(None);
    }
    let best = match decision {
        Decision::Allocated { allocation, .. } => allocation,
        Decision::Impossible(_) => return Ok(None),
    };
    let evidence = setting.evidence();
    let measure = &scenario.objective().measure;
    let harm = |allocation: &Allocation| totals(&future, &allocation.efforts(evidence), measure)[0];
    let spent = best.total().millions().max(f64::MIN_POSITIVE);
    let share = |strand| best.total_of(&evidence.programmes_of(strand)).millions() / spent;
    let at_best = harm(&best);
    Ok(Some(Known {
        shares: evidence.strands().iter().map(share).collect(),
        regret: harm(allocation) - at_best,
        regret_today: harm(today) - at_best,
    }))
}
