//! Tables on a terminal. No figure is ever broken, and a word only where it may be: what does not fit side by side is cut
//! into several tables, one below the other, that all begin with the column of labels.

use crate::text;
use crate::text::Breaks;
use comfy_table::CellAlignment;
use comfy_table::ContentArrangement;
use comfy_table::LineStyle;
use comfy_table::Table;
use comfy_table::TableStyle;
use std::cmp::Reverse;

/// One rule under the heading and none between rows: a page of figures is busy enough.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// Columns that a cell takes besides its text: a blank on either side, and one between it and the next.
const AROUND: usize = 3;

/// Words in a column narrower than this are hard to read.
const READABLE: usize = 16;

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Set {
    /// Words, to the left.
    Words,
    /// Figures, to the right: a cell of them is never broken.
    Figures,
}

/// A table of text with a heading row, at most `width` columns wide; where that is too narrow, several tables.
pub(super) fn grid(width: u16, columns: &[(&str, Set)], rows: Vec<Vec<String>>) -> String {
    let rows: Vec<Vec<String>> = rows
        .into_iter()
        .map(|row| row.into_iter().map(|cell| text::visible(&cell).into_owned()).collect())
        .collect();
    let measured: Vec<Column<'_>> = columns
        .iter()
        .enumerate()
        .map(|(place, (heading, set))| Column::of(place, heading, *set, &rows))
        .collect();
    let cuts = cut(&measured, usize::from(width));
    let tables: Vec<String> = cuts.iter().map(|columns| drawn(columns, usize::from(width), &rows)).collect();
    tables.join("\n")
}

/// A column with what is known of its widths.
#[derive(Clone, Debug)]
struct Column<'h> {
    place: usize,
    heading: &'h str,
    set: Set,
    /// The width at which nothing is broken where it must not be.
    least: usize,
    /// The width at which no cell takes more lines than it has.
    of_cells: usize,
    /// The widths of the lines of the heading and of each cell.
    lines: Vec<Vec<usize>>,
}

impl<'h> Column<'h> {
    fn of(place: usize, heading: &'h str, set: Set, rows: &[Vec<String>]) -> Self {
        let cells = || rows.iter().map(|row| row.get(place).map_or("", String::as_str));
        let widths = |cell: &str| cell.split('\n').map(text::width).collect::<Vec<usize>>();
        let lines: Vec<Vec<usize>> = std::iter::once(heading).chain(cells()).map(widths).collect();
        let of_cells = lines.iter().skip(1).flatten().copied().max().unwrap_or(0);
        let piece = |text: &str| text::longest_piece(text, Breaks::SpacesAndJoints);
        let least = match set {
            Set::Figures => of_cells,
            Set::Words => cells().map(piece).max().unwrap_or(0),
        };
        Self { place, heading, set, least: least.max(piece(heading)), of_cells, lines }
    }

    /// The width that it does not go below where a cut can help.
    fn readable(&self) -> usize {
        self.least.max(self.of_cells.min(if self.set == Set::Words { READABLE } else { 0 }))
    }

    /// About how many lines the heading (row 0) or a cell takes, and the fewest it can.
    fn height(&self, row: usize, width: usize) -> (usize, usize) {
        let lines = self.lines.get(row).map_or(&[][..], Vec::as_slice);
        (lines.iter().map(|line| line.div_ceil(width.max(1)).max(1)).sum(), lines.len())
    }
}

