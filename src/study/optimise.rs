//! `optimise`: the best allocation inside a scenario's freedom, what proves it, what binds it, how sure it is.

use crate::model::Allocation;
use crate::model::Risk;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::optimise::Certificate;
use crate::optimise::Prices;
use crate::optimise::Region;
use crate::optimise::StoppedBy;
use crate::optimise::Watch;
use crate::optimise::default_solver;
use crate::optimise::lp_text;
use crate::optimise::master_at;
use crate::optimise::prices;
use crate::optimise::slopes;
use crate::risk::Summary;
use crate::risk::Tail;
use crate::simulate::Outcomes;
use crate::simulate::harms_drawn;
use crate::study::AfterPlan;
use crate::study::BestBefore;
use crate::study::Confidence;
use crate::study::Decision;
use crate::study::Economics;
use crate::study::Impossible;
use crate::study::NearRange;
use crate::study::Setting;
use crate::study::Studied;
use crate::study::StudyError;
use crate::study::YearResult;
use crate::study::confidence::FEWEST;
use crate::study::confidence::confidence;
use crate::study::decide;
use crate::study::economics::PresentValues;
use crate::study::economics::beyond;
use crate::study::near::everything;
use crate::study::near::near_ranges;
use crate::study::objective;
use crate::study::setting::HARM;
use crate::study::setting::NET_BENEFIT;
use crate::study::setting::difference;
use crate::study::setting::summary;
use crate::study::studied::best_before;
use crate::study::studied::studied;
use crate::study::years::Against;
use crate::study::years::Path;
use crate::study::years::after;
use crate::text;
use crate::units::Seed;

/// What is asked besides the scenario.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// Near-best means within this part of the best harm avoided.
    pub near: f64,
    /// How many draws are solved each for itself; 200 where nobody says, and of a plan as many fewer as it has years, but no
    /// fewer than a share can be told from.
    pub solved_draws: Option<usize>,
}

impl Wanted {
    fn solved_draws(self, scenario: &Scenario) -> usize {
        self.solved_draws.unwrap_or_else(|| (SOLVED / scenario.years()).max(FEWEST))
    }
}

/// Draws that are solved each for itself where nobody says how many.
const SOLVED: usize = 200;

impl Default for Wanted {
    fn default() -> Self {
        Self { near: 0.01, solved_draws: None }
    }
}

/// The best allocation of a scenario, or why there is none.
#[derive(Clone, Debug)]
pub enum Best {
    /// The best, with everything that is to be said of it.
    Found(Box<Found>),
    /// No allocation is allowed.
    Impossible(Impossible),
}

/// The best allocation and what is to be said of it. Money and harm are £m a year.
#[derive(Clone, Debug)]
pub struct Found {
    /// Money by programme.
    pub allocation: Allocation,
    /// The proof; `None` where nothing was left to choose.
    pub certificate: Option<Certificate>,
    /// Whether it is today's allocation.
    pub is_today: bool,
    /// Harm avoided against reference spend.
    pub harm_avoided: Summary,
    /// What it costs beyond today's spend, and what that is worth.
    pub economics: Economics,
    /// The level of the tail below.
    pub level: f64,
    /// The worst of harm.
    pub tail: TailFigures,
    /// What each rule costs; `None` where nothing was left to choose.
    pub prices: Option<Prices>,
    /// Year by year; nothing of a settled year.
    pub years: Vec<YearResult>,
    /// What is avoided after the last year by money spent before; nothing of a settled year.
    pub after: Option<AfterPlan>,
    /// How far money can move before harm avoided falls by more than the part asked for; empty where nothing was left
    /// to choose, and for a tail objective, whose ranges would take minutes.
    pub near: Vec<NearRange>,
    /// How sure the split is.
    pub confidence: Confidence,
    /// The same allocation on draws it has not seen; `None` where the run had to end before.
    pub holdout: Option<Holdout>,
    /// What was left out because the run had to end, and why it had to; `None` where nothing was.
    pub left_out: Option<LeftOut>,
    /// What observations changed of harm avoided; `None` where nothing was observed.
    pub studied: Option<Studied>,
    /// What would have been best before them; `None` likewise, and where nothing was left to choose.
    pub best_before: Option<BestBefore>,
}

