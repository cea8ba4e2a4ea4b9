//! What is wrong with text that is not TOML: each slip once, where it was made.
//!
//! The parser reads on behind a slip and so finds its consequences too: a bracket that is never closed makes
//! nonsense of every line after it. Of these only the slip itself is worth anybody's time.

use crate::input::node::Node;
use crate::input::node::Value;
use crate::input::source::FileId;
use crate::input::source::Span;
use toml::de::Error;

/// Something that is not TOML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Where.
    pub(crate) span: Span,
    /// What is wrong.
    pub(crate) found: String,
    /// What may stand there.
    pub(crate) allowed: Option<String>,
    /// The text that cannot be trusted because of it.
    pub(crate) spoilt: Span,
}

/// The slips behind the parser's errors; `tree` is what it read all the same.
pub(super) fn faults(text: &str, file: FileId, errors: &[Error], tree: &Node) -> Vec<Fault> {
    let mut faults: Vec<Fault> = errors.iter().map(|error| fault(text, file, error)).collect();
    faults.sort_by_key(|fault| fault.span);
    let last_line = faults.last().map_or(0, |fault| fault.spoilt.start);
    if faults.iter().any(|fault| fault.found.starts_with("unclosed") && fault.spoilt.start == last_line)
        && let Some(open) = never_closed(text, tree)
    {
        let bracket = Span { file, start: open, end: open + 1 };
        let (open_with, close_with) = if text[open..].starts_with('[') { ("[", "]") } else { ("{", "}") };
        faults.push(Fault {
            span: bracket,
            found: format!("this `{open_with}` is never closed"),
            allowed: Some(format!("`{close_with}` behind its last element")),
            spoilt: Span { file, start: open, end: text.len() },
        });
        faults.sort_by_key(|fault| fault.span);
    }
    for fault in &mut faults {
        to_opening_quotes(text, fault);
    }
    let mut behind = 0;
    faults.retain(|fault| {
        let is_new = fault.spoilt.start >= behind || (behind == 0 && fault.spoilt.start == 0);
        behind = if is_new { fault.spoilt.end + 1 } else { behind };
        is_new
    });
    faults
}

fn fault(text: &str, file: FileId, error: &Error) -> Fault {
    let range = error.span().unwrap_or(0..0);
    let (start, end) = (range.start.min(text.len()), range.end.min(text.len()));
    let before = text.get(..start).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(end.max(start)..).unwrap_or("");
    let spoilt = Span { file, start: line, end: end.max(start) + rest.find('\n').unwrap_or(rest.len()) };
    let span = Span { file, start, end };
    let (found, allowed) = match error.message().split_once(", expected ") {
        Some((found, allowed)) => (found.to_owned(), Some(allowed.to_owned())),
        None => (error.message().to_owned(), None),
    };
    let written = text.get(start..end).unwrap_or("");
    let (found, allowed) = in_words(found, allowed, written, text.get(start..).unwrap_or(""));
    Fault { span, found, allowed, spoilt }
}

/// What the parser says, for people who do not read its source.
fn in_words(found: String, allowed: Option<String>, written: &str, behind: &str) -> (String, Option<String>) {
    match found.as_str() {
        "duplicate key" => {
            (format!("`{written}` stands in this table twice"), Some("each key once".to_owned()))
        }
        "string values must be quoted" if written.starts_with('£') => {
            ("money with `£` must be quoted".to_owned(), Some(format!("`\"{written}\"`")))
        }
        "string values must be quoted" => (found, Some("text in quotes: `\"…\"`".to_owned())),
        "unexpected key or value" if behind.starts_with(',') => {
            let found = "a comma behind a value".to_owned();
            (found, Some("one value a line; decimals behind a point: `0.5`".to_owned()))
        }
        "invalid basic string" if allowed.as_deref() == Some("`\"`") => {
            ("this text is never closed".to_owned(), Some("`\"` at its end".to_owned()))
        }
        "invalid literal string" => {
            ("this text is never closed".to_owned(), Some("`'` at its end".to_owned()))
        }
        _ => (found, allowed.map(|allowed| allowed.replace("newline", "the end of the line"))),
    }
}

/// A text of several lines that is never closed is noticed at the end, but made where it opens.
fn to_opening_quotes(text: &str, fault: &mut Fault) {
    let quotes = if fault.found.contains("multi-line basic string") { "\"\"\"" } else { "'''" };
    let is_at_end = fault.span.start >= text.len() && fault.found.starts_with("invalid multi-line");
    let Some(open) = text.rfind(quotes).filter(|_| is_at_end) else { return };
    fault.span = Span { start: open, end: open + quotes.len(), ..fault.span };
    fault.spoilt = Span { end: text.len(), ..fault.span };
    fault.found = format!("this `{quotes}` is never closed");
    fault.allowed = Some(format!("`{quotes}` at the end of the text"));
}

/// Where the first array or inline table opens that has no end of its own.
fn never_closed(text: &str, tree: &Node) -> Option<usize> {
    let span = tree.span;
    let written = text.get(span.start..span.end).unwrap_or("");
    let has_end = match written.chars().next() {
        Some('[') => written.ends_with(']'),
        Some('{') => written.ends_with('}'),
        _ => true,
    };
    let is_to_the_end = text.get(span.end..).is_some_and(|rest| rest.trim().is_empty());
    let is_inline = written.starts_with(['[', '{']) && written.len() > 1;
    if is_inline && (!has_end || is_to_the_end) {
        return Some(span.start);
    }
    let inside: Vec<&Node> = match &tree.value {
        Value::Table(table) => table.values().map(|entry| &entry.node).collect(),
        Value::List(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    inside.into_iter().filter_map(|node| never_closed(text, node)).min()
}

#[cfg(test)]
mod tests {
    use crate::input::parse::parse;
    use crate::input::source::Sources;

    fn faults(text: &str) -> Vec<String> {
        let faults = parse(text, Sources::default().add("x.toml", text)).1;
        let line = |fault: crate::input::fault::Fault| {
            let allowed = fault.allowed.unwrap_or_default();
            format!("{}: {} | {allowed}", fault.span.start, fault.found)
        };
        faults.into_iter().map(line).collect()
    }

    #[test]
    fn a_bracket_never_closed_is_blamed_once_where_it_opens() {
        assert_eq!(
            faults("[a]\nb = [1,\n2\nc = 3\n\n[d]\ne = 4\n"),
            ["8: this `[` is never closed | `]` behind its last element"]
        );
        let text = "[a]\nb = \"\"\"x\nc = 3\nd = 'e'\n";
        assert_eq!(faults(text), ["8: this `\"\"\"` is never closed | `\"\"\"` at the end of the text"]);
        assert_eq!(
            faults("a = { b = 1\n[c]\nd = 4\n"),
            ["4: this `{` is never closed | `}` behind its last element"]
        );
    }

    #[test]
    fn there_is_one_fault_a_line_and_all_lines_are_looked_at() {
        assert_eq!(
            faults("a = 0,5\nb = £3m\nc = yes\nd = 1\nd = 2\ne = 2019-02-30\n"),
            [
                "5: a comma behind a value | one value a line; decimals behind a point: `0.5`",
                "12: money with `£` must be quoted | `\"£3m\"`",
                "21: string values must be quoted | text in quotes: `\"…\"`",
                "31: `d` stands in this table twice | each key once",
                "41: invalid date | day between 01 and 28",
            ]
        );
    }
}
