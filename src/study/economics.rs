//! What a scenario costs beyond the reference, and what that is worth, in the terms of HM Treasury's Green Book.
//!
//! Everything is worked out from present values: of a plan over its years, and of a settled year that year's figures. Only
//! costed harm is in them; people stand beside, as the cost of each case avoided.

use crate::id::Id;
use crate::model::Allocation;
use crate::model::Evidence;
use crate::risk::Summary;
use crate::study::BreakEven;
use crate::study::NoCostPerCase;
use crate::study::NoRatio;
use crate::study::Setting;

/// What a scenario costs beyond the reference, and what that is worth. Money is £m.
#[derive(Clone, Debug, PartialEq)]
pub struct Economics {
    /// Present value of what its programmes cost beyond the reference's; certain.
    pub extra_cost: f64,
    /// Net present value: harm avoided against the reference less extra cost, draw by draw. Of a settled year it is the
    /// net benefit a year.
    pub net_present_value: Summary,
    /// Harm avoided against the reference by extra cost, £ per £1: "Total monetisable benefits divided by total relevant
    /// costs" (HM Treasury, Green Book Review 2020, CP 331). Only where there is an extra cost.
    pub benefit_cost_ratio: Result<Summary, NoRatio>,
    /// By human measure, added up over the threats that have it, in the evidence's order.
    pub cost_per_case: Vec<(Id, Result<CostPerCase, NoCostPerCase>)>,
    /// By threat and human measure, in the evidence's order: as if the extra cost were for that one alone.
    pub by_threat: Vec<Vec<Result<CostPerCase, NoCostPerCase>>>,
    /// When a plan has paid for itself; nothing of a settled year.
    pub break_even: Option<BreakEven>,
}

/// What one case avoided costs, £m: the extra cost by the number avoided against the reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CostPerCase {
    /// By the mean number.
    pub cost: f64,
    /// By the 95% and the 5% quantile of the number: exact, since the cost is certain. `None` where the 90% interval of the
    /// number is not above nought.
    pub interval: Option<(f64, f64)>,
}

/// A mean within so many standard errors of nought may be noise of the simulation.
const NOISE: f64 = 2.0;

/// What the economics of a scenario are worked out from.
pub(super) struct PresentValues<'a> {
    /// The name of the reference.
    pub(super) reference: &'a str,
    /// Harm avoided against the reference, draw by draw, £m.
    pub(super) versus: &'a [f64],
    /// The same, summed up.
    pub(super) summary: Summary,
    /// What the programmes cost beyond the reference's, £m.
    pub(super) extra_cost: f64,
    /// Of a threat and one of its counts, by position: how many fewer than with the reference, draw by draw. Asked only
    /// where it costs more.
    pub(super) fewer: &'a dyn Fn(usize, usize) -> Vec<f64>,
}

impl Economics {
    /// What follows from present values; `None` where a figure is no finite number.
    pub(super) fn of(evidence: &Evidence, values: &PresentValues<'_>) -> Option<Self> {
        let extra_cost = values.extra_cost;
        let net_present_value = if extra_cost.abs() > 0.0 {
            Summary::of(&values.versus.iter().map(|avoided| avoided - extra_cost).collect::<Vec<f64>>())?
        } else {
            values.summary
        };
        let threats = evidence.threats().iter().enumerate();
        let one = |threat: usize, count: usize| cost_per_case(values, || (values.fewer)(threat, count));
        let by_threat = threats.map(|(t, threat)| (0..threat.counts.len()).map(|c| one(t, c)).collect());
        let by_threat: Vec<Vec<Result<CostPerCase, NoCostPerCase>>> = by_threat.collect();
        let cost_per_case = measures(evidence).into_iter().map(|(id, places)| {
            let cost = match places.as_slice() {
                [(threat, count)] => by_threat[*threat][*count].clone(),
                _ => cost_per_case(values, || added(values, &places)),
            };
            (id, cost)
        });
        Some(Self {
            extra_cost,
            net_present_value,
            benefit_cost_ratio: ratio(values)?,
            cost_per_case: cost_per_case.collect(),
            by_threat,
            break_even: None,
        })
    }
}

