//! The summary: the answer in words and one table, on one screen and one printed page.

use crate::report::OptimumView;
use crate::report::prose;
use crate::report::report::Chapter;
use crate::report::workbook::allocation;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::ledger::Account;
use crate::report::workbook::ledger::Ledger;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::notes;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Sheet;
use crate::report::workbook::times::Times;
use crate::report::workbook::top::Top;
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
    /// Over which time its figures are said.
    times: Times,
}

impl About {
    fn columns(self) -> Vec<Column> {
        let reference = if self.today { "Today" } else { "the reference" };
        let group = format!("Modelled harm avoided against {reference}");
        let money = |heading: &str| Column::new(self.times.in_money(heading), 13, Set::Money);
        let mut columns = vec![Column::new("Scenario", 44, Set::Words)];
        if self.chapters {
            columns.push(Column::new("Chapter, number", 9, Set::Integer));
        }
        columns.extend([
            Column::new(format!("Avoids more than {reference}?"), 34, Set::Words).under(&group),
            money("Mean").under(&group),
            money("± standard error").under(&group),
            money("5% of draws below").under(&group),
            money("95% of draws below").under(&group),
            money("Money in all"),
        ]);
        if self.costs {
            columns
                .extend([money("Extra cost"), Column::new("Harm avoided per extra £1, £", 13, Set::Pound)]);
        }
        columns.extend([
            Column::new("Proof", 26, Set::Words),
            Column::new("Scenario id", 20, Set::Name).hidden(),
            Column::new("Scenario number", 10, Set::Integer).hidden(),
        ]);
        columns
    }
}

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let about = About {
        today: ledger.is_against_today(),
        costs: ledger.costs_differ(),
        chapters: ledger.chapters.len() > 1,
        times: ledger.times(),
    };
    let columns = about.columns();
    let width = columns.len();
    let seen: Vec<u16> = columns.iter().map(Column::seen).take_while(|seen| *seen > 0).collect();
    let last = u16::try_from(seen.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let mut top = Top::begin(worksheet, "Scenarios side by side", (last, seen.iter().sum()))?;
    let bases = notes::bases(ledger.chapters);
    top.lead(&notes::lead(&bases))?;
    if let Some(overdue) = notes::overdue(&bases) {
        top.warn(&overdue)?;
    }
    for chapter in ledger.chapters {
        top.chapter(&about.titled(chapter), &chapter.headline().statements())?;
    }
    let (headings, above) = top.end();
    let mut sheet = Sheet::headed(worksheet, headings, columns)?;
    let money = allocation::Money::of(ledger);
    for chapter in ledger.chapters {
        for account in ledger.of_chapter(chapter.number) {
            let weight = if account.is_reference() { Weight::Part } else { Weight::Plain };
            let key = row_col_to_cell(sheet.next(), u16::try_from(width - 1).unwrap_or(u16::MAX));
            sheet.row(weight, &about.answered(account, money.total(&key, account.total())))?;
        }
        for cells in about.without_answer(chapter) {
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
    fn titled(self, chapter: &Chapter<'_>) -> String {
        let number = if self.chapters { format!("Chapter {}: ", chapter.number + 1) } else { String::new() };
        let (name, prices) = (&chapter.block.rests_on.evidence, chapter.block.prices());
        format!("{number}{name} ({prices}, {} draws)", notes::draws(chapter))
    }

    /// A line: what it is of, and what is said of it; formulas need the rest.
    fn line(
        self,
        chapter: &Chapter<'_>,
        (name, id): (&str, &str),
        said: Vec<Cell>,
        number: Option<u32>,
    ) -> Vec<Cell> {
        let mut cells = vec![Cell::from(name)];
        if self.chapters {
            cells.push(f64::from(u32::try_from(chapter.number + 1).unwrap_or(u32::MAX)).into());
        }
        cells.extend(said);
        cells.extend([id.into(), number.map(f64::from).into()]);
        cells
    }

    fn answered(self, account: &Account<'_>, total: Cell) -> Vec<Cell> {
        let view = account.view;
        let versus = &view.versus.summary;
        let of = |figure: f64| Cell::from((!account.is_reference()).then_some(figure));
        let mut said = vec![
            account.standing().into(),
            of(versus.mean),
            of(versus.se),
            of(versus.p5),
            of(versus.p95),
            total,
        ];
        if self.costs {
            let per = view.per_extra_pound.as_ref().map(|per| per.mean);
            said.extend([of(view.extra_cost), per.into()]);
        }
        said.push(proof(account).into());
        self.line(account.chapter, (&view.name, &view.id), said, Some(account.number))
    }

    /// The lines of scenarios without an answer: why is too long a story for this sheet.
    fn without_answer(self, chapter: &Chapter<'_>) -> Vec<Vec<Cell>> {
        let figures = if self.costs { 8 } else { 6 };
        let line = |of: (&str, &str), why: &str| {
            let mut said = vec![Cell::from(format!("{why}: see the sheet Notes"))];
            said.resize(1 + figures, Cell::Empty);
            self.line(chapter, of, said, None)
        };
        let impossible = chapter.infeasible.iter();
        let impossible =
            impossible.map(|infeasible| line((&infeasible.name, &infeasible.id), "NOT POSSIBLE"));
        let broken = chapter.broken.iter();
        let broken = broken.map(|broken| line((&broken.name, &broken.id), "COULD NOT BE WORKED OUT"));
        impossible.chain(broken).collect()
    }
}

fn proof(account: &Account<'_>) -> String {
    match &account.view.optimum {
        None => "nothing left to choose".to_owned(),
        Some(optimum) if optimum.reached => format!("proven best to {}", prose::gap(optimum.gap)),
        Some(OptimumView { gap: None, .. }) => "NOT proven: no proven bound".to_owned(),
        Some(optimum) => format!("NOT proven: a gap of {}", prose::gap(optimum.gap)),
    }
}
