//! Findings on standard error: one line each for programs, with the source line and a caret for people.

use crate::cli::terminal::Terminal;
use crate::input::Finding;
use crate::input::Severity;
use crate::input::Sources;
use annotate_snippets::AnnotationKind;
use annotate_snippets::Group;
use annotate_snippets::Level;
use annotate_snippets::Renderer;
use annotate_snippets::Snippet;
use std::io::Write;

/// Writes findings to standard error.
pub(super) fn findings(findings: &[Finding], sources: &Sources, terminal: Terminal) {
    let mut out = std::io::stderr().lock();
    for finding in findings {
        let text =
            if terminal.is_watched { drawn(finding, sources, terminal.colour) } else { finding.to_string() };
        // Nobody is left to tell that standard error is closed.
        drop(writeln!(out, "{text}"));
    }
}

/// A finding with the line it is about and a caret under the culprit.
fn drawn(finding: &Finding, sources: &Sources, colour: bool) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = if finding.key.is_empty() {
        finding.found.clone()
    } else {
        format!("{}: {}", finding.key, finding.found)
    };
    let mut report: Vec<Group<'_>> = Vec::new();
    let group = match finding.span {
        Some(span) => level.primary_title(title).element(
            Snippet::source(sources.text(span.file))
                .path(finding.path.clone())
                .annotation(AnnotationKind::Primary.span(span.start..span.end)),
        ),
        None => Group::with_title(level.primary_title(format!("{}: {title}", finding.path))),
    };
    report.push(notes(group, finding));
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&report)
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
