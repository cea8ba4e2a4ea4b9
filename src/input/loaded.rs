//! A file laid on its bases, and what may be said of it.

use crate::input::decode::Field;
use crate::input::decode::decode;
use crate::input::finding::Finding;
use crate::input::node::Node;
use crate::input::source::FileId;
use crate::input::source::Sources;
use crate::input::source::Span;
use crate::problem::Problem;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// A file with its bases.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// The file asked for.
    pub(crate) file: FileId,
    /// The file laid on all its bases.
    pub(crate) tree: Node,
    /// Whether everything could be read: only then does something missing from the tree say anything.
    pub(crate) is_whole: bool,
    /// The file and its bases, each alone.
    pub(super) layers: Vec<Node>,
    /// Text in which nothing but its faults is worth a word.
    pub(super) spoilt: Spoilt,
}

impl Loaded {
    /// Decodes the whole, and each file for itself as well: a wrong value is a finding even where another
    /// file overrides it. The problems returned are those of the whole.
    pub(crate) fn decode<T: DeserializeOwned>(
        &self,
        sources: &Sources,
        findings: &mut Vec<Finding>,
    ) -> (Field<T>, Vec<Problem>) {
        let (whole, problems) = decode(&self.tree);
        findings.extend(self.findings(sources, &self.tree, &problems));
        if self.layers.len() > 1 {
            for layer in &self.layers {
                let (_, problems) = decode::<T>(layer);
                findings.extend(self.findings(sources, layer, &problems));
            }
        }
        (whole, problems)
    }

    /// Whether a text could not be read, so that no conclusion holds but on single values.
    pub(crate) fn has_faults(&self) -> bool {
        !self.spoilt.0.is_empty()
    }

    /// Problems with their places, but for those in text that could not be read.
    pub(crate) fn findings<'p>(
        &'p self,
        sources: &'p Sources,
        tree: &'p Node,
        problems: &'p [Problem],
    ) -> impl Iterator<Item = Finding> + 'p {
        let findings = problems.iter().map(move |problem| Finding::problem(sources, tree, problem));
        findings.filter(|finding| finding.span.is_none_or(|span| !self.spoilt.has(span)))
    }
}

/// Stretches of text that cannot be trusted, by where they begin.
#[derive(Debug, Default)]
pub(crate) struct Spoilt(BTreeMap<(FileId, usize), usize>);

impl Spoilt {
    pub(super) fn add(&mut self, span: Span) {
        let end = self.0.entry((span.file, span.start)).or_default();
        *end = (*end).max(span.end);
    }

    /// Whether a span begins in one of them; they do not overlap.
    fn has(&self, span: Span) -> bool {
        let before = self.0.range(..=(span.file, span.start)).next_back();
        before.is_some_and(|((file, _), end)| *file == span.file && span.start <= *end)
    }
}
