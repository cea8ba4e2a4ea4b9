//! The questions, one file each.

mod at_budget;
mod belief;
mod best;
mod curve;
mod dispatch;
mod frontier;
mod holding;
mod look;
mod moved;
mod near;
mod next;
mod open;
mod play;
mod save;
mod side_by_side;

pub(super) use dispatch::Answer;
pub(super) use dispatch::answer;
