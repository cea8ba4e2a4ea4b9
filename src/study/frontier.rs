//! `frontier`: harm avoided against money, against one strand's share, and mean against risk.

use crate::id::Id;
use crate::model::Allocation;
use crate::model::Evidence;
use crate::model::Objective;
use crate::model::Portion;
use crate::model::Risk;
use crate::model::Scenario;
use crate::optimise::Certificate;
use crate::optimise::Price;
use crate::optimise::Region;
use crate::optimise::Rule;
use crate::optimise::default_solver;
use crate::optimise::prices;
use crate::optimise::slopes;
use crate::problem::Problem;
use crate::risk::Summary;
use crate::risk::Tail;
use crate::study::Decision;
use crate::study::Progress;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::decide::decide_on;
use crate::study::objective;
use crate::study::optimise::decided_region;
use crate::study::setting::HARM;
use crate::study::setting::summary;
use crate::text;
use crate::units::Money;
use crate::units::Share;
use std::sync::Arc;

/// Against what harm avoided is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Along {
    /// All the money, £m; in a plan, that of its first year, and as many times more or less in every later one.
    Budget {
        /// The least.
        from: Money,
        /// The most.
        to: Money,
    },
    /// One strand's share, in every year of a plan; exact shares of the others are freed.
    Strand {
        /// The strand.
        strand: Id,
        /// The least share.
        from: Share,
        /// The largest share.
        to: Share,
    },
    /// The weight of the tail against the mean, from 0 to 1.
    Risk {
        /// The level of the tail.
        level: Share,
    },
}

/// A frontier, point by point.
#[derive(Clone, Debug, PartialEq)]
pub struct Frontier {
    /// Against what it is drawn.
    pub along: Along,
    /// The points in order.
    pub points: Vec<Point>,
    /// Where today is, £m or share; `None` along risk, which nobody has chosen.
    pub today: Option<f64>,
    /// How many more points were left out because the run had to end.
    pub left_out: usize,
}

/// One point: the best that can be had there.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Where it is: £m, share, or weight.
    pub at: f64,
    /// Whether today is there.
    pub is_today: bool,
    /// What can be had; `None` where nothing is allowed.
    pub had: Option<Had>,
}

/// The best at one point. Money and harm are £m a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Had {
    /// Money by programme.
    pub allocation: Allocation,
    /// Harm avoided against reference spend.
    pub harm_avoided: Summary,
    /// Mean harm.
    pub harm: f64,
    /// The tail mean of harm (`CVaR`), at the frontier's level, or at 0.9.
    pub cvar: f64,
    /// What the next £1 avoids: of all money, or of the strand's; `None` along risk.
    pub marginal: Option<f64>,
    /// The proof; `None` where nothing was left to choose.
    pub certificate: Option<Certificate>,
}

/// A frontier that could not be drawn.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FrontierError {
    /// The scenario cannot be changed as the frontier asks.
    #[error("{}", listed(.0))]
    NotAllowed(Vec<Problem>),
    /// A solver broke.
    #[error(transparent)]
    Study(#[from] StudyError),
}

/// What a variant of the scenario would get wrong, in a line.
fn listed(problems: &[Problem]) -> String {
    let lines: Vec<String> =
        problems.iter().map(|problem| format!("{}: {}", problem.place, problem.found)).collect();
    text::listed(&lines)
}

/// Draws a frontier of `count` points; where today is between two of them, it is one more.
///
/// Each point begins where the one before it came to, so a frontier costs a small multiple of one optimum.
///
/// # Errors
/// The scenario cannot be changed as the frontier asks (problems), or a solver broke.
pub fn frontier(
    setting: &Setting,
    scenario: &Scenario,
    along: Along,
    count: usize,
    progress: &dyn Progress,
) -> Result<Frontier, FrontierError> {
    let today = along.today(setting.evidence());
    let places = along.places(count, today);
    progress.begin(places.len());
    let mut points: Vec<Point> = Vec::with_capacity(places.len());
    let mut near = setting.reference().clone();
    for (i, &(at, is_today)) in places.iter().enumerate() {
        if i > 0 && setting.overseer().watch(scenario).stop().is_some() {
            break;
        }
        let variant = along.variant(scenario, at).map_err(FrontierError::NotAllowed)?;
        let had = had(setting, &variant, &along, &near)?;
        if let Some(had) = &had {
            near = had.allocation.clone();
        }
        points.push(Point { at, is_today, had });
        progress.advance(&format!("point {} of {}", i + 1, places.len()));
    }
    let left_out = places.len() - points.len();
    Ok(Frontier { along, points, today, left_out })
}

impl Along {
    /// The level of the tail that is shown.
    #[must_use]
    pub fn level(&self) -> f64 {
        if let Self::Risk { level } = self { level.get() } else { 0.9 }
    }

