//! The whole question: what moves harm avoided, which scenario is preferred, and the best split.

use crate::id::Pattern;
use crate::model::Factor;
use crate::model::Scenario;
use crate::optimise::StoppedBy;
use crate::simulate::Held;
use crate::simulate::Measured;
use crate::study::Broken;
use crate::study::CompareError;
use crate::study::Ground;
use crate::study::Progress;
use crate::study::StudyError;
use crate::study::Unanswered;
use crate::study::grounds_of;
use crate::study::sensitivity::best::Choice;
use crate::study::sensitivity::groups::Component;
use crate::study::sensitivity::groups::Group;
use crate::study::sensitivity::groups::components;
use crate::study::sensitivity::groups::groups;
use crate::study::sensitivity::indices::Indices;
use crate::study::sensitivity::indices::indices;
use crate::study::sensitivity::panel::Panel;
use crate::study::sensitivity::panel::Subject;
use crate::study::sensitivity::shares::Shares;
use crate::study::sensitivity::shares::shares;
use crate::study::sensitivity::switching::Switching;
use crate::study::sensitivity::switching::Turning;
use crate::study::sensitivity::tornado::Swing;
use crate::study::sensitivity::tornado::Trial;
use crate::units::Seed;

/// What is asked besides the scenarios.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SensitivityAsked {
    /// The id of the scenario that the best one is held against; the second best where left out.
    pub reference: Option<String>,
    /// Which assumptions are looked at one by one; all where empty.
    pub only: Vec<Pattern>,
}

/// What moves the answer, block by block.
#[derive(Clone, Debug)]
pub struct Sensitivity {
    /// Blocks in the order of their first scenario's id.
    pub blocks: Vec<Sensed>,
}

/// What moves the scenarios of one evidence. Lists by scenario are in the order of `scenarios`.
#[derive(Clone, Debug)]
pub struct Sensed {
    /// Evidence, draws and years.
    pub ground: Ground,
    /// Effects whose implied reach was held in some draws.
    pub held: Vec<Held>,
    /// The seed of the second sample.
    pub other: Seed,
    /// Every uncertain number.
    pub factors: Vec<Factor>,
    /// Whether each of them can move harm avoided.
    pub moving: Vec<bool>,
    /// The numbers that are looked at one by one, ascending.
    pub listed: Vec<usize>,
    /// The independent parts of all that can move harm avoided.
    pub components: Vec<Component>,
    /// Groups of numbers.
    pub groups: Vec<Group>,
    /// The scenarios, in the order of their ids.
    pub scenarios: Vec<Subject>,
    /// Which scenario is held against which, as positions, for differences; `None` where there are not two.
    pub pair: Option<(usize, usize)>,
    /// Which scenario is preferred, as a position; `None` of today.
    pub preferred: Option<usize>,
    /// Each listed number at its 5% and 95% points.
    pub tornado: Vec<Swing>,
    /// Each group likewise.
    pub swings_of_groups: Vec<Swing>,
    /// By scenario, what part of the variance is due to what; empty where nothing varies.
    pub indices: Vec<Vec<Indices>>,
    /// By scenario, the variance shared out: among numbers, then groups, then components; `None` where nothing varies.
    pub shares: Vec<Option<Shares>>,
    /// Where another scenario is preferred, by listed number.
    pub switching: Vec<Switching>,
    /// By scenario that leaves a choice and listed number, where the best split turns; empty of others.
    pub turning: Vec<Vec<Turning>>,
    /// Scenarios that no allocation can meet.
    pub unanswered: Vec<Unanswered>,
    /// Scenarios that could not be worked out.
    pub broken: Vec<Broken>,
    /// Why searches were ended before all splits were found; `None` where none was.
    pub stopped_by: Option<StoppedBy>,
}

/// Says of scenarios what moves them.
///
/// # Errors
/// A reference that does not exist, or evidence that cannot be simulated.
pub fn sensitivity(
    scenarios: Vec<Scenario>,
    asked: &SensitivityAsked,
    progress: &dyn Progress,
) -> Result<Sensitivity, CompareError> {
    if let Some(reference) = &asked.reference
        && !scenarios.iter().any(|scenario| scenario.id() == reference)
    {
        let known = scenarios.iter().map(|scenario| scenario.id().to_owned()).collect();
        return Err(CompareError::NoSuchReference { asked: reference.clone(), known });
    }
    let blocks = grounds_of(scenarios);
    progress.begin(blocks.iter().map(|block| steps(block, asked)).sum());
    let blocks = blocks.iter().map(|block| sensed(block, asked, progress));
    Ok(Sensitivity { blocks: blocks.collect::<Result<_, StudyError>>()? })
}

