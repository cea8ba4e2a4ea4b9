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
use crate::explore::session::Session;
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
    Answer(Box<PlayAnswer>),
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
pub(in crate::explore) fn answer(session: &mut Session, ask: Ask) -> Result<Answer, Refused> {
    match ask {
        Ask::Open(open) => open::answer(session, open).map(Answer::Opened),
        Ask::Play { scenario, draws } => play::answer(session, &scenario, draws),
        Ask::Answer { candidate, draws } => {
            look::answer(session, &candidate, draws).map(|answer| Answer::Answer(Box::new(answer)))
        }
        Ask::Move(asked) => moved::answer(session, &asked).map(|moved| Answer::Moved(Box::new(moved))),
        Ask::Best(asked) => best::answer(session, &asked),
        Ask::AtBudget(asked) => at_budget::answer(session, asked),
        Ask::Near { candidate, year, draws } => near::answer(session, &candidate, year, draws),
        Ask::Next(asked) => next::answer(session, &asked).map(Answer::Next),
        Ask::Frontier { candidate, draws } => {
            frontier::answer(session, &candidate, draws).map(Answer::Frontier)
        }
        Ask::Belief { candidate, address, draws } => {
            belief::answer(session, &candidate, &address, draws).map(Answer::Belief)
        }
        Ask::Curve(asked) => curve::answer(session, &asked).map(Answer::Curve),
        Ask::SideBySide { candidates, reference, draws } => {
            side_by_side::answer(session, &candidates, reference, draws).map(Answer::SideBySide)
        }
        Ask::Save { candidate } => save::save(session, &candidate).map(Answer::Saved),
        Ask::Reopen { text, scenario } => save::reopen(session, &text, &scenario).map(Answer::Reopened),
    }
}
