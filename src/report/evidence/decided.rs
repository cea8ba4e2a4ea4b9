//! What was decided: what the files say of it, and what they decide by themselves.

use crate::model::Evidence;
use crate::model::Scenario;
use crate::model::Settled;
use crate::report::Basis;
use crate::report::price_year;
use crate::report::views::HorizonView;
use crate::text;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Decision")]
pub struct DecisionView {
    /// The day on which it was taken; null where a file decides by itself.
    pub on: Option<String>,
    /// What was decided.
    pub what: String,
    /// Why.
    pub why: String,
    /// Who decided it; null where a file decides by itself.
    pub who: Option<String>,
    /// Who signed it off; null where nobody has.
    pub signed_off_by: Option<String>,
    /// What says so: `log`, where the evidence file logs the decision; `evidence`, `scenario` or `program`, where it follows from
    /// what that is.
    pub from: String,
}

impl DecisionView {
    fn by(from: &str, what: String, why: &str) -> Self {
        let why = why.to_owned();
        Self { on: None, what, why, who: None, signed_off_by: None, from: from.to_owned() }
    }

    fn logged(settled: &Settled) -> Self {
        let Settled { on, what, why, who, signed_off_by } = settled;
        Self {
            on: on.map(|on| on.to_string()),
            what: what.clone(),
            why: why.clone(),
            who: Some(who.clone()),
            signed_off_by: signed_off_by.clone(),
            from: "log".to_owned(),
        }
    }

    /// Whether somebody logged it.
    #[must_use]
    pub fn is_logged(&self) -> bool {
        self.from == "log"
    }
}

/// What an evidence file logs, and what it decides by itself.
pub(super) fn of_evidence(evidence: &Evidence) -> Vec<DecisionView> {
    let mut all: Vec<DecisionView> = evidence.decisions().iter().map(DecisionView::logged).collect();
    let prices = match price_year::sentence(evidence) {
        Some(restated) => restated,
        None => format!("Money is in the prices of {}.", evidence.price_year()),
    };
    all.push(DecisionView::by("evidence", prices, "`price_year` of the evidence"));
    if let Some(total) = evidence.reference_total_asked() {
        let what = format!(
            "Today's spend on programmes is scaled to add up to {}.",
            text::money_exact(total.millions())
        );
        all.push(DecisionView::by("evidence", what, "`reference_total` of the evidence"));
    }
    let not_costed = evidence.threats().iter().filter(|threat| threat.harm.is_none());
    let not_costed: Vec<&str> = not_costed.map(|threat| threat.name.as_str()).collect();
    if !not_costed.is_empty() {
        let what = format!("Left out of every £ figure: {}.", text::listed(&not_costed));
        all.push(DecisionView::by("evidence", what, "the evidence states no `harm` of theirs"));
    }
    let what = "A draw in which a return implies that a programme removes over 99% of a threat is held at 99%; in more than 1% \
                of draws it is refused.";
    all.push(DecisionView::by("program", what.to_owned(), "no programme ends a kind of crime"));
    all
}

/// What a scenario decides: how later years count, and its limits.
pub(super) fn of_scenario(scenario: &Scenario) -> Vec<DecisionView> {
    let horizon = scenario.horizon().map(HorizonView::of);
    let limits = scenario.limits().iter().map(|limit| of_limit(scenario.id(), &limit.name));
    [of_years(horizon.as_ref())].into_iter().chain(limits).collect()
}

/// What a basis says was decided: how later years count, and draws that were held.
pub(in crate::report) fn of_basis(basis: &Basis) -> Vec<DecisionView> {
    let held = basis.held.iter().map(|(address, draws)| {
        let draws = text::plural(*draws, "draw", "draws");
        let what = format!("{address} is held at 99% in {draws}.");
        DecisionView::by("program", what, "its return implies that it removes more of a threat")
    });
    [of_years(basis.horizon.as_ref())].into_iter().chain(held).collect()
}

/// A limit of a scenario, in its own words.
pub(in crate::report) fn of_limit(scenario: &str, limit: &str) -> DecisionView {
    DecisionView::by("scenario", format!("{scenario}: the limit {limit}"), "`[[limit]]` of the scenario")
}

fn of_years(horizon: Option<&HorizonView>) -> DecisionView {
    match horizon {
        None => DecisionView::by(
            "scenario",
            "One settled year: nothing is discounted, and neither lags nor growth apply.".to_owned(),
            "the scenario has no `[horizon]`",
        ),
        Some(horizon) => {
            let what = format!("A plan over {}, discounted by {}.", horizon.span(), horizon.discount);
            DecisionView::by("scenario", what, "`[horizon]` of the scenario")
        }
    }
}
