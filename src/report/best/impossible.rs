//! Why nothing is allowed, in budget words.

use crate::model::Scenario;
use crate::report::prose;
use crate::study::Impossible;
use crate::study::say;
use crate::text;

/// Where a rule stands: path, line and column, where that is known.
pub type Stated<'a> = dyn Fn(&crate::study::RuleSaid) -> Option<String> + 'a;

/// Which rules clash, and the least change that would make the scenario possible.
#[must_use]
pub fn impossible(scenario: &Scenario, why: &Impossible, stated: &Stated<'_>, width: u16) -> String {
    let mut out = prose::wrapped_with(
        &format!("{} [{}] is not possible.", scenario.name(), scenario.id()),
        width,
        "",
        "",
    );
    for violation in &why.broken {
        let by = text::money(violation.missed_by.millions());
        out += &prose::wrapped(&format!("its money misses {} by {by}", violation.rule), width);
    }
    let Some(clash) = &why.clash else { return out };
    out += &prose::wrapped_with(
        "These rules cannot all be kept, though any one of them given up would do:",
        width,
        "",
        "",
    );
    for rule in &clash.rules {
        let said = say(rule, scenario);
        let place = stated(&said).map(|place| format!(" ({place})")).unwrap_or_default();
        out += &prose::wrapped(&format!("{}{place}", said.words), width);
    }
    out += &prose::wrapped_with("The least total change that would make it possible:", width, "", "");
    for (rule, change) in &clash.mend {
        let said = say(rule, scenario);
        let place = stated(&said).map(|place| format!(" ({place})")).unwrap_or_default();
        let by = format!("£{}m", text::thousands(*change, 1));
        out += &prose::wrapped(&format!("relax {} by {by}{place}", said.words), width);
    }
    out
}
