//! From a study's result to its document.

use crate::model::Evidence;
use crate::report::Basis;
use crate::report::compare::Entry;
use crate::report::compare::Tally;
use crate::report::compare::entries;
use crate::report::evidence;
use crate::report::frontier;
use crate::report::optimise::BestView;
use crate::report::report::ChapterView;
use crate::report::report::DifferenceView;
use crate::report::report::Document;
use crate::report::report::EvidenceView;
use crate::report::report::KnowingView;
use crate::report::report::ProgrammeView;
use crate::report::report::ProposalView;
use crate::report::report::stated::binding;
use crate::report::report::stated::stated;
use crate::study;
use crate::study::Block;
use crate::study::Proposal;
use crate::study::Report;
use crate::study::ScenarioResult;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::io;

impl Document {
    /// The document of a report, on the day taken for today.
    ///
    /// # Errors
    /// None: entries that are in memory can be had.
    pub fn of(report: &Report, today: Date) -> io::Result<Self> {
        let blocks: Vec<&Block> = report.chapters.iter().map(|chapter| &chapter.block).collect();
        let (views, entries) = entries(&blocks, today);
        let tally = Tally::of(views, Vec::new(), entries.iter().cloned().map(Ok))?;
        let answered = entries.iter().filter_map(Entry::answered);
        let comparison = tally.with(answered.cloned().map(|scenario| tally.decided(scenario)).collect());
        let chapters = report.chapters.iter().map(|chapter| ChapterView::of(chapter, today)).collect();
        Ok(Self::joined(comparison, chapters))
    }
}

impl ChapterView {
    /// Of a block on some evidence and on a day, before any of its scenarios is known.
    #[must_use]
    pub fn on(evidence: &Evidence, today: Date) -> Self {
        Self {
            basis: EvidenceView::of(evidence, today),
            broken: Vec::new(),
            rules: BTreeMap::new(),
            proposal: None,
        }
    }

    /// Keeps what a scenario's rules ask and leave.
    pub fn keep_rules(&mut self, result: &ScenarioResult) {
        self.rules.insert(result.scenario.id().to_owned(), stated(result, None));
    }

    /// Says in the register what each assumption does to what is looked at closely.
    fn tell_effects(&mut self) {
        let knowing = self.proposal.as_ref().and_then(|proposal| proposal.knowing.as_ref());
        let moved = knowing.map_or(&[][..], |knowing| &knowing.moved);
        for entry in &mut self.basis.evidence.assumptions {
            let own = moved.iter().find(|own| own.parameter == entry.address);
            entry.effect = own.and_then(|own| Some(own.high? - own.low?));
        }
    }

    fn of(chapter: &study::Chapter, today: Date) -> Self {
        let block = &chapter.block;
        let mut view = Self::on(&block.ground.evidence, today);
        block.results.iter().for_each(|result| view.keep_rules(result));
        view.broken = block.broken.iter().map(|broken| broken.id.clone()).collect();
        if let Some(proposal) = &chapter.proposal {
            let result = &block.results[proposal.result];
            let prices = proposal.best.as_ref().and_then(|found| found.prices.as_ref());
            view.rules.insert(result.scenario.id().to_owned(), stated(result, prices));
            view.proposal = Some(ProposalView::of(block, proposal, today));
            view.tell_effects();
        }
        view
    }
}

impl EvidenceView {
    /// What is said of some evidence on a day.
    #[must_use]
    pub fn of(evidence: &Evidence, today: Date) -> Self {
        let funder = |id| evidence.funders().iter().find(|funder| Some(&funder.id) == id);
        let programmes = evidence.programmes().iter().map(|programme| {
            let view = ProgrammeView {
                funder: funder(programme.funder.as_ref()).map(|funder| funder.name.clone()),
                threats: programme.effects.iter().map(|effect| effect.threat.to_string()).collect(),
            };
            (programme.id.to_string(), view)
        });
        Self {
            evidence: evidence::Document::of(evidence, evidence.assumptions(), today),
            programmes: programmes.collect(),
            order: evidence.programmes().iter().map(|programme| programme.id.to_string()).collect(),
        }
    }
}

impl ProposalView {
    fn of(block: &Block, proposal: &Proposal, today: Date) -> Self {
        let scenario = &block.results[proposal.result].scenario;
        let prices = proposal.best.as_ref().and_then(|found| found.prices.as_ref());
        let draws = block.ground.simulation.draws;
        let basis = || Basis::on(&block.ground, &block.held, today).over(draws, []);
        Self {
            id: scenario.id().to_owned(),
            asked: proposal.is_asked,
            difference: DifferenceView::of(&proposal.versus),
            best: proposal.best.as_ref().map(|found| BestView::of(scenario, found)),
            knowing: proposal.knowing.as_deref().map(KnowingView::of),
            binding: prices.map(|prices| binding(scenario, prices)).unwrap_or_default(),
            frontier: proposal
                .frontier
                .as_ref()
                .map(|frontier| frontier::Document::of(scenario, frontier, basis())),
        }
    }
}
