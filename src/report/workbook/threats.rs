//! The threats: what each scenario means for each of them, in money and in people.

use crate::model::Count;
use crate::model::Threat;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Head;
use crate::report::workbook::sheet::Sheet;
use crate::report::workbook::whose;
use crate::study::Block;
use crate::study::Brief;
use crate::study::CountAvoided;
use crate::study::ScenarioResult;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::row_col_to_cell;

/// The sheet's name.
pub(super) const NAME: &str = "Threats";

const MEASURE: u16 = whose::COLUMNS + 2;
const HARM: u16 = MEASURE + 1;
const AVOIDED: u16 = HARM + 1;

/// The word for harm, which totals look for.
const HARM_WORD: &str = "Harm";

/// What is said of a threat that nobody has costed.
const NOT_COSTED: &str = "not costed: left out of every £ figure, never counted as nought";

fn columns() -> Vec<Column> {
    let mut columns = whose::columns(Set::Name);
    columns.extend([
        Column::new("Threat", 38, Set::Words),
        Column::new("Threat id", 14, Set::Words),
        Column::new("Measure", 44, Set::Words),
        Column::new("Modelled harm: mean, £m a year", 14, Set::Money),
        Column::new("Harm avoided against today's spend: mean, £m a year", 15, Set::Money),
        Column::new("Harm avoided, share of harm at today's spend", 13, Set::Share),
        Column::new("Modelled people or events: mean, number a year", 15, Set::Number),
        Column::new("Avoided against today's spend: mean, number a year", 15, Set::Number),
        Column::new("Avoided: 5% of draws below, number a year", 14, Set::Number),
        Column::new("Avoided: 95% of draws below, number a year", 14, Set::Number),
        Column::new("Probability of avoiding any, share of draws", 13, Set::Share),
        Column::new("Note", 58, Set::Words),
    ]);
    columns
}

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, brief: &Brief) -> Result<(), XlsxError> {
    let head = Head::new(
        NAME,
        "What each scenario is modelled to do to each threat, a year, against today's spend. Totals are formulas.",
    );
    let mut sheet = Sheet::begin(worksheet, &head, &columns())?;
    for block in brief.chapters.iter().map(|chapter| &chapter.block) {
        for position in whose::in_order(block) {
            of_scenario(&mut sheet, block, &block.results[position])?;
        }
    }
    sheet.end()?;
    Ok(())
}

fn of_scenario(sheet: &mut Sheet<'_>, block: &Block, result: &ScenarioResult) -> Result<(), XlsxError> {
    let first = sheet.next();
    let (mut all_harm, mut all_avoided) = (0.0, 0.0);
    for (threat, figures) in block.evidence.threats().iter().zip(&result.threats) {
        let mut cells = whose::cells(block, &result.scenario);
        cells.extend([threat.name.as_str().into(), threat.id.as_str().into(), HARM_WORD.into()]);
        if let Some((harm, avoided)) = figures.harm {
            all_harm += harm;
            all_avoided += avoided;
            cells.extend(money(sheet.next(), harm.into(), avoided.into(), (harm, avoided)));
            cells.extend([const { Cell::Empty }; 6]);
        } else {
            cells.extend([const { Cell::Empty }; 8]);
            cells.push(NOT_COSTED.into());
        }
        sheet.row(Weight::Plain, &cells)?;
        for (count, figures) in threat.counts.iter().zip(&figures.counts) {
            let mut cells = whose::cells(block, &result.scenario);
            cells.extend(of_count(threat, count, figures));
            sheet.row(Weight::Plain, &cells)?;
        }
    }
    let last = sheet.next() - 1;
    let column = |column| format!("{}:{}", row_col_to_cell(first, column), row_col_to_cell(last, column));
    let sum = |of: u16, result: f64| {
        Cell::Formula(format!("=SUMIF({},\"{HARM_WORD}\",{})", column(MEASURE), column(of)), result)
    };
    let mut cells = whose::cells(block, &result.scenario);
    cells.extend(["All costed threats".into(), Cell::Empty, "Total harm".into()]);
    let sums = (sum(HARM, all_harm), sum(AVOIDED, all_avoided));
    cells.extend(money(sheet.next(), sums.0, sums.1, (all_harm, all_avoided)));
    cells.extend([const { Cell::Empty }; 6]);
    sheet.row(Weight::Total, &cells)
}

/// Harm, harm avoided, and the part it is of harm at today's spend.
fn money(row: u32, harm: Cell, avoided: Cell, figures: (f64, f64)) -> [Cell; 3] {
    let (left, gone) = (row_col_to_cell(row, HARM), row_col_to_cell(row, AVOIDED));
    let before = figures.0 + figures.1;
    let part = Cell::Formula(format!("={gone}/({left}+{gone})"), figures.1 / before);
    [harm, avoided, if before > 0.0 { part } else { Cell::Empty }]
}

fn of_count(threat: &Threat, count: &Count, figures: &CountAvoided) -> Vec<Cell> {
    let avoided = &figures.avoided;
    let mut cells = vec![threat.name.as_str().into(), threat.id.as_str().into(), count.name.as_str().into()];
    cells.extend([const { Cell::Empty }; 3]);
    let numbers = [figures.mean, avoided.mean, avoided.p5, avoided.p95, avoided.probability_positive];
    cells.extend(numbers.map(Cell::Figure));
    cells.push(Cell::Empty);
    cells
}
