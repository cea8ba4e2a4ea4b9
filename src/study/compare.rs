//! The main job: scenarios side by side, measured as they are had, so that a batch of any length needs the memory of a few.

use crate::model::Scenario;
use crate::model::WhatIf;
use crate::simulate::side_by_side;
use crate::simulate::unless_interrupted;
use crate::study::Broken;
use crate::study::Compared;
use crate::study::Ground;
use crate::study::Move;
use crate::study::NoReference;
use crate::study::Progress;
use crate::study::ScenarioResult;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::Yardstick;

/// As many scenarios are measured side by side before anybody looks whether to go on.
const CHUNK: usize = 64;

/// What is asked besides the scenarios.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// The id of the scenario that the others are held against.
    pub reference: Option<String>,
    /// Money to move in every scenario, all moves at once; each scenario then stands beside itself moved.
    pub moves: Vec<Move>,
    /// What else is to be assumed: each scenario then stands beside itself on these assumptions.
    pub what_ifs: Vec<WhatIf>,
    /// Whether harm avoided is to be shared out among programmes, which takes memory of its own.
    pub by_programme: bool,
}

/// Scenarios to be compared, block by block: those of a block stand on the same evidence and the same draws. Each is had
/// when its turn comes.
pub trait Scenarios {
    /// How many blocks there are.
    fn blocks(&self) -> usize;

    /// What the scenarios of a block stand on; the next one is then the first of it.
    fn begin(&mut self, block: usize) -> Ground;

    /// The scenario of a block that has an id.
    fn named(&mut self, block: usize, id: &str) -> Option<Scenario>;

    /// The next scenario of a block; `None` behind the last.
    fn next(&mut self, block: usize) -> Option<Turn>;
}

/// A scenario whose turn it is.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Its place in an order of the asker's own.
    pub place: usize,
    /// It; `None` where it can be had no more.
    pub scenario: Option<Scenario>,
}

/// The scenario of a block that has an id.
pub type ById<'a> = &'a mut dyn FnMut(&str) -> Option<Scenario>;

/// Where a scenario stands.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    /// The number of its block, from 0.
    pub block: usize,
    /// Its place in the asker's order.
    pub place: usize,
    /// It.
    pub scenario: &'a Scenario,
    /// What it is held against; `None` where its evidence cannot be drawn from.
    pub yardstick: Option<&'a Yardstick>,
}

/// Whoever is told what scenarios come to, one after the other in the order in which they were had.
pub trait Listener: Sync {
    /// What is kept of a scenario.
    type Kept: Send;
    /// Why nothing more is wanted.
    type Error: From<StudyError> + From<NoReference>;

    /// A block begins, with the row of today's money that every block has.
    ///
    /// # Errors
    /// Nothing more is wanted.
    fn block(&mut self, yardstick: &Yardstick, today: ScenarioResult) -> Result<(), Self::Error>;

    /// The evidence of a block cannot be drawn from: each of its scenarios is told of as broken, if any more is wanted.
    ///
    /// # Errors
    /// Nothing more is wanted.
    fn undrawable(&mut self, ground: &Ground, error: &StudyError) -> Result<(), Self::Error>;

    /// Whether no further scenario should be begun.
    fn has_enough(&self) -> bool {
        false
    }

