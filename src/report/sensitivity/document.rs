//! What moves the answer as a machine document, schema `apportion/sensitivity/1`: full precision, money in £m.

use crate::model::Factor;
use crate::model::Scenario;
use crate::report::Basis;
use crate::report::document::Versioned;
use crate::report::price_year;
use crate::report::sensitivity::rows::ChangeView;
use crate::report::sensitivity::rows::SwitchView;
use crate::report::sensitivity::rows::SwitchingView;
use crate::report::sensitivity::rows::TornadoView;
use crate::report::sensitivity::scenario::ScenarioView;
use crate::report::sensitivity::scenario::address;
use crate::report::sensitivity::words;
use crate::report::views::BrokenView;
use crate::report::views::InfeasibleView;
use crate::report::views::RefusedView;
use crate::study::Sensed;
use crate::study::Sensitivity;
use crate::study::Switching;
use crate::study::Unanswered;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// What moves scenarios, evidence by evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Sensitivity")]
pub struct Document {
    /// `apportion/sensitivity/1`.
    pub schema: String,
    /// How many rows a table shows of each list; the document has all of them.
    pub top: usize,
    /// Scenarios on the same evidence, draws and years share a block.
    pub blocks: Vec<BlockView>,
    /// Scenarios that no allocation can meet.
    pub infeasible: Vec<NotAllowedView>,
    /// Scenarios that could not be worked out.
    pub broken: Vec<BrokenView>,
    /// Files that could not be used.
    pub refused: Vec<RefusedView>,
}

impl Versioned for Document {
    const SCHEMA: &'static str = "apportion/sensitivity/1";
}

/// A scenario that no allocation can meet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NotAllowed")]
pub struct NotAllowedView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Why.
    pub why: InfeasibleView,
}

/// What moves the scenarios of one evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "BlockMoved")]
pub struct BlockView {
    /// The evidence's name.
    pub evidence: String,
    /// The year whose prices money is in.
    pub price_year: String,
    /// The year whose prices the evidence states its money in, where the figures are restated; not there where they are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_year_stated: Option<String>,
    /// What £1 in the prices of that year is in the prices of the figures; not there likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deflator: Option<f64>,
    /// How many draws each sample has.
    pub draws: usize,
    /// Which draws.
    pub seed: u64,
    /// Which draws the second, independent sample has, from which numbers are exchanged.
    pub other_seed: u64,
    /// The strands, in the evidence's order.
    pub strands: Vec<String>,
    /// The assumptions that were looked at one by one.
    pub assumptions: Vec<AssumptionView>,
    /// The difference between two scenarios; null where there are not two.
    pub difference: Option<DifferenceView>,
    /// The scenario that avoids most harm on average, and where another one would.
    pub preferred: PreferredView,
    /// The scenarios, by id.
    pub scenarios: Vec<ScenarioView>,
    /// Why searches were ended (`time limit`, `stopped`) before all splits were found again; not there where none was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped_by: Option<String>,
    /// What the answer rests on.
    pub rests_on: Basis,
}

/// An uncertain number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "UncertainAssumption")]
pub struct AssumptionView {
    /// Its address.
    pub address: String,
    /// What it is, in words.
    pub what: String,
    /// Its unit; empty of a pure number.
    pub unit: String,
    /// What kind of number it is.
    pub kind: String,
    /// How well it is known.
    pub grade: String,
    /// The strand of its programme; null of a number of a threat or a funder.
    pub strand: Option<String>,
    /// The threat it is about; null of a funder's delivery.
    pub threat: Option<String>,
    /// Its 5% point.
    pub p5: f64,
    /// Its 95% point.
    pub p95: f64,
    /// Whether it can move harm avoided at all; if not, all its figures are exactly 0.
    pub can_move: bool,
}

/// What moves the difference between two scenarios: how much more harm one avoids than the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "DifferenceMoved")]
pub struct DifferenceView {
    /// The id of the one that avoids most.
    pub scenario: String,
    /// The id of the one that it is held against: the reference, or the second best.
    pub against: String,
    /// The mean difference on the draws as they are, £m a year; of a plan at present value.
    pub mean: f64,
    /// Each assumption at its 5% and 95% points.
    pub tornado: Vec<TornadoView>,
}

/// The scenario that avoids most harm on average, and where another one would.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PreferredScenario")]
pub struct PreferredView {
    /// Its id; `today` where no scenario avoids anything on average.
    pub scenario: String,
    /// Where another one is preferred, assumption by assumption.
    pub switching: Vec<SwitchingView>,
}

