//! Where the next money would go, and the last would come from.

use crate::explore::ask::Next;
use crate::explore::questions::holding::held;
use crate::explore::questions::look::Look;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::report::play::NextMoneyView;
use crate::study::play::more_or_less;
use crate::units::Money;

/// Finds both.
pub(super) fn answer(table: &mut Table, asked: &Next) -> Result<NextMoneyView, Refused> {
    let money = Money::from_millions(asked.money).ok().filter(|money| *money > Money::ZERO);
    let money = money.ok_or_else(|| Refused::new("an amount of money above nought is wanted"))?;
    let look = Look::at(table, &asked.candidate, asked.draws)?;
    let here = asked.candidate.allocation();
    let ruled = look.ruled()?;
    let found = more_or_less(look.stand.setting(), ruled, &here, money, &held(&asked.locks))?;
    Ok(NextMoneyView::of(ruled, asked.money, &found, look.stand.basis.period()))
}
