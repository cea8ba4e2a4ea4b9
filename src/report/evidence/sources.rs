//! The data log, as people read it.

use crate::report::evidence::document::Document;
use crate::report::prose;
use crate::text;

/// The log for people.
pub(super) fn table(document: &Document, width: u16) -> String {
    let sources = text::plural(document.data.len(), "source", "sources");
    let heading = format!("{}: {sources}, {}{}", document.evidence, document.prices(), as_of(document));
    let mut out = prose::wrapped_with(&heading, width, "", "");
    for data in &document.data {
        out += &prose::wrapped_with(&data.source, width, "\n", "");
        out += &prose::wrapped_with(&data.said(), width, "  ", "  ");
        if !data.signed_off_by.is_empty() {
            let said = format!("Signed off by {}.", text::listed(&data.signed_off_by));
            out += &prose::wrapped_with(&said, width, "  ", "  ");
        }
        out += &prose::wrapped_with(&data.addresses.join(", "), width, "  ", "  ");
    }
    out
}

/// Of which day the knowledge is, where that is stated.
fn as_of(document: &Document) -> String {
    document.as_of.as_ref().map(|as_of| format!(", knowledge of {as_of}")).unwrap_or_default()
}
