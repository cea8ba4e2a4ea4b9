//! The scenarios of a plan, had one after the other by whoever compares them.

use crate::cli::context::Context;
use crate::cli::plan::Job;
use crate::cli::plan::Plan;
use crate::model::Scenario;
use crate::report::RefusedView;
use crate::study::Ground;
use crate::study::Scenarios;
use crate::study::Turn;
use std::vec::IntoIter;

/// What of a plan is to be answered.
pub(super) struct Planned<'a> {
    plan: Plan,
    /// The jobs of each block that have no answer yet.
    jobs: Vec<IntoIter<Job>>,
    context: &'a Context,
    /// Rows that can be used no more since they were first read.
    pub(super) refused: Vec<RefusedView>,
}

impl<'a> Planned<'a> {
    /// Some jobs of each block of a plan.
    pub(super) fn of(plan: Plan, jobs: Vec<Vec<Job>>, context: &'a Context) -> Self {
        Self { plan, jobs: jobs.into_iter().map(Vec::into_iter).collect(), context, refused: Vec::new() }
    }

    /// One scenario; of a row that cannot be used any more it is said why.
    fn scenario(&mut self, block: usize, job: Job) -> Option<Scenario> {
        match self.plan.scenario(block, job) {
            Ok(scenario) => Some(self.context.restated(scenario)),
            Err(refused) => {
                self.context.complain(&refused.problems.join("; "));
                self.refused.push(refused);
                None
            }
        }
    }
}

impl Scenarios for Planned<'_> {
    fn blocks(&self) -> usize {
        self.plan.blocks()
    }

    fn begin(&mut self, block: usize) -> Ground {
        Ground::of(self.plan.first(block)).filed()
    }

    fn named(&mut self, block: usize, id: &str) -> Option<Scenario> {
        self.plan.named(block, id).map(|scenario| self.context.restated(scenario))
    }

    fn next(&mut self, block: usize) -> Option<Turn> {
        let job = self.jobs[block].next()?;
        Some(Turn { place: self.plan.place(block, job), scenario: self.scenario(block, job) })
    }
}
