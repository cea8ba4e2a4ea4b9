//! Several candidates against one of them, or today.

use crate::explore::candidate::Candidate;
use crate::explore::questions::look::Look;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::model::Scenario;
use crate::report::play::SideView;
use crate::study::Compared;

/// Measures them on one reference's draws.
pub(super) fn answer(
    table: &mut Table,
    candidates: &[Candidate],
    reference: Option<usize>,
    draws: Option<usize>,
) -> Result<SideView, Refused> {
    let looks: Result<Vec<Look>, Refused> = candidates
        .iter()
        .enumerate()
        // Each has an id of its own, so that two of one name are told apart.
        .map(|(place, candidate)| {
            let look = Look::at(table, candidate, draws)?;
            let simulation = look.stand.setting().simulation();
            let free = look.free.called(format!("kept-{place}")).simulated_with(simulation);
            Ok(Look { free, ..look })
        })
        .collect();
    let looks = looks?;
    let Some(first) = looks.first() else { return Err(Refused::new("nothing is kept yet")) };
    let (yardstick, id) = match reference {
        None => (first.stand.yardstick.clone(), Scenario::TODAY.to_owned()),
        Some(place) => {
            let look = looks.get(place).ok_or_else(|| Refused::new("no such split is kept"))?;
            let yardstick = look.stand.yardstick.clone().held_against(&look.free);
            let yardstick = yardstick.map_err(|error| Refused::new(error.to_string()))?;
            (yardstick, look.free.id().to_owned())
        }
    };
    let results = looks.iter().map(|look| {
        if !yardstick.setting().ground().stands_beside(&look.free) {
            return Err(Refused::new("splits on different evidence or years are never subtracted"));
        }
        match yardstick.measure(look.free.clone(), &[]).into_iter().next() {
            Some(Compared::Answered(result)) => Ok(*result),
            Some(Compared::Broken(broken)) => Err(Refused::new(broken.problem)),
            Some(Compared::Unanswered(_)) | None => Err(Refused::new("this money cannot be spent so")),
        }
    });
    let results = results.collect::<Result<Vec<_>, Refused>>()?;
    Ok(SideView::of(&results, &id))
}
