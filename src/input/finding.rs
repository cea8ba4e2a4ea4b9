//! A problem with its file, line and column: what every renderer needs and nothing else.

use crate::input::fault::Fault;
use crate::input::lines::Position;
use crate::input::locate::located_in;
use crate::input::node::Node;
use crate::input::source::Sources;
use crate::input::source::Span;
use crate::input::unreadable::ReadError;
use crate::problem::Blame;
use crate::problem::Problem;
use crate::text;
use std::cmp::Ordering;
use std::fmt;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used, and its reader should know.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// Something to say about a file. Texts are free of line breaks and control characters, whatever the file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The path to be shown.
    pub path: String,
    /// The text to point at; none where there is no text, as for a file that cannot be read.
    pub span: Option<Span>,
    /// Where that begins.
    pub position: Option<Position>,
    /// The key, with ids instead of numbers: `programme[pursue-drugs].max`; empty for the file as a whole.
    pub key: String,
    /// What is wrong.
    pub found: String,
    /// What is allowed.
    pub allowed: Option<String>,
    /// The valid name nearest to the one found.
    pub nearest: Option<String>,
}

impl Finding {
    /// About a file as a whole.
    #[must_use]
    pub fn file(path: &str, found: impl fmt::Display) -> Self {
        Self {
            severity: Severity::Error,
            path: plain(path),
            span: None,
            position: None,
            key: String::new(),
            found: plain(&found.to_string()),
            allowed: None,
            nearest: None,
        }
    }

    /// About a stretch of text.
    #[must_use]
    pub fn span(sources: &Sources, span: Span, found: impl fmt::Display) -> Self {
        let position = Some(sources.position(span));
        Self { span: Some(span), position, ..Self::file(sources.shown(span.file), found) }
    }

    /// About text that is not TOML.
    pub(crate) fn fault(sources: &Sources, fault: &Fault) -> Self {
        let allowed = fault.allowed.as_deref().map(plain);
        Self { allowed, ..Self::span(sources, fault.span, &fault.found) }
    }

    /// About a file that cannot be read.
    pub(crate) fn unreadable(error: &ReadError) -> Self {
        let finding = Self::file(error.shown(), error);
        match error {
            ReadError::NotUtf8 { position, .. } => {
                Self { position: Some(*position), allowed: Some("text saved as UTF-8".to_owned()), ..finding }
            }
            _ => finding,
        }
    }

    /// About a place in a tree; what is missing points at the first line of what misses it. Of two places that
    /// may be to blame it is the one in the file itself, and not in its base.
    pub(crate) fn problem(sources: &Sources, tree: &Node, problem: &Problem) -> Self {
        let mut located = located_in(tree, &problem.place, problem.blame, problem.year);
        if let Some(rival) = &problem.rival
            && located.span.file != tree.span.file
        {
            let rival = located_in(tree, rival, problem.blame, problem.year);
            located = if rival.span.file == tree.span.file { rival } else { located };
        }
        let span = match problem.blame {
            Blame::Absence => sources.first_line(located.span),
            Blame::Key | Blame::Value => located.span,
        };
        Self {
            key: plain(&located.place.to_string()),
            allowed: problem.allowed.as_deref().map(plain),
            nearest: problem.nearest.as_deref().map(plain),
            ..Self::span(sources, span, &problem.found)
        }
    }

    /// About a cell of a table that is not held as text; the problem's place is the name of its column.
    pub(crate) fn cell(path: &str, position: Position, problem: &Problem) -> Self {
        Self {
            position: Some(position),
            key: plain(&problem.place.to_string()),
            allowed: problem.allowed.as_deref().map(plain),
            nearest: problem.nearest.as_deref().map(plain),
            ..Self::file(path, &problem.found)
        }
    }

    /// The same as a warning.
    #[must_use]
    pub fn warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    /// The same with a note behind what was found.
    pub(crate) fn with_note(self, note: &str) -> Self {
        Self { found: plain(&format!("{} ({note})", self.found)), ..self }
    }

