//! The summary: the answer in words and one table, on one screen and one printed page.

use crate::report::compare::Headline;
use crate::report::compare::ScenarioView;
use crate::report::prose;
use crate::report::standing;
use crate::report::workbook::allocation;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::ledger::Account;
use crate::report::workbook::ledger::Ledger;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::notes;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Sheet;
use crate::report::workbook::top::Top;
use crate::study::Block;
use crate::study::Brief;
use crate::text;
use jiff::civil::Date;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::row_col_to_cell;

/// The sheet's name.
pub(super) const NAME: &str = "Summary";

/// A sheet no higher than this is printed on one page and can still be read, points.
const ONE_PAGE: f64 = 1000.0;

/// What a screen of 1080 lines leaves for cells, points.
const SCREEN: f64 = 555.0;

/// The least zoom at which it can be read, %.
const LEAST_ZOOM: f64 = 70.0;

/// What the table is about.
#[derive(Clone, Copy)]
struct About {
    /// Whether every scenario is held against today.
    today: bool,
    /// Whether any costs more or less than its reference.
    costs: bool,
    /// Whether there are several chapters.
    chapters: bool,
}

impl About {
    fn columns(self) -> Vec<Column> {
        let reference = if self.today { "Today" } else { "the reference" };
        let group = format!("Modelled harm avoided against {reference}");
        let money = |heading: &str| Column::new(heading, 13, Set::Money);
        let mut columns = vec![Column::new("Scenario", 44, Set::Words)];
        if self.chapters {
            columns.push(Column::new("Chapter, number", 9, Set::Whole));
        }
        columns.extend([
            Column::new(format!("Avoids more than {reference}?"), 34, Set::Words).under(&group),
            money("Mean, £m a year").under(&group),
            money("± standard error, £m a year").under(&group),
            money("5% of draws below, £m a year").under(&group),
            money("95% of draws below, £m a year").under(&group),
            money("Money in all, £m a year"),
        ]);
        if self.costs {
            columns.extend([
                money("Extra cost, £m a year"),
                Column::new("Harm avoided per extra £1, £", 13, Set::Pound),
            ]);
        }
        columns.extend([
            Column::new("Proof", 26, Set::Words),
            Column::new("Scenario id", 20, Set::Name).hidden(),
            Column::new("Scenario number", 10, Set::Whole).hidden(),
        ]);
        columns
    }
}

