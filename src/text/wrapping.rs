//! Text in lines as wide as they look: a wide character takes two columns, an accent none.

use crate::text::visible;
use textwrap::Options;
use textwrap::WordSeparator;
use textwrap::WordSplitter;
use textwrap::WrapAlgorithm;
use textwrap::core::Word;
use unicode_width::UnicodeWidthChar;
use unicode_width::UnicodeWidthStr;

/// What stands at the end of a line in which a word had to be cut, as a shell has it.
const CUT: char = '\\';

/// Where a line may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaks {
    /// At spaces.
    Spaces,
    /// At spaces, and behind a hyphen, a full stop or a slash between two letters: addresses and links have no others.
    SpacesAndJoints,
}

/// The columns that text in one line takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// Text in lines of at most so many columns; hidden characters are shown. A word longer than a line, and no other, is cut,
/// and a backslash says where.
#[must_use]
pub fn lines(text: &str, columns: usize, breaks: Breaks) -> Vec<String> {
    let columns = columns.max(2);
    let text = visible(text);
    let mut out = Vec::new();
    for line in text.split('\n') {
        // What is set in stays set in.
        let (bare, most) = (line.trim_start_matches(' '), columns / 2);
        let blanks = &line[..(line.len() - bare.len()).min(most)];
        let options = Options::new(columns)
            .initial_indent(blanks)
            .subsequent_indent(blanks)
            .break_words(false)
            .wrap_algorithm(WrapAlgorithm::FirstFit)
            .word_separator(separator(breaks))
            .word_splitter(WordSplitter::NoHyphenation);
        for line in textwrap::wrap(bare, options) {
            cut(&line, columns, &mut out);
        }
    }
    out
}

/// The columns of the longest piece that is not cut.
#[must_use]
pub fn longest_piece(text: &str, breaks: Breaks) -> usize {
    let text = visible(text);
    let words = text.split([' ', '\n']);
    let pieces = words.flat_map(|word| {
        let ends = if breaks == Breaks::Spaces { Vec::new() } else { joints(word) };
        let starts = std::iter::once(0).chain(ends.clone());
        let pieces: Vec<usize> = starts
            .zip(ends.into_iter().chain([word.len()]))
            .map(|(from, to)| width(&word[from..to]))
            .collect();
        pieces
    });
    pieces.max().unwrap_or(0)
}

/// A splitter would put a hyphen where it splits; what stands between two pieces without a space is two words here.
fn separator(breaks: Breaks) -> WordSeparator {
    match breaks {
        Breaks::Spaces => WordSeparator::AsciiSpace,
        Breaks::SpacesAndJoints => WordSeparator::Custom(pieces),
    }
}

/// The pieces of a line that stay together, each with the spaces behind it.
fn pieces(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let words = WordSeparator::AsciiSpace.find_words(line);
    Box::new(words.flat_map(|word| {
        let ends = joints(word.word);
        let starts = std::iter::once(0).chain(ends.clone());
        let spans: Vec<(usize, usize)> = starts.zip(ends.into_iter().chain([word.word.len()])).collect();
        let last = spans.len().saturating_sub(1);
        let piece = |(number, (from, to)): (usize, (usize, usize))| {
            let mut piece = Word::from(&word.word[from..to]);
            if number == last {
                piece.whitespace = word.whitespace;
            }
            piece
        };
        spans.into_iter().enumerate().map(piece).collect::<Vec<_>>()
    }))
}

/// The places behind what joins letters: years such as 2015-16, and figures such as 0.5, stay in one piece.
fn joints(word: &str) -> Vec<usize> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let is_between = |three: &&[(usize, char)]| matches!(three, [(_, before), (_, '-' | '.' | '/'), (_, after)] if before.is_alphabetic() && after.is_alphabetic());
    letters.windows(3).filter(is_between).map(|three| three[2].0).collect()
}

/// Cuts a line that is one word too long.
fn cut(line: &str, columns: usize, out: &mut Vec<String>) {
    if width(line) <= columns {
        out.push(line.to_owned());
        return;
    }
    let (mut piece, mut taken) = (String::new(), 0);
    for c in line.chars() {
        let wide = c.width().unwrap_or(0);
        if taken + wide > columns - 1 {
            piece.push(CUT);
            out.push(std::mem::take(&mut piece));
            taken = 0;
        }
        piece.push(c);
        taken += wide;
    }
    out.push(piece);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_end_at_spaces_and_at_joints_between_letters() {
        let text = "Best split, child-abuse ring-fenced 2015-16";
        assert_eq!(
            lines(text, 12, Breaks::SpacesAndJoints),
            ["Best split,", "child-abuse", "ring-fenced", "2015-16"]
        );
        assert_eq!(lines("ring-fenced", 6, Breaks::SpacesAndJoints), ["ring-", "fenced"]);
        assert_eq!(
            lines("programme.arms.works 0.5", 10, Breaks::SpacesAndJoints),
            ["programme.", "arms.works", "0.5"]
        );
        assert_eq!(lines("  deep inside a", 8, Breaks::Spaces), ["  deep", "  inside", "  a"]);
        assert_eq!(longest_piece(text, Breaks::SpacesAndJoints), 7);
        assert_eq!(longest_piece(text, Breaks::Spaces), 11);
    }

    #[test]
    fn a_word_longer_than_a_line_is_cut_visibly() {
        assert_eq!(
            lines("antidisestablishment is", 8, Breaks::Spaces),
            ["antidis\\", "establi\\", "shment", "is"]
        );
    }

    #[test]
    fn columns_are_those_that_are_seen() {
        assert_eq!(width("漢字"), 4);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(lines("漢字漢字", 5, Breaks::Spaces), ["漢字\\", "漢字"]);
        assert_eq!(lines("[−1,\u{a0}2] x", 8, Breaks::Spaces), ["[−1,\u{a0}2]", "x"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(text in "[a-zé漢 \\-0-9]{0,60}", columns in 4_usize..30) {
            for breaks in [Breaks::Spaces, Breaks::SpacesAndJoints] {
                let lines = lines(&text, columns, breaks);
                prop_assert!(lines.iter().all(|line| width(line) <= columns), "{:?}", lines);
                let seen = |text: &str| text.replace([' ', '\\'], "");
                prop_assert_eq!(seen(&lines.concat()), seen(&text));
            }
        }
    }
}
