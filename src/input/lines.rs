//! Bytes to lines and columns, at a cost that does not grow with the length of a line: a file of one line
//! with a million mistakes is answered as fast as any other.

use std::ops::Range;

/// A line and a column, both from 1; columns count characters, as editors do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Line starts and, for every block of bytes, the characters before it.
#[derive(Debug)]
pub(crate) struct Lines {
    starts: Vec<usize>,
    characters: Vec<usize>,
}

impl Lines {
    const BLOCK: usize = 1024;

    pub(crate) fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let counts = text.as_bytes().chunks(Self::BLOCK).scan(0, |sum, block| {
            let before = *sum;
            *sum += characters(block);
            Some(before)
        });
        Self { starts, characters: counts.collect() }
    }

    pub(crate) fn position(&self, text: &str, byte: usize) -> Position {
        let byte = byte.min(text.len());
        let line = self.starts.partition_point(|&start| start <= byte);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let mark = usize::from(start == 0 && byte >= 3 && text.starts_with('\u{feff}'));
        let column = self.before(text, byte) - self.before(text, start) - mark + 1;
        Position { line, column }
    }

    /// The line a byte stands in, as bytes from its first to the one after its last, the line break left out.
    pub(crate) fn line(&self, text: &str, byte: usize) -> Range<usize> {
        let next = self.starts.partition_point(|&start| start <= byte.min(text.len()));
        let start = self.starts.get(next.saturating_sub(1)).copied().unwrap_or(0);
        let end = self.starts.get(next).copied().unwrap_or(text.len());
        let line = text.get(start..end).unwrap_or("");
        start..start + line.trim_end_matches(['\r', '\n']).len()
    }

    fn before(&self, text: &str, byte: usize) -> usize {
        let block = (byte / Self::BLOCK).min(self.characters.len().saturating_sub(1));
        let counted = self.characters.get(block).copied().unwrap_or(0);
        counted + characters(text.as_bytes().get(block * Self::BLOCK..byte).unwrap_or(&[]))
    }
}

/// Characters that begin in these bytes of UTF-8 text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_anywhere() {
        let text = format!("\u{feff}ab\r\n£x\n\n{}!", "é".repeat(3000));
        let lines = Lines::new(&text);
        let place = |byte: usize| {
            let position = lines.position(&text, byte);
            (position.line, position.column)
        };
        assert_eq!(place(0), (1, 1));
        assert_eq!(place(4), (1, 2));
        assert_eq!(place(9), (2, 2));
        assert_eq!(place(text.len() - 1), (4, 3001));
        assert_eq!(place(usize::MAX), (4, 3002));
    }

    #[test]
    fn an_empty_text_has_one_line() {
        assert_eq!(Lines::new("").position("", 5), Position { line: 1, column: 1 });
        assert_eq!(Lines::new("a\n").position("a\n", 2), Position { line: 2, column: 1 });
    }
}
