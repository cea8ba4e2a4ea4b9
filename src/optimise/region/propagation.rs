//! Bound propagation: rules that clash by less than a solver can see.
//!
//! A share of a pound, and set-up costs of millions: a simplex code takes both for nought and calls the rest possible.
//! What rows and bounds imply for one variable after the other needs no tolerance.

use crate::optimise::Row;
use crate::optimise::Sense;
use crate::optimise::Switch;

/// Sums of a few dozen shares are off by less than this part of them.
const ROUNDING: f64 = 1e-12;

/// A row that asks for money where no programme that it is about can be switched on; `None` where there is none, which
/// does not say that the rows can be met.
pub(in crate::optimise) fn infeasible_row<'r>(
    programmes: usize,
    switches: &[Switch],
    rows: &[&'r Row],
) -> Option<&'r Row> {
    let most = implied_upper(programmes, switches, rows);
    rows.iter().copied().find(|row| {
        let is_about_money =
            row.terms.iter().all(|(variable, factor)| *variable < most.len() && *factor > 0.0);
        let available: f64 =
            row.terms.iter().filter(|_| is_about_money).map(|(j, factor)| factor * most[*j]).sum();
        is_about_money && row.sense != Sense::AtMost && available < row.bound * (1.0 - ROUNDING)
    })
}

/// The most that each programme can get, as each row by itself says.
pub(in crate::optimise) fn stated_upper(programmes: usize, rows: &[&Row]) -> Vec<f64> {
    let mut most = vec![f64::INFINITY; programmes];
    for row in rows.iter().filter(|row| row.sense != Sense::AtLeast) {
        let is_about_money =
            row.terms.iter().all(|(variable, factor)| *variable < most.len() && *factor > 0.0);
        for (programme, factor) in row.terms.iter().filter(|_| is_about_money) {
            most[*programme] = most[*programme].min(row.bound / factor);
        }
    }
    most
}

/// The same, and nothing where that does not pay its set-up cost.
pub(in crate::optimise) fn implied_upper(programmes: usize, switches: &[Switch], rows: &[&Row]) -> Vec<f64> {
    let mut most = stated_upper(programmes, rows);
    let is_paid = |programme: usize, column: usize| {
        let is_own = |row: &&&Row| {
            let has = |wanted: usize| row.terms.iter().any(|(variable, _)| *variable == wanted);
            row.sense == Sense::AtLeast && row.terms.len() == 2 && has(programme) && has(column)
        };
        rows.iter().find(is_own).is_some()
    };
    for switch in switches {
        let has_set_up = switch.set_up > 0.0 && is_paid(switch.programme, switch.column);
        if has_set_up && most[switch.programme] < switch.set_up * (1.0 - ROUNDING) {
            most[switch.programme] = 0.0;
        }
    }
    most
}
