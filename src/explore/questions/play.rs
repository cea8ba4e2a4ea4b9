//! A scenario to begin with.

use crate::explore::candidate::Candidate;
use crate::explore::questions::holding::pinned;
use crate::explore::questions::look;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::report::play::GroundView;
use crate::report::play::ImpossibleView;
use crate::report::play::PlayAnswer;
use crate::study::Decision;
use crate::study::decide;
use serde::Serialize;

/// A scenario that is played.
#[derive(Serialize)]
pub(in crate::explore) struct Played {
    candidate: Candidate,
    answer: PlayAnswer,
    ground: GroundView,
}

/// Decides it, and looks at what it comes to.
pub(super) fn answer(
    table: &mut Table,
    id: &str,
    draws: Option<usize>,
) -> Result<Result<Played, ImpossibleView>, Refused> {
    let files = table.files()?;
    let (base, today) = (files.base(id)?, files.today);
    let stand = table.grounds.on(&base, draws, today)?;
    let allocation = match decide(stand.setting(), &base)? {
        Decision::Allocated { allocation, .. } => allocation,
        Decision::Impossible(why) => return Ok(Err(ImpossibleView::of(&base, &why))),
    };
    let candidate = Candidate::of(&base, &allocation);
    let answer = look::answer(table, &candidate, draws)?;
    let ground = GroundView::of(&base, stand.setting(), &stand.basis, &pinned(&base));
    Ok(Ok(Played { candidate, answer, ground }))
}
