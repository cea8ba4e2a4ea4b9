//! What a pattern that covers nothing was probably meant to be.

use crate::id::Pattern;
use crate::text;
use std::collections::BTreeSet;

/// A pattern like this one, with misspelt words put right, that covers at least one of the names.
///
/// Names are made of words between `.` and `-`: for `*-durgs` and `pursue-drugs` it is `*-drugs`.
pub(in crate::model) fn nearest(pattern: &Pattern, names: &[&str]) -> Option<String> {
    let written = pattern.as_str();
    if let Some(name) = text::nearest(written, names.iter().copied()) {
        return Some(name.to_owned());
    }
    let words: BTreeSet<&str> = names.iter().flat_map(|name| name.split(SEPARATORS)).collect();
    let mended: String = written.split_inclusive(SEPARATORS).map(|part| mended(part, &words)).collect();
    let covers = Pattern::new(&mended).is_ok_and(|mended| names.iter().any(|name| mended.covers(name)));
    covers.then_some(mended)
}

const SEPARATORS: [char; 2] = ['.', '-'];

/// A word with the separator that may follow it, put right if it is a slip of a known one.
fn mended(part: &str, words: &BTreeSet<&str>) -> String {
    let word = part.trim_end_matches(SEPARATORS);
    let end = &part[word.len()..];
    let is_known = words.contains(word) || word.contains(['*', '?', '[']);
    let meant = if is_known { None } else { text::nearest(word, words.iter().copied()) };
    format!("{}{end}", meant.unwrap_or(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_between_stars_are_found() {
        let names = ["programme.pursue-drugs.drugs.average_return", "threat.drugs.harm"];
        let meant = |written: &str| nearest(&Pattern::new(written).unwrap(), &names);
        assert_eq!(meant("programme.*.*.avrage_return").as_deref(), Some("programme.*.*.average_return"));
        assert_eq!(meant("programme.pursue-durgs.*").as_deref(), Some("programme.pursue-drugs.*"));
        assert_eq!(meant("threat.drugs.ham").as_deref(), Some("threat.drugs.harm"));
        assert_eq!(meant("programme.*.csa.*"), None);
    }
}
