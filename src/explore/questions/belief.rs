//! One uncertain number: how it is spread, and where another split would be better.

use crate::explore::candidate::Candidate;
use crate::explore::questions::look::Look;
use crate::explore::refused::Refused;
use crate::explore::session::Session;
use crate::model::Simulation;
use crate::report::play::BeliefAnswer;
use crate::study::switching_of;
use crate::units::Draws;

/// Draws that switching values are looked for on where nobody says how many: each look is a pass over all of them.
const USUAL: usize = 2000;

/// Looks at the number as the evidence says it, whatever is believed of it now; other beliefs hold.
pub(super) fn answer(
    session: &mut Session,
    candidate: &Candidate,
    address: &str,
    draws: Option<usize>,
) -> Result<BeliefAnswer, Refused> {
    let mut without = candidate.clone();
    without.beliefs.remove(address);
    let look = Look::at(session, &without, Some(1))?;
    let own = look.free.simulation();
    let draws = draws.unwrap_or(USUAL).min(own.draws.get());
    let draws = Draws::new(draws).map_err(|error| Refused::new(error.to_string()))?;
    let scenario = look.free.clone().simulated_with(Simulation { draws, ..own });
    let one = switching_of(&scenario, address)?;
    let one = one.ok_or_else(|| Refused::new(format!("there is no uncertain number `{address}`")))?;
    Ok(BeliefAnswer::of(&one, draws.get()))
}