/// What is not said because the run had to end before.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// Why it had to.
    pub by: StoppedBy,
    /// What is not said, in words.
    pub what: Vec<String>,
}

/// What has been left out so far.
struct Ending<'a> {
    watch: Box<dyn Watch + 'a>,
    left_out: Option<LeftOut>,
}

impl Ending<'_> {
    /// Whether the run has to end; if so, this is left out.
    fn leaves_out(&mut self, what: impl FnOnce() -> String) -> bool {
        let Some(by) = self.watch.stop() else { return false };
        self.left_out.get_or_insert_with(|| LeftOut { by, what: Vec::new() }).what.push(what());
        true
    }
}

/// The worst of harm, £m a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TailFigures {
    /// Value at risk.
    pub var: f64,
    /// Conditional value at risk.
    pub cvar: f64,
    /// The worst draw.
    pub worst: f64,
}

/// An allocation found on one set of draws, on a fresh one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Holdout {
    /// The seed of the fresh draws.
    pub seed: Seed,
    /// Harm avoided on the draws it was found on, mean.
    pub seen: f64,
    /// Harm avoided on the fresh draws.
    pub fresh: Summary,
}

impl Holdout {
    /// How much better it looked on the draws it was found on.
    #[must_use]
    pub fn optimism(&self) -> f64 {
        self.seen - self.fresh.mean
    }
}

/// Fresh draws have this seed more than the ones they are fresh beside; any other number would do.
const FRESH: u64 = 0x9e37_79b9;

/// Finds the best allocation of a scenario and everything that is to be said of it.
///
/// # Errors
/// Evidence that cannot be simulated, or a solver that broke.
pub fn optimise(setting: &Setting, scenario: &Scenario, wanted: Wanted) -> Result<Best, StudyError> {
    let (allocation, certificate) = match decide(setting, scenario)? {
        Decision::Impossible(impossible) => return Ok(Best::Impossible(impossible)),
        Decision::Allocated { allocation, certificate } => (allocation, certificate),
    };
    let region = decided_region(scenario, &allocation);
    let oracle = objective(setting.futures(), scenario);
    let outcomes = setting.outcomes(&allocation);
    let avoided = setting.avoided(&outcomes);
    let broke = |problem| StudyError::Solve { scenario: scenario.id().to_owned(), problem };
    let years = &setting.today().years;
    let against = Against { allocation: setting.reference(), years, is_elsewhere: false };
    let Path { years, break_even } = against.years(setting, scenario, &allocation, &outcomes)?;
    let level = match scenario.objective().risk {
        Risk::Cvar { level, .. } => level.get(),
        Risk::Mean => 0.9,
    };
    let harm_avoided = summary(scenario, HARM, &avoided)?;
    let economics = economics(setting, scenario, &allocation, (&outcomes, &avoided, harm_avoided))?;
    let tail = Tail::of(&outcomes.harm, level).ok_or_else(|| StudyError::not_finite(scenario, HARM))?;
    let tail = TailFigures { var: tail.var, cvar: tail.cvar, worst: tail.worst };
    let (mut priced, mut near) = (None, Vec::new());
    let mut ending = Ending { watch: setting.overseer().watch(scenario), left_out: None };
    if let Some(proof) = &certificate {
        // From here on there is an answer, whatever ends what is said of it besides.
        ending.watch.bounds(proof.upper, proof.lower);
    }
    if certificate.is_some() {
        let slopes = slopes(&*oracle, &region, &allocation);
        priced = Some(prices(&region, &allocation, &slopes, default_solver()).map_err(broke)?);
        let is_smooth = scenario.objective().is_smooth();
        if is_smooth && !ending.leaves_out(|| "how far money can move".to_owned()) {
            near = near_ranges(
                setting,
                scenario,
                (&*oracle, &region),
                &allocation,
                wanted.near,
                everything(setting),
            )
            .map_err(broke)?;
            ending.leaves_out(|| "the ends of some ranges that are nearly as good".to_owned());
        }
    }
    let confidence = confidence(setting, scenario, &allocation, wanted.solved_draws(scenario));
    if confidence.left_out > 0 {
        let all = confidence.left_out + confidence.draws + confidence.unsolved;
        ending.leaves_out(|| format!("{} of {all} draws solved each for itself", confidence.left_out));
    }
    let mut fresh = None;
    if !ending.leaves_out(|| "the same allocation on fresh draws".to_owned()) {
        fresh = Some(holdout(setting, scenario, &allocation, harm_avoided.mean)?);
    }
    let mut earlier = None;
    if setting.before_observations().is_some()
        && !ending.leaves_out(|| "what would have been best before the studies".to_owned())
    {
        earlier = best_before(setting, scenario, &allocation)?;
    }
    Ok(Best::Found(Box::new(Found {
        is_today: allocation.is_same_as(setting.reference()),
        certificate,
        harm_avoided,
        economics: Economics { break_even, ..economics },
        level,
        tail,
        prices: priced,
        years,
        after: after(setting, scenario, &allocation, &outcomes)?,
        studied: studied(setting, scenario, &allocation, &avoided)?,
        best_before: earlier,
        near,
        confidence,
        holdout: fresh,
        left_out: ending.left_out,
        allocation,
    })))
}

