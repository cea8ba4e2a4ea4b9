//! What finding out is worth to one decision, as documents carry it.

use crate::report::views::GapView;
use crate::report::voi::scenarios::estimate::EstimateView;
use crate::report::voi::scenarios::first::FirstView;
use crate::report::voi::scenarios::first::VerdictView;
use crate::study::voi::scenarios::DecisionKind;
use crate::study::voi::scenarios::Group;
use crate::study::voi::scenarios::Partial;
use crate::study::voi::scenarios::Sampled;
use crate::study::voi::scenarios::Told;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// What finding out is worth to a decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionView {
    /// Which decision.
    pub decision: KindView,
    /// The scenarios that it is about; today may be taken besides.
    pub scenarios: Vec<Named>,
    /// What would be taken now: of a scenario its own best split, or a scenario.
    pub now: Named,
    /// Harm that it avoids over today's money, on draws that did not choose it: what waiting forgoes.
    pub gain: EstimateView,
    /// Whether figures are of mean harm although the scenario is best at something else.
    pub mean_harm_instead: bool,
    /// What knowing everything is worth.
    pub evpi: EvpiView,
    /// What knowing each assumption is worth, the most valuable first.
    pub evppi: Vec<PartialView>,
    /// What knowing groups of assumptions is worth, nested.
    pub groups: Vec<GroupView>,
    /// What studies that were asked for are worth.
    pub evsi: Vec<StudyView>,
    /// What is worth measuring first.
    pub first: Vec<FirstView>,
    /// What to do first, scenario by scenario.
    pub verdict: Vec<VerdictView>,
    /// How much rests on placeholders; null where today would be taken, or the run had to end.
    pub gap: Option<GapView>,
    /// How many assumptions, groups and studies were left out because the run had to end.
    pub left_out: usize,
}

/// Which decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KindView {
    /// Where the money of a scenario goes.
    Allocation,
    /// Which scenario is taken, today among them.
    Scenario,
}

impl KindView {
    /// The word for it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Allocation => "allocation",
            Self::Scenario => "scenario",
        }
    }
}

/// A scenario by its id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

impl Named {
    pub(super) fn of((id, name): &(String, String)) -> Self {
        Self { id: id.clone(), name: name.clone() }
    }
}

/// What knowing everything is worth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvpiView {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
    /// Whether it is more than 1.96 standard errors above nought.
    pub distinguishable: bool,
    /// On how many draws, each known to be the truth, it was found.
    pub draws: usize,
}

/// What knowing one assumption is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartialView {
    /// Its address.
    pub parameter: String,
    /// The estimate, which chance may take below nought; null where it is only known to be small.
    pub value: Option<f64>,
    /// Its standard error from draws; null likewise.
    pub se: Option<f64>,
    /// What half as many nodes would change, or how exactly decisions are made if that is more; null likewise.
    pub error: Option<f64>,
    /// How it was worked out: `nodes` of its normal score, its `values` one by one, `screened` (at neither end of its range is
    /// more gained than `below`, and no more was looked into), or `not in the decision` (nought exactly).
    pub estimator: String,
    /// More than this is gained at neither the 5% nor the 95% quantile; null where more was looked into.
    pub below: Option<f64>,
    /// Whether the value is more than 1.96 standard errors above nought.
    pub distinguishable: bool,
}

/// What knowing a group of assumptions together is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupView {
    /// By what it is put together: `strand`, `threat`, `grade` or `kind`.
    pub by: String,
    /// Which.
    pub group: String,
    /// How many assumptions are in it.
    pub members: usize,
    /// The estimate, which chance may take below nought.
    pub value: f64,
    /// Its standard error over outer draws.
    pub se: f64,
    /// Whether it is more than 1.96 standard errors above nought.
    pub distinguishable: bool,
}

/// What a study is worth before it is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StudyView {
    /// The study, as it can be typed.
    pub study: String,
    /// The address of the assumption.
    pub parameter: String,
    /// The share of its prior variance that the study resolves, of a lognormal number that of its logarithm.
    pub resolved: f64,
    /// Whether that is exact (conjugate); else it is matched in normal scores.
    pub exact: bool,
    /// The estimate, which chance may take below nought.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
    /// What half as many nodes would change.
    pub error: f64,
    /// Whether it is more than 1.96 standard errors above nought.
    pub distinguishable: bool,
    /// Its best size; null where cases have no cost, or are not counted.
    pub best: Option<SizeView>,
}

/// The size at which what a study is worth is most above what it costs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SizeView {
    /// How many cases; null where no size is worth its cost.
    pub cases: Option<u64>,
    /// What it is worth, £m a year; of a plan at present value.
    pub value: f64,
    /// What it costs, £m.
    pub cost: f64,
    /// What it is worth for as long as the decision stands, less what it costs, £m.
    pub net: f64,
}

impl DecisionView {
    pub(in crate::report) fn of(told: &Told) -> Self {
        let now = Named::of(&told.now);
        Self {
            decision: match told.kind {
                DecisionKind::Allocation => KindView::Allocation,
                DecisionKind::Scenario => KindView::Scenario,
            },
            scenarios: told.scenarios.iter().map(Named::of).collect(),
            gain: EstimateView::of(told.gain),
            mean_harm_instead: told.is_of_other_objective,
            evpi: EvpiView {
                value: told.evpi.value,
                se: told.evpi.se,
                distinguishable: told.evpi.is_distinguishable(),
                draws: told.evpi_draws,
            },
            evppi: told.partials.iter().map(PartialView::of).collect(),
            groups: told.groups.iter().map(GroupView::of).collect(),
            evsi: told.sampled.iter().map(StudyView::of).collect(),
            first: FirstView::all(&told.partials),
            verdict: told.measured.iter().map(VerdictView::of).collect(),
            gap: told.gap.as_ref().map(|gap| GapView::of(&now.id, gap)),
            left_out: told.left_out,
            now,
        }
    }
}

impl PartialView {
    fn of(partial: &Partial) -> Self {
        Self {
            parameter: partial.address.to_string(),
            value: partial.estimate.map(|estimate| estimate.value),
            se: partial.estimate.map(|estimate| estimate.se),
            error: partial.estimate.map(|estimate| estimate.error),
            estimator: partial.estimator.as_str().to_owned(),
            below: partial.below,
            distinguishable: partial.is_distinguishable(),
        }
    }
}

impl GroupView {
    fn of(group: &Group) -> Self {
        let EstimateView { value, se, distinguishable } = EstimateView::of(group.estimate);
        let (by, name) = (group.by.to_string(), group.name.clone());
        Self { by, group: name, members: group.members, value, se, distinguishable }
    }
}

impl StudyView {
    fn of(sampled: &Sampled) -> Self {
        let EstimateView { value, se, distinguishable } = EstimateView::of(sampled.estimate);
        Self {
            study: sampled.design.to_string(),
            parameter: sampled.design.address.clone(),
            resolved: sampled.resolved,
            exact: sampled.is_exact,
            value,
            se,
            error: sampled.estimate.error,
            distinguishable,
            best: sampled.best.map(|best| SizeView {
                cases: best.cases,
                value: best.value,
                cost: best.cost,
                net: best.net,
            }),
        }
    }
}
