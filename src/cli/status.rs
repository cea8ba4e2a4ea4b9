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
    /// Somebody stopped it before the end; what is missing has been said.
    Stopped,
}

impl Status {
    /// The number that a shell sees.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Answered => 0,
            Self::No => 1,
            Self::CouldNotRun => 2,
            Self::Broke => 3,
            // As shells say it of a program that Ctrl-C ended.
            Self::Stopped => 130,
        }
    }

    /// The status where impossible scenarios are expected.
    #[must_use]
    pub(crate) fn without_infeasible(self) -> Self {
        if self == Self::No { Self::Answered } else { self }
    }

    /// The status of a number that a manifest holds.
    #[must_use]
    pub fn of(code: u8) -> Option<Self> {
        let all = [Self::Answered, Self::No, Self::CouldNotRun, Self::Broke, Self::Stopped];
        all.into_iter().find(|status| status.code() == code)
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status.code())
    }
}
