//! What can be said of a batch whose scenarios come one by one, without keeping them.

use crate::report::Counts;
use crate::report::compare::Among;
use crate::report::compare::BlockView;
use crate::report::compare::Document;
use crate::report::compare::Entry;
use crate::report::compare::ScenarioView;
use crate::report::compare::contest::Contest;
use crate::report::compare::contest::Outcome;
use crate::report::document::Versioned;
use crate::report::views::RefusedView;
use std::collections::BTreeMap;
use std::io;

/// A table of more scenarios than this is no table that anybody reads.
const MOST_SHOWN: usize = 100;

/// As many are shown of a block that has more: those that avoid most on average.
const SHOWN: usize = 20;

/// A comparison as far as it can be said without keeping every scenario.
#[derive(Clone, Debug)]
pub struct Tally {
    document: Document<()>,
    /// By block: today, the reference, and those that avoid most.
    kept: BTreeMap<usize, Kept>,
    /// By block, its scenarios until all are there.
    contests: BTreeMap<usize, Contest>,
    /// By block, the scenarios that are beaten and by which.
    dominated: BTreeMap<usize, BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default)]
struct Kept {
    always: Vec<ScenarioView>,
    others: Vec<ScenarioView>,
}

impl Tally {
    /// Counts every entry. Blocks know their references, but none of their scenarios.
    ///
    /// # Errors
    /// An entry that cannot be had.
    pub fn of(
        blocks: Vec<BlockView>,
        refused: Vec<RefusedView>,
        entries: impl Iterator<Item = io::Result<Entry>>,
    ) -> io::Result<Self> {
        let mut tally = Self::new(blocks, refused);
        for entry in entries {
            match entry? {
                Entry::Infeasible(why) => tally.document.infeasible.push(why),
                Entry::Broken(why) => tally.document.broken.push(why),
                Entry::Scenario(scenario) => tally.count(*scenario),
            }
        }
        tally.decide();
        tally.document.infeasible.sort_by(|a, b| (a.block, &a.id).cmp(&(b.block, &b.id)));
        tally.document.broken.sort();
        let document = &mut tally.document;
        document.counts = Counts {
            answered: document.blocks.iter().map(|block| block.scenarios.len()).sum(),
            infeasible: document.infeasible.len(),
            broken: document.broken.len(),
            refused: document.refused.len(),
        };
        Ok(tally)
    }

    fn new(blocks: Vec<BlockView>, mut refused: Vec<RefusedView>) -> Self {
        refused.sort();
        refused.dedup();
        let document = Document {
            schema: <Document as Versioned>::SCHEMA.to_owned(),
            reference: blocks.first().map(|block| block.reference.clone()),
            scenarios: (),
            infeasible: Vec::new(),
            broken: Vec::new(),
            refused,
            counts: Counts::default(),
            blocks,
        };
        Self { document, kept: BTreeMap::new(), contests: BTreeMap::new(), dominated: BTreeMap::new() }
    }

    fn count(&mut self, scenario: ScenarioView) {
        let Some(block) = self.document.blocks.get_mut(scenario.block) else { return };
        if !scenario.is_today() {
            block.scenarios.push(scenario.id.clone());
        }
        if block.choice.as_ref().is_some_and(|choice| choice.among != Among::Share) {
            self.contests.entry(scenario.block).or_default().enter(&scenario);
        }
        let kept = self.kept.entry(scenario.block).or_default();
        if scenario.is_today() || scenario.is_reference() {
            kept.always.push(scenario);
            return;
        }
        kept.others.push(scenario);
        if kept.others.len() > 2 * MOST_SHOWN {
            kept.cut(MOST_SHOWN);
        }
    }

    /// Finds which scenarios are beaten, and what more money buys, now that all are there.
    fn decide(&mut self) {
        for (number, contest) in std::mem::take(&mut self.contests) {
            let Some(block) = self.document.blocks.get_mut(number) else { continue };
            let Outcome { dominated, neighbours, left_out } = contest.decide(block);
            if let Some(choice) = &mut block.choice {
                (choice.neighbours, choice.left_out) = (neighbours, left_out);
            }
            self.dominated.insert(number, dominated);
        }
        for kept in self.kept.values_mut() {
            for scenario in kept.always.iter_mut().chain(&mut kept.others) {
                mark(scenario, &self.dominated);
            }
        }
    }

    /// A scenario as the document has it: with the one that beats it, which only all together tell.
    #[must_use]
    pub fn decided(&self, mut scenario: ScenarioView) -> ScenarioView {
        mark(&mut scenario, &self.dominated);
        scenario
    }

    /// Whether nothing was worked out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.document.infeasible.is_empty()
            && self.document.blocks.iter().all(|block| block.scenarios.is_empty())
    }

    /// What is said besides the scenarios themselves.
    #[must_use]
    pub fn without_scenarios(&self) -> &Document<()> {
        &self.document
    }

    /// The document with scenarios that come one by one.
    #[must_use]
    pub fn with<S>(&self, scenarios: S) -> Document<S> {
        let Document { schema, reference, scenarios: (), infeasible, broken, refused, counts, blocks } =
            self.document.clone();
        Document { schema, reference, scenarios, infeasible, broken, refused, counts, blocks }
    }

    /// The document with the scenarios that a table shows: all of a block, or those of a large one that avoid most.
    #[must_use]
    pub fn digest(&self) -> Document {
        let mut scenarios = Vec::new();
        for (number, kept) in &self.kept {
            let mut kept = kept.clone();
            if self.document.blocks.get(*number).is_some_and(|block| block.scenarios.len() > MOST_SHOWN) {
                kept.cut(SHOWN);
            }
            scenarios.extend(kept.always.into_iter().chain(kept.others));
        }
        self.with(scenarios)
    }
}

/// Names the scenario that beats this one.
fn mark(scenario: &mut ScenarioView, dominated: &BTreeMap<usize, BTreeMap<String, String>>) {
    if let (Some(choice), Some(dominated)) = (&mut scenario.choice, dominated.get(&scenario.block)) {
        choice.dominated_by = dominated.get(&scenario.id).cloned();
    }
}

impl Kept {
    /// Keeps those that avoid most against the reference; of two alike the first by id.
    fn cut(&mut self, most: usize) {
        let avoided = |scenario: &ScenarioView| scenario.versus.summary.mean;
        self.others.sort_by(|a, b| avoided(b).total_cmp(&avoided(a)).then_with(|| a.id.cmp(&b.id)));
        self.others.truncate(most);
    }
}
