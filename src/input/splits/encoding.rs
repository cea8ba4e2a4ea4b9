//! Text that is not UTF-8, and what it seems to be instead: what spreadsheets save unless they are told otherwise.

use crate::input::files::Seekable;
use std::io::Read;
use std::io::SeekFrom;

/// What is allowed instead.
pub(in crate::input) const ALLOWED: &str = "text saved as UTF-8: most spreadsheets call it `CSV UTF-8`";

/// As many bytes tell text in two bytes a character from text in one.
const FIRST: u64 = 256;

/// What a file is whose first bytes are plainly no UTF-8; it is rewound.
pub(in crate::input) fn strange(file: &mut dyn Seekable) -> Option<&'static str> {
    let mut first = Vec::new();
    let read = Read::take(&mut *file, FIRST).read_to_end(&mut first);
    let rewound = file.seek(SeekFrom::Start(0));
    let is_marked = first.starts_with(b"\xff\xfe") || first.starts_with(b"\xfe\xff");
    let is_wide = read.is_ok() && rewound.is_ok() && (is_marked || first.contains(&0));
    is_wide.then_some("this is UTF-16 text, two bytes a character")
}

/// Bytes that are no UTF-8, read as the encoding that spreadsheets on Windows use in western Europe.
pub(in crate::input) fn windows_1252(bytes: &[u8]) -> String {
    // Where it differs from Latin-1; five bytes stand for nothing.
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
        '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    let character = |byte: &u8| match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(*byte),
    };
    bytes.iter().map(character).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn two_bytes_a_character_are_told_with_and_without_a_mark() {
        let said = |bytes: &[u8]| strange(&mut Cursor::new(bytes.to_vec()));
        assert!(
            said(b"\xff\xfei\0d\0").is_some()
                && said(b"\xfe\xff\0i\0d").is_some()
                && said(b"i\0d\0").is_some()
        );
        assert_eq!(said("\u{feff}id,pursue\n£".as_bytes()), None);
        assert_eq!(said(b""), None);
    }

    #[test]
    fn pounds_and_quotation_marks_are_read_as_windows_writes_them() {
        assert_eq!(windows_1252(b"\xa3600m \x93x\x94"), "£600m “x”");
    }
}
