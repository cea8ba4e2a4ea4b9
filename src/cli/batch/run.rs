//! A batch on its way: what `--resume` finds, what waits, when to stop.

use crate::cli::Status;
use crate::cli::args::Batch;
use crate::cli::batch::Shard;
use crate::cli::batch::Spool;
use crate::cli::batch::Standing;
use crate::cli::batch::interrupt;
use crate::cli::batch::interrupt::Working;
use crate::cli::batch::standing;
use crate::cli::context::Context;
use crate::cli::ended::Ended;
use crate::report::BrokenView;
use crate::report::Provenance;
use crate::report::RefusedView;
use crate::text;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// An answer that waits.
pub(crate) trait Answer: Serialize + DeserializeOwned + Clone + 'static {
    /// The status of an answer that is not what was asked for, and which it is: no allocation is allowed, or it could not
    /// be worked out.
    fn failure(&self) -> Option<(Status, &str)>;
}

/// A batch on its way.
#[derive(Debug)]
pub(crate) struct Run<'a, E> {
    /// The answers so far.
    pub(crate) spool: Spool<E>,
    options: &'a Batch,
    context: &'a Context,
    /// How many scenarios are this run's to answer.
    all: usize,
    /// How many of the next ones an earlier run has answered.
    answered_before: usize,
    /// Answers are kept when somebody asks to stop.
    _working: Working,
}

impl<'a, E: Answer> Run<'a, E> {
    /// Begins, or goes on from what an interrupted run left; a status where there is nothing to do, or that is refused.
    pub(crate) fn begin(
        from: Provenance,
        all: usize,
        options: &'a Batch,
        context: &'a Context,
    ) -> Result<Self, Ended> {
        let mut spool = Spool::new(context.global.out.as_deref(), from, options.shard, options.checkpoint);
        if let (true, Some(out)) = (options.resume, &context.global.out) {
            let standing = match standing(out, &mut spool) {
                Ok(standing) => standing,
                Err(error) => return Err(context.refuse(&format!("--resume: {error:#}")).into()),
            };
            match standing {
                Standing::ToDo => {}
                Standing::Done(status) => {
                    // A run that was killed when it had all but ended may have left some of its parts.
                    spool.clear();
                    context.say(&format!("everything in {} is done and as it was written", out.display()));
                    return Err(options.exit(Status::of(status).unwrap_or(Status::Answered)).into());
                }
                Standing::Other(difference) => {
                    let out = out.display();
                    let reason = format!(
                        "--resume: {out} was begun otherwise: {difference}; allowed: the same question, or another folder"
                    );
                    return Err(context.refuse(&reason).into());
                }
            }
        }
        let left_behind = if options.resume { 0 } else { spool.left_behind() };
        if left_behind > 0 {
            context.insist(&format!(
                "the {} that an interrupted run has left are given up; --resume would go on from them",
                text::plural(left_behind, "answer", "answers")
            ));
        }
        let answered_before = spool.done();
        Ok(Self { spool, options, context, all, answered_before, _working: Working::begin(all == 1) })
    }

    /// How many scenarios have no answer yet.
    pub(crate) fn missing(&self) -> usize {
        self.all.saturating_sub(self.spool.done())
    }

    /// Whether one scenario is all that was asked: what was found of it until somebody asked to stop is an answer, while
    /// a batch leaves it to be answered another time.
    pub(crate) fn is_alone(&self) -> bool {
        self.all == 1
    }

    /// The status of an answer that is what was found until somebody asked to stop.
    pub(crate) fn cut_short(&self) -> Status {
        if self.is_alone() && should_stop() { Status::Stopped } else { Status::Answered }
    }

    /// The scenarios among the next ones that no earlier run has answered.
    pub(crate) fn not_answered_before<'j, J>(&mut self, jobs: &'j [J]) -> &'j [J] {
        let skipped = self.answered_before.min(jobs.len());
        self.answered_before -= skipped;
        &jobs[skipped..]
    }

    /// Keeps the answers to the next scenarios, one after the other; `None` is one that was not begun, because the run
    /// should stop.
    ///
    /// # Errors
    /// The answers cannot be kept, or the run comes to an early end.
    pub(crate) fn keep(&mut self, answers: impl IntoIterator<Item = Option<Vec<E>>>) -> Result<(), Ended> {
        for answers in answers {
            let Some(answers) = answers else { return Err(self.stop()?.into()) };
            let is_a_reason = |failure: &(Status, &str)| self.options.exit(failure.0) != Status::Answered;
            let failure = answers.iter().filter_map(Answer::failure).filter(is_a_reason).max();
            let failure = failure.map(|(status, id)| (status, id.to_owned()));
            self.spool.push(1, answers)?;
            if let Some((status, id)) = failure.filter(|_| self.options.fail_fast) {
                self.spool.keep_if_it_can()?;
                self.context.insist(&format!(
                    "stopped at scenario `{id}`, the first without an answer (--fail-fast); without it the rest is answered"
                ));
                return Err(status.into());
            }
        }
        Ok(())
    }

    /// Keeps what is answered, and says what is missing.
    fn stop(&mut self) -> anyhow::Result<Status> {
        let missing = text::plural(self.missing(), "scenario is", "scenarios are");
        let done = self.spool.done();
        self.context.insist(&match &self.context.global.out {
            Some(out) if done > 0 => {
                self.spool.checkpoint()?;
                format!(
                    "stopped: {missing} missing; the {done} that are answered wait in {}, and --resume goes on from \
                     there",
                    out.display()
                )
            }
            _ => format!("stopped: {missing} missing, and nothing was written"),
        });
        Ok(Status::Stopped)
    }

    /// The exit status that a run has which comes to another.
    pub(crate) fn exit(&self, status: Status) -> Status {
        self.options.exit(status)
    }

    /// The share that is answered.
    pub(crate) fn shard(&self) -> Option<Shard> {
        self.options.shard
    }
}

impl Batch {
    /// The exit status that a run has which comes to another: where impossible scenarios are expected, they are none to
    /// speak of.
    fn exit(&self, status: Status) -> Status {
        if self.allow_infeasible { status.without_infeasible() } else { status }
    }
}

/// Whether a run should stop before it begins another scenario.
pub(crate) fn should_stop() -> bool {
    interrupt::should_stop()
}

/// The status of a scenario that could not be worked out.
pub(crate) fn broken_status(broken: &BrokenView) -> Status {
    if broken.asked_for { Status::CouldNotRun } else { Status::Broke }
}

/// The exit status that everything together comes to: the worst of what happened.
pub(crate) fn status(is_any_infeasible: bool, broken: &[BrokenView], refused: &[RefusedView]) -> Status {
    let infeasible = is_any_infeasible.then_some(Status::No);
    let refused = (!refused.is_empty()).then_some(Status::CouldNotRun);
    let broken = broken.iter().map(broken_status).max();
    [infeasible, refused, broken].into_iter().flatten().max().unwrap_or(Status::Answered)
}
