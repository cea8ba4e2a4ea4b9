//! Money that was moved, and what the rest did.

use crate::explore::ask::Move;
use crate::explore::candidate::Candidate;
use crate::explore::questions::holding::held;
use crate::explore::questions::look;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::model::Scenario;
use crate::report::play::PlayAnswer;
use crate::study::play::Stuck;
use crate::study::play::rebalanced;
use crate::text;
use serde::Serialize;

/// The money after a move.
#[derive(Serialize)]
pub(in crate::explore) struct Moved {
    candidate: Candidate,
    answer: PlayAnswer,
    said: String,
}

/// Moves it.
pub(super) fn answer(table: &mut Table, asked: &Move) -> Result<Moved, Refused> {
    let base = table.files()?.base(&asked.candidate.scenario)?;
    let mut candidate = asked.candidate.clone();
    candidate.fits(&base)?;
    let (evidence, held) = (base.evidence(), held(&asked.locks));
    let years = match asked.year {
        _ if asked.all_years => 0..candidate.amounts.len(),
        year if year < candidate.amounts.len() => year..year + 1,
        _ => return Err(Refused::new("the plan has no such year")),
    };
    let mut said = String::new();
    for year in years {
        let unspent = candidate.unspent(&base, year);
        let amounts = &mut candidate.amounts[year];
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
