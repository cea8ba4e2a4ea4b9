//! What came of holding one file against another.

use crate::simulate::Held;
use crate::study::Ground;
use crate::study::Setting;
use crate::study::diff::change::Change;
use crate::study::diff::walk::Walk;

/// How two files differ, and what that does to answers.
#[derive(Clone, Debug)]
pub struct Diff {
    /// What differs; steps name changes by their positions here.
    pub changes: Vec<Change>,
    /// What the changes did, question by question; nothing where no figure can have changed.
    pub walks: Vec<(Question, Walk)>,
    /// What OLD's figures rest on.
    pub old: Side,
    /// What NEW's figures rest on.
    pub new: Side,
}

/// What figures rest on.
#[derive(Clone, Debug)]
pub struct Side {
    /// Evidence, draws and years.
    pub ground: Ground,
    /// Effects whose reach had to be held.
    pub held: Vec<Held>,
}

impl Side {
    pub(super) fn of(setting: &Setting) -> Self {
        Self { ground: setting.ground().clone(), held: setting.futures().held().to_vec() }
    }
}

/// A question that is asked of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Harm at reference spend.
    HarmToday,
    /// Harm that the best allocation of today's total avoids, split freely.
    BestOfToday,
    /// Harm that a scenario avoids with the money it puts where it does on OLD.
    MoneyHeld,
    /// Harm that a scenario avoids, whatever it decides anew.
    Scenario,
}
