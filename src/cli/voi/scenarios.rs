//! What information is worth on this program's own evidence.

use crate::cli::context::Context;
use crate::cli::ended::Outcome;
use std::path::PathBuf;

/// Refuses: the worth of information on scenarios cannot be worked out yet.
#[expect(clippy::unnecessary_wraps, reason = "commands end as commands do")]
pub(in crate::cli) fn of_scenarios(_files: &[PathBuf], context: &Context) -> Outcome {
    Ok(context.refuse(
        "scenarios are not here yet; allowed: `--samples`, a CSV of draws of any model, with `--net-benefit` and `--parameters`",
    ))
}