/// How much more an allocation spends than the reference, £m at present value; nought where that is less than £1.
pub(super) fn beyond(setting: &Setting, allocation: &Allocation, reference: &Allocation) -> f64 {
    let cost = |allocation: &Allocation| setting.timeline().present_value(allocation.millions());
    let extra = cost(allocation) - cost(reference);
    if extra.abs() <= Allocation::SAME_MILLIONS { 0.0 } else { extra }
}

/// Every human measure once, with the threats and counts that have its id, in the evidence's order.
fn measures(evidence: &Evidence) -> Vec<(Id, Vec<(usize, usize)>)> {
    let mut measures: Vec<(Id, Vec<(usize, usize)>)> = Vec::new();
    for (t, threat) in evidence.threats().iter().enumerate() {
        for (c, count) in threat.counts.iter().enumerate() {
            match measures.iter_mut().find(|(id, _)| *id == count.id) {
                Some((_, places)) => places.push((t, c)),
                None => measures.push((count.id.clone(), vec![(t, c)])),
            }
        }
    }
    measures
}

/// How many fewer there are over some threats together, draw by draw.
fn added(values: &PresentValues<'_>, places: &[(usize, usize)]) -> Vec<f64> {
    let mut all = vec![0.0; values.versus.len()];
    for (threat, count) in places {
        all.iter_mut().zip((values.fewer)(*threat, *count)).for_each(|(all, fewer)| *all += fewer);
    }
    all
}

/// The benefit–cost ratio, or why there is none; `None` where it is no finite number.
fn ratio(values: &PresentValues<'_>) -> Option<Result<Summary, NoRatio>> {
    let reference = || values.reference.to_owned();
    let extra_cost = values.extra_cost;
    if extra_cost < 0.0 {
        return Some(Err(NoRatio::CostsLess { reference: reference(), saved: -extra_cost }));
    }
    if extra_cost <= 0.0 {
        return Some(Err(NoRatio::CostsTheSame { reference: reference() }));
    }
    let factor = 1.0 / extra_cost;
    let Summary { mean, sd, p5, p50, p95, se, probability_positive } = values.summary;
    let [mean, sd, p5, p50, p95, se] = [mean, sd, p5, p50, p95, se].map(|figure| figure * factor);
    let ratio = Summary { mean, sd, p5, p50, p95, se, probability_positive };
    [mean, sd, p5, p50, p95, se].iter().all(|figure| figure.is_finite()).then_some(Ok(ratio))
}

/// What one case avoided costs, or why that cannot be said.
fn cost_per_case(
    values: &PresentValues<'_>,
    fewer: impl FnOnce() -> Vec<f64>,
) -> Result<CostPerCase, NoCostPerCase> {
    let reference = || values.reference.to_owned();
    let extra_cost = values.extra_cost;
    if extra_cost < 0.0 {
        return Err(NoCostPerCase::CostsLess { reference: reference(), saved: -extra_cost });
    }
    if extra_cost <= 0.0 {
        return Err(NoCostPerCase::CostsTheSame { reference: reference() });
    }
    let fewer = Summary::of(&fewer()).ok_or(NoCostPerCase::NoNumber)?;
    if fewer.sd.max(fewer.mean.abs()) <= 0.0 {
        return Err(NoCostPerCase::AsMany { reference: reference() });
    }
    if fewer.mean <= 0.0 {
        return Err(NoCostPerCase::NotFewer { reference: reference() });
    }
    if fewer.mean <= NOISE * fewer.se {
        return Err(NoCostPerCase::NotDistinguishable { reference: reference() });
    }
    let [cost, low, high] = [fewer.mean, fewer.p95, fewer.p5].map(|number| extra_cost / number);
    let interval = (fewer.p5 > 0.0 && high.is_finite()).then_some((low, high));
    if cost.is_finite() { Ok(CostPerCase { cost, interval }) } else { Err(NoCostPerCase::NoNumber) }
}