    /// The place a part of the way along.
    fn at(&self, part: f64) -> f64 {
        let between = |from: f64, to: f64| from + part * (to - from);
        match self {
            Self::Budget { from, to } => between(from.millions(), to.millions()),
            Self::Strand { from, to, .. } => between(from.get(), to.get()),
            Self::Risk { .. } => part,
        }
    }

    /// Where today is.
    fn today(&self, evidence: &Evidence) -> Option<f64> {
        let today = Allocation::reference(evidence);
        match self {
            Self::Budget { .. } => Some(today.total().millions()),
            Self::Strand { strand, .. } => today.total_of(&evidence.programmes_of(strand)).per(today.total()),
            Self::Risk { .. } => None,
        }
    }

    /// Where the points are, and which of them is today's.
    fn places(&self, count: usize, today: Option<f64>) -> Vec<(f64, bool)> {
        #[expect(clippy::cast_precision_loss, reason = "points are few")]
        let part = |i: usize| if count == 1 { 0.0 } else { i as f64 / (count - 1) as f64 };
        let mut places: Vec<(f64, bool)> = (0..count).map(|i| (self.at(part(i)), false)).collect();
        let (Some(today), Some(&(first, _)), Some(&(last, _))) = (today, places.first(), places.last())
        else {
            return places;
        };
        // Sums of amounts differ from what was typed by less than this, and no two points are as near.
        let is_there = |at: f64| (at - today).abs() <= 1e-9 * today.abs();
        if let Some(place) = places.iter_mut().find(|(at, _)| is_there(*at)) {
            place.1 = true;
        } else if count > 1 && first < today && today < last {
            let behind = places.partition_point(|(at, _)| *at < today);
            places.insert(behind, (today, true));
        }
        places
    }

    /// The scenario there.
    fn variant(&self, scenario: &Scenario, at: f64) -> Result<Scenario, Vec<Problem>> {
        let mut spec = scenario.spec().clone();
        match self {
            Self::Budget { .. } => return scenario.with_total(Money::from_millions(at).unwrap_or_default()),
            Self::Strand { strand, .. } => {
                let share = Share::new(at.clamp(0.0, 1.0)).unwrap_or_default();
                let later = spec.later_years.iter_mut().map(|year| &mut year.split);
                for split in later.chain([&mut spec.split]) {
                    split.retain(|_, portion| !portion.is_exact());
                    split.insert(strand.clone(), Portion::Exactly(share));
                }
            }
            Self::Risk { level } => {
                let weight = Share::new(at.clamp(0.0, 1.0)).unwrap_or_default();
                let risk = Risk::Cvar { level: *level, weight };
                spec.objective = Objective { risk, ..spec.objective };
            }
        }
        Scenario::new(spec, Arc::clone(scenario.evidence()))
    }
}

fn had(
    setting: &Setting,
    scenario: &Scenario,
    along: &Along,
    near: &Allocation,
) -> Result<Option<Had>, StudyError> {
    let region = Region::of(scenario);
    let decision = if region.only().is_some() {
        crate::study::decide(setting, scenario)?
    } else {
        let watch = setting.overseer().watch(scenario);
        decide_on(setting.futures(), scenario, &region, near, &*watch)?
    };
    let Decision::Allocated { allocation, certificate } = decision else { return Ok(None) };
    let outcomes = setting.outcomes(&allocation);
    let harm_avoided = summary(scenario, HARM, &setting.avoided(&outcomes))?;
    let harm = summary(scenario, HARM, &outcomes.harm)?.mean;
    let tail = Tail::of(&outcomes.harm, along.level());
    let tail = tail.ok_or_else(|| StudyError::not_finite(scenario, HARM))?;
    let marginal = match &certificate {
        Some(_) => marginal(setting, scenario, along, &allocation)?,
        None => None,
    };
    Ok(Some(Had { harm, cvar: tail.cvar, allocation, harm_avoided, marginal, certificate }))
}

/// What the next £1 avoids there.
fn marginal(
    setting: &Setting,
    scenario: &Scenario,
    along: &Along,
    allocation: &Allocation,
) -> Result<Option<f64>, StudyError> {
    if matches!(along, Along::Risk { .. }) {
        return Ok(None);
    }
    let region = decided_region(scenario, allocation);
    let oracle = objective(setting.futures(), scenario);
    let slopes = slopes(&*oracle, &region, allocation);
    let prices = prices(&region, allocation, &slopes, default_solver())
        .map_err(|problem| StudyError::Solve { scenario: scenario.id().to_owned(), problem })?;
    Ok(match along {
        Along::Budget { .. } => prices.budget,
        Along::Strand { strand, .. } => {
            let position = scenario.evidence().strands().iter().position(|known| known == strand);
            let Some(strand) = position else { return Ok(None) };
            let is_own = |price: &&Price| matches!(price.rule, Rule::Strand { strand: own, side: None, .. } if own == strand);
            // A £1 more in each year.
            prices.rules.iter().filter(is_own).map(|price| price.gain).sum()
        }
        Along::Risk { .. } => None,
    })
}
