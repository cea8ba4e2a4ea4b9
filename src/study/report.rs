//! `report`: everything that whoever is handed the answer will ask next.

use crate::model::Scenario;
use crate::study::Along;
use crate::study::Asked;
use crate::study::Best;
use crate::study::Block;
use crate::study::CompareError;
use crate::study::Comparison;
use crate::study::Found;
use crate::study::Frontier;
use crate::study::FrontierError;
use crate::study::Ground;
use crate::study::Knowing;
use crate::study::Overseer;
use crate::study::Progress;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::Wanted;
use crate::study::blocks_of;
use crate::study::frontier;
use crate::study::knowing::knowing;
use crate::study::optimise;
use crate::study::progress::Within;
use crate::study::setting::difference;
use crate::units::Money;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

/// The part of a budget below and above it that a frontier covers.
pub const AROUND: f64 = 0.2;

/// The points of a brief's frontier: a curve needs no more.
const POINTS: usize = 13;

/// The steps of a closer look: the best allocation with all that is said of it, and the points.
const STEPS: usize = 3 + POINTS;

/// Scenarios side by side, and the one that is proposed looked at more closely.
#[derive(Clone, Debug)]
pub struct Report {
    /// One chapter a block, in the order of blocks.
    pub chapters: Vec<Chapter>,
}

/// A block of comparable scenarios with its proposal.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// The scenarios side by side.
    pub block: Block,
    /// The scenario looked at more closely; `None` where no scenario of the block has an answer.
    pub proposal: Option<Proposal>,
}

/// One scenario looked at more closely.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Which of the block's results it is.
    pub result: usize,
    /// Whether somebody asked for it; else it is the one that avoids most harm on average.
    pub is_asked: bool,
    /// Harm avoided against the block's reference, draw by draw, £m a year.
    pub versus: Vec<f64>,
    /// Proof, prices, near-best ranges and confidence; `None` where the scenario leaves nothing to choose.
    pub best: Option<Box<Found>>,
    /// What moves it, and what finding out is worth to it; `None` where nothing does, or there was no time.
    pub knowing: Option<Box<Knowing>>,
    /// Harm avoided against the budget; `None` where the scenario leaves nothing to choose.
    pub frontier: Option<Frontier>,
}

/// Compares scenarios, and looks more closely at one of each block: the one with the id `propose` where the block has
/// it, else the one that avoids most harm on average against the block's reference.
///
/// # Errors
/// As [`Comparison::of`]'s; and a `propose` that no scenario has.
pub fn report(
    scenarios: Vec<Scenario>,
    asked: &Asked,
    propose: Option<&str>,
    progress: &dyn Progress,
) -> Result<Report, CompareError> {
    if let Some(propose) = propose
        && !scenarios.iter().any(|scenario| scenario.id() == propose)
    {
        let known = scenarios.iter().map(|scenario| scenario.id().to_owned()).collect();
        return Err(CompareError::NoSuchProposal { asked: propose.to_owned(), known });
    }
    // Every step of the report is told of at once: the scenarios, and the closer look at one of each block.
    progress.begin(scenarios.len() + blocks_of(scenarios.clone()).len() * STEPS);
    let comparison = Comparison::of(scenarios, asked, &Within(progress))?;
    let answered = comparison.blocks.iter().flat_map(|block| &block.results);
    if let Some(propose) = propose
        && !answered.clone().any(|result| result.scenario.id() == propose)
    {
        return Err(CompareError::NoAnswer { asked: propose.to_owned() });
    }
    let chapters = comparison.blocks.into_iter().map(|block| {
        let done =
            Done { of: block.ground.evidence.name().to_owned(), steps: AtomicUsize::new(0), told: progress };
        let proposal = match proposal(&block, propose, &done) {
            // What there was no time to look at more closely is left without a closer look.
            Err(error) if error.is_ended() => None,
            other => other?,
        };
        done.rest();
        Ok(Chapter { block, proposal })
    });
    Ok(Report { chapters: chapters.collect::<Result<_, StudyError>>()? })
}

