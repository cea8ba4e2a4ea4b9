//! The best from here.

use crate::explore::ask::Best;
use crate::explore::candidate::Candidate;
use crate::explore::questions::holding::held;
use crate::explore::questions::look;
use crate::explore::questions::look::Look;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::model::Allocation;
use crate::report::play::Beaten;
use crate::report::play::FoundView;
use crate::report::play::ImpossibleView;
use crate::report::play::PlayAnswer;
use crate::risk::mean;
use crate::study::Setting;
use crate::study::play::Freedom;
use crate::study::play::optimum;
use serde::Serialize;

/// The best, with what proves it.
#[derive(Serialize)]
pub(in crate::explore) struct Found {
    candidate: Candidate,
    answer: PlayAnswer,
    #[serde(flatten)]
    said: FoundView,
}

/// Finds it.
pub(super) fn answer(table: &mut Table, asked: &Best) -> Result<Result<Found, ImpossibleView>, Refused> {
    let freedom = match asked.within {
        None => Freedom::Any,
        Some(part) if part.is_finite() && part > 0.0 => Freedom::Within(part),
        Some(_) => return Err(Refused::new("how far programmes may move is a part above nought")),
    };
    found(table, &asked.candidate, &freedom, &asked.locks, asked.draws)
}

/// Finds the best that a freedom leaves a candidate, or says why nothing is allowed.
pub(super) fn found(
    table: &mut Table,
    candidate: &Candidate,
    freedom: &Freedom,
    locks: &[String],
    draws: Option<usize>,
) -> Result<Result<Found, ImpossibleView>, Refused> {
    let look = Look::at(table, candidate, draws)?;
    let here = candidate.allocation();
    let Ok(ruled) = look.ruled() else {
        let said = look.broken.iter().map(|rule| rule.words.clone()).collect();
        return Ok(Err(ImpossibleView::said(said)));
    };
    let choice = match freedom.from(ruled, &here, &held(locks)) {
        Ok(choice) => choice,
        Err(problems) => {
            return Ok(Err(ImpossibleView::said(Refused::problems(&problems).lines())));
        }
    };
    let setting = look.stand.setting();
    let best = match optimum(setting, &choice, &here)? {
        Ok(best) => best,
        Err(why) => return Ok(Err(ImpossibleView::of(&choice, &why))),
    };
    let [best_mean, here_mean] = [&best.allocation, &here].map(|of| avoided(setting, of));
    let beaten = Beaten { best: best_mean, here: here_mean, is_allowed: look.broken.is_empty() };
    let said = FoundView::of(&choice, &best, beaten);
    let candidate = candidate.with(&best.allocation);
    let answer = look::answer(table, &candidate, draws)?;
    Ok(Ok(Found { candidate, answer, said }))
}

/// Mean harm avoided, £m.
pub(super) fn avoided(setting: &Setting, allocation: &Allocation) -> f64 {
    let [today, then] =
        [&setting.today().harm, &setting.harm(allocation)].map(|harm| mean(harm).unwrap_or_default());
    today - then
}
