//! What each change did to an answer, in order of size, adding up.
//!
//! Every group of changes is first made alone on OLD; then all of them are made one after the other, the largest first, and each
//! step is what the group did on top of those before it. The steps add up to NEW less OLD whatever the order; each of them
//! depends on it, as effects work together.

use crate::risk;
use crate::risk::Summary;
use crate::study::Progress;
use crate::study::StudyError;
use crate::study::diff::groups::groups;
use crate::study::diff::groups::only;
use crate::study::diff::ladder::Ladder;
use crate::study::diff::ladder::Measured;

/// From an answer of OLD to that of NEW. Figures are £m a year, of a plan at present value.
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    /// What OLD comes to; `None` where it has no answer.
    pub old: Option<Summary>,
    /// What NEW comes to; `None` where it has no answer.
    pub new: Option<Summary>,
    /// NEW less OLD, draw by draw; `None` where one has no answer or they are not of the same draws.
    pub difference: Option<Summary>,
    /// The steps, in the order in which they were made; none where one of the two has no answer.
    pub steps: Vec<Step>,
    /// How far an answer on the way may be from the best there is, £m: the largest gap of its searches; nought where nothing
    /// was searched.
    pub gap: f64,
}

/// What some changes did on top of those before them.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The changes, as positions in those of the whole; several where one needs another.
    pub changes: Vec<usize>,
    /// What they do alone to OLD, on average; `None` where that has no answer.
    pub alone: Option<f64>,
    /// What they did on average.
    pub increment: f64,
    /// The same over draws; `None` where the draws before and after are not the same.
    pub spread: Option<Summary>,
    /// The mean after them.
    pub after: f64,
}

impl Walk {
    /// NEW less OLD, on average.
    #[must_use]
    pub fn change(&self) -> Option<f64> {
        Some(self.new?.mean - self.old?.mean)
    }
}

/// Some changes made alone.
struct Alone {
    pieces: Vec<usize>,
    means: Vec<Option<f64>>,
}

/// A walk for each question.
///
/// # Errors
/// A solver broke, or the time is up.
pub(super) fn walks(ladder: &impl Ladder, progress: &dyn Progress) -> Result<Vec<Walk>, StudyError> {
    let groups = groups(ladder);
    progress.begin(groups.len() * (1 + ladder.questions()));
    let count = ladder.pieces();
    let old = ladder.measured(&vec![false; count], None)?;
    let new = ladder.measured(&vec![true; count], None)?;
    let mut alone = Vec::new();
    for pieces in groups {
        let measured = ladder.measured(&only(count, &pieces), None)?;
        let means = measured.iter().zip(&old);
        let means = means.map(|(now, old)| Some(mean(now.as_ref()?) - mean(old.as_ref()?))).collect();
        alone.push(Alone { pieces, means });
        progress.advance("what each change does alone");
    }
    let ends = old.into_iter().zip(new).enumerate();
    ends.map(|(question, ends)| walk(ladder, question, ends, &alone, progress)).collect()
}

fn walk(
    ladder: &impl Ladder,
    question: usize,
    ends: (Option<Measured>, Option<Measured>),
    alone: &[Alone],
    progress: &dyn Progress,
) -> Result<Walk, StudyError> {
    let summary = |measured: &Option<Measured>| Summary::of(&measured.as_ref()?.draws);
    let (old, new) = (summary(&ends.0), summary(&ends.1));
    let (Some(first), Some(last)) = ends else {
        for _ in alone {
            progress.advance("no way from one to the other");
        }
        return Ok(Walk { old, new, difference: None, steps: Vec::new(), gap: 0.0 });
    };
    let difference = spread(&first, &last);
    let mut gap = first.gap.max(last.gap);
    let mut steps = Vec::new();
    let mut taken = vec![false; ladder.pieces()];
    let (mut before, mut pending) = (first, Pending::default());
    for group in by_size(alone, question) {
        group.pieces.iter().for_each(|piece| taken[*piece] = true);
        pending.add(group, group.means.get(question).copied().flatten());
        let now = if taken.iter().all(|taken| *taken) {
            Some(last.clone())
        } else if ladder.is_sound(&taken) {
            ladder.measured(&taken, Some(question))?.into_iter().nth(question).flatten()
        } else {
            None
        };
        progress.advance("one change after the other");
        // What has no answer goes with what comes next.
        let Some(now) = now else { continue };
        gap = gap.max(now.gap);
        steps.push(std::mem::take(&mut pending).step(&before, &now));
        before = now;
    }
    Ok(Walk { old, new, difference, steps, gap })
}

/// The groups, largest effect first; those that have no answer alone come last.
fn by_size(alone: &[Alone], question: usize) -> Vec<&Alone> {
    let size = |group: &Alone| group.means.get(question).copied().flatten().map_or(-1.0, f64::abs);
    let mut order: Vec<&Alone> = alone.iter().collect();
    order.sort_by(|a, b| size(b).total_cmp(&size(a)).then_with(|| a.pieces.cmp(&b.pieces)));
    order
}

/// Changes that are made, but not yet answered for.
#[derive(Default)]
struct Pending {
    changes: Vec<usize>,
    alone: Vec<Option<f64>>,
}

impl Pending {
    fn add(&mut self, group: &Alone, alone: Option<f64>) {
        self.changes.extend(&group.pieces);
        self.alone.push(alone);
    }

    fn step(mut self, before: &Measured, now: &Measured) -> Step {
        self.changes.sort_unstable();
        let alone = if let [alone] = self.alone[..] { alone } else { None };
        let (spread, after) = (spread(before, now), mean(now));
        Step { changes: self.changes, alone, increment: after - mean(before), spread, after }
    }
}

fn mean(measured: &Measured) -> f64 {
    risk::mean(&measured.draws).unwrap_or_default()
}

/// How much more the second is, draw by draw.
fn spread(before: &Measured, after: &Measured) -> Option<Summary> {
    if before.simulation != after.simulation {
        return None;
    }
    let more: Vec<f64> =
        before.draws.iter().zip(&after.draws).map(|(before, after)| after - before).collect();
    Summary::of(&more)
}