/// The steps of a block: its scenarios, each number and group at its points, each number's switching values, indices, shares.
fn steps(block: &[Scenario], asked: &SensitivityAsked) -> usize {
    let Some(first) = block.first() else { return 0 };
    let factors = first.evidence().factors();
    let everything = vec![true; factors.len()];
    block.len() + 2 * listed(&factors, asked).len() + groups(&factors, &everything).len() + 2
}

fn listed(factors: &[Factor], asked: &SensitivityAsked) -> Vec<usize> {
    let is_wanted = |factor: &Factor| {
        asked.only.is_empty() || asked.only.iter().any(|only| only.covers(factor.address.as_str()))
    };
    (0..factors.len()).filter(|&number| is_wanted(&factors[number])).collect()
}

fn sensed(
    scenarios: &[Scenario],
    asked: &SensitivityAsked,
    progress: &dyn Progress,
) -> Result<Sensed, StudyError> {
    let ground = Ground::of(&scenarios[0]);
    let panel = Panel::of(scenarios, ground, progress)?;
    let listed = listed(&panel.factors, asked);
    let groups = groups(&panel.factors, &panel.moving);
    let components = components(panel.setting.evidence(), &panel.sample, &panel.moving);
    let measured = Measured::of(&panel.sample, panel.efforts());
    let choices: Vec<Option<Choice<'_>>> = panel
        .decided
        .iter()
        .map(|own| own.leaves_choice.then(|| Choice::of(&panel.setting, &own.scenario, &own.allocation)))
        .collect();
    let trial = Trial::of(&panel, &measured, &choices);
    let tornado = trial.swings(&listed.iter().map(|&number| vec![number]).collect::<Vec<_>>(), progress);
    let sets: Vec<Vec<usize>> = groups.iter().map(|group| group.numbers.clone()).collect();
    let swings_of_groups = trial.swings(&sets, progress);
    let indices = indices(&panel, &measured, &components, &listed);
    progress.advance("Sobol indices");
    let sets = sets.into_iter().chain(components.iter().map(|component| component.numbers.clone()));
    let shares = shares(&panel, &measured, &sets.collect::<Vec<_>>());
    let broke =
        |problem| StudyError::Simulate { evidence: panel.setting.evidence().name().to_owned(), problem };
    let shares = shares.map_err(broke)?;
    progress.advance("Shapley effects");
    let switching = trial.switching(&listed);
    let turning = trial.turning(&tornado.iter().collect::<Vec<_>>(), progress);
    let (preferred, pair) = (trial.preferred(), pair(&panel, &trial.means, asked));
    let stopped_by = choices.iter().flatten().find_map(Choice::stopped_by);
    Ok(Sensed {
        ground: panel.setting.ground().clone(),
        held: panel.setting.futures().held().to_vec(),
        other: panel.other_seed,
        factors: panel.factors.clone(),
        moving: panel.moving.clone(),
        listed,
        components,
        groups,
        scenarios: panel.decided.clone(),
        pair,
        preferred,
        tornado,
        swings_of_groups,
        indices,
        shares,
        switching,
        turning,
        unanswered: panel.unanswered.clone(),
        broken: panel.broken.clone(),
        stopped_by,
    })
}

/// The scenario that avoids most, and what it is held against: the reference where one was asked for, else the second best.
fn pair(panel: &Panel, means: &[f64], asked: &SensitivityAsked) -> Option<(usize, usize)> {
    let mut order: Vec<usize> = (0..means.len()).collect();
    order.sort_by(|&a, &b| means[b].total_cmp(&means[a]).then(a.cmp(&b)));
    let is_asked = |place: &usize| Some(panel.decided[*place].scenario.id()) == asked.reference.as_deref();
    let against = order.iter().copied().find(is_asked).or_else(|| order.get(1).copied())?;
    let lead = order.into_iter().find(|&place| place != against)?;
    Some((lead, against))
}
