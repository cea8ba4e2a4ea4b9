//! The lines of the allocation sheet and where they stand, so that other sheets can point at them.

use crate::model::Allocation;
use crate::report::amounts;
use crate::report::workbook::sheet;
use crate::report::workbook::whose;
use crate::study::Brief;
use crate::study::ScenarioResult;

/// What a line is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// A programme, as a position in the evidence.
    Programme(usize),
    /// A strand, as a position in the evidence: what its programmes, just above, add up to.
    Strand {
        /// The strand.
        strand: usize,
        /// How many programmes it has.
        programmes: u32,
    },
    /// Money in no strand.
    BackOffice,
    /// Money that limits leave unspent.
    Unspent,
    /// All of it.
    Total,
}

/// A line of an account; money in £m a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    /// Its row, from 0.
    pub(super) row: u32,
    /// What it is of.
    pub(super) of: Of,
    /// Today's money; `None` where nobody has said what it is.
    pub(super) today: Option<f64>,
    /// The scenario's money.
    pub(super) then: f64,
}

/// The lines of one scenario.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Account {
    /// The chapter it is in.
    pub(super) chapter: usize,
    /// Which of the chapter's results it is of.
    pub(super) result: usize,
    /// Its lines from the top; never empty.
    pub(super) lines: Vec<Line>,
}

impl Account {
    /// The line of something.
    pub(super) fn line(&self, wanted: impl Fn(Of) -> bool) -> Option<&Line> {
        self.lines.iter().find(|line| wanted(line.of))
    }
}

/// The accounts of every scenario with an answer, one under the other.
pub(super) fn accounts(brief: &Brief) -> Vec<Account> {
    let mut row = sheet::FIRST;
    let mut accounts = Vec::new();
    for (chapter, block) in brief.chapters.iter().map(|chapter| &chapter.block).enumerate() {
        for result in whose::in_order(block) {
            let lines = lines(&block.results[result], row);
            row += u32::try_from(lines.len()).unwrap_or(u32::MAX);
            accounts.push(Account { chapter, result, lines });
        }
    }
    accounts
}

fn lines(result: &ScenarioResult, first: u32) -> Vec<Line> {
    let evidence = result.scenario.evidence();
    let today = Allocation::reference(evidence);
    let mut amounts: Vec<(Of, Option<f64>, f64)> = Vec::new();
    let (mut all_today, mut all_then) = (0.0, 0.0);
    for (strand, id) in evidence.strands().iter().enumerate() {
        let members = evidence.programmes_of(id);
        let (mut strand_today, mut strand_then) = (0.0, 0.0);
        for &member in &members {
            let (before, after) = (today.millions()[member], result.allocation.millions()[member]);
            amounts.push((Of::Programme(member), Some(before), after));
            strand_today += before;
            strand_then += after;
            all_today += before;
            all_then += after;
        }
        let programmes = u32::try_from(members.len()).unwrap_or(u32::MAX);
        amounts.push((Of::Strand { strand, programmes }, Some(strand_today), strand_then));
    }
    let budget = result.scenario.budget();
    let back_office = budget.back_office.millions();
    let unspent = amounts::unspent(budget, &result.allocation);
    amounts.push((Of::BackOffice, None, back_office));
    amounts.push((Of::Unspent, None, unspent));
    amounts.push((Of::Total, Some(all_today), all_then + back_office + unspent));
    (first..).zip(amounts).map(|(row, (of, today, then))| Line { row, of, today, then }).collect()
}
