//! Text of files on its way to people: what would steer a terminal, or reorder what is read, is shown instead of obeyed.

use std::borrow::Cow;

/// Text in which every control character but the line break, and every character that turns the direction of reading
/// or hides, is shown: escape as `␛`, those without a picture as `\u{202e}`. Made twice, it is the same.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match picture(c) {
            _ if !is_hidden(c) => out.push(c),
            Some(picture) => out.push(picture),
            None => out.extend(c.escape_unicode()),
        }
    }
    Cow::Owned(out)
}

/// The same in one line: a line break is shown too (`␊`), so that no name can begin a line of its own.
#[must_use]
pub fn visible_line(text: &str) -> Cow<'_, str> {
    if text.contains('\n') { Cow::Owned(visible(text).replace('\n', "␊")) } else { visible(text) }
}

/// Whether somebody who reads the text would not see this character, but be misled by what it does; not the line break.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    let turns =
        matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks = matches!(c, '\u{2028}' | '\u{2029}');
    let is_nothing =
        matches!(c, '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
    c != '\n' && c.is_control() || turns || breaks || is_nothing
}

/// The picture of an old control character.
fn picture(c: char) -> Option<char> {
    match u32::from(c) {
        0x7f => Some('␡'),
        code @ 0..=0x1f => char::from_u32(0x2400 + code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_steers_a_terminal_is_shown() {
        assert_eq!(visible("\u{1b}[31mred\u{7}\u{8}\r\t\u{7f}"), "␛[31mred␇␈␍␉␡");
        assert_eq!(
            visible("\u{9b}2J \u{202e}txt.\u{2066}\u{200f}"),
            "\\u{9b}2J \\u{202e}txt.\\u{2066}\\u{200f}"
        );
        assert_eq!(visible("£1 − 2\nnext ☃ é"), "£1 − 2\nnext ☃ é");
        assert_eq!(visible_line("a\n=b\u{0}"), "a␊=b␀");
    }

    proptest! {
        #[test]
        fn nothing_is_left_to_steer_anything_and_twice_is_once(text in any::<String>()) {
            let once = visible(&text).into_owned();
            prop_assert!(once.chars().all(|c| c == '\n' || !c.is_control()));
            prop_assert_eq!(visible(&once), &*once);
            prop_assert!(!visible_line(&text).contains('\n'));
        }
    }
}