/// What is done of the closer look at one block.
struct Done<'a> {
    of: String,
    steps: AtomicUsize,
    told: &'a dyn Progress,
}

impl Done<'_> {
    /// The steps that there was no need for are done too.
    fn rest(&self) {
        (self.steps.load(Ordering::SeqCst)..STEPS).for_each(|_| self.told.advance(&self.of));
    }
}

impl Progress for Done<'_> {
    fn begin(&self, _steps: usize) {}

    fn overseer(&self) -> Arc<dyn Overseer> {
        self.told.overseer()
    }

    fn advance(&self, step: &str) {
        if self.steps.fetch_add(1, Ordering::SeqCst) < STEPS {
            self.told.advance(&format!("{}: {step}", self.of));
        }
    }
}

fn proposal(
    block: &Block,
    propose: Option<&str>,
    progress: &dyn Progress,
) -> Result<Option<Proposal>, StudyError> {
    let asked = block.results.iter().position(|result| Some(result.scenario.id()) == propose);
    let Some(position) = asked.or_else(|| most_avoided(block)) else { return Ok(None) };
    let result = &block.results[position];
    let setting = Setting::on(Ground::of(&result.scenario))?.overseen_by(progress.overseer());
    let harm = setting.harm(&result.allocation);
    let reference = reference(block, &setting)?;
    let (mut found, mut drawn) = (None, None);
    if result.optimum.is_some() {
        if let Best::Found(best) = optimise(&setting, &result.scenario, Wanted::default())? {
            found = Some(best);
        }
        progress.advance("the closer look");
        drawn = around(&setting, &result.scenario, progress)?;
    }
    Ok(Some(Proposal {
        result: position,
        is_asked: asked.is_some(),
        versus: difference(&reference, &harm),
        best: found,
        knowing: knowing(&result.scenario, progress)?.map(Box::new),
        frontier: drawn,
    }))
}

/// The reference's harm draw by draw, as far from today's here as it is from its own today's.
fn reference(block: &Block, setting: &Setting) -> Result<Vec<f64>, StudyError> {
    let reference = &block.results[block.reference];
    if setting.ground().carries(&reference.scenario) || reference.scenario.is_today() {
        return Ok(setting.harm(&reference.allocation));
    }
    let own = Setting::on(Ground::of(&reference.scenario))?;
    let avoided = difference(&own.today().harm, &own.harm(&reference.allocation));
    Ok(difference(&setting.today().harm, &avoided))
}

/// The scenario that avoids most harm on average, today and the reference only where there is no other; of two alike the
/// first.
fn most_avoided(block: &Block) -> Option<usize> {
    let is_other =
        |position: &usize| *position != block.reference && !block.results[*position].scenario.is_today();
    let mean = |position: &usize| block.results[*position].versus.mean;
    let positions = 0..block.results.len();
    let is_choice = |position: &usize| block.results[*position].scenario.evidence().what_ifs().is_empty();
    let is_any = positions.clone().any(|position| is_other(&position) && is_choice(&position));
    let others = positions
        .clone()
        .filter(is_other)
        .filter(|position| !is_any || is_choice(position))
        .rev()
        .max_by(|a, b| mean(a).total_cmp(&mean(b)));
    others.or_else(|| positions.clone().find(|position| !block.results[*position].scenario.is_today()))
}

/// The frontier of a scenario around its budget; `None` where the scenario does not allow another budget.
fn around(
    setting: &Setting,
    scenario: &Scenario,
    progress: &dyn Progress,
) -> Result<Option<Frontier>, StudyError> {
    let total = scenario.budget().total.millions();
    let at = |part: f64| Money::from_millions(total * part).unwrap_or_default();
    let along = Along::Budget { from: at(1.0 - AROUND), to: at(1.0 + AROUND) };
    match frontier(setting, scenario, along, POINTS, progress) {
        Ok(frontier) => Ok(Some(frontier)),
        Err(FrontierError::NotAllowed(_)) => Ok(None),
        Err(FrontierError::Study(error)) => Err(error),
    }
}
