//! From what a file says to what it means: raw types to the model's, with every problem placed.

mod distribution;
mod effect;
mod evidence;
mod gather;
mod horizon;
mod number;
mod observation;
mod ownership;
pub(super) mod portion;
mod scenario;
mod scenario_limit;
mod split;
mod what_if;
mod years;

pub(crate) use evidence::evidence;
pub(crate) use gather::Gather;
pub(crate) use scenario::scenario;
pub(crate) use what_if::taken;
pub(crate) use what_if::what_ifs;
