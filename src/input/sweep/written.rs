//! Values of a sweep as ids and names show them: the way they are written in the file.

use crate::input::node::Entry;
use crate::input::node::Node;
use crate::input::node::Value;
use crate::input::source::Sources;

/// Longer ones are no good in a name.
const LONGEST: usize = 80;

/// A value as part of an id, without spaces between its parts: `0.02`, `£2.5bn`, `{min=0.1,max=0.2}`. None where
/// that would be too long.
pub(super) fn for_id(sources: &Sources, value: &Node) -> Option<String> {
    short(written(sources, value, Style { is: "=", and: ",", bare: false }))
}

/// A value as part of a name for people: `{min 0.1, max 0.2}`, `cvar {level 0.9, weight 0.5}`.
pub(super) fn for_people(sources: &Sources, value: &Node) -> Option<String> {
    short(written(sources, value, Style { is: " ", and: ", ", bare: true }))
}

/// A name in small letters with `-` for what is neither letter nor digit; empty where nothing is left.
pub(super) fn slug(name: &str) -> String {
    const LONGEST: usize = 64;
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-").to_lowercase();
    let cut: String = slug.chars().take(LONGEST).collect();
    cut.trim_end_matches('-').to_owned()
}

#[derive(Clone, Copy)]
struct Style {
    /// Between a key and its value.
    is: &'static str,
    /// Between two parts.
    and: &'static str,
    /// Whether a table of one key goes without brackets.
    bare: bool,
}

fn written(sources: &Sources, node: &Node, style: Style) -> String {
    match &node.value {
        Value::Text(text) => text.clone(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| written(sources, item, style)).collect();
            format!("[{}]", items.join(style.and))
        }
        Value::Table(table) => {
            let mut entries: Vec<_> = table.iter().collect();
            entries.sort_by_key(|(_, entry)| entry.key_span);
            let pair = |(key, entry): &(&String, &Entry)| {
                format!("{key}{}{}", style.is, written(sources, &entry.node, style))
            };
            let pairs: Vec<String> = entries.iter().map(pair).collect();
            match pairs.as_slice() {
                [only] if style.bare => only.clone(),
                pairs => format!("{{{}}}", pairs.join(style.and)),
            }
        }
        _ => sources.text(node.span.file).get(node.span.start..node.span.end).unwrap_or("").to_owned(),
    }
}

fn short(written: String) -> Option<String> {
    let is_plain =
        |c: char| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_short = written.chars().count() <= LONGEST && !written.is_empty();
    (is_short && written.chars().all(is_plain)).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::parse::parse;

    fn both(value: &str) -> (String, String) {
        let mut sources = Sources::default();
        let text = format!("x = {value}");
        let file = sources.add("x.toml", &text);
        let (tree, _) = parse(&text, file);
        let node = tree.get("x").unwrap();
        (for_id(&sources, node).unwrap_or_default(), for_people(&sources, node).unwrap_or_default())
    }

    #[test]
    fn values_are_shown_as_they_are_written() {
        let twice = |text: &str| (text.to_owned(), text.to_owned());
        assert_eq!(both("0.020"), twice("0.020"));
        assert_eq!(both("1_000"), twice("1_000"));
        assert_eq!(both("'£2.5bn'"), twice("£2.5bn"));
        let risk = both("{ cvar = { weight = 0.5, level = 0.9 } }");
        assert_eq!(risk, ("{cvar={weight=0.5,level=0.9}}".into(), "cvar {weight 0.5, level 0.9}".into()));
        assert_eq!(both("[ '*-csa', 'b' ]"), ("[*-csa,b]".into(), "[*-csa, b]".into()));
        assert_eq!(both("\"a\\u001b[31m\""), twice(""), "known by its number");
        assert_eq!(both(&format!("'{}'", "x".repeat(81))), twice(""));
    }

    #[test]
    fn slugs_are_words_with_dashes() {
        assert_eq!(slug("  Cautious, at 10%! "), "cautious-at-10");
        assert_eq!(slug("Déjà vu"), "déjà-vu");
        assert_eq!(slug("!!!"), "");
    }
}
