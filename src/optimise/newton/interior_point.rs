//! From anywhere to the faces of the optimum, through the inside of the polytope.
//!
//! A primal-dual interior-point method with predictor and corrector (Mehrotra 1992, *On the implementation of a
//! primal-dual interior point method*). It takes a dozen steps wherever it begins, while an active set that begins at
//! another optimum moves one bound after the other; but it comes near faces and never onto them. So it says which they
//! are, and Newton's method with an active set makes the answer exact, and proves it.

use crate::optimise::newton::barrier::Conditions;
use crate::optimise::newton::barrier::Room;
use crate::optimise::newton::barrier::State;
use crate::optimise::numeric::Factorisation;
use crate::optimise::objective::Lifted;
use crate::optimise::objective::Smooth;
use crate::optimise::region::restricted;
use crate::simulate::Derivatives;

/// The part of the value that may still be to be had when faces are read off.
const NEAR: f64 = 1e-9;

/// The part of the largest slope that multipliers may fail to explain by then, and the share of all money by which rows may
/// be missed.
const MISSED: f64 = 1e-7;

/// Most objectives take ten to twenty steps.
const MOST_STEPS: usize = 60;

/// The part of the way to the nearest face that a step may go.
const SHORT_OF_FACES: f64 = 0.995;

/// How far inside, as a part of an even share of all money and of the room between bounds, the method begins.
const INSIDE: f64 = 0.2;

/// A point on the faces on which the optimum stands, or nearly so, in the columns of a known draw; `None` where the method
/// does not get there, as where the polytope has no inside.
pub(in crate::optimise) fn approach(lifted: &Lifted<'_>, start: &[f64]) -> Option<Vec<f64>> {
    let room = Room::of(lifted.polytope());
    let size = room.free.len();
    let mut point = start.to_vec();
    if size == 0 {
        return Some(point);
    }
    let mut at = Derivatives::default();
    lifted.differentiate(&point, &mut at);
    let steepest = steepest(&room, &at);
    let (scale, value) = (steepest, at.value.abs());
    if !(scale > 0.0 && scale.is_finite() && value > 0.0) {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "columns are few")]
    let even = 1.0 / size as f64;
    let begin = room.free.iter().zip(&room.bounds).map(|(column, (lower, upper))| {
        let inside = (INSIDE * (upper - lower)).min(INSIDE * even);
        point[*column].max(lower + inside).min(upper - inside)
    });
    let mut state = State::at(&room, begin.collect(), INSIDE * even, INSIDE * even * scale);
    let mut conditions = Conditions::default();
    for _ in 0..MOST_STEPS {
        for (column, amount) in room.free.iter().zip(&state.amounts) {
            point[*column] = *amount;
        }
        lifted.differentiate(&point, &mut at);
        let products = state.products();
        if !products.is_finite() || lifted.stop().is_some() {
            return None;
        }
        let gradient = restricted(&at.gradient, &room.free);
        if products <= NEAR * value
            && state.missed(&room) <= MISSED
            && state.unexplained(&room, &gradient) <= MISSED * scale
        {
            return onto_faces(lifted, &room, &state, &point, scale);
        }
        conditions.factor(&room, &state, &at);
        let constraints = state.slacks.len();
        let predicted = conditions.step(&room, &state, &at, &vec![0.0; constraints]);
        let part = state.longest(&predicted);
        let mut ahead = state.clone();
        ahead.take(part, &predicted);
        #[expect(clippy::cast_precision_loss, reason = "constraints are few")]
        let even = products / constraints as f64;
        let towards = even * (ahead.products() / products).powi(3);
        let bent = predicted.slacks.iter().zip(&predicted.multipliers);
        let wanted: Vec<f64> = bent.map(|(slack, multiplier)| towards - slack * multiplier).collect();
        let corrected = conditions.step(&room, &state, &at, &wanted);
        let part = (SHORT_OF_FACES * state.longest(&corrected)).min(1.0);
        state.take(part, &corrected);
    }
    None
}

fn steepest(room: &Room, at: &Derivatives) -> f64 {
    room.free.iter().fold(0.0, |steepest, column| at.gradient[*column].abs().max(steepest))
}

/// The point moved onto the faces whose slacks are less than their multipliers, which near an optimum are those on which
/// it stands; `None` where it cannot be on all of them.
fn onto_faces(
    lifted: &Lifted<'_>,
    room: &Room,
    state: &State,
    point: &[f64],
    scale: f64,
) -> Option<Vec<f64>> {
    let size = room.free.len();
    let is_active = |constraint: usize| state.slacks[constraint] < state.multipliers[constraint] / scale;
    let mut point = point.to_vec();
    let mut inner = Vec::new();
    for (position, (&column, (lower, upper))) in room.free.iter().zip(&room.bounds).enumerate() {
        if is_active(position) {
            point[column] = *lower;
        } else if is_active(size + position) {
            point[column] = *upper;
        } else {
            inner.push(column);
        }
    }
    let polytope = lifted.polytope();
    let active = (2 * size..).zip(&room.least).filter(|(constraint, _)| is_active(*constraint));
    let faces = room.equal.iter().chain(active.map(|(_, row)| row)).map(|row| &polytope.faces[row.face]);
    let faces: Vec<_> = faces.collect();
    let normals: Vec<Vec<f64>> = faces.iter().map(|face| restricted(&face.normal, &inner)).collect();
    let changes: Vec<f64> = faces.iter().map(|face| -face.slack(&point)).collect();
    let step = Factorisation::of(&normals, inner.len()).least_norm_step(&changes);
    for (column, step) in inner.into_iter().zip(step) {
        point[column] += step;
    }
    (polytope.worst_violation(&point) <= MISSED).then_some(point)
}
