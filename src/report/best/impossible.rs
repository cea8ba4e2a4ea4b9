//! Why nothing is allowed, in budget words.

use crate::model::Scenario;
use crate::report::prose;
use crate::report::views::InfeasibleView;
use crate::report::views::RuleView;
use crate::report::views::Stated;
use crate::study::Impossible;
use crate::text;

/// Which rules clash, and the least change that would make the scenario possible.
#[must_use]
pub fn impossible(scenario: &Scenario, why: &Impossible, stated: &Stated<'_>, width: u16) -> String {
    why_impossible(scenario.id(), scenario.name(), &InfeasibleView::placed(scenario, why, stated), width)
}

/// The same of a document.
#[must_use]
pub fn why_impossible(id: &str, name: &str, why: &InfeasibleView, width: u16) -> String {
    let plain = |text: &str| prose::wrapped_with(text, width, "", "");
    let mut out = plain(&format!("{name} [{id}] is not possible."));
    for miss in &why.misses {
        let by = text::money(miss.by);
        out += &prose::wrapped(&format!("its money misses {} by {by}", miss.rule), width);
    }
    if why.clash.is_empty() {
        return out;
    }
    let place = |rule: &RuleView| rule.stated.as_ref().map(|at| format!(" ({at})")).unwrap_or_default();
    out += &plain("These rules cannot all be kept, though any one of them given up would do:");
    for rule in &why.clash {
        out += &prose::wrapped(&format!("{}{}", rule.words, place(rule)), width);
    }
    out += &plain("The least total change that would make it possible:");
    for rule in &why.mend {
        let by = format!("£{}m", text::thousands(rule.change.unwrap_or_default(), 1));
        out += &prose::wrapped(&format!("relax {} by {by}{}", rule.words, place(rule)), width);
    }
    out
}