    /// What to keep of a scenario and of the same with money moved: looked at side by side with others, in no order.
    fn look(&self, at: At<'_>, measured: Vec<Compared>) -> Self::Kept;

    /// Keeps it, in order; `None` is one that was not begun, because [`Listener::has_enough`].
    ///
    /// # Errors
    /// Nothing more is wanted.
    fn keep(&mut self, at: Option<&Yardstick>, kept: Option<Self::Kept>) -> Result<(), Self::Error>;

    /// A block is at its end: all its scenarios have been told of.
    ///
    /// # Errors
    /// Nothing more is wanted.
    fn over(&mut self, _yardstick: &Yardstick, _by_id: ById<'_>) -> Result<(), Self::Error> {
        Ok(())
    }

    /// Keeps that a scenario can be had no more.
    ///
    /// # Errors
    /// Nothing more is wanted.
    fn lost(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }
}

/// Compares scenarios, one block after the other.
///
/// # Errors
/// A reference without an answer, today's harm is no finite number, or the listener wants nothing more.
pub fn compare<L: Listener>(
    scenarios: &mut dyn Scenarios,
    asked: &Asked,
    listener: &mut L,
    progress: &dyn Progress,
) -> Result<(), L::Error> {
    for block in 0..scenarios.blocks() {
        let ground = scenarios.begin(block);
        let draw = if asked.by_programme { Setting::with_room_for_shares } else { Setting::on };
        match draw(ground.clone()) {
            Ok(setting) => {
                let setting = setting.overseen_by(progress.overseer());
                let mut yardstick = Yardstick::new(setting);
                if let Some(named) =
                    asked.reference.as_deref().and_then(|asked| scenarios.named(block, asked))
                {
                    yardstick = yardstick.held_against(&named)?;
                }
                listener.block(&yardstick, yardstick.today()?)?;
                Measuring { block, yardstick: &yardstick, asked, progress }.all(scenarios, listener)?;
                listener.over(&yardstick, &mut |id| scenarios.named(block, id))?;
            }
            Err(error) => {
                listener.undrawable(&ground, &error)?;
                undrawable(scenarios, block, &error, listener)?;
            }
        }
    }
    Ok(())
}

/// A block being measured.
struct Measuring<'a> {
    block: usize,
    yardstick: &'a Yardstick,
    asked: &'a Asked,
    progress: &'a dyn Progress,
}

impl Measuring<'_> {
    fn all<L: Listener>(&self, scenarios: &mut dyn Scenarios, listener: &mut L) -> Result<(), L::Error> {
        loop {
            let chunk: Vec<Turn> = std::iter::from_fn(|| scenarios.next(self.block)).take(CHUNK).collect();
            if chunk.is_empty() {
                return Ok(());
            }
            let kept = side_by_side(&chunk, |turn| {
                turn.scenario.as_ref().map(|it| self.one(turn.place, it, listener))
            });
            for kept in kept {
                match kept {
                    Some(kept) => listener.keep(Some(self.yardstick), kept)?,
                    None => listener.lost()?,
                }
            }
        }
    }

    /// What is kept of one scenario; `None` where the listener has enough.
    fn one<L: Listener>(&self, place: usize, scenario: &Scenario, listener: &L) -> Option<L::Kept> {
        if listener.has_enough() {
            return None;
        }
        let measured = unless_interrupted(|| self.measured(scenario))?;
        if listener.has_enough() {
            return None;
        }
        self.progress.advance(scenario.id());
        let at = At { block: self.block, place, scenario, yardstick: Some(self.yardstick) };
        Some(listener.look(at, measured))
    }
}

impl Measuring<'_> {
    /// What comes of a scenario, and of the same with money moved and with other assumptions, where those are asked for.
    fn measured(&self, scenario: &Scenario) -> Vec<Compared> {
        let Asked { moves, what_ifs, .. } = self.asked;
        let mut measured = self.yardstick.measure(scenario.clone(), moves);
        if !what_ifs.is_empty() {
            match assumed(scenario, what_ifs) {
                Ok(variant) => measured.extend(self.yardstick.measure(variant, &[])),
                Err(broken) => measured.push(Compared::Broken(broken)),
            }
        }
        measured
    }
}

/// A scenario on other assumptions, as one of its own.
fn assumed(scenario: &Scenario, what_ifs: &[WhatIf]) -> Result<Scenario, Broken> {
    let variant = scenario.assuming(what_ifs);
    let variant = variant.map_err(|problems| Broken::assumed(scenario, &problems))?;
    Ok(variant.called(format!("{}+set", scenario.id())))
}

/// Tells of every scenario of a block that its evidence cannot be drawn from; the other blocks can be answered.
fn undrawable<L: Listener>(
    scenarios: &mut dyn Scenarios,
    block: usize,
    error: &StudyError,
    listener: &mut L,
) -> Result<(), L::Error> {
    while let Some(Turn { place, scenario }) = scenarios.next(block) {
        let Some(scenario) = scenario else {
            listener.lost()?;
            continue;
        };
        let broken = Compared::Broken(Broken::solving(&scenario, error));
        let kept = listener.look(At { block, place, scenario: &scenario, yardstick: None }, vec![broken]);
        listener.keep(None, Some(kept))?;
    }
    Ok(())
}
