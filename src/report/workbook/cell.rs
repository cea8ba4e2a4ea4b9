//! What stands in a cell.

use crate::text;
use rust_xlsxwriter::Format;
use rust_xlsxwriter::Formula;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

/// The most UTF-16 units that a cell holds.
const MOST_UNITS: usize = 32_767;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Nothing is known, or nothing is to be said.
    Empty,
    /// Words, whatever they begin with.
    Words(String),
    /// A number in the unit of its column.
    Figure(f64),
    /// A formula with what it comes to.
    Formula(String, f64),
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<f64> for Cell {
    fn from(figure: f64) -> Self {
        Self::Figure(figure)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(known: Option<T>) -> Self {
        known.map_or(Self::Empty, Into::into)
    }
}

impl Cell {
    /// Writes it into a sheet.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        format: &Format,
    ) -> Result<(), XlsxError> {
        match self {
            Self::Words(words) if !words.is_empty() => {
                // Typed over, a text that begins like a formula would become one without the mark.
                let shown = text::visible(words);
                let words = fitting(&shown);
                if words.starts_with(['=', '+', '-', '@']) {
                    let format = format.clone().set_quote_prefix();
                    sheet.write_string_with_format(row, column, words, &format)
                } else {
                    sheet.write_string_with_format(row, column, words, format)
                }
            }
            Self::Figure(figure) => sheet.write_number_with_format(row, column, *figure, format),
            Self::Formula(formula, result) => {
                let formula = Formula::new(formula).set_result(result.to_string());
                sheet.write_formula_with_format(row, column, formula, format)
            }
            _ => sheet.write_blank(row, column, format),
        }?;
        Ok(())
    }
}

/// Words that a cell holds, cut where they are too long.
pub(super) fn fitting(words: &str) -> String {
    if words.encode_utf16().count() <= MOST_UNITS {
        return words.to_owned();
    }
    let mut units = 1;
    let kept = words.chars().take_while(|letter| {
        units += letter.len_utf16();
        units <= MOST_UNITS
    });
    kept.chain(std::iter::once('…')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_too_long_for_a_cell_are_cut_with_a_sign() {
        assert_eq!(fitting("short"), "short");
        let exact = "x".repeat(MOST_UNITS);
        assert_eq!(fitting(&exact), exact);
        let cut = fitting(&"😀".repeat(20_000));
        assert_eq!(cut.encode_utf16().count(), MOST_UNITS, "16,383 pairs and the sign");
        assert!(cut.ends_with("😀…"));
    }
}
