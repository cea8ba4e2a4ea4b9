//! The summary: one line a scenario, with what nobody should read on without.

use crate::id::Id;
use crate::report::prose;
use crate::report::standing;
use crate::report::workbook::allocation;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::ledger::Account;
use crate::report::workbook::ledger::Of;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::notes;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Sheet;
use crate::report::workbook::whose;
use crate::risk::Summary;
use crate::study::Block;
use crate::study::Brief;
use crate::study::ScenarioResult;
use jiff::civil::Date;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::utility::row_col_to_cell_absolute;

/// The sheet's name.
pub(super) const NAME: &str = "Summary";

/// How many pages wide it is printed: on one, nobody could read it.
const PAGES: u16 = 3;

const VERDICT: u16 = whose::COLUMNS;
const BUDGET: u16 = VERDICT + 1;
/// Mean harm avoided; its 5% and 95% quantiles follow.
pub(super) const AVOIDED: u16 = BUDGET + 1;
const VERSUS: u16 = AVOIDED + 4;
/// The first strand's money; the others follow, then back office and unspent money.
pub(super) const MONEY: u16 = VERSUS + 4;

/// Where the lines of the scenarios with an answer stand, a chapter after the other, and the columns behind charts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Places {
    /// The first row of each chapter and how many follow it, answered scenarios only.
    pub(super) chapters: Vec<(u32, u32)>,
    /// How many columns of money there are: strands, back office, unspent.
    pub(super) money: u16,
    /// From the mean down to the 5% quantile; the column after it goes up to the 95% quantile.
    pub(super) arms: u16,
}

/// The strands of every chapter, each once, in the order they are met.
fn strands(brief: &Brief) -> Vec<Id> {
    let mut strands: Vec<Id> = Vec::new();
    for strand in brief.chapters.iter().flat_map(|chapter| chapter.block.evidence.strands()) {
        if !strands.contains(strand) {
            strands.push(strand.clone());
        }
    }
    strands
}

fn columns(strands: &[Id]) -> Vec<Column> {
    let money = |heading: &str| Column::new(heading, 14, Set::Money);
    let mut columns = whose::columns(Set::Words);
    columns.extend([
        Column::new("In words", 30, Set::Words),
        money("Budget, £m a year"),
        money("Modelled harm avoided against today's spend: mean, £m a year"),
        money("Modelled harm avoided: 5% of draws below, £m a year"),
        money("Modelled harm avoided: 95% of draws below, £m a year"),
        Column::new("Probability of avoiding any harm, share of draws", 13, Set::Share),
        money("Against the reference: mean harm avoided, £m a year"),
        money("Against the reference: 5% of draws below, £m a year"),
        money("Against the reference: 95% of draws below, £m a year"),
        Column::new("Probability of beating the reference, share of draws", 13, Set::Share),
    ]);
    columns.extend(strands.iter().map(|strand| money(&format!("Spend on {strand}, £m a year"))));
    columns.extend([
        money("Back office, £m a year"),
        money("Unspent, £m a year"),
        money("Total, £m a year"),
        money("Check: total less budget, £m a year"),
        money("Harm avoided by the split alone, £m a year"),
        money("Harm avoided by better use inside strands, £m a year"),
        money("Both together, £m a year"),
        Column::new("Inside strands", 11, Set::Words),
        Column::new("Proof", 26, Set::Words),
        Column::new("Certified gap, share of the objective", 12, Set::Gap),
        Column::new("Draws, number", 10, Set::Whole),
        money("For the chart: mean less 5%, £m a year"),
        money("For the chart: 95% less mean, £m a year"),
    ]);
    columns
}

/// Writes the sheet.
pub(super) fn write(
    worksheet: &mut Worksheet,
    brief: &Brief,
    accounts: &[Account],
    today: Date,
) -> Result<Places, XlsxError> {
    let strands = strands(brief);
    let columns = columns(&strands);
    let width = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    let money = u16::try_from(strands.len()).unwrap_or(u16::MAX).saturating_add(2);
    let mut sheet = Sheet::begin(worksheet, &notes::head(brief, today), &columns)?;
    let mut chapters = Vec::new();
    let mut accounts = accounts.iter();
    for chapter in &brief.chapters {
        let block = &chapter.block;
        let first = sheet.next();
        for (position, account) in whose::in_order(block).into_iter().zip(&mut accounts) {
            let is_reference = position == block.reference;
            let line = Answered { block, account, strands: &strands, row: sheet.next(), is_reference };
            sheet.row(if is_reference { Weight::Part } else { Weight::Plain }, &line.cells())?;
        }
        chapters.push((first, sheet.next() - first));
        for unanswered in &block.unanswered {
            let mut cells = whose::cells(block, &unanswered.scenario);
            cells.push(notes::impossible(&unanswered.scenario, &unanswered.impossible).into());
            cells.push(unanswered.scenario.budget().total.millions().into());
            cells.resize(columns.len(), Cell::Empty);
            sheet.row(Weight::Notice, &cells)?;
        }
    }
    sheet.end()?.set_print_fit_to_pages(PAGES, 0);
    Ok(Places { chapters, money, arms: width - 2 })
}

