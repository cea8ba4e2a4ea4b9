//! Findings on standard error: one line each for programs, with the source line and a caret for people.

use crate::cli::terminal::Terminal;
use crate::input::Finding;
use crate::input::Severity;
use crate::input::Sources;
use crate::input::Span;
use crate::text;
use annotate_snippets::AnnotationKind;
use annotate_snippets::Group;
use annotate_snippets::Level;
use annotate_snippets::Renderer;
use annotate_snippets::Snippet;
use std::collections::BTreeSet;
use std::io::Write;

/// As many findings are drawn; whoever has more of them has one mistake, not a thousand.
const MOST_DRAWN: usize = 50;

/// Writes findings to standard error.
pub(super) fn findings(findings: &[Finding], sources: &Sources, terminal: Terminal) {
    let mut out = std::io::stderr().lock();
    // Nobody is left to tell that standard error is closed.
    // Whoever asks for colours is a person, behind a pager or not.
    if terminal.is_watched || terminal.colour {
        for finding in findings.iter().take(MOST_DRAWN) {
            drop(writeln!(out, "{}\n", drawn(finding, sources, terminal)));
        }
        if let Some(sum) = summed_up(findings) {
            drop(writeln!(out, "{sum}"));
        }
    } else {
        for finding in findings {
            drop(writeln!(out, "{finding}"));
        }
    }
}

/// How many findings there are, where that is more than one; and how many of them are not drawn.
fn summed_up(findings: &[Finding]) -> Option<String> {
    if findings.len() < 2 {
        return None;
    }
    let files: BTreeSet<&str> = findings.iter().map(|finding| finding.path.as_str()).collect();
    let count = text::plural(findings.len(), "finding", "findings");
    let files = text::plural(files.len(), "file", "files");
    let hidden = findings.len().saturating_sub(MOST_DRAWN);
    Some(match hidden {
        0 => format!("{count} in {files}"),
        _ => {
            format!("{count} in {files}; the last {hidden} are not shown: send them to a file with `2> FILE`")
        }
    })
}

/// A finding with the line it is about and a caret under the culprit.
fn drawn(finding: &Finding, sources: &Sources, terminal: Terminal) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = if finding.key.is_empty() {
        finding.found.clone()
    } else {
        format!("{}: {}", finding.key, finding.found)
    };
    let group = match (finding.span, finding.position) {
        (Some(span), Some(position)) => {
            level.primary_title(title).element(line(finding, sources, span, position.line))
        }
        (_, Some(position)) => {
            let place = format!("{}:{}:{}", finding.path, position.line, position.column);
            Group::with_title(level.primary_title(format!("{place}: {title}")))
        }
        _ => Group::with_title(level.primary_title(format!("{}: {title}", finding.path))),
    };
    let renderer = if terminal.colour { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(usize::from(terminal.width_of_messages)).render(&[notes(group, finding)])
}

/// The first line of the culprit, alone: a renderer given the whole text would read it all for each finding.
fn line<'s>(
    finding: &Finding,
    sources: &'s Sources,
    span: Span,
    number: usize,
) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
    let (text, within) = sources.line_around(span);
    Snippet::source(text)
        .line_start(number)
        .path(finding.path.clone())
        .annotation(AnnotationKind::Primary.span(within))
}

fn notes<'a>(mut group: Group<'a>, finding: &Finding) -> Group<'a> {
    if let Some(allowed) = &finding.allowed {
        group = group.element(Level::NOTE.message(format!("allowed: {allowed}")));
    }
    if let Some(nearest) = &finding.nearest {
        group = group.element(Level::HELP.message(format!("did you mean `{nearest}`?")));
    }
    group
}
