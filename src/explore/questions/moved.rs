//! Money that was moved, and what the rest did.

use crate::explore::ask::Move;
use crate::explore::candidate::Candidate;
use crate::explore::questions::look;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::id::Id;
use crate::model::Scenario;
use crate::model::Within;
use crate::report::play::PlayAnswer;
use crate::study::play::Stuck;
use crate::study::play::rebalanced;
use crate::text;
use serde::Serialize;
use std::collections::BTreeSet;

/// The money after a move.
#[derive(Serialize)]
pub(in crate::explore) struct Moved {
    candidate: Candidate,
    answer: PlayAnswer,
    said: String,
}

/// Strands and programmes that are held; what is no id holds nothing.
pub(super) fn held(locks: &[String]) -> BTreeSet<Id> {
    locks.iter().filter_map(|lock| Id::new(lock).ok()).collect()
}

/// Programmes that a scenario keeps at an amount while it looks for the best of the others: they begin behind padlocks, and what
/// is said of its best leaves them.
pub(super) fn pinned(base: &Scenario) -> BTreeSet<Id> {
    let ids = base.evidence().programmes().iter().map(|programme| &programme.id);
    let is_pinned = |id: &&Id| base.within() == Within::Best && base.pinned(id).is_some();
    ids.filter(is_pinned).cloned().collect()
}

/// Moves it.
pub(super) fn answer(table: &mut Table, asked: &Move) -> Result<Moved, Refused> {
    let base = table.files()?.base(&asked.candidate.scenario)?;
    let mut candidate = asked.candidate.clone();
    let years = if asked.all_years { 0..candidate.amounts.len() } else { asked.year..asked.year + 1 };
    let (evidence, held) = (base.evidence(), held(&asked.locks));
    let mut said = String::new();
    for year in years {
        let unspent = candidate.unspent(&base, year);
        let Some(amounts) = candidate.amounts.get_mut(year) else {
            return Err(Refused::new("the plan has no such year"));
        };
        if amounts.len() != evidence.programmes().len() {
            return Err(Refused::new("these amounts are of other programmes"));
        }
        let moved = rebalanced(evidence, amounts, unspent, (&asked.what, asked.to), &held)
            .map_err(|stuck| refused(&base, &stuck))?;
        said = format!("{}: {}", name(&base, &asked.what), text::money(moved.came_to));
        if moved.short.abs() >= SHORT {
            said += "; as far as padlocks, bounds and the other money let it go";
        }
        *amounts = moved.amounts;
    }
    let answer = look::answer(table, &candidate, asked.draws)?;
    Ok(Moved { candidate, answer, said })
}

/// Why nothing can be moved.
fn refused(base: &Scenario, stuck: &Stuck) -> Refused {
    Refused::new(match stuck {
        Stuck::Held(what) => format!("{} is held by its padlock.", name(base, what)),
        other => other.to_string(),
    })
}

/// The name of a strand or programme.
fn name<'a>(base: &'a Scenario, what: &'a str) -> &'a str {
    let programmes = base.evidence().programmes();
    let found = programmes.iter().find(|programme| programme.id.as_str() == what);
    found.map_or(what, |programme| &programme.name)
}

/// What is worth a word, £m.
const SHORT: f64 = 5e-3;
