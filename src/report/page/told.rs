//! A chapter as its sections see it.

use crate::model::Evidence;
use crate::report::Rests;
use crate::report::standing;
use crate::study::Chapter;
use crate::study::Found;
use crate::study::Proposal;
use crate::study::ScenarioResult;
use crate::text;
use jiff::civil::Date;
use maud::Markup;
use maud::html;

/// A chapter with its place on the page.
pub(super) struct Told<'b> {
    /// What it tells.
    pub(super) chapter: &'b Chapter,
    /// Its place among the chapters, from 1.
    pub(super) number: usize,
    /// What its figures rest on.
    pub(super) rests: Rests,
}

impl<'b> Told<'b> {
    pub(super) fn new(chapter: &'b Chapter, number: usize, today: Date) -> Self {
        let rests = Rests::on(&chapter.block.evidence, &chapter.block.held, today)
            .over(chapter.block.simulation.draws, []);
        Self { chapter, number, rests }
    }

    /// The evidence.
    pub(super) fn evidence(&self) -> &'b Evidence {
        &self.chapter.block.evidence
    }

    /// An id that no other chapter has.
    pub(super) fn id(&self, of: &str) -> String {
        format!("chapter-{}-{of}", self.number)
    }

    /// The results, those first that avoid most.
    pub(super) fn results(&self) -> Vec<&'b ScenarioResult> {
        let mut results: Vec<&ScenarioResult> = self.chapter.block.results.iter().collect();
        results.sort_by(|a, b| b.versus.mean.total_cmp(&a.versus.mean));
        results
    }

    /// What the others are held against.
    pub(super) fn reference(&self) -> &'b ScenarioResult {
        let block = &self.chapter.block;
        &block.results[block.reference]
    }

    /// What is looked at more closely.
    pub(super) fn proposed(&self) -> Option<(&'b Proposal, &'b ScenarioResult)> {
        let proposal = self.chapter.proposal.as_ref()?;
        Some((proposal, self.chapter.block.results.get(proposal.result)?))
    }

    /// Everything found of what is looked at more closely, where it left something to choose.
    pub(super) fn found(&self) -> Option<(&'b Found, &'b ScenarioResult)> {
        let (proposal, result) = self.proposed()?;
        Some((proposal.best.as_deref()?, result))
    }

    /// Whether the others are held against it.
    pub(super) fn is_reference(&self, result: &ScenarioResult) -> bool {
        self.reference().scenario.id() == result.scenario.id()
    }

    /// Whether it is looked at more closely.
    pub(super) fn is_proposed(&self, result: &ScenarioResult) -> bool {
        self.proposed().is_some_and(|(_, proposed)| proposed.scenario.id() == result.scenario.id())
    }

    /// A scenario's name in a table, with what it is here.
    pub(super) fn named(&self, result: &ScenarioResult) -> Markup {
        html! {
            (name(result.scenario.name()))
            @if self.is_reference(result) { " " span.tag { "reference" } }
            @if self.is_proposed(result) { " " span.tag { "looked at here" } }
        }
    }

    /// The number of assumptions that are placeholders, and of all.
    pub(super) fn placeholders(&self) -> (usize, usize) {
        let of_grade = &self.rests.assumptions;
        (of_grade.get("placeholder").copied().unwrap_or(0), of_grade.values().sum())
    }

    /// How a difference from the reference is said.
    pub(super) fn verdict(&self, result: &ScenarioResult) -> String {
        standing::said(self.is_reference(result), result)
    }

    /// The draws, in words.
    pub(super) fn draws(&self) -> String {
        let simulation = self.chapter.block.simulation;
        let draws = text::thousands(simulation.draws.as_f64(), 0);
        format!("{draws} {} draws, seed {}", simulation.sampler.as_str(), simulation.seed)
    }
}

/// A name from a file: of any script and direction, and kept apart from what stands beside it.
pub(super) fn name(name: &str) -> Markup {
    html! { bdi { (name) } }
}
