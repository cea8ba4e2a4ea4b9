//! How harm avoided responds to one programme.

use crate::explore::ask::Curve;
use crate::explore::questions::look::Look;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::report::play::CurveView;
use crate::study::play::response;

/// Follows it.
pub(super) fn answer(table: &mut Table, asked: &Curve) -> Result<CurveView, Refused> {
    let look = Look::at(table, &asked.candidate, asked.draws)?;
    let programmes = look.free.evidence().programmes();
    let own = programmes.iter().position(|programme| programme.id.as_str() == asked.programme);
    let own = own.ok_or_else(|| Refused::new(format!("there is no programme `{}`", asked.programme)))?;
    let place = asked.year * programmes.len() + own;
    let here = asked.candidate.allocation();
    let now = here.millions().get(place).copied();
    let now = now.ok_or_else(|| Refused::new("the plan has no such year"))?;
    let found = response(look.stand.setting(), &look.free, &here, place)?;
    Ok(CurveView::of(&look.free, &found, place, now))
}
