//! From what is asked to who answers.

use crate::explore::ask::Ask;
use crate::explore::questions::at_budget;
use crate::explore::questions::belief;
use crate::explore::questions::belief::Believed;
use crate::explore::questions::best;
use crate::explore::questions::best::Found;
use crate::explore::questions::curve;
use crate::explore::questions::frontier;
use crate::explore::questions::look;
use crate::explore::questions::moved;
use crate::explore::questions::moved::Moved;
use crate::explore::questions::near;
use crate::explore::questions::next;
use crate::explore::questions::open;
use crate::explore::questions::open::Listed;
use crate::explore::questions::play;
use crate::explore::questions::play::Played;
use crate::explore::questions::save;
use crate::explore::questions::save::Reopened;
use crate::explore::questions::save::Saved;
use crate::explore::questions::side_by_side;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::report::play::CurveView;
use crate::report::play::FrontierView;
use crate::report::play::ImpossibleView;
use crate::report::play::NearView;
use crate::report::play::NextMoneyView;
use crate::report::play::PlayAnswer;
use crate::report::play::SideView;
use serde::Serialize;

/// What is answered.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::explore) enum Answer {
    Opened(Listed),
    Played(Box<Played>),
    #[serde(rename = "answer")]
    Looked(Box<PlayAnswer>),
    Moved(Box<Moved>),
    Found(Box<Found>),
    Impossible(ImpossibleView),
    Near(NearView),
    Next(NextMoneyView),
    Frontier(FrontierView),
    Belief(Believed),
    Curve(CurveView),
    SideBySide(SideView),
    Saved(Saved),
    Reopened(Reopened),
}

/// Answers a question.
///
/// # Errors
/// Why it cannot be.
pub(in crate::explore) fn answer(table: &mut Table, ask: Ask) -> Result<Answer, Refused> {
    match ask {
        Ask::Open(open) => open::answer(table, open).map(Answer::Opened),
        Ask::Play { scenario, draws } => {
            let played = play::answer(table, &scenario, draws)?;
            Ok(possible(played, |played| Answer::Played(Box::new(played))))
        }
        Ask::Answer { candidate, draws } => {
            look::answer(table, &candidate, draws).map(|answer| Answer::Looked(Box::new(answer)))
        }
        Ask::Move(asked) => moved::answer(table, &asked).map(|moved| Answer::Moved(Box::new(moved))),
        Ask::Best(asked) => Ok(possible(best::answer(table, &asked)?, found)),
        Ask::AtBudget(asked) => Ok(possible(at_budget::answer(table, asked)?, found)),
        Ask::Near { candidate, year, draws } => {
            Ok(possible(near::answer(table, &candidate, year, draws)?, Answer::Near))
        }
        Ask::Next(asked) => next::answer(table, &asked).map(Answer::Next),
        Ask::Frontier { candidate, draws } => {
            frontier::answer(table, &candidate, draws).map(Answer::Frontier)
        }
        Ask::Belief { candidate, address, draws } => {
            belief::answer(table, &candidate, &address, draws).map(Answer::Belief)
        }
        Ask::Curve(asked) => curve::answer(table, &asked).map(Answer::Curve),
        Ask::SideBySide { candidates, reference, draws } => {
            side_by_side::answer(table, &candidates, reference, draws).map(Answer::SideBySide)
        }
        Ask::Save { candidate } => save::save(table, &candidate).map(Answer::Saved),
        Ask::Reopen { text, scenario } => save::reopen(table, &text, &scenario).map(Answer::Reopened),
    }
}

/// What was found, or why nothing is allowed.
fn possible<T>(found: Result<T, ImpossibleView>, answer: impl FnOnce(T) -> Answer) -> Answer {
    found.map_or_else(Answer::Impossible, answer)
}

fn found(found: Found) -> Answer {
    Answer::Found(Box::new(found))
}
