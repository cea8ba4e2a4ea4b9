//! What is nearly as good as the best with this money.

use crate::explore::candidate::Candidate;
use crate::explore::questions::best::avoided;
use crate::explore::questions::holding::pinned;
use crate::explore::questions::look::Look;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::report::play::Beaten;
use crate::report::play::ImpossibleView;
use crate::report::play::NearView;
use crate::study::play::Freedom;
use crate::study::play::near_optimum;
use crate::study::play::optimum;

/// The part of what the best improves on today that may be lost.
const PART: f64 = 0.01;

/// Finds the best, and how far money can move from it.
pub(super) fn answer(
    table: &mut Table,
    candidate: &Candidate,
    year: usize,
    draws: Option<usize>,
) -> Result<Result<NearView, ImpossibleView>, Refused> {
    if year >= candidate.amounts.len() {
        return Err(Refused::new("the plan has no such year"));
    }
    let base = table.files()?.base(&candidate.scenario)?;
    let look = Look::at(table, candidate, draws)?;
    let here = candidate.allocation();
    let ruled = look.ruled()?;
    let choice =
        Freedom::Any.from(ruled, &here, &pinned(&base)).map_err(|problems| Refused::problems(&problems))?;
    let setting = look.stand.setting();
    let best = match optimum(setting, &choice, &here)? {
        Ok(best) => best.allocation,
        Err(why) => return Ok(Err(ImpossibleView::of(&choice, &why))),
    };
    let ranges = near_optimum(setting, &choice, &best, PART, year)?;
    let beaten = Beaten {
        best: avoided(setting, &best),
        here: avoided(setting, &here),
        is_allowed: look.broken.is_empty(),
    };
    Ok(Ok(NearView::of(&ranges, beaten, PART, look.stand.draws())))
}
