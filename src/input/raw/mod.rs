//! What files may say, key by key, before anybody asks whether it makes sense.

pub(crate) mod by_year;
pub(crate) mod curve;
pub(crate) mod decision;
pub(crate) mod distribution;
pub(crate) mod entry;
pub(crate) mod evidence;
pub(crate) mod forms;
pub(crate) mod horizon;
pub(crate) mod number;
pub(crate) mod owned;
pub(crate) mod reading;
pub(crate) mod scenario;
pub(crate) mod scenario_file;
mod schema;
pub(crate) mod split;
pub(crate) mod sweep;
pub(crate) mod what_if;

pub use schema::evidence_schema;
pub use schema::scenario_schema;
pub(crate) use split::OTHERS;
