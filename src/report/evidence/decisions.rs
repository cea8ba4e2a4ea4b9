//! The decisions log, as people read it.

use crate::report::evidence::decided::DecisionView;
use crate::report::evidence::document::Document;
use crate::report::prose;
use crate::text;

/// The log for people.
pub(super) fn table(document: &Document, width: u16) -> String {
    let logged = document.decisions.iter().filter(|decision| decision.is_logged()).count();
    let count = text::plural(logged, "decision is", "decisions are");
    let by_themselves = document.decisions.len() - logged;
    let follow =
        if by_themselves == 1 { "1 more follows".to_owned() } else { format!("{by_themselves} more follow") };
    let heading =
        format!("{}: {count} logged; {follow} from what the files and the program are", document.evidence);
    let mut out = prose::wrapped_with(&heading, width, "", "");
    for decision in &document.decisions {
        out += &prose::wrapped_with(&decision.what, width, "\n", "");
        out +=
            &prose::wrapped_with(&format!("Why: {}.", decision.why.trim_end_matches('.')), width, "  ", "  ");
        let taken = taken(decision);
        out += &prose::wrapped_with(&taken, width, "  ", "  ");
    }
    out
}

/// Who took a decision, when, and who signed it off.
fn taken(decision: &DecisionView) -> String {
    let DecisionView { on, who, signed_off_by, from, .. } = decision;
    let Some(who) = who else { return format!("From the {from}.") };
    let on = on.as_ref().map(|on| format!(" on {on}")).unwrap_or_default();
    let signed = match signed_off_by {
        Some(by) => format!("signed off by {by}"),
        None => "not signed off".to_owned(),
    };
    format!("Decided by {who}{on}; {signed}.")
}