/// Writes the sheet.
pub(super) fn write(
    worksheet: &mut Worksheet,
    brief: &Brief,
    ledger: &Ledger<'_>,
    today: Date,
) -> Result<(), XlsxError> {
    let about = About {
        today: ledger.is_against_today(),
        costs: ledger.costs_differ(),
        chapters: brief.chapters.len() > 1,
    };
    let columns = about.columns();
    let width = columns.len();
    let seen: Vec<u16> = columns.iter().map(Column::seen).take_while(|seen| *seen > 0).collect();
    let last = u16::try_from(seen.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let mut top = Top::begin(worksheet, "Scenarios side by side", (last, seen.iter().sum()))?;
    let rests = notes::rests(brief, today);
    top.lead(&notes::lead(&rests))?;
    if let Some(overdue) = notes::overdue(&rests) {
        top.warn(&overdue)?;
    }
    for (number, block) in ledger.blocks.iter().enumerate() {
        let views: Vec<&ScenarioView> = ledger.of_chapter(number).map(|account| &account.view).collect();
        let title = about.titled(number + 1, &brief.chapters[number].block);
        top.chapter(&title, &Headline::of(block, &views).statements())?;
    }
    let (headings, above) = top.end();
    let mut sheet = Sheet::headed(worksheet, headings, columns)?;
    let money = allocation::Money::of(ledger);
    for (number, chapter) in brief.chapters.iter().enumerate() {
        for account in ledger.of_chapter(number) {
            let weight = if account.is_reference() { Weight::Part } else { Weight::Plain };
            let key = row_col_to_cell(sheet.next(), u16::try_from(width - 1).unwrap_or(u16::MAX));
            sheet.row(weight, &about.answered(account, money.total(&key, account.total())))?;
        }
        for cells in about.without_answer(number + 1, &chapter.block) {
            sheet.row(Weight::Notice, &cells)?;
        }
    }
    let points = above + sheet.points();
    let end = sheet.next() - 1;
    let worksheet = sheet.end()?;
    worksheet.set_print_area(0, 0, end, last)?;
    worksheet.set_print_fit_to_pages(1, u16::from(points <= ONE_PAGE)).set_print_center_horizontally(true);
    worksheet.set_zoom(zoom(points));
    Ok(())
}

/// As near to full size as shows all of it at once.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between the least zoom and 100")]
fn zoom(points: f64) -> u16 {
    (100.0 * SCREEN / points).clamp(LEAST_ZOOM, 100.0) as u16
}

impl About {
    /// What a chapter is about.
    fn titled(self, number: usize, block: &Block) -> String {
        let chapter = if self.chapters { format!("Chapter {number}: ") } else { String::new() };
        let draws = text::thousands(block.simulation.draws.as_f64(), 0);
        let (name, prices) = (block.evidence.name(), block.evidence.price_year());
        format!("{chapter}{name} ({prices} prices, {draws} draws)")
    }

    /// A line: what it is of, and what is said of it; formulas need the rest.
    fn line(
        self,
        chapter: usize,
        (name, id): (&str, &str),
        said: Vec<Cell>,
        number: Option<u32>,
    ) -> Vec<Cell> {
        let mut cells = vec![Cell::from(name)];
        if self.chapters {
            cells.push(f64::from(u32::try_from(chapter).unwrap_or(u32::MAX)).into());
        }
        cells.extend(said);
        cells.extend([id.into(), number.map(f64::from).into()]);
        cells
    }

    fn answered(self, account: &Account<'_>, total: Cell) -> Vec<Cell> {
        let view = &account.view;
        let of = |figure: Option<f64>| Cell::from(figure.filter(|_| !account.is_reference()));
        let mut said = vec![
            standing::said(&account.view).into(),
            of(view.versus.mean),
            of(view.versus.se),
            of(view.versus.p5),
            of(view.versus.p95),
            total,
        ];
        if self.costs {
            let per = view.per_extra_pound.as_ref().and_then(|per| per.mean);
            said.extend([of(Some(view.extra_cost)), per.into()]);
        }
        said.push(proof(account).into());
        self.line(account.chapter + 1, (&view.name, &view.id), said, Some(account.number))
    }

    /// The lines of scenarios without an answer: why is too long a story for this sheet.
    fn without_answer(self, chapter: usize, block: &Block) -> Vec<Vec<Cell>> {
        let figures = if self.costs { 8 } else { 6 };
        let line = |of: (&str, &str), why: &str| {
            let mut said = vec![Cell::from(format!("{why}: see the sheet Notes"))];
            said.resize(1 + figures, Cell::Empty);
            self.line(chapter, of, said, None)
        };
        let impossible = block.unanswered.iter().map(|unanswered| {
            let scenario = &unanswered.scenario;
            line((scenario.name(), scenario.id()), "NOT POSSIBLE")
        });
        let broken = block.broken.iter();
        let broken = broken.map(|broken| line((&broken.name, &broken.id), "COULD NOT BE WORKED OUT"));
        impossible.chain(broken).collect()
    }
}

fn proof(account: &Account<'_>) -> String {
    match &account.result.optimum {
        None => "nothing left to choose".to_owned(),
        Some(optimum) if optimum.reached => format!("proven best to {}", prose::gap(optimum.gap)),
        Some(optimum) => format!("NOT proven: a gap of {}", prose::gap(optimum.gap)),
    }
}
