//! The comparison as JSON, schema `apportion/compare/1`: full precision, money in £m.

use crate::model::Sampler;
use crate::report::Rests;
use crate::report::amounts;
use crate::report::views;
use crate::report::views::AvoidedView;
use crate::report::views::InfeasibleView;
use crate::report::views::OptimumView;
use crate::report::views::SummaryView;
use crate::risk::Summary;
use crate::study::Block;
use crate::study::Comparison;
use crate::study::ScenarioResult;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use std::error::Error;

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    reference: Option<String>,
    scenarios: Vec<ScenarioView>,
    infeasible: Vec<UnansweredView>,
    blocks: Vec<BlockView>,
}

#[derive(Serialize)]
struct BlockView {
    reference: Option<String>,
    scenarios: Vec<String>,
    draws: usize,
    seed: u64,
    sampler: &'static str,
    settled_year: bool,
    price_year: String,
    rests_on: Rests,
}

#[derive(Serialize)]
struct UnansweredView {
    id: String,
    name: String,
    why: InfeasibleView,
}

#[derive(Serialize)]
struct ScenarioView {
    id: String,
    name: String,
    description: Option<String>,
    evidence: String,
    reference: Option<String>,
    budget: f64,
    back_office: f64,
    unspent: f64,
    strands: BTreeMap<String, StrandView>,
    programmes: BTreeMap<String, f64>,
    harm: SummaryView,
    harm_avoided: AvoidedView,
    versus: VersusView,
    bridge: Option<BridgeView>,
    bridge_reason: Option<String>,
    threats: BTreeMap<String, ThreatView>,
    optimum: Option<OptimumView>,
}

#[derive(Serialize)]
struct StrandView {
    amount: f64,
    share: f64,
}

#[derive(Serialize)]
struct BridgeView {
    split: f64,
    within: f64,
}

#[derive(Serialize)]
struct ThreatView {
    harm: Option<f64>,
    harm_avoided: Option<f64>,
    counts: BTreeMap<String, f64>,
    counts_avoided: BTreeMap<String, SummaryView>,
}

#[derive(Serialize)]
struct VersusView {
    mean: f64,
    sd: f64,
    p5: f64,
    p50: f64,
    p95: f64,
    se: f64,
    probability_better: f64,
    distinguishable: bool,
}

/// The comparison as JSON.
///
/// # Errors
/// As the JSON writer's.
pub fn json(comparison: &Comparison, today: Date) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let mut scenarios: Vec<ScenarioView> = Vec::new();
    for block in &comparison.blocks {
        scenarios.extend(block.results.iter().map(|result| scenario(result, reference_of(block))));
    }
    scenarios.sort_by(|a, b| a.id.cmp(&b.id));
    let unanswered = comparison.blocks.iter().flat_map(|block| &block.unanswered);
    let infeasible = unanswered.map(|unanswered| UnansweredView {
        id: unanswered.scenario.id().to_owned(),
        name: unanswered.scenario.name().to_owned(),
        why: InfeasibleView::of(&unanswered.scenario, &unanswered.impossible),
    });
    let document = Document {
        schema: "apportion/compare/1",
        reference: comparison.blocks.first().and_then(reference_of),
        scenarios,
        infeasible: infeasible.collect(),
        blocks: comparison.blocks.iter().map(|block| block_view(block, today)).collect(),
    };
    views::json(&document)
}

fn reference_of(block: &Block) -> Option<String> {
    block.reference.map(|reference| block.results[reference].scenario.id().to_owned())
}

fn block_view(block: &Block, today: Date) -> BlockView {
    BlockView {
        reference: reference_of(block),
        scenarios: block.results.iter().map(|result| result.scenario.id().to_owned()).collect(),
        draws: block.simulation.draws.get(),
        seed: block.simulation.seed.0,
        sampler: Sampler::as_str(block.simulation.sampler),
        settled_year: true,
        price_year: block.evidence.price_year().to_owned(),
        rests_on: Rests::on(&block.evidence, &block.held, today),
    }
}

fn scenario(result: &ScenarioResult, reference: Option<String>) -> ScenarioView {
    let evidence = result.scenario.evidence();
    let budget = result.scenario.budget();
    let to_allocate = budget.to_allocate();
    let strands = evidence.strands().iter().map(|strand| {
        let amount = result.allocation.total_of(&evidence.programmes_of(strand));
        let share = amount.per(to_allocate).unwrap_or_default();
        (strand.to_string(), StrandView { amount: amount.millions(), share })
    });
    let programmes = evidence.programmes().iter().zip(result.allocation.millions());
    let (bridge, bridge_reason) = match &result.bridge {
        Ok(bridge) => (Some(BridgeView { split: bridge.split, within: bridge.within }), None),
        Err(reason) => (None, Some(reason.to_string())),
    };
    ScenarioView {
        id: result.scenario.id().to_owned(),
        name: result.scenario.name().to_owned(),
        description: result.scenario.description().map(str::to_owned),
        evidence: evidence.name().to_owned(),
        reference,
        budget: budget.total.millions(),
        back_office: budget.back_office.millions(),
        unspent: amounts::unspent(budget, &result.allocation),
        strands: strands.collect(),
        programmes: programmes.map(|(programme, amount)| (programme.id.to_string(), *amount)).collect(),
        harm: SummaryView::of(&result.harm),
        harm_avoided: AvoidedView::of(&result.harm_avoided),
        versus: VersusView::of(&result.versus),
        bridge,
        bridge_reason,
        threats: threats(result),
        optimum: result.optimum.as_ref().map(OptimumView::of),
    }
}

fn threats(result: &ScenarioResult) -> BTreeMap<String, ThreatView> {
    let threats = result.scenario.evidence().threats().iter().zip(&result.threats);
    let views = threats.map(|(threat, figures)| {
        let counts = || threat.counts.iter().zip(&figures.counts);
        let view = ThreatView {
            harm: figures.harm.map(|(harm, _)| harm),
            harm_avoided: figures.harm.map(|(_, avoided)| avoided),
            counts: counts().map(|(count, figures)| (count.id.to_string(), figures.mean)).collect(),
            counts_avoided: counts()
                .map(|(count, figures)| (count.id.to_string(), SummaryView::of(&figures.avoided)))
                .collect(),
        };
        (threat.id.to_string(), view)
    });
    views.collect()
}

impl VersusView {
    fn of(summary: &Summary) -> Self {
        let Summary { mean, sd, p5, p50, p95, se, probability_positive } = *summary;
        let distinguishable = summary.is_distinguishable_from_nought();
        Self { mean, sd, p5, p50, p95, se, probability_better: probability_positive, distinguishable }
    }
}
