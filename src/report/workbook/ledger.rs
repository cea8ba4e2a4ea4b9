//! The accounts of all scenarios with an answer, in the order in which every sheet has them.

use crate::model::Allocation;
use crate::report::amounts;
use crate::report::compare::BlockView;
use crate::report::compare::Entry;
use crate::report::compare::ScenarioView;
use crate::report::compare::entries;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::whose;
use crate::study::Block;
use crate::study::Brief;
use crate::study::ScenarioResult;
use jiff::civil::Date;

/// What a line is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// A programme, as a position in the evidence.
    Programme(usize),
    /// Money in no strand.
    BackOffice,
    /// Money that limits leave unspent.
    Unspent,
}

/// A line of an account; money in £m a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    /// What it is of.
    pub(super) of: Of,
    /// Today's money; `None` where nobody has said what it is.
    pub(super) today: Option<f64>,
    /// The scenario's money.
    pub(super) then: f64,
}

/// One scenario.
pub(super) struct Account<'b> {
    /// The number of its chapter.
    pub(super) chapter: usize,
    /// Its chapter's block.
    pub(super) block: &'b Block,
    /// Which of the block's results it is.
    pub(super) position: usize,
    /// What was measured.
    pub(super) result: &'b ScenarioResult,
    /// What other documents say of it.
    pub(super) view: ScenarioView,
    /// Its number in this workbook, from 1.
    pub(super) number: u32,
    /// Its money from the top; never empty.
    pub(super) lines: Vec<Line>,
}

impl Account<'_> {
    /// The cells that say whose line it is.
    pub(super) fn whose(&self) -> Vec<Cell> {
        whose::cells(self.block, &self.result.scenario, Some(self.number))
    }

    /// Whether the others of its block are held against it.
    pub(super) fn is_reference(&self) -> bool {
        self.position == self.block.reference
    }

    /// All its money, £m a year, added up line by line.
    pub(super) fn total(&self) -> f64 {
        self.lines.iter().map(|line| line.then).sum()
    }
}

/// All scenarios with an answer.
pub(super) struct Ledger<'b> {
    /// What is said of each chapter's block.
    pub(super) blocks: Vec<BlockView>,
    /// Chapter by chapter, those first that avoid most.
    pub(super) accounts: Vec<Account<'b>>,
}

impl<'b> Ledger<'b> {
    /// Of a brief.
    pub(super) fn of(brief: &'b Brief, today: Date) -> Self {
        let (mut blocks, mut accounts) = (Vec::new(), Vec::new());
        let mut number = 0;
        for (chapter, block) in brief.chapters.iter().map(|chapter| &chapter.block).enumerate() {
            let (told, entries) = entries(&[block], today);
            let mut views: Vec<Option<ScenarioView>> =
                entries.into_iter().filter_map(scenario).map(Some).collect();
            let names = views.iter().flatten().filter(|view| !view.is_today()).map(|view| view.id.clone());
            let names: Vec<String> = names.collect();
            blocks.extend(told.into_iter().map(|told| BlockView { scenarios: names.clone(), ..told }));
            for position in whose::in_order(block) {
                let Some(view) = views.get_mut(position).and_then(Option::take) else { continue };
                number += 1;
                let result = &block.results[position];
                let lines = lines(result);
                accounts.push(Account { chapter, block, position, result, view, number, lines });
            }
        }
        Self { blocks, accounts }
    }

    /// How many letters the longest name, evidence, id and reference have.
    pub(super) fn longest(&self) -> [usize; 4] {
        let mut longest = [0; 4];
        for account in &self.accounts {
            let reference = whose::reference_of(account.block).name();
            let words = [&account.view.name, &account.view.evidence, &account.view.id, reference];
            for (longest, words) in longest.iter_mut().zip(words) {
                *longest = (*longest).max(words.chars().count());
            }
        }
        longest
    }

    /// The scenarios of a chapter.
    pub(super) fn of_chapter(&self, chapter: usize) -> impl Iterator<Item = &Account<'b>> {
        self.accounts.iter().filter(move |account| account.chapter == chapter)
    }

    /// Whether any scenario costs more or less than its reference.
    pub(super) fn costs_differ(&self) -> bool {
        self.accounts.iter().any(|account| account.result.extra_cost.abs() > 0.0)
    }

    /// Whether every scenario is held against today.
    pub(super) fn is_against_today(&self) -> bool {
        self.accounts.iter().filter(|account| account.is_reference()).all(|account| account.view.is_today())
    }
}

fn scenario(entry: Entry) -> Option<ScenarioView> {
    match entry {
        Entry::Scenario(view) => Some(*view),
        Entry::Infeasible(_) | Entry::Broken(_) => None,
    }
}

fn lines(result: &ScenarioResult) -> Vec<Line> {
    let evidence = result.scenario.evidence();
    let today = Allocation::reference(evidence);
    let (before, after) = (today.millions(), result.allocation.millions());
    let members = evidence.strands().iter().flat_map(|strand| evidence.programmes_of(strand));
    let of_programme =
        |member: usize| Line { of: Of::Programme(member), today: Some(before[member]), then: after[member] };
    let mut lines: Vec<Line> = members.map(of_programme).collect();
    let budget = result.scenario.budget();
    lines.push(Line { of: Of::BackOffice, today: None, then: budget.back_office.millions() });
    lines.push(Line { of: Of::Unspent, today: None, then: amounts::unspent(budget, &result.allocation) });
    lines
}
