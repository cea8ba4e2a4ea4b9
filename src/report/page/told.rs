//! A chapter as its sections see it.

use crate::model::Evidence;
use crate::report::Rests;
use crate::report::compare::BlockView;
use crate::report::compare::Headline;
use crate::report::compare::ScenarioView;
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
    /// What holds for all its scenarios, as every format says it.
    block: BlockView,
    /// What every format says of each result, in the order of the results.
    views: Vec<ScenarioView>,
}

impl<'b> Told<'b> {
    pub(super) fn new(chapter: &'b Chapter, number: usize, today: Date) -> Self {
        let shown = &chapter.block;
        let reference = shown.results[shown.reference].scenario.id();
        let of = |result| ScenarioView::of(result, number.saturating_sub(1), reference);
        let views: Vec<ScenarioView> = shown.results.iter().map(of).collect();
        let mut block = BlockView::of(&shown.evidence, shown.simulation, &shown.held, today, reference);
        let others = views.iter().filter(|view| !view.is_today());
        block.scenarios = others.map(|view| view.id.clone()).collect();
        Self { chapter, number, block, views }
    }

    /// The evidence.
    pub(super) fn evidence(&self) -> &'b Evidence {
        &self.chapter.block.evidence
    }

    /// What its figures rest on.
    pub(super) fn rests(&self) -> &Rests {
        &self.block.rests_on
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

    /// How many scenarios were asked for: today, which every chapter has, is not one.
    pub(super) fn asked_for(&self) -> usize {
        let block = &self.chapter.block;
        self.block.scenarios.len() + block.unanswered.len() + block.broken.len()
    }

    /// How many of them have an answer.
    pub(super) fn answered(&self) -> usize {
        self.block.scenarios.len()
    }

    /// What every format says of a result of this chapter.
    pub(super) fn view(&self, result: &ScenarioResult) -> Option<&ScenarioView> {
        self.views.iter().find(|view| view.id == result.scenario.id())
    }

    /// The answer at a glance, in the words that every format has for it.
    pub(super) fn headline(&self) -> Headline<'_> {
        let shown: Vec<&ScenarioView> =
            self.results().iter().filter_map(|result| self.view(result)).collect();
        Headline::of(&self.block, &shown)
    }

    /// Whether any scenario costs more or less than the reference.
    pub(super) fn costs_differ(&self) -> bool {
        self.views.iter().any(|view| view.per_extra_pound.is_some())
    }

    /// What the others are held against.
    pub(super) fn reference(&self) -> &'b ScenarioResult {
        let block = &self.chapter.block;
        &block.results[block.reference]
    }

    /// Whether the others are held against today.
    pub(super) fn is_against_today(&self) -> bool {
        self.reference().scenario.is_today()
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
        let of_grade = &self.rests().assumptions;
        (of_grade.get("placeholder").copied().unwrap_or(0), of_grade.values().sum())
    }

    /// How likely it is to avoid more than the reference.
    pub(super) fn likelihood(&self, result: &ScenarioResult) -> String {
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

/// A scenario as a sentence names it: Today, or a name between quotation marks.
pub(super) fn in_sentence(result: &ScenarioResult) -> Markup {
    let own = name(result.scenario.name());
    if result.scenario.is_today() {
        own
    } else {
        html! { "“" (own) "”" }
    }
}
