//! The best that each budget can do.

use crate::explore::candidate::Candidate;
use crate::explore::questions::holding::pinned;
use crate::explore::questions::look::Look;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::report::play::FrontierView;
use crate::study::Along;
use crate::study::Silent;
use crate::study::frontier;
use crate::study::play::Freedom;
use crate::units::Money;

/// Budgets from half to one and a half times.
const ENDS: (f64, f64) = (0.5, 1.5);

/// How many are looked at.
const POINTS: usize = 11;

/// Draws it.
pub(super) fn answer(
    table: &mut Table,
    candidate: &Candidate,
    draws: Option<usize>,
) -> Result<FrontierView, Refused> {
    let base = table.files()?.base(&candidate.scenario)?;
    let look = Look::at(table, candidate, draws)?;
    let choice = Freedom::Any.from(look.ruled()?, &candidate.allocation(), &pinned(&base));
    let choice = choice.map_err(|problems| Refused::problems(&problems))?;
    let total = choice.budget().total;
    let at = |part: f64| -> Money { total.times(part) };
    let along = Along::Budget { from: at(ENDS.0), to: at(ENDS.1) };
    let found = frontier(look.stand.setting(), &choice, along, POINTS, &Silent);
    let found = found.map_err(|error| Refused::new(error.to_string()))?;
    Ok(FrontierView::of(&choice, &found, look.stand.draws()))
}