impl Document {
    /// The document of an answer, looked at on a day.
    #[must_use]
    pub fn of(answer: &Sensitivity, top: usize, refused: Vec<RefusedView>, today: Date) -> Self {
        let not_allowed = |unanswered: &Unanswered| NotAllowedView {
            id: unanswered.scenario.id().to_owned(),
            name: unanswered.scenario.name().to_owned(),
            why: InfeasibleView::of(&unanswered.scenario, &unanswered.impossible),
        };
        let blocks = &answer.blocks;
        Self {
            schema: Self::SCHEMA.to_owned(),
            top,
            blocks: blocks.iter().map(|block| BlockView::of(block, today)).collect(),
            infeasible: blocks.iter().flat_map(|block| &block.unanswered).map(not_allowed).collect(),
            broken: blocks.iter().flat_map(|block| &block.broken).map(BrokenView::of).collect(),
            refused,
        }
    }
}

impl BlockView {
    fn of(sensed: &Sensed, today: Date) -> Self {
        let evidence = &sensed.ground.evidence;
        let simulation = sensed.ground.simulation;
        let strands: Vec<String> = evidence.strands().iter().map(ToString::to_string).collect();
        let assumption = |&number: &usize| AssumptionView::of(&sensed.factors[number], sensed.moving[number]);
        Self {
            evidence: evidence.name().to_owned(),
            price_year: evidence.price_year().to_owned(),
            price_year_stated: price_year::stated(evidence),
            deflator: price_year::deflator(evidence),
            draws: simulation.draws.get(),
            seed: simulation.seed.0,
            other_seed: sensed.other.0,
            assumptions: sensed.listed.iter().map(assumption).collect(),
            difference: sensed.pair.map(|pair| DifferenceView::of(sensed, pair)),
            preferred: PreferredView {
                scenario: id(sensed, sensed.preferred),
                switching: sensed.switching.iter().map(|row| switching(sensed, row)).collect(),
            },
            scenarios: (0..sensed.scenarios.len())
                .map(|place| ScenarioView::of(sensed, place, &strands))
                .collect(),
            strands,
            stopped_by: sensed.stopped_by.map(|by| by.as_str().to_owned()),
            rests_on: Basis::on(&sensed.ground, &sensed.held, today).over(simulation.draws, []),
        }
    }

    /// The prices that its money is in, in words.
    #[must_use]
    pub fn prices(&self) -> String {
        price_year::label(&self.price_year, self.price_year_stated.as_deref())
    }

    /// The year whose prices its money is restated in; none where it is in the evidence's own.
    pub(super) fn restated_to(&self) -> Option<&str> {
        self.price_year_stated.as_ref().map(|_| &*self.price_year)
    }

    /// The scenario with an id.
    pub(super) fn scenario(&self, id: &str) -> Option<&ScenarioView> {
        self.scenarios.iter().find(|scenario| scenario.id == id)
    }
}

impl AssumptionView {
    fn of(factor: &Factor, can_move: bool) -> Self {
        Self {
            address: factor.address.to_string(),
            what: factor.what.clone(),
            unit: words::unit(&factor.kind).to_owned(),
            kind: factor.kind.clone(),
            grade: factor.grade.to_string(),
            strand: factor.strand.as_ref().map(ToString::to_string),
            threat: factor.threat.as_ref().map(ToString::to_string),
            p5: factor.point(0.05),
            p95: factor.point(0.95),
            can_move,
        }
    }
}

impl DifferenceView {
    fn of(sensed: &Sensed, pair: (usize, usize)) -> Self {
        let mean = |place: usize| sensed.scenarios[place].harm_avoided.mean;
        let tornado = sensed.tornado.iter().filter_map(|swing| {
            let address = address(sensed, *swing.numbers.first()?);
            Some(TornadoView { address, change: ChangeView::between(swing, pair) })
        });
        Self {
            scenario: id(sensed, Some(pair.0)),
            against: id(sensed, Some(pair.1)),
            mean: mean(pair.0) - mean(pair.1),
            tornado: tornado.collect(),
        }
    }
}

fn id(sensed: &Sensed, place: Option<usize>) -> String {
    place.map_or(Scenario::TODAY, |place| sensed.scenarios[place].scenario.id()).to_owned()
}

fn switching(sensed: &Sensed, row: &Switching) -> SwitchingView {
    let switches = row.switches.iter().map(|switch| SwitchView {
        value: switch.value,
        beyond: switch.beyond.as_str().to_owned(),
        probability: switch.probability,
        to: id(sensed, switch.to),
    });
    SwitchingView { address: address(sensed, row.number), switches: switches.collect() }
}
