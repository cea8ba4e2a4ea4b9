//! The assumptions log, as people read it.

use crate::report::evidence::document::Document;
use crate::report::evidence::entry::Entry;
use crate::report::prose;
use crate::text;

/// The log for people: under each address with its grade what it is, its value and its source.
///
/// Not columns side by side: an address is as long as a narrow terminal is wide, and one that is broken can be neither
/// copied nor searched for.
pub(super) fn table(document: &Document, width: u16) -> String {
    let Document { evidence, total, assumptions, .. } = document;
    let all = text::plural(*total, "assumption", "assumptions");
    let heading = match assumptions.len() {
        wanted if wanted == *total => format!("{evidence}: {all}, {}", document.prices()),
        wanted => format!("{evidence}: {wanted} of {all}, {}", document.prices()),
    };
    let mut out = prose::wrapped_with(&heading, width, "", "");
    for entry in assumptions {
        let Entry { address, what, distribution, grade, source, .. } = entry;
        out.push('\n');
        out += &headed(address, grade, width);
        let owned = owned(entry);
        for line in [what, distribution, source].into_iter().chain(&owned) {
            out += &prose::wrapped_with(line, width, "  ", "  ");
        }
    }
    out
}

/// Who answers for an assumption, why it is as it is, and what it does to the answer, as far as that is known.
fn owned(entry: &Entry) -> Vec<String> {
    let owner = entry.owner.as_ref().map(|owner| format!("Owner: {owner}."));
    let signed = entry.signed_off_by.as_ref().map(|by| match &entry.signed_off_on {
        Some(on) => format!("Signed off by {by} on {on}."),
        None => format!("Signed off by {by}."),
    });
    let proxy = entry.proxy.then(|| "A proxy: it stands in for data that nobody has.".to_owned());
    let lines: Vec<String> = owner.into_iter().chain(signed).chain(proxy).collect();
    let note = entry.note.as_ref().map(|note| format!("Note: {note}"));
    let effect = entry.effect.map(|effect| format!("Effect on the answer: {}.", text::money_signed(effect)));
    let first = (!lines.is_empty()).then(|| lines.join(" "));
    first.into_iter().chain(note).chain(effect).collect()
}

/// An address with its grade, in one line where it has room there; else it goes on after a dot.
fn headed(address: &str, grade: &str, width: u16) -> String {
    let width = usize::from(width);
    let mut out = String::new();
    let mut line = String::new();
    for part in address.split_inclusive('.') {
        if text::width(&line) + text::width(part) > width {
            out += &format!("{line}\n");
            "    ".clone_into(&mut line);
        }
        line += part;
    }
    let grade = format!("({grade})");
    let between = if text::width(&line) + 1 + text::width(&grade) > width { "\n  " } else { " " };
    out + &format!("{line}{between}{grade}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_goes_on_after_a_dot_where_it_has_no_room() {
        assert_eq!(headed("threat.drugs.harm", "published", 60), "threat.drugs.harm (published)\n");
        assert_eq!(headed("threat.drugs.harm", "published", 20), "threat.drugs.harm\n  (published)\n");
        assert_eq!(headed("threat.drugs.harm", "expert", 14), "threat.drugs.\n    harm\n  (expert)\n");
    }
}
