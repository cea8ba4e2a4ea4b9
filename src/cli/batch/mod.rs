//! Many scenarios: a share of them, what waits until all are answered, and what an interrupted run goes on from.

mod clearing;
mod in_order;
pub(crate) mod interrupt;
mod run;
mod shard;
mod spool;
mod standing;

pub(crate) use in_order::in_order;
pub(crate) use run::Answer;
pub(crate) use run::Run;
pub(crate) use run::broken_status;
pub(crate) use run::should_stop;
pub(crate) use run::status;
pub(crate) use shard::Shard;
pub(crate) use spool::Spool;
pub(crate) use standing::Standing;
pub(crate) use standing::standing;
