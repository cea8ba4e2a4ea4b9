//! Money that was moved, and what the rest did.

use crate::explore::ask::Move;
use crate::explore::candidate::Candidate;
use crate::explore::questions::look;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::id::Id;
use crate::report::play::PlayAnswer;
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
            .map_err(|stuck| Refused::new(stuck.to_string()))?;
        said = format!("{}: {}", asked.what, text::money(moved.came_to));
        if moved.short.abs() >= SHORT {
            let why =
                if moved.short > 0.0 { "nothing else can give more" } else { "nothing else can take more" };
            said += &format!("; as far as it goes, since {why}");
        }
        *amounts = moved.amounts;
    }
    let answer = look::answer(table, &candidate, asked.draws)?;
    Ok(Moved { candidate, answer, said })
}

/// What is worth a word, £m.
const SHORT: f64 = 5e-3;
