//! Shapley effects: the variance of harm avoided shared out among all assumptions, those that move together too.

use crate::risk::Estimate;
use crate::risk::Picks;
use crate::risk::Shapley;
use crate::risk::added_in_walk;
use crate::simulate::Measured;
use crate::simulate::SimulateError;
use crate::simulate::Walked;
use crate::study::sensitivity::panel::Panel;
use crate::study::sensitivity::panel::avoided;

/// Walks of each company of draws: pairs of an order by chance and its reverse.
const PAIRS: usize = 2;

/// Where orders begin; any other number would do.
const ORDERS: u64 = 0x0de5_0f5a_11e7_5ca1;

/// What part of the variance numbers have; all of them together have 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Shares {
    /// Of each uncertain number; exactly nought of one that cannot move the answer.
    pub numbers: Vec<Estimate>,
    /// Of some sets of them, in the order in which they were asked for.
    pub sets: Vec<Estimate>,
}

/// The shares of each scenario; `None` of one whose harm avoided is the same in every draw, and of a handful of draws.
///
/// # Errors
/// A draw that is not finite.
pub(super) fn shares(
    panel: &Panel,
    measured: &Measured<'_>,
    sets: &[Vec<usize>],
) -> Result<Vec<Option<Shares>>, SimulateError> {
    let players: Vec<usize> = (0..panel.factors.len()).filter(|&number| panel.moving[number]).collect();
    let orders = |company: usize| -> Vec<Vec<usize>> {
        let mut picks = Picks::new(ORDERS.wrapping_add(company as u64));
        let pair = |_| {
            let order = picks.shuffled(players.clone());
            let reversed = order.iter().rev().copied().collect();
            [order, reversed]
        };
        (0..PAIRS).flat_map(pair).collect()
    };
    let numbers = panel.factors.len();
    let made = |walks: &[Walked]| -> Vec<Vec<f64>> {
        let mut added = vec![vec![0.0; numbers]; panel.decided.len()];
        for walk in walks {
            let outcomes: Vec<Vec<Vec<f64>>> = walk.harms.iter().map(|harms| avoided(harms)).collect();
            for (scenario, added) in added.iter_mut().enumerate() {
                let own: Vec<Vec<f64>> = outcomes.iter().map(|step| step[scenario].clone()).collect();
                let Some((start, steps)) = own.split_first() else { continue };
                let parts = added_in_walk(numbers, &walk.order, start, steps);
                added.iter_mut().zip(parts).for_each(|(added, part)| *added += part);
            }
        }
        added
    };
    let companies = measured.walks(&panel.other, orders, made)?;
    let of_scenario = |scenario: usize| {
        let batches: Vec<Vec<f64>> = companies.iter().map(|company| company[scenario].clone()).collect();
        let shapley = Shapley::of(&batches);
        let share = |numbers: &[usize]| {
            let moves = numbers.iter().any(|&number| panel.moving[number]);
            if moves { shapley.share(numbers) } else { Some(Estimate::NOUGHT) }
        };
        Some(Shares {
            numbers: (0..numbers).map(|number| share(&[number])).collect::<Option<_>>()?,
            sets: sets.iter().map(|set| share(set)).collect::<Option<_>>()?,
        })
    };
    Ok((0..panel.decided.len()).map(of_scenario).collect())
}
