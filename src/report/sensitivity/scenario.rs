//! What a document says of one scenario.

use crate::report::sensitivity::rows::ChangeView;
use crate::report::sensitivity::rows::EstimateView;
use crate::report::sensitivity::rows::GroupView;
use crate::report::sensitivity::rows::ShapleyView;
use crate::report::sensitivity::rows::SobolView;
use crate::report::sensitivity::rows::TornadoView;
use crate::report::sensitivity::rows::TurnView;
use crate::report::sensitivity::rows::TurningView;
use crate::report::views::AvoidedView;
use crate::study::Indices;
use crate::study::PartOfVariance;
use crate::study::Sensed;
use crate::study::Turning;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// What moves one scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ScenarioMoved")]
pub struct ScenarioView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it leaves a choice, so that there is a best split that can move.
    pub leaves_choice: bool,
    /// Harm avoided against today's spend, on the draws as they are.
    pub harm_avoided: AvoidedView,
    /// Each assumption at its 5% and 95% points.
    pub tornado: Vec<TornadoView>,
    /// The same of groups, with their part of the variance.
    pub groups: Vec<GroupView>,
    /// What part of the variance each assumption explains; empty where harm avoided is the same in every draw.
    pub sobol: Vec<SobolView>,
    /// The variance shared out among all assumptions; empty likewise, and of a handful of draws.
    pub shapley: Vec<ShapleyView>,
    /// Where the best split moves money of a strand the other way; empty where nothing is left to choose.
    pub switching: Vec<TurningView>,
}

impl ScenarioView {
    pub(super) fn of(sensed: &Sensed, place: usize, strands: &[String]) -> Self {
        let subject = &sensed.scenarios[place];
        let tornado = sensed.tornado.iter().filter_map(|swing| {
            let address = address(sensed, *swing.numbers.first()?);
            Some(TornadoView { address, change: ChangeView::of(swing, place, strands) })
        });
        Self {
            id: subject.scenario.id().to_owned(),
            name: subject.scenario.name().to_owned(),
            leaves_choice: subject.leaves_choice,
            harm_avoided: AvoidedView::of(&subject.harm_avoided),
            tornado: tornado.collect(),
            groups: groups(sensed, place, strands),
            sobol: sensed.indices[place].iter().map(|row| sobol(sensed, row)).collect(),
            shapley: shapley(sensed, place),
            switching: sensed.turning[place].iter().map(|row| turning(sensed, row, strands)).collect(),
        }
    }
}

pub(super) fn address(sensed: &Sensed, number: usize) -> String {
    sensed.factors[number].address.to_string()
}

fn groups(sensed: &Sensed, place: usize, strands: &[String]) -> Vec<GroupView> {
    let rows = sensed.groups.iter().zip(&sensed.swings_of_groups).enumerate();
    let rows = rows.map(|(group_place, (group, swing))| GroupView {
        by: group.by.to_string(),
        name: group.name.clone(),
        assumptions: group.numbers.len(),
        change: ChangeView::of(swing, place, strands),
        shapley: sensed.shares[place].as_ref().map(|own| EstimateView::of(&own.sets[group_place], WALKS)),
    });
    rows.collect()
}

/// The estimator of Shapley effects.
const WALKS: &str = "walks";

fn sobol(sensed: &Sensed, row: &Indices) -> SobolView {
    SobolView {
        of: name(sensed, &row.numbers),
        assumptions: row.numbers.len(),
        part: match row.part {
            PartOfVariance::Whole => "whole",
            PartOfVariance::WithOthers => "with-others",
            PartOfVariance::CommonCause => "common-cause",
            PartOfVariance::Own => "own",
        }
        .to_owned(),
        first: EstimateView::of_index(&row.first),
        total: row.total.as_ref().map(EstimateView::of_index),
    }
}

/// The address of a number, or the patterns of a correlation.
fn name(sensed: &Sensed, numbers: &[usize]) -> String {
    if let [only] = numbers {
        return address(sensed, *only);
    }
    let component = sensed.components.iter().find(|component| component.numbers == numbers);
    component.map(|component| component.name.clone()).unwrap_or_default()
}

/// The parts of the listed numbers, and of correlations that hold one of them.
fn shapley(sensed: &Sensed, place: usize) -> Vec<ShapleyView> {
    let Some(shares) = &sensed.shares[place] else { return Vec::new() };
    let numbers = sensed.listed.iter().map(|&number| ShapleyView {
        of: address(sensed, number),
        assumptions: 1,
        effect: EstimateView::of(&shares.numbers[number], WALKS),
    });
    let components = sensed.components.iter().zip(&shares.sets[sensed.groups.len()..]);
    let is_listed = |numbers: &[usize]| numbers.iter().any(|number| sensed.listed.contains(number));
    let components =
        components.filter(|(component, _)| component.numbers.len() > 1 && is_listed(&component.numbers));
    let components = components.map(|(component, share)| ShapleyView {
        of: component.name.clone(),
        assumptions: component.numbers.len(),
        effect: EstimateView::of(share, WALKS),
    });
    numbers.chain(components).collect()
}

fn turning(sensed: &Sensed, row: &Turning, strands: &[String]) -> TurningView {
    let turns = row.turns.iter().map(|turn| TurnView {
        strand: strands[turn.strand].clone(),
        value: turn.value,
        beyond: turn.beyond.as_str().to_owned(),
        probability: turn.probability,
        becomes: if turn.is_more { "more" } else { "less" }.to_owned(),
    });
    TurningView { address: address(sensed, row.number), turns: turns.collect() }
}
