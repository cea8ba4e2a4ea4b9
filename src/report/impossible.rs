//! Why nothing is allowed, in budget words.

use crate::report::prose;
use crate::report::views::InfeasibleView;
use crate::text;

/// Which rules clash, and the least change that would make the scenario possible.
pub(super) fn impossible(name: &str, id: &str, why: &InfeasibleView, width: u16) -> String {
    let plain = |line: &str| prose::wrapped_with(line, width, "", "");
    let mut out = plain(&format!("{name} [{id}] is not possible."));
    for (rule, missed_by) in &why.broken {
        let by = text::money(*missed_by);
        out += &prose::wrapped(&format!("its money misses {rule} by {by}"), width);
    }
    if why.clash.is_empty() {
        return out;
    }
    out += &plain("These rules cannot all be kept, though any one of them given up would do:");
    for rule in &why.clash {
        out += &prose::wrapped(&rule.words, width);
    }
    out += &plain("The least total change that would make it possible:");
    for rule in &why.mend {
        let by = rule.change.map_or(String::new(), |change| format!(" by £{}m", text::thousands(change, 1)));
        out += &prose::wrapped(&format!("relax {}{by}", rule.words), width);
    }
    out
}
