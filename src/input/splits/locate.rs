//! Where a cell of a row stands in the file, as editors count.

use crate::input::lines::Position;

/// Where the cell with a number begins in a row that itself begins, after blank lines perhaps, with these bytes; the
/// end of the row where it has fewer cells.
///
/// Quotation marks are understood as the reader of the row understands them: at the beginning of a cell.
pub(super) fn cell(bytes: impl Iterator<Item = u8>, field: usize, line: usize) -> Position {
    let mut here = Position { line, column: 1 };
    let (mut cells, mut state) = (0, State::Blank);
    let mut bytes = bytes.peekable();
    while let Some(&byte) = bytes.peek() {
        if !(state == State::Blank && matches!(byte, b'\r' | b'\n')) {
            state = if state == State::Blank { State::Begins } else { state };
            let ends = matches!(state, State::Begins | State::Plain | State::Closed)
                && matches!(byte, b'\r' | b'\n');
            if ends || (state == State::Begins && cells == field) {
                break;
            }
            state = state.after(byte);
            cells += usize::from(state == State::Begins);
        }
        bytes.next();
        here = match byte {
            b'\n' => Position { line: here.line + 1, column: 1 },
            // Bytes that carry on a character, and `\r`, take no room.
            0x80..=0xBF | b'\r' => here,
            _ => Position { column: here.column + 1, ..here },
        };
    }
    here
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the row.
    Blank,
    /// Before a cell.
    Begins,
    /// In a cell without quotation marks.
    Plain,
    /// Between quotation marks.
    Quoted,
    /// Behind the closing mark, unless another follows.
    Closed,
}

impl State {
    fn after(self, byte: u8) -> Self {
        match (self, byte) {
            (Self::Quoted, b'"') => Self::Closed,
            (Self::Quoted, _) | (Self::Begins | Self::Closed, b'"') => Self::Quoted,
            (_, b',') => Self::Begins,
            _ => Self::Plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(row: &str, field: usize) -> (usize, usize) {
        let position = cell(row.bytes(), field, 7);
        (position.line, position.column)
    }

    #[test]
    fn cells_are_found_by_characters_behind_marks_and_line_breaks() {
        assert_eq!([0, 1, 2].map(|field| at("a,£b,c\nd,e\n", field)), [(7, 1), (7, 3), (7, 6)]);
        assert_eq!(at("\r\n\nab,c", 1), (9, 4), "blank lines are skipped");
        assert_eq!(at("\"a,\"\"\n,b\",c", 1), (8, 5), "a comma and a line break between marks");
        assert_eq!(at("a\",b", 1), (7, 4), "a mark inside a cell is none");
        assert_eq!(at("a,b\nc,d,e", 2), (7, 4), "the end of the row");
    }
}
