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
        out +=
            &prose::wrapped(&format!("its money misses {} by {}", miss.words, text::money(miss.by)), width);
    }
    if why.clash.is_empty() && why.stopped_by.is_none() {
        return out;
    }
    let place = |rule: &RuleView| rule.stated.as_ref().map(|at| format!(" ({at})")).unwrap_or_default();
    let sets = why.sets();
    for (position, set) in sets.iter().enumerate() {
        out += &plain(match (position, sets.len(), why.more_sets) {
            (0, 1, false) => "These rules cannot all be kept, though any one of them given up would do:",
            (0, ..) => "These rules cannot all be kept:",
            _ => "Nor can these:",
        });
        for rule in set {
            out += &prose::wrapped(&format!("{}{}", rule.words, place(rule)), width);
        }
    }
    if why.more_sets {
        out += &plain("There may be more such sets.");
    } else if sets.len() > 1 {
        out += &plain("One rule of each set has to be given up.");
    }
    out += &plain(&match &why.stopped_by {
        None => "The least total change that would make it possible:".to_owned(),
        Some(by) if why.mend.is_empty() => {
            format!("What would make it possible was not found before the end ({by}).")
        }
        Some(by) => format!("A change that would make it possible, the least found before the end ({by}):"),
    });
    for rule in &why.mend {
        let change = rule.change_words.clone().unwrap_or_default();
        out += &prose::wrapped(&format!("{change}{}", place(rule)), width);
    }
    out
}