/// What an allocation costs beyond today's spend, and what that is worth.
fn economics(
    setting: &Setting,
    scenario: &Scenario,
    allocation: &Allocation,
    (outcomes, versus, summary): (&Outcomes, &[f64], Summary),
) -> Result<Economics, StudyError> {
    let evidence = setting.evidence();
    let today = setting.ground().today();
    let values = PresentValues {
        reference: today.name(),
        versus,
        summary,
        extra_cost: beyond(setting, allocation, setting.reference()),
        fewer: &|threat, count| {
            difference(&setting.today().counts[threat][count], &outcomes.counts[threat][count])
        },
    };
    Economics::of(evidence, &values).ok_or_else(|| StudyError::not_finite(scenario, NET_BENEFIT))
}

/// The final master of a scenario as CPLEX LP text, with the names of programmes, strands and limits.
#[must_use]
pub fn final_master(setting: &Setting, scenario: &Scenario, allocation: &Allocation) -> String {
    let region = Region::of(scenario);
    let oracle = objective(setting.futures(), scenario);
    let program = master_at(&*oracle, &region, allocation);
    let comment = format!(
        "{} [{}]: the final master. Money is in units of the {} to allocate;\neach `objective` variable is what a \
         threat's part of the objective has beyond its value at the best allocation,\nin thousandths of the whole.",
        scenario.name(),
        scenario.id(),
        text::money_exact(region.unit())
    );
    lp_text(&program, &comment)
}

/// The region with every switch as an allocation has it.
pub(super) fn decided_region(scenario: &Scenario, allocation: &Allocation) -> Region {
    let region = Region::of(scenario);
    let point = region.point(allocation);
    let on: Vec<bool> = region.switches().iter().map(|switch| point[switch.column] >= 0.5).collect();
    region.with_switches(&on).unwrap_or(region)
}

fn holdout(
    setting: &Setting,
    scenario: &Scenario,
    allocation: &Allocation,
    seen: f64,
) -> Result<Holdout, StudyError> {
    let fresh_seed = Seed(setting.simulation().seed.0.wrapping_add(FRESH));
    let evidence = setting.evidence();
    let simulation = Simulation { seed: fresh_seed, ..setting.simulation() };
    let efforts = [setting.felt(setting.reference()), setting.felt(allocation)];
    let harms = harms_drawn(evidence, simulation, setting.timeline(), &efforts)
        .map_err(|problem| StudyError::Simulate { evidence: evidence.name().to_owned(), problem })?;
    let avoided = difference(&harms[0], &harms[1]);
    Ok(Holdout { seed: fresh_seed, seen, fresh: summary(scenario, HARM, &avoided)? })
}
