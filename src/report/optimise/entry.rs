//! From a study's result to its document.

use crate::id::Id;
use crate::model::Allocation;
use crate::model::Scenario;
use crate::report::amounts;
use crate::report::optimise::Answered;
use crate::report::optimise::document::BestBeforeView;
use crate::report::optimise::document::BestView;
use crate::report::optimise::document::BestYearView;
use crate::report::optimise::document::ConfidenceView;
use crate::report::optimise::document::Entry;
use crate::report::optimise::document::HoldoutView;
use crate::report::optimise::document::MoneyView;
use crate::report::optimise::document::PriceView;
use crate::report::optimise::document::RangeView;
use crate::report::optimise::document::RiskView;
use crate::report::optimise::document::StrandConfidenceView;
use crate::report::optimise::document::StrandMoneyView;
use crate::report::optimise::document::TogetherView;
use crate::report::optimise::priced;
use crate::report::price_year;
use crate::report::views;
use crate::report::views::AfterPlanView;
use crate::report::views::AvoidedView;
use crate::report::views::EconomicsView;
use crate::report::views::InfeasibleView;
use crate::report::views::OptimumView;
use crate::report::views::Stated;
use crate::report::views::StudiedView;
use crate::report::views::SummaryView;
use crate::report::views::YearView;
use crate::study::Best;
use crate::study::BestBefore;
use crate::study::Found;

impl Entry {
    /// The entry of one answer; `stated` says where its rules stand.
    #[must_use]
    pub fn of(answer: &Answered, stated: &Stated<'_>) -> Self {
        let (scenario, budget) = (&answer.scenario, answer.scenario.budget_at_present_value());
        let (best, infeasible) = match &answer.best {
            Best::Found(found) => (Some(BestView::of(scenario, found)), None),
            Best::Impossible(why) => (None, Some(InfeasibleView::placed(scenario, why, stated))),
        };
        Self {
            id: scenario.id().to_owned(),
            name: scenario.name().to_owned(),
            description: scenario.description().map(str::to_owned),
            evidence: scenario.evidence().name().to_owned(),
            budget: budget.total.millions(),
            back_office: budget.back_office.millions(),
            order: views::order(scenario.evidence()),
            assumed: views::assumed(scenario.evidence()),
            feasible: best.is_some(),
            best,
            infeasible,
            price_year: scenario.evidence().price_year().to_owned(),
            price_year_stated: price_year::stated(scenario.evidence()),
            deflator: price_year::deflator(scenario.evidence()),
            rests_on: answer.basis.clone(),
        }
    }
}

impl BestView {
    /// What is to be said of the best allocation of a scenario.
    #[must_use]
    pub fn of(scenario: &Scenario, found: &Found) -> Self {
        let (evidence, timeline) = (scenario.evidence(), scenario.timeline());
        let today = timeline.at_present_value(&timeline.today(evidence));
        let money = timeline.at_present_value(&found.allocation);
        let prices = found.prices.iter().flat_map(|prices| priced::prices(scenario, prices));
        let together = found.prices.iter().flat_map(|prices| priced::together(scenario, prices));
        Self {
            measure: scenario.objective().measure.as_str().to_owned(),
            is_today: found.is_today,
            total_today: today.total().millions(),
            unspent: amounts::unspent(scenario.budget_at_present_value(), &money),
            strands: strands(scenario, found, &money, &today),
            programmes: programmes(scenario, found, &money, &today),
            harm_avoided: AvoidedView::of(&found.harm_avoided),
            economics: Some(EconomicsView::of(&found.economics, scenario)),
            risk: RiskView {
                level: found.level,
                var: found.tail.var,
                cvar: found.tail.cvar,
                worst: found.tail.worst,
            },
            optimum: found.certificate.as_ref().map(OptimumView::of),
            stationarity: found.prices.as_ref().map(|prices| prices.stationarity),
            budget_price: found.prices.as_ref().and_then(|prices| prices.budget),
            years: years(scenario, found),
            after_plan: found.after.as_ref().map(AfterPlanView::of),
            prices: prices
                .map(|price| PriceView {
                    rule: price.key,
                    words: price.words,
                    is_limit: price.is_limit,
                    gain_per_pound: price.gain,
                    loss_per_pound: price.loss,
                })
                .collect(),
            prices_together: together
                .map(|(rules, gain, loss)| TogetherView { rules, gain_per_pound: gain, loss_per_pound: loss })
                .collect(),
            confidence: confidence_view(scenario, found),
            out_of_sample: found.holdout.as_ref().map(|holdout| HoldoutView {
                seed: holdout.seed.0,
                seen: holdout.seen,
                fresh: SummaryView::of(&holdout.fresh),
                optimism: holdout.optimism(),
            }),
            left_out: found.left_out.iter().flat_map(|left_out| left_out.what.clone()).collect(),
            left_out_by: found.left_out.as_ref().map(|left_out| left_out.by.as_str().to_owned()),
            studied: found.studied.as_ref().map(StudiedView::of),
            best_before: found.best_before.as_ref().map(|before| best_before(scenario, before)),
        }
    }
}