/// Columns in groups that fit side by side, each with the labels first.
fn cut<'c, 'h>(columns: &'c [Column<'h>], width: usize) -> Vec<Vec<&'c Column<'h>>> {
    let Some((label, others)) = columns.split_first() else { return Vec::new() };
    let taken =
        |columns: &[&Column<'_>]| columns.iter().map(|column| column.readable() + AROUND).sum::<usize>();
    let mut groups: Vec<Vec<&Column<'_>>> = Vec::new();
    let mut group = vec![label];
    for column in others {
        // The last blank is nobody's.
        if group.len() > 1 && taken(&group) + column.readable() + AROUND > width + 1 {
            groups.push(std::mem::replace(&mut group, vec![label]));
        }
        group.push(column);
    }
    groups.push(group);
    groups
}

/// The widths of the columns of one table: what is left over goes, one by one, to the column that makes most rows as high
/// as they are.
fn widths(columns: &[&Column<'_>], width: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(|column| column.least).collect();
    let all = |widths: &[usize]| widths.iter().map(|width| width + AROUND).sum::<usize>();
    // What is left is a table of one column beside its labels, too narrow for both: whatever is longest there gives way.
    while all(&widths) > width + 1 {
        let words = (0..widths.len()).filter(|i| columns[*i].set == Set::Words && widths[*i] > 2);
        let Some(widest) = words.max_by_key(|i| (widths[*i], Reverse(*i))) else { break };
        widths[widest] -= 1;
    }
    for _ in all(&widths)..=width {
        let wants = highest(columns, &widths);
        let most = wants.iter().enumerate().max_by_key(|(i, rows)| (**rows, Reverse(*i)));
        let Some((best, _)) = most.filter(|(_, rows)| **rows > 0) else { break };
        widths[best] += 1;
    }
    widths
}

/// How many rows each column makes as high as they are, of those that it could make less high.
fn highest(columns: &[&Column<'_>], widths: &[usize]) -> Vec<usize> {
    let mut rows = vec![0; columns.len()];
    let count = columns.first().map_or(0, |column| column.lines.len());
    for row in 0..count {
        let heights: Vec<(usize, usize)> =
            columns.iter().zip(widths).map(|(column, width)| column.height(row, *width)).collect();
        let high = heights.iter().map(|(height, _)| *height).max().unwrap_or(0);
        for (rows, (height, fewest)) in rows.iter_mut().zip(heights) {
            *rows += usize::from(height == high && height > fewest);
        }
    }
    rows
}

fn drawn(columns: &[&Column<'_>], width: usize, rows: &[Vec<String>]) -> String {
    let widths = widths(columns, width);
    // Columns of figures are wide enough for every one of them.
    let set = |text: &str, i: usize| text::lines(text, widths[i], Breaks::SpacesAndJoints).join("\n");
    let mut table = Table::new();
    table.load_style(STYLE);
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(columns.iter().enumerate().map(|(i, column)| set(column.heading, i)));
    for row in rows {
        let cell = |(i, column): (usize, &&Column<'_>)| set(row.get(column.place).map_or("", |cell| cell), i);
        table.add_row(columns.iter().enumerate().map(cell));
    }
    for (drawn, column) in table.column_iter_mut().zip(columns) {
        if column.set == Set::Figures {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
    }
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(width: u16, columns: &[(&str, Set)], rows: &[&[&str]]) -> Vec<String> {
        let rows = rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect();
        grid(width, columns, rows).lines().map(str::to_owned).collect()
    }

    #[test]
    fn what_does_not_fit_is_cut_into_tables_that_repeat_the_labels() {
        let columns = [("Scenario", Set::Words), ("one", Set::Figures), ("two", Set::Figures)];
        let row = ["Child-abuse ring-fenced", "+1,234  [−5,678, 9,012]", "+7  [−8, 9]"];
        assert_eq!(
            lines(44, &columns, &[&row]),
            [
                " Scenario                          one",
                "───────────────────────────────────────",
                " Child-abuse   +1,234  [−5,678, 9,012]",
                " ring-fenced",
                "",
                " Scenario                          two",
                "───────────────────────────────────────",
                " Child-abuse ring-fenced   +7  [−8, 9]",
            ]
        );
    }

    #[test]
    fn columns_are_counted_as_they_are_seen() {
        let columns = [("Name", Set::Words), ("£m", Set::Figures)];
        let set = lines(30, &columns, &[&["漢字", "1"], &["e\u{301}", "22"]]);
        assert_eq!(set[2..], [" 漢字    1", " e\u{301}      22"]);
    }

    #[test]
    fn a_word_that_fits_nowhere_is_cut_visibly() {
        let set =
            lines(20, &[("x", Set::Words), ("y", Set::Figures)], &[&["programme.disruption", "100,000"]]);
        assert_eq!(set[2..], [" program\\   100,000", " me.", " disrupt\\", " ion"]);
    }
}
