//! CSV in long form: one figure a line, so that columns never change with the scenario.

use crate::report::WriteError;
use crate::report::layout::Layout;
use crate::report::layout::Quantity;
use crate::report::period::Period;
use crate::report::price_year;
use crate::report::views::AvoidedView;
use crate::report::views::SummaryView;
use crate::text;

/// Writes rows under a heading.
///
/// # Errors
/// None that memory can cause; the writer's own errors are passed on all the same.
pub(super) fn csv(
    heading: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<Vec<u8>, WriteError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(heading)?;
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(writer.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

/// Writes rows under the heading of a layout.
///
/// # Errors
/// As [`csv`]'s.
pub(super) fn laid_out(
    layout: &Layout,
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Result<Vec<u8>, WriteError> {
    csv(&layout.heading(), rows.into_iter().map(|row| row.into_iter().map(Cell::written).collect()))
}

/// What stands in one place of a CSV file.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Text, which no spreadsheet may take for a formula.
    Text(String),
    /// A number in full precision, or nothing.
    Figure(Option<f64>),
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn written(self) -> String {
        match self {
            Self::Text(text) => plain(&text),
            Self::Figure(figure) => figure.map(|figure| figure.to_string()).unwrap_or_default(),
        }
    }
}

/// One figure, or a figure with its spread.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    quantity: Quantity,
    of: String,
    /// The value, then the spread in the order of [`FIGURE`](crate::report::layout::FIGURE).
    figures: [Option<f64>; 7],
}

impl Row {
    /// A figure without a spread, or nothing.
    pub(super) fn value(quantity: Quantity, of: &str, value: impl Into<Option<f64>>) -> Self {
        let mut figures = [None; 7];
        figures[0] = value.into();
        Self { quantity, of: of.to_owned(), figures }
    }

    /// A truth, as 1 or 0, or nothing.
    pub(super) fn truth(quantity: Quantity, is_so: impl Into<Option<bool>>) -> Self {
        Self::value(quantity, "", is_so.into().map(|is_so| f64::from(u8::from(is_so))))
    }

    /// A number of things.
    #[expect(clippy::cast_precision_loss, reason = "what is counted here is far below 2^53")]
    pub(super) fn count(quantity: Quantity, count: usize) -> Self {
        Self::value(quantity, "", count as f64)
    }

    /// What is avoided, with its spread.
    pub(super) fn avoided(quantity: Quantity, of: &str, view: &AvoidedView) -> Self {
        let mut row = Self::summary(quantity, of, &view.summary);
        row.figures[6] = Some(view.probability_positive);
        row
    }

    /// A figure with its spread.
    pub(super) fn summary(quantity: Quantity, of: &str, view: &SummaryView) -> Self {
        let SummaryView { mean, sd, p5, p50, p95, se } = *view;
        let [mean, sd, p5, p50, p95, se] = [mean, sd, p5, p50, p95, se].map(Some);
        Self { quantity, of: of.to_owned(), figures: [mean, sd, p5, p50, p95, se, None] }
    }

    /// An estimate with its standard error.
    pub(super) fn estimate(quantity: Quantity, of: &str, value: f64, se: f64) -> Self {
        let mut row = Self::value(quantity, of, value);
        row.figures[5] = Some(se);
        row
    }

    /// The row behind the cells that say keys it is.
    pub(super) fn behind(self, keys: &[Cell]) -> Vec<Cell> {
        let unit = self.quantity.unit.to_owned();
        self.in_unit(unit, keys)
    }

    /// The same, of a figure that may be of a plan over years, and restated in the prices of a year.
    pub(super) fn over(self, period: Period<'_>, restated_to: Option<&str>, keys: &[Cell]) -> Vec<Cell> {
        let unit = period.unit(self.quantity.unit);
        let unit = price_year::unit(&unit, restated_to);
        self.in_unit(unit, keys)
    }

    /// The same, of a figure of one year that may be restated in the prices of another.
    pub(super) fn in_prices(self, restated_to: Option<&str>, keys: &[Cell]) -> Vec<Cell> {
        let unit = price_year::unit(self.quantity.unit, restated_to);
        self.in_unit(unit, keys)
    }

    /// The same of a budget that stands for all the years of a plan.
    pub(super) fn of_budget(self, period: Period<'_>, restated_to: Option<&str>, keys: &[Cell]) -> Vec<Cell> {
        let unit = period.unit_of_budget(self.quantity.unit);
        let unit = price_year::unit(&unit, restated_to);
        self.in_unit(unit, keys)
    }

    /// The same of money moved in all the years of a plan.
    pub(super) fn moved(self, period: Period<'_>, restated_to: Option<&str>, keys: &[Cell]) -> Vec<Cell> {
        let unit = period.unit_of_moved(self.quantity.unit);
        let unit = price_year::unit(&unit, restated_to);
        self.in_unit(unit, keys)
    }

    /// Whether it is of one of some quantities.
    pub(super) fn is_of(&self, quantities: &[Quantity]) -> bool {
        quantities.contains(&self.quantity)
    }

    fn in_unit(self, unit: String, keys: &[Cell]) -> Vec<Cell> {
        let mut cells = keys.to_vec();
        cells.extend([Cell::text(self.quantity.name), Cell::Text(self.of), Cell::Text(unit)]);
        cells.extend(self.figures.map(Cell::Figure));
        cells
    }
}

/// Text that no spreadsheet takes for a formula and no terminal for an order: one that begins like a formula, behind
/// whatever blanks, is put behind an apostrophe, and hidden characters are shown.
pub(super) fn plain(said: &str) -> String {
    let begins = said.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || text::is_hidden(c));
    let is_formula = begins.starts_with(['=', '+', '-', '@']) || said.starts_with(['\t', '\r']);
    format!("{}{}", if is_formula { "'" } else { "" }, text::visible(said))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::layout::HARM_AVOIDED;

    #[test]
    fn what_begins_like_a_formula_stays_text() {
        assert_eq!(plain("=1+1"), "'=1+1");
        assert_eq!(plain("Double prevent"), "Double prevent");
        assert_eq!(plain("\n=1+1"), "'\n=1+1");
        assert_eq!(plain(" \r\n\t@SUM(A1)"), "' ␍\n␉@SUM(A1)");
        assert_eq!(plain("\u{feff}-1"), "'\\u{feff}-1");
        assert_eq!(plain("a\u{1b}[2J"), "a␛[2J");
    }

    #[test]
    fn a_negative_figure_is_no_formula() {
        let row = Row::value(HARM_AVOIDED, "-a", -0.1).behind(&[Cell::text("@b")]);
        let cells: Vec<String> = row.into_iter().map(Cell::written).collect();
        assert_eq!(cells[..5], ["'@b", "harm_avoided", "'-a", "£m a year", "-0.1"]);
    }
}
