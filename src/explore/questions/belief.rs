//! One uncertain number: how it is spread, and where another split would be better.

use crate::explore::candidate::Belief;
use crate::explore::candidate::Candidate;
use crate::explore::files::without_rules;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::model::Simulation;
use crate::report::play::BeliefAnswer;
use crate::study::switching_of;
use crate::units::Draws;
use serde::Serialize;

/// A number, and what is believed of it.
#[derive(Serialize)]
pub(in crate::explore) struct Believed {
    #[serde(flatten)]
    belief: BeliefAnswer,
    /// What is believed instead; nothing where it is what the evidence says.
    now: Option<Belief>,
    /// Where that puts it: its value, or its mean.
    now_value: f64,
}

/// Draws that switching values are looked for on where nobody says how many: each look is a pass over all of them.
const USUAL: usize = 2000;

/// Looks at the number as the evidence says it, whatever is believed of it now; other beliefs hold.
pub(super) fn answer(
    table: &mut Table,
    candidate: &Candidate,
    address: &str,
    draws: Option<usize>,
) -> Result<Believed, Refused> {
    // Rules say nothing of what a number does.
    let mut without = Candidate { fences: Vec::new(), ..candidate.clone() };
    without.beliefs.remove(address);
    let free = without_rules(&table.files()?.scenario(&without)?)?;
    let own = free.simulation();
    let draws = draws.unwrap_or(USUAL).min(own.draws.get());
    let draws = Draws::new(draws).map_err(|error| Refused::new(error.to_string()))?;
    let scenario = free.simulated_with(Simulation { draws, ..own });
    let one = switching_of(&scenario, address)?;
    let one = one.ok_or_else(|| Refused::new(format!("there is no uncertain number `{address}`")))?;
    let log = scenario.evidence().assumptions();
    let stated = log.iter().find(|assumption| assumption.address == one.factor.address);
    let source = stated.map(|assumption| assumption.source.clone()).unwrap_or_default();
    let now = candidate.beliefs.get(address).copied();
    let mean = one.factor.distribution.mean();
    let now_value = match now {
        None => mean,
        Some(Belief::Instead(value)) => value,
        Some(Belief::Times(times)) => times * mean,
        Some(Belief::At(at)) => one.factor.point(at),
    };
    Ok(Believed { belief: BeliefAnswer::of(&one, source, draws.get()), now, now_value })
}
