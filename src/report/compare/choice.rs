//! If one scenario of a block must be chosen: what is said of each, and of the choice as a whole.

use crate::study::Choice;
use crate::study::Regret;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// What one scenario is among the others of its block. Money and harm are £m a year; of a plan at present value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ScenarioChoice")]
pub struct ChoiceView {
    /// Mean harm avoided against today's spend in the worst tenth of draws (conditional value at risk at 90%).
    pub worst_tenth: f64,
    /// The id of a scenario that beats it: no worse in mean harm avoided, `probability_worse` of `versus`, `p5` of
    /// `harm_avoided` and `worst_tenth`, at no higher cost, and better in at least one of these; of several the one that
    /// avoids most. Null where none does, in lines, and where the block does not know all scenarios.
    pub dominated_by: Option<String>,
    /// The share of draws in which it is the best of the block: no other, today among them, avoids more less what it costs
    /// beyond today. Draws in which several are the best, to the pound, count for each by equal parts. Null in lines, and
    /// where the block does not know all draws.
    pub probability_best: Option<f64>,
    /// The mean over draws of what the best of each avoids more (each less what it costs beyond today); null likewise.
    pub expected_regret: Option<f64>,
    /// The same in 95% of draws at most: its 95% quantile; null likewise.
    pub regret_p95: Option<f64>,
}

impl ChoiceView {
    /// What is known of a scenario by itself.
    #[must_use]
    pub fn alone(worst_tenth: f64) -> Self {
        let (probability_best, expected_regret, regret_p95) = (None, None, None);
        Self { worst_tenth, dominated_by: None, probability_best, expected_regret, regret_p95 }
    }

    /// Keeps what it loses against the others.
    pub fn weighed(&mut self, regret: &Regret) {
        self.probability_best = Some(regret.probability_best);
        self.expected_regret = Some(regret.expected);
        self.regret_p95 = Some(regret.p95);
    }
}

/// What choosing one scenario of a block comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "BlockChoice")]
pub struct BlockChoiceView {
    /// Which scenarios and draws were at hand when it was worked out.
    pub among: Among,
    /// Why something is null; not there where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The id of the scenario that is worth most on average: harm avoided less what it costs beyond today.
    pub best: Option<String>,
    /// What knowing the truth before choosing among these scenarios would be worth.
    pub evpi: Option<EvpiView>,
    /// What more money buys from each scenario on the cost–effect frontier to the next, cheapest first; empty where all cost
    /// the same, or the cheapest avoids most.
    pub neighbours: Vec<NeighbourView>,
    /// Where costs differ, the scenarios that are not on the frontier.
    pub left_out: Vec<AsideView>,
}

/// Which scenarios and draws of a block were at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Among {
    /// All of its scenarios, with their draws.
    All,
    /// One share of a batch: nothing can be said of the others.
    Share,
    /// All of its scenarios, joined from shares: their figures, without their draws.
    Joined,
}

impl Among {
    /// The one place that says why something is not known; `None` where everything can be.
    fn reason(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::Share => Some(
                "this is one share of a batch, which knows nothing of the other scenarios: `merge` finds which are beaten, and a \
                 run of all scenarios at once how much each loses",
            ),
            Self::Joined => Some(
                "these are shares of a batch joined, which have no draws side by side: only a run of all scenarios at once knows \
                 how much each loses and how likely it is to be the best",
            ),
        }
    }
}

impl BlockChoiceView {
    /// Nothing weighed yet, with these at hand.
    #[must_use]
    pub fn among(among: Among) -> Self {
        let reason = among.reason().map(str::to_owned);
        let (neighbours, left_out) = (Vec::new(), Vec::new());
        Self { among, reason, best: None, evpi: None, neighbours, left_out }
    }

    /// Keeps what knowing the truth would be worth; `ids` are those of the scenarios weighed.
    pub fn weighed(&mut self, choice: &Choice, ids: &[String]) {
        self.best = ids.get(choice.best).cloned();
        self.evpi = choice.of_best().map(|regret| EvpiView { value: regret.expected, se: regret.se });
    }
}

/// The expected value of perfect information of a choice, £m a year; of a plan at present value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ChoiceEvpi")]
pub struct EvpiView {
    /// The mean of the best in each draw, less that of the scenario that is best on average.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
}

/// What more money buys from one scenario on the cost–effect frontier to the next, on average.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Neighbours")]
pub struct NeighbourView {
    /// The id of the cheaper.
    pub from: String,
    /// The id of the dearer.
    pub to: String,
    /// How much more the dearer costs, £m a year; of a plan at present value.
    pub extra_cost: f64,
    /// How much more harm it avoids, £m likewise.
    pub harm_avoided: f64,
    /// £ of harm avoided for each extra £1.
    pub per_extra_pound: f64,
    /// £ of extra cost for each £1 of harm avoided: the incremental cost-effectiveness ratio.
    pub cost_per_pound: f64,
    /// By human measure, £m of extra cost for each case avoided more, as if all of it were for that measure alone; null
    /// where the dearer avoids no more on average.
    pub cost_per_case: BTreeMap<String, Option<f64>>,
}

/// A scenario that is not on the cost–effect frontier. One of the two reasons is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "OffTheFrontier")]
pub struct AsideView {
    /// Its id.
    pub id: String,
    /// The id of one that costs no more and avoids as much or more on average (dominance).
    pub beaten_by: Option<String>,
    /// The ids of two of which a mixture would avoid more for the same money (extended dominance).
    pub between: Option<[String; 2]>,
}