    fn order(&self, other: &Self) -> Ordering {
        let rank = |finding: &Self| (finding.position, finding.span.map(|span| span.end));
        self.path
            .cmp(&other.path)
            .then_with(|| rank(self).cmp(&rank(other)))
            .then_with(|| self.found.cmp(&other.found))
            .then_with(|| self.severity.cmp(&other.severity))
            .then_with(|| self.key.cmp(&other.key))
    }
}

/// Sorted by file, line, column and text, each once: two files with one base find the same things in it.
#[must_use]
pub fn sorted(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(Finding::order);
    let same = |a: &Finding, b: &Finding| {
        a.path == b.path && a.position == b.position && a.found == b.found && a.severity == b.severity
    };
    findings.dedup_by(|later, earlier| same(later, earlier));
    findings
}

impl fmt::Display for Finding {
    /// One line: `file:line:column: error: key: what is wrong; allowed: …; did you mean …?`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(Position { line, column }) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}: ", self.severity)?;
        if !self.key.is_empty() {
            write!(f, "{}: ", self.key)?;
        }
        f.write_str(&self.found)?;
        if let Some(allowed) = &self.allowed {
            write!(f, "; allowed: {allowed}")?;
        }
        if let Some(nearest) = &self.nearest {
            write!(f, "; did you mean `{nearest}`?")?;
        }
        Ok(())
    }
}

/// Text from a file made fit for one line of a terminal: no control characters, no novels.
fn plain(said: &str) -> String {
    // Room for a list of every id in a large file; more than that no line of a terminal helps with.
    const LONGEST: usize = 2000;
    let mut plain = String::new();
    for (count, character) in said.chars().enumerate() {
        if count == LONGEST {
            plain.push('…');
            break;
        }
        match character {
            '\n' | '\r' | '\t' | '\0' => plain.extend(character.escape_default()),
            hidden if text::is_hidden(hidden) => plain.extend(hidden.escape_unicode()),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::parse::parse;
    use crate::problem::Place;

    fn line(text: &str, problem: &Problem) -> String {
        let mut sources = Sources::default();
        let file = sources.add("scenarios/x.toml", text);
        Finding::problem(&sources, &parse(text, file).0, problem).to_string()
    }

    #[test]
    fn a_finding_is_one_line_with_everything_in_it() {
        let text = "[split]\n  persue = 0.75\n";
        let place = Place::root().key("split").key("persue");
        let problem =
            Problem { nearest: Some("pursue".into()), ..Problem::key(place, "unknown key `persue`") };
        assert_eq!(
            line(text, &problem.allowed("`pursue`, `prevent`")),
            "scenarios/x.toml:2:3: error: split.persue: unknown key `persue`; allowed: `pursue`, `prevent`; \
             did you mean `pursue`?"
        );
    }

    #[test]
    fn what_is_missing_points_at_a_header() {
        let text = "\n[budget]\nback_office = 0\n";
        let problem = Problem::missing(&Place::root().key("budget"), "total");
        assert_eq!(line(text, &problem), "scenarios/x.toml:2:1: error: budget.total: `total` is missing");
        let nowhere = Problem::missing(&Place::root(), "scenario");
        assert_eq!(line(text, &nowhere), "scenarios/x.toml:1:1: error: scenario: `scenario` is missing");
    }

    #[test]
    fn what_a_file_says_cannot_break_the_line() {
        let finding = Finding::file("x.toml", format!("a\nb\u{1b}[31m{}", "é".repeat(9000)));
        let text = finding.to_string();
        assert!(text.starts_with("x.toml: error: a\\nb\\u{1b}[31mé") && text.ends_with('…'), "{text}");
        assert!(text.chars().count() < 2100);
    }

    #[test]
    fn findings_are_sorted_by_place_and_said_once() {
        let mut sources = Sources::default();
        let file = sources.add("b.toml", "one\ntwo\n");
        let at = |start: usize| Finding::span(&sources, Span { file, start, end: start + 1 }, "x");
        let found = sorted(vec![at(4), at(0), Finding::file("a.toml", "y"), at(4), at(0).warning()]);
        let lines: Vec<String> = found.iter().map(Finding::to_string).collect();
        assert_eq!(
            lines,
            ["a.toml: error: y", "b.toml:1:1: error: x", "b.toml:1:1: warning: x", "b.toml:2:1: error: x"]
        );
    }
}
