//! The assurance statement, as people read it.

use crate::report::evidence::document::Document;
use crate::report::prose;

/// The statement for people.
pub(super) fn table(document: &Document, width: u16) -> String {
    let mut out = prose::wrapped_with(&format!("{}: assurance statement", document.evidence), width, "", "");
    let Some(assurance) = &document.assurance else {
        return out + &prose::wrapped("The results are of a version that did not say.", width);
    };
    out.push('\n');
    assurance.said().iter().for_each(|line| out += &prose::wrapped(line, width));
    let parts = [
        ("Known limits", &assurance.limits),
        ("What it can be used for", &assurance.can),
        ("What it cannot be used for", &assurance.cannot),
    ];
    for (heading, lines) in parts {
        out += &format!("\n{heading}\n");
        for line in lines {
            out += &prose::wrapped(line, width);
        }
    }
    out
}