/// A scenario with an answer.
struct Answered<'b> {
    block: &'b Block,
    account: &'b Account,
    strands: &'b [Id],
    row: u32,
    is_reference: bool,
}

impl Answered<'_> {
    fn cells(&self) -> Vec<Cell> {
        let result = &self.block.results[self.account.result];
        let mut cells = whose::cells(self.block, &result.scenario);
        cells.push(standing::said(self.is_reference, result).into());
        cells.push(result.scenario.budget().total.millions().into());
        cells.extend(summary(&result.harm_avoided));
        if self.is_reference {
            cells.extend([const { Cell::Empty }; 4]);
        } else {
            cells.extend(summary(&result.versus));
        }
        cells.extend(self.money(result));
        cells.extend(self.parts(result));
        cells.extend(self.proof(result));
        let at = |column| row_col_to_cell(self.row, column);
        let Summary { mean, p5, p95, .. } = result.harm_avoided;
        cells.push(Cell::Formula(format!("={}-{}", at(AVOIDED), at(AVOIDED + 1)), mean - p5));
        cells.push(Cell::Formula(format!("={}-{}", at(AVOIDED + 2), at(AVOIDED)), p95 - mean));
        cells
    }

    /// Money by strand, as the allocation sheet adds it up; what that comes to; and whether it is the budget.
    fn money(&self, result: &ScenarioResult) -> Vec<Cell> {
        let own = self.block.evidence.strands();
        let of_strand = |wanted: &Id| {
            let position = own.iter().position(|strand| strand == wanted)?;
            self.account.line(|of| matches!(of, Of::Strand { strand, .. } if strand == position))
        };
        let rest = [Of::BackOffice, Of::Unspent].map(|wanted| self.account.line(|of| of == wanted));
        let lines = self.strands.iter().map(of_strand).chain(rest);
        let mut total = 0.0;
        let mut cells: Vec<Cell> = lines
            .map(|line| {
                let line = line?;
                total += line.then;
                let there = row_col_to_cell_absolute(line.row, allocation::THEN);
                Some(Cell::Formula(format!("={}!{there}", allocation::NAME), line.then))
            })
            .map(Cell::from)
            .collect();
        let at = |column| row_col_to_cell(self.row, column);
        let next = MONEY + u16::try_from(cells.len()).unwrap_or(u16::MAX);
        cells.push(Cell::Formula(format!("=SUM({}:{})", at(MONEY), at(next - 1)), total));
        let left = total - result.scenario.budget().total.millions();
        // Sums round in their last digits; what is checked is money.
        let check = Cell::Formula(format!("=ROUND({}-{},6)", at(next), at(BUDGET)), rounded(left));
        cells.push(check);
        cells
    }

    /// What the split does and what better use adds, with their sum; or why they cannot be told apart.
    fn parts(&self, result: &ScenarioResult) -> [Cell; 3] {
        let first = MONEY + u16::try_from(self.strands.len()).unwrap_or(u16::MAX) + 4;
        match &result.bridge {
            Ok(bridge) => {
                let (split, within) =
                    (row_col_to_cell(self.row, first), row_col_to_cell(self.row, first + 1));
                let both = Cell::Formula(format!("={split}+{within}"), bridge.split + bridge.within);
                [bridge.split.into(), bridge.within.into(), both]
            }
            Err(_) => [const { Cell::Empty }; 3],
        }
    }

    fn proof(&self, result: &ScenarioResult) -> [Cell; 4] {
        let words = match &result.optimum {
            None => "nothing left to choose".to_owned(),
            Some(optimum) if optimum.reached => format!("proven best to {}", prose::gap(optimum.gap)),
            Some(optimum) => format!("NOT proven: a gap of {}", prose::gap(optimum.gap)),
        };
        let gap = result.optimum.as_ref().map(|optimum| optimum.gap);
        let within = result.scenario.within().as_str();
        [within.into(), words.into(), gap.into(), self.block.simulation.draws.as_f64().into()]
    }
}

/// As Excel's `ROUND(…, 6)`, and never −0.
fn rounded(millions: f64) -> f64 {
    (millions * 1e6).round() / 1e6 + 0.0
}

fn summary(summary: &Summary) -> [Cell; 4] {
    [summary.mean, summary.p5, summary.p95, summary.probability_positive].map(Cell::Figure)
}
