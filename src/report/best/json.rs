//! The best allocation as JSON, schema `apportion/optimise/1`: full precision, money in £m.

use crate::model::Allocation;
use crate::report::Rests;
use crate::report::best::Answered;
use crate::report::best::lines;
use crate::report::views;
use crate::report::views::AvoidedView;
use crate::report::views::InfeasibleView;
use crate::report::views::OptimumView;
use crate::report::views::SummaryView;
use crate::study::Best;
use crate::study::Found;
use serde::Serialize;
use std::collections::BTreeMap;
use std::error::Error;

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    scenarios: Vec<ScenarioView>,
}

#[derive(Serialize)]
struct ScenarioView {
    id: String,
    name: String,
    evidence: String,
    feasible: bool,
    best: Option<BestView>,
    infeasible: Option<InfeasibleView>,
    rests_on: Rests,
}

#[derive(Serialize)]
struct BestView {
    is_today: bool,
    strands: BTreeMap<String, MoneyView>,
    programmes: BTreeMap<String, MoneyView>,
    harm_avoided: AvoidedView,
    risk: RiskView,
    optimum: Option<OptimumView>,
    stationarity: Option<f64>,
    budget_price: Option<f64>,
    prices: Vec<PriceView>,
    confidence: ConfidenceView,
    out_of_sample: HoldoutView,
}

#[derive(Serialize)]
struct MoneyView {
    today: f64,
    best: f64,
    near_best: Option<RangeView>,
}

#[derive(Serialize)]
struct RangeView {
    lowest: f64,
    highest: f64,
    proven_lowest: f64,
    proven_highest: f64,
}

#[derive(Serialize)]
struct RiskView {
    level: f64,
    var: f64,
    cvar: f64,
    worst: f64,
}

#[derive(Serialize)]
struct PriceView {
    rule: String,
    words: String,
    gain_per_pound: f64,
}

#[derive(Serialize)]
struct ConfidenceView {
    draws: usize,
    strands: BTreeMap<String, StrandView>,
    regret: Option<SummaryView>,
    regret_today: Option<SummaryView>,
}

#[derive(Serialize)]
struct StrandView {
    share_today: f64,
    best_share: SummaryView,
    probability_above_today: f64,
}

#[derive(Serialize)]
struct HoldoutView {
    seed: u64,
    seen: f64,
    fresh: SummaryView,
    optimism: f64,
}

/// The answers as JSON.
///
/// # Errors
/// As the JSON writer's.
pub fn json(answers: &[Answered]) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let scenarios = answers.iter().map(|answer| {
        let (best, infeasible) = match &answer.best {
            Best::Found(found) => (Some(found_view(answer, found)), None),
            Best::Impossible(why) => (None, Some(InfeasibleView::of(&answer.scenario, why))),
        };
        ScenarioView {
            id: answer.scenario.id().to_owned(),
            name: answer.scenario.name().to_owned(),
            evidence: answer.scenario.evidence().name().to_owned(),
            feasible: best.is_some(),
            best,
            infeasible,
            rests_on: answer.rests.clone(),
        }
    });
    views::json(&Document { schema: "apportion/optimise/1", scenarios: scenarios.collect() })
}

fn found_view(answer: &Answered, found: &Found) -> BestView {
    let scenario = &answer.scenario;
    let evidence = scenario.evidence();
    let today = Allocation::reference(evidence);
    let near = |position: usize| {
        found.near.get(position).map(|near| RangeView {
            lowest: near.range.lowest,
            highest: near.range.highest,
            proven_lowest: near.range.at_least,
            proven_highest: near.range.at_most,
        })
    };
    let money = |members: &[usize], position| MoneyView {
        today: today.total_of(members).millions(),
        best: found.allocation.total_of(members).millions(),
        near_best: near(position),
    };
    let strands = evidence.strands().iter().enumerate();
    let first = evidence.strands().len();
    let programmes = evidence.programmes().iter().enumerate();
    let prices = found.prices.iter().flat_map(|prices| lines::prices(scenario, prices));
    BestView {
        is_today: found.is_today,
        strands: strands.map(|(i, id)| (id.to_string(), money(&evidence.programmes_of(id), i))).collect(),
        programmes: programmes.map(|(i, p)| (p.id.to_string(), money(&[i], first + i))).collect(),
        harm_avoided: AvoidedView::of(&found.harm_avoided),
        risk: RiskView {
            level: found.level,
            var: found.tail.var,
            cvar: found.tail.cvar,
            worst: found.tail.worst,
        },
        optimum: found.certificate.as_ref().map(OptimumView::of),
        stationarity: found.prices.as_ref().map(|prices| prices.stationarity),
        budget_price: found.prices.as_ref().and_then(|prices| prices.budget),
        prices: prices
            .map(|price| PriceView { rule: price.key, words: price.words, gain_per_pound: price.gain })
            .collect(),
        confidence: confidence_view(answer, found),
        out_of_sample: HoldoutView {
            seed: found.holdout.seed.0,
            seen: found.holdout.seen,
            fresh: SummaryView::of(&found.holdout.fresh),
            optimism: found.holdout.optimism(),
        },
    }
}

fn confidence_view(answer: &Answered, found: &Found) -> ConfidenceView {
    let sure = &found.confidence;
    let strands = answer.scenario.evidence().strands().iter().zip(&sure.strands);
    let strands = strands.map(|(id, strand)| {
        let view = StrandView {
            share_today: strand.today,
            best_share: SummaryView::of(&strand.share),
            probability_above_today: strand.above_today,
        };
        (id.to_string(), view)
    });
    ConfidenceView {
        draws: sure.draws,
        strands: strands.collect(),
        regret: sure.regret.as_ref().map(SummaryView::of),
        regret_today: sure.regret_today.as_ref().map(SummaryView::of),
    }
}
