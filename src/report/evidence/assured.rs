//! The assurance that comes of what a file says: who answers for it, how far it is signed off, what it can be used for.

use crate::model::Evidence;
use crate::model::Grade;
use crate::model::Roles;
use crate::report::evidence::decided::DecisionView;
use crate::report::evidence::entry::Entry;
use crate::report::limits_of_use;
use crate::report::limits_of_use::Limit;
use crate::text;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// The four roles; null where nobody is named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Roles")]
pub struct RolesView {
    /// Who asked for the analysis.
    pub commissioner: Option<String>,
    /// Who did it.
    pub analyst: Option<String>,
    /// Who made sure of it.
    pub assurer: Option<String>,
    /// Who answers for its use.
    pub approver: Option<String>,
}

/// What can be said of how an analysis is assured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Assurance")]
pub struct AssuranceView {
    /// Who answers for what.
    pub roles: RolesView,
    /// How many assumptions there are.
    pub assumptions: usize,
    /// How many of them say who made them.
    pub owned: usize,
    /// How many are signed off, by whom.
    pub signed_off: BTreeMap<String, usize>,
    /// How many are signed off by nobody.
    pub not_signed_off: usize,
    /// How many are guesses that nobody has measured.
    pub placeholders: usize,
    /// How many decisions the file logs.
    pub decisions: usize,
    /// How many of them are signed off.
    pub decisions_signed_off: usize,
    /// The day on which this was said.
    pub today: String,
    /// The day of the knowledge, where stated.
    pub as_of: Option<String>,
    /// The day by which to look at it again, where stated.
    pub review_by: Option<String>,
    /// Whether that day has gone by; null where none is stated.
    pub review_overdue: Option<bool>,
    /// The known limits, in words.
    pub limits: Vec<String>,
    /// What it can be used for.
    pub can: Vec<String>,
    /// What it cannot be used for.
    pub cannot: Vec<String>,
}

impl RolesView {
    fn of(roles: &Roles) -> Self {
        let Roles { commissioner, analyst, assurer, approver } = roles.clone();
        Self { commissioner, analyst, assurer, approver }
    }

    /// Each role with who has it.
    #[must_use]
    pub fn named(&self) -> [(&'static str, Option<&str>); 4] {
        [
            ("Commissioner", self.commissioner.as_deref()),
            ("Analyst", self.analyst.as_deref()),
            ("Assurer", self.assurer.as_deref()),
            ("Approver", self.approver.as_deref()),
        ]
    }
}

impl AssuranceView {
    /// What can be said of some evidence on a day.
    pub(super) fn of(evidence: &Evidence, all: &[Entry], decisions: &[DecisionView], today: Date) -> Self {
        let mut signed_off: BTreeMap<String, usize> = BTreeMap::new();
        for by in all.iter().filter_map(|entry| entry.signed_off_by.as_ref()) {
            *signed_off.entry(by.clone()).or_default() += 1;
        }
        let placeholders = all.iter().filter(|entry| entry.grade == Grade::Placeholder.as_str()).count();
        let logged = || decisions.iter().filter(|decision| decision.is_logged());
        Self {
            roles: RolesView::of(evidence.roles()),
            assumptions: all.len(),
            owned: all.iter().filter(|entry| entry.owner.is_some()).count(),
            not_signed_off: all.len() - signed_off.values().sum::<usize>(),
            signed_off,
            placeholders,
            decisions: logged().count(),
            decisions_signed_off: logged().filter(|decision| decision.signed_off_by.is_some()).count(),
            today: today.to_string(),
            as_of: evidence.as_of().map(|date| date.to_string()),
            review_by: evidence.review_by().map(|date| date.to_string()),
            review_overdue: evidence.review_by().map(|review_by| review_by < today),
            limits: limits_of_use::ALWAYS.into_iter().map(Limit::whole).collect(),
            can: can(),
            cannot: cannot(placeholders),
        }
    }

    /// The same with one more known limit.
    pub(super) fn limited(&mut self, limit: Limit) {
        self.limits.push(limit.whole());
    }

    /// The statement, one sentence or two a line.
    #[must_use]
    pub fn said(&self) -> Vec<String> {
        let mut said = vec![self.roles_said(), self.sign_off_said()];
        said.push(format!(
            "{} of {} are placeholders: guesses that nobody has measured.",
            self.placeholders,
            text::plural(self.assumptions, "assumption", "assumptions")
        ));
        said.push(format!(
            "{} logged, of which {} signed off.",
            text::plural(self.decisions, "decision is", "decisions are"),
            if self.decisions_signed_off == 1 {
                "1 is".to_owned()
            } else {
                format!("{} are", self.decisions_signed_off)
            }
        ));
        said.push(self.review_said());
        said.push(
            "This statement is put together from what the evidence file says. It is no assurance in itself: that is for those to \
             give who are named."
                .to_owned(),
        );
        said
    }

    fn roles_said(&self) -> String {
        let named = self.roles.named();
        let known = named.iter().filter_map(|(role, who)| Some(format!("{role}: {}.", (*who)?)));
        let missing = named.iter().filter(|(_, who)| who.is_none()).map(|(role, _)| role.to_lowercase());
        let missing: Vec<String> = missing.collect();
        let missing =
            (!missing.is_empty()).then(|| format!("Nobody is named as {}.", text::listed(&missing)));
        known.chain(missing).collect::<Vec<_>>().join(" ")
    }

    fn sign_off_said(&self) -> String {
        let all = text::plural(self.assumptions, "assumption", "assumptions");
        let owned = format!("{} of {all} say who made them.", self.owned);
        if self.signed_off.is_empty() {
            return format!("{owned} None is signed off.");
        }
        let by: Vec<String> = self.signed_off.iter().map(|(by, count)| format!("{count} by {by}")).collect();
        let signed = match self.assumptions - self.not_signed_off {
            1 => "1 is".to_owned(),
            several => format!("{several} are"),
        };
        let not = self.not_signed_off;
        format!("{owned} {signed} signed off ({}); {not} not.", text::listed(&by))
    }

    fn review_said(&self) -> String {
        let as_of = self.as_of.as_ref().map(|as_of| format!("Knowledge of {as_of}. ")).unwrap_or_default();
        let review = match (&self.review_by, self.review_overdue) {
            (Some(by), Some(true)) => {
                format!("WARNING: due for review by {by}, which has gone by on {}.", self.today)
            }
            (Some(by), _) => format!("Due for review by {by}, which had not gone by on {}.", self.today),
            (None, _) => "No day is stated by which to review it.".to_owned(),
        };
        as_of + &review
    }
}

fn can() -> Vec<String> {
    let said = [
        "To hold allocations of the same money against each other on one set of beliefs, with how sure the order is.",
        "To see what a rule costs, and how far money can move before that matters.",
        "To see on which assumptions an answer rests, and so what is worth finding out.",
    ];
    said.map(str::to_owned).to_vec()
}

fn cannot(placeholders: usize) -> Vec<String> {
    let mut said = vec!["To say what spending achieves, or has achieved.".to_owned()];
    if placeholders > 0 {
        said.push(
            "For a finding about a budget, a programme or a body, while assumptions are placeholders."
                .to_owned(),
        );
    }
    said.push("To count a saving: harm is a social and economic cost, and not cash.".to_owned());
    said
}
