//! Exit statuses.

use std::process::ExitCode;

/// How the program ended, as scripts see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The question was answered.
    Answered,
    /// The question was asked properly, but the answer is no: infeasible, or `check` found problems.
    No,
    /// The question could not be asked: usage, or input with problems.
    CouldNotRun,
    /// The program or a solver broke.
    Broke,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Answered => 0,
            Status::No => 1,
            Status::CouldNotRun => 2,
            Status::Broke => 3,
        })
    }
}
