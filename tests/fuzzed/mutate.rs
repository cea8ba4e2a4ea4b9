//! What spoils a file: bytes and tokens cut out, doubled, swapped and written over.

use crate::support::random::Dice;

/// Tokens that have made readers stumble: ends of ranges, other notations, controls, and words of the formats.
const TOKENS: [&str; 40] = [
    "0",
    "-1",
    "1e308",
    "-1e308",
    "1e-308",
    "nan",
    "inf",
    "0x7fffffffffffffff",
    "99999999999999999999",
    "1e999",
    "\"£2,9bn\"",
    "\"£1e11m\"",
    "\"£0\"",
    "\"-£5m\"",
    "\"150%\"",
    "\"today\"",
    "\"free\"",
    "\"\"",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "=",
    ",",
    ";",
    "..",
    "#",
    "\n",
    "\r\n",
    "\t",
    "\u{1b}[31m",
    "\u{202e}",
    "\0",
    "[[programme]]\n",
    "[[limit]]\nname = \"x\"\nmin = 1\n",
    "[split]\n",
    "base = \"best.toml\"\n",
    "{ normal = { mean = 0, sd = 1e9 } }",
    "{ pert = { low = 1, mode = 1, high = 1 } }",
];

/// What a number may become: nothing, hardly anything, far too much, and the ends of what is allowed.
const NUMBERS: [&str; 14] = [
    "0",
    "-1",
    "1",
    "2",
    "0.99",
    "0.5",
    "1e-9",
    "1e-300",
    "1e6",
    "1e11",
    "1e13",
    "1e300",
    "999999999",
    "-0.0",
];

/// Words that stand for each other: sound where the other keys fit.
const WORDS: [&[&str]; 5] = [
    &["exponential", "hyperbolic", "elasticity", "log_linear", "points"],
    &["uniform", "triangular", "pert", "normal", "lognormal", "beta", "gamma", "discrete"],
    &["reach", "rate", "elasticity", "average_return", "marginal_return", "half_spend"],
    &["best", "pro-rata", "fixed", "today", "free"],
    &["placeholder", "expert", "published", "measured"],
];

/// A file spoilt in one to four places.
pub fn mutated(sound: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    for _ in 0..=dice.below(4) {
        bytes = once(bytes, dice);
    }
    bytes
}

fn once(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    let at = dice.below(bytes.len().max(1));
    match dice.below(9) {
        // Another value in the place of a value.
        0 | 1 => {
            let token = TOKENS[dice.below(TOKENS.len())];
            let (start, end) = value_near(&bytes, at);
            bytes.splice(start..end, token.bytes());
        }
        2 => {
            let token = TOKENS[dice.below(TOKENS.len())];
            bytes.splice(at..at, token.bytes());
        }
        3 => {
            let end = (at + dice.below(40)).min(bytes.len());
            bytes.drain(at.min(end)..end);
        }
        4 => {
            let lines: Vec<Vec<u8>> =
                bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
            let mut lines = lines;
            if !lines.is_empty() {
                let line = lines[dice.below(lines.len())].clone();
                let to = dice.below(lines.len());
                lines.insert(to, line);
            }
            bytes = lines.concat();
        }
        5 => {
            if let Some((start, end)) = number_near(&bytes, at) {
                bytes.splice(start..end, NUMBERS[dice.below(NUMBERS.len())].bytes());
            }
        }
        6 => {
            // A table once more, or in another place.
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let mut tables: Vec<&str> = text.split_inclusive("\n\n").collect();
            if let Some(table) = tables.get(dice.below(tables.len().max(1))).copied() {
                tables.insert(dice.below(tables.len()), table);
            }
            bytes = tables.concat().into_bytes();
        }
        7 => {
            let words = WORDS[dice.below(WORDS.len())];
            let (from, to) = (words[dice.below(words.len())], words[dice.below(words.len())]);
            bytes = String::from_utf8_lossy(&bytes).replacen(from, to, 1 + dice.below(3)).into_bytes();
        }
        _ =>
        {
            #[expect(clippy::cast_possible_truncation, reason = "a byte is meant")]
            if let Some(byte) = bytes.get_mut(at) {
                *byte = dice.below(256) as u8;
            }
        }
    }
    bytes
}

/// The next number, from its first digit to its last.
fn number_near(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let start = (at..bytes.len()).find(|&i| bytes[i].is_ascii_digit())?;
    let end = (start..bytes.len()).find(|&i| !bytes[i].is_ascii_digit() && bytes[i] != b'.');
    Some((start, end.unwrap_or(bytes.len())))
}

/// What stands behind the next sign that a value follows, up to where it ends.
fn value_near(bytes: &[u8], at: usize) -> (usize, usize) {
    let start = (at..bytes.len()).find(|&i| matches!(bytes[i], b'=' | b':' | b','));
    let start = start.map_or(bytes.len(), |i| i + 1);
    let end = (start..bytes.len()).find(|&i| matches!(bytes[i], b'\n' | b',' | b'}' | b'#'));
    (start, end.unwrap_or(bytes.len()))
}
