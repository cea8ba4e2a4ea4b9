//! A command's early end.

use crate::cli::Status;

/// Why a command goes no further.
#[derive(Debug)]
pub(crate) enum Ended {
    /// What there was to say has been said, and this is what the run comes to.
    With(Status),
    /// Something broke, which nobody has said yet.
    Broke(anyhow::Error),
}

impl From<Status> for Ended {
    fn from(status: Status) -> Self {
        Self::With(status)
    }
}

impl<E: Into<anyhow::Error>> From<E> for Ended {
    fn from(error: E) -> Self {
        Self::Broke(error.into())
    }
}

/// What a command comes to.
pub(crate) type Outcome = Result<Status, Ended>;
