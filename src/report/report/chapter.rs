//! A block with what is said of it besides: what the sections of the page and the sheets of the workbook are functions of.

use crate::model::Scenario;
use crate::report::Period;
use crate::report::compare::BlockView;
use crate::report::compare::Headline;
use crate::report::compare::ScenarioView;
use crate::report::compare::UnansweredView;
use crate::report::optimise::BestView;
use crate::report::report::ChapterView;
use crate::report::report::Document;
use crate::report::report::ProposalView;
use crate::report::views::BrokenView;
use crate::units::SAME_MILLIONS;
use std::io;

/// Shares are quotients of sums: their last digits may be beyond all of it.
const SLACK: f64 = 1e-9;

/// One block of a document, with everything of the document that is about it.
#[derive(Clone, Debug)]
pub struct Chapter<'d> {
    /// Its number, from 0.
    pub number: usize,
    /// What holds for all its scenarios.
    pub block: &'d BlockView,
    /// What is said of it besides.
    pub besides: &'d ChapterView,
    /// Scenarios with an answer: today, then by id.
    pub scenarios: Vec<&'d ScenarioView>,
    /// Scenarios that no allocation can meet.
    pub infeasible: Vec<&'d UnansweredView>,
    /// Scenarios that could not be worked out.
    pub broken: Vec<&'d BrokenView>,
    /// What the others are held against.
    pub reference: &'d ScenarioView,
    /// The row of today's money.
    pub today: &'d ScenarioView,
}

impl Document {
    /// Its chapters in order.
    ///
    /// # Errors
    /// A block lacks its row of today's money, its reference or its chapter, or a share is none: no run has written that.
    pub fn chapters(&self) -> io::Result<Vec<Chapter<'_>>> {
        if self.chapters.len() != self.comparison.blocks.len() {
            return Err(io::Error::other("the document has not a chapter for each of its blocks"));
        }
        (0..self.chapters.len()).map(|number| self.chapter(number)).collect()
    }

    fn chapter(&self, number: usize) -> io::Result<Chapter<'_>> {
        let (comparison, besides) = (&self.comparison, &self.chapters[number]);
        let block = &comparison.blocks[number];
        let own = comparison.scenarios.iter().filter(|scenario| scenario.block == number);
        let scenarios: Vec<&ScenarioView> = own.collect();
        let named = |id: &str| {
            let found = scenarios.iter().copied().find(|scenario| scenario.id == id);
            found.ok_or_else(|| {
                io::Error::other(format!("block {number} of the document lacks scenario `{id}`"))
            })
        };
        let (reference, today) = (named(&block.reference)?, named(Scenario::TODAY)?);
        let is_share = |share: f64| (0.0..=1.0 + SLACK).contains(&share);
        let mut shares = scenarios.iter().flat_map(|scenario| &scenario.strands);
        if let Some((strand, money)) = shares.find(|(_, money)| !is_share(money.share)) {
            let share = money.share;
            return Err(io::Error::other(format!("the document gives strand `{strand}` a share of {share}")));
        }
        if let Some(proposal) = &besides.proposal {
            named(&proposal.id)?;
        }
        let is_own = |broken: &&BrokenView| besides.broken.contains(&broken.id);
        Ok(Chapter {
            number,
            block,
            besides,
            infeasible: comparison.infeasible.iter().filter(|why| why.block == number).collect(),
            broken: comparison.broken.iter().filter(is_own).collect(),
            reference,
            today,
            scenarios,
        })
    }
}

impl<'d> Chapter<'d> {
    /// Scenarios with an answer, those first that avoid most; of those alike, in the document's order.
    #[must_use]
    pub fn best_first(&self) -> Vec<&'d ScenarioView> {
        let mut scenarios = self.scenarios.clone();
        let mean = |scenario: &ScenarioView| scenario.versus.summary.mean;
        scenarios.sort_by(|a, b| mean(b).total_cmp(&mean(a)));
        scenarios
    }

    /// The time that its figures are about.
    #[must_use]
    pub fn period(&self) -> Period<'d> {
        self.block.rests_on.period()
    }

    /// How many scenarios were asked for: today, which every chapter has, is not one.
    #[must_use]
    pub fn asked_for(&self) -> usize {
        self.answered() + self.infeasible.len() + self.broken.len()
    }

    /// How many of them have an answer.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.block.scenarios.len()
    }

    /// The answer at a glance, in the words that every format has for it.
    #[must_use]
    pub fn headline(&self) -> Headline<'d> {
        Headline::of(self.block, &self.best_first())
    }

    /// What is looked at more closely.
    #[must_use]
    pub fn proposal(&self) -> Option<(&'d ProposalView, &'d ScenarioView)> {
        let proposal = self.besides.proposal.as_ref()?;
        Some((proposal, self.scenarios.iter().copied().find(|scenario| scenario.id == proposal.id)?))
    }

    /// Everything found of what is looked at more closely, where it left something to choose.
    #[must_use]
    pub fn best(&self) -> Option<(&'d BestView, &'d ScenarioView)> {
        let (proposal, scenario) = self.proposal()?;
        Some((proposal.best.as_ref()?, scenario))
    }

    /// Whether a scenario is looked at more closely.
    #[must_use]
    pub fn is_proposed(&self, scenario: &ScenarioView) -> bool {
        self.proposal().is_some_and(|(_, proposed)| proposed.id == scenario.id)
    }

    /// Whether the others are held against today.
    #[must_use]
    pub fn is_against_today(&self) -> bool {
        self.reference.is_today()
    }

    /// Whether any scenario costs more or less than the reference.
    #[must_use]
    pub fn costs_differ(&self) -> bool {
        self.scenarios.iter().any(|scenario| scenario.per_extra_pound.is_some())
    }

    /// What a scenario's programmes cost together, £m.
    #[must_use]
    pub fn in_programmes(&self, scenario: &ScenarioView) -> f64 {
        let programmes = self.block.order.iter().flat_map(|strand| &strand.programmes);
        programmes.filter_map(|programme| scenario.programmes.get(&programme.id)).sum()
    }

    /// Whether any scenario has money in no programme: then totals with it and without it would look like more and less
    /// money.
    #[must_use]
    pub fn has_other_money(&self) -> bool {
        let other = |scenario: &&ScenarioView| (scenario.budget - self.in_programmes(scenario)).abs();
        self.scenarios.iter().any(|scenario| other(scenario) > SAME_MILLIONS)
    }

    /// Whether a scenario gives every programme what it gets today, to the pound.
    #[must_use]
    pub fn spends_as_today(&self, scenario: &ScenarioView) -> bool {
        let today = |id: &String| self.today.programmes.get(id).copied().unwrap_or_default();
        scenario.programmes.iter().all(|(id, amount)| (amount - today(id)).abs() <= SAME_MILLIONS)
    }

    /// The number of assumptions that are placeholders, and of all.
    #[must_use]
    pub fn placeholders(&self) -> (usize, usize) {
        let of_grade = &self.block.rests_on.assumptions;
        (of_grade.get("placeholder").copied().unwrap_or(0), of_grade.values().sum())
    }
}