fn best_before(scenario: &Scenario, before: &BestBefore) -> BestBeforeView {
    let evidence = scenario.evidence();
    let money = scenario.timeline().at_present_value(&before.allocation);
    let of_strand = |strand: &Id| money.total_of(&evidence.programmes_of(strand)).millions();
    let programmes = evidence.programmes().iter().zip(money.millions());
    BestBeforeView {
        strands: evidence.strands().iter().map(|strand| (strand.to_string(), of_strand(strand))).collect(),
        programmes: programmes.map(|(programme, money)| (programme.id.to_string(), *money)).collect(),
        gain: SummaryView::of(&before.gain),
    }
}

/// How far money can move, of strands first and then of programmes.
fn near(found: &Found, position: usize) -> Option<RangeView> {
    found.near.get(position)?.range.map(|range| RangeView {
        lowest: range.lowest,
        highest: range.highest,
        proven_lowest: range.at_least,
        proven_highest: range.at_most,
    })
}

type ById<V> = std::collections::BTreeMap<String, V>;

/// Each year of the best plan; nothing of a settled year.
fn years(scenario: &Scenario, found: &Found) -> Vec<BestYearView> {
    let evidence = scenario.evidence();
    let price = |year: usize| found.prices.as_ref()?.budgets.get(year).copied().flatten();
    let years = found.years.iter().enumerate().map(|(position, year)| {
        let first = position * evidence.strands().len();
        let strands = evidence.strands().iter().enumerate();
        let is_decided = year.allocation.is_some();
        let ranges = strands.map(|(i, strand)| (strand.to_string(), near(found, first + i)));
        BestYearView {
            year: YearView::of(evidence, year),
            near_best: if is_decided { ranges.collect() } else { ById::new() },
            budget_price: price(position),
        }
    });
    years.collect()
}

fn strands(
    scenario: &Scenario,
    found: &Found,
    money: &Allocation,
    today: &Allocation,
) -> ById<StrandMoneyView> {
    let evidence = scenario.evidence();
    let to_allocate = scenario.budget_at_present_value().to_allocate();
    let strands = evidence.strands().iter().enumerate().map(|(i, strand)| {
        let members = evidence.programmes_of(strand);
        let best = money.total_of(&members);
        let view = StrandMoneyView {
            today: today.total_of(&members).millions(),
            best: best.millions(),
            share: best.per(to_allocate).unwrap_or_default(),
            near_best: near(found, i).filter(|_| found.years.is_empty()),
        };
        (strand.to_string(), view)
    });
    strands.collect()
}

fn programmes(scenario: &Scenario, found: &Found, money: &Allocation, today: &Allocation) -> ById<MoneyView> {
    let evidence = scenario.evidence();
    let first = evidence.strands().len();
    let money = today.millions().iter().zip(money.millions());
    let programmes = evidence.programmes().iter().zip(money).enumerate();
    let programmes = programmes.map(|(i, (programme, (today, best)))| {
        let view = MoneyView {
            today: *today,
            best: *best,
            near_best: near(found, first + i).filter(|_| found.years.is_empty()),
        };
        (programme.id.to_string(), view)
    });
    programmes.collect()
}

fn confidence_view(scenario: &Scenario, found: &Found) -> ConfidenceView {
    let sure = &found.confidence;
    let strands = scenario.evidence().strands().iter().zip(sure.strands.iter().flatten());
    let strands = strands.map(|(id, strand)| {
        let view = StrandConfidenceView {
            share_today: strand.today,
            best_share: SummaryView::of(&strand.share),
            probability_above_today: strand.above_today,
        };
        (id.to_string(), view)
    });
    ConfidenceView {
        draws: sure.draws,
        unsolved: sure.unsolved,
        strands: strands.collect(),
        regret: sure.regret.as_ref().map(SummaryView::of),
        regret_today: sure.regret_today.as_ref().map(SummaryView::of),
    }
}
