//! The scripts of the panel: one that the page runs, and the one of its worker, which the page hands on as text.

/// The parts of the page's script, in an order in which each stands behind what it names at once.
const PARTS: [&str; 12] = [
    include_str!("words.js"),
    include_str!("engine.js"),
    include_str!("state.js"),
    include_str!("charts.js"),
    include_str!("money.js"),
    include_str!("answer.js"),
    include_str!("moves.js"),
    include_str!("budget.js"),
    include_str!("fences.js"),
    include_str!("beliefs.js"),
    include_str!("kept.js"),
    include_str!("panel.js"),
];

/// The script that the page runs: nothing of it can be seen from outside.
pub(super) fn script() -> String {
    format!("(() => {{\n\"use strict\";\n{}}})();\n", plain(&PARTS.join("\n")))
}

/// The script of the worker.
pub(super) fn worker() -> String {
    plain(&["\"use strict\";\n", include_str!("unpack.js"), include_str!("worker.js")].join("\n"))
}

/// With the line breaks that the page has, whatever those of the sources are: a fingerprint is taken of it.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn no_script_ends_before_its_end_or_is_changed_on_its_way() {
        for script in [script(), worker()] {
            for end in ["</script", "<script", "<!--", "\r"] {
                assert!(!script.to_lowercase().contains(end), "{end}");
            }
            assert_eq!(text::visible(&script), script);
        }
    }
}
