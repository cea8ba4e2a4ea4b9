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

/// Blanks around a cell.
const AROUND: usize = 2;

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
#[derive(Clone, Copy, Debug)]
struct Column<'h> {
    place: usize,
    heading: &'h str,
    set: Set,
    /// The width at which nothing is broken where it must not be.
    least: usize,
    /// The width at which no cell takes more lines than it has.
    of_cells: usize,
    /// The same of the heading.
    of_heading: usize,
}

impl<'h> Column<'h> {
    fn of(place: usize, heading: &'h str, set: Set, rows: &[Vec<String>]) -> Self {
        let cells = || rows.iter().filter_map(|row| row.get(place));
        let of_cells = cells().flat_map(|cell| cell.split('\n')).map(text::width).max().unwrap_or(0);
        let piece = |text: &str| text::longest_piece(text, Breaks::SpacesAndHyphens);
        let least = match set {
            Set::Figures => of_cells,
            Set::Words => cells().map(|cell| piece(cell)).max().unwrap_or(0),
        };
        Self {
            place,
            heading,
            set,
            least: least.max(piece(heading)),
            of_cells,
            of_heading: text::width(heading),
        }
    }

    /// The width that it does not go below where a cut can help.
    fn readable(&self) -> usize {
        self.least.max(self.of_cells.min(if self.set == Set::Words { READABLE } else { 0 }))
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

/// The widths of the columns of one table: what is left over goes where most lines are saved, to cells before headings.
fn widths(columns: &[&Column<'_>], width: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(|column| column.least).collect();
    let all = |widths: &[usize]| widths.iter().map(|width| width + AROUND).sum::<usize>();
    // What is left is a table of one column beside its labels, too narrow for both: whatever is longest there gives way.
    while all(&widths) > width + 1 {
        let words = (0..widths.len()).filter(|i| columns[*i].set == Set::Words && widths[*i] > AROUND);
        let Some(widest) = words.max_by_key(|i| (widths[*i], Reverse(*i))) else { break };
        widths[widest] -= 1;
    }
    for _ in all(&widths)..=width {
        let lines = |of: usize, width: usize| of.div_ceil(width.max(1));
        let gain = |i: usize| {
            let column = columns[i];
            (lines(column.of_cells, widths[i]), lines(column.of_heading, widths[i]))
        };
        let wants = (0..widths.len()).filter(|i| gain(*i) > (1, 1) && gain(*i) != (0, 1));
        let Some(best) = wants.max_by_key(|i| (gain(*i), Reverse(*i))) else { break };
        widths[best] += 1;
    }
    widths
}

fn drawn(columns: &[&Column<'_>], width: usize, rows: &[Vec<String>]) -> String {
    let widths = widths(columns, width);
    let set = |text: &str, i: usize| match columns[i].set {
        // Wide enough for every figure, so only words among figures are set in several lines.
        Set::Figures | Set::Words => text::lines(text, widths[i], Breaks::SpacesAndHyphens).join("\n"),
    };
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
    let lines: Vec<String> = table.lines().map(|line| trimmed(&line, width).to_owned()).collect();
    lines.join("\n") + "\n"
}

/// A line without the blanks at its end; a rule no longer than the table may be.
fn trimmed(line: &str, width: usize) -> &str {
    let line = line.trim_end();
    let end = line.char_indices().nth(width).map_or(line.len(), |(end, _)| end);
    if line.starts_with('─') { &line[..end] } else { line }
}
