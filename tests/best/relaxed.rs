//! Scenarios with one rule relaxed by some money.

use crate::support::money;
use crate::support::share;
use apportion::model::BoundKey;
use apportion::model::BoundKind;
use apportion::model::EvidenceSpec;
use apportion::model::LimitSpec;
use apportion::model::Portion;
use apportion::model::Scenario;
use apportion::model::ScenarioSpec;
use apportion::optimise::Rule;
use apportion::units::Share;

/// Evidence and rules.
pub type Question = (EvidenceSpec, ScenarioSpec);

/// The question with one rule relaxed by £m: less asked for, more allowed; an exact amount, more of it. `None`
/// where files cannot say so.
pub fn relaxed(question: &Question, scenario: &Scenario, rule: &Rule, by: f64) -> Option<Question> {
    let (mut evidence, mut spec) = question.clone();
    let unit = scenario.budget().to_allocate().millions();
    match rule {
        Rule::Moved | Rule::OverPlan | Rule::Change { .. } => {
            unreachable!("no instance moves from year to year")
        }
        Rule::Budget { .. } => budget_alone(&mut spec, unit, by),
        Rule::Strand { strand, side, .. } => {
            let id = scenario.evidence().strands()[*strand].clone();
            let portion = moved_share(scenario.portion(&id), *side, by / unit)?;
            spec.split.insert(id, portion);
        }
        Rule::Limit { limit, bound, .. } => {
            let stated = scenario.limits()[*limit].bounds[*bound];
            let reference: f64 = scenario.limits()[*limit]
                .members
                .iter()
                .map(|&m| scenario.evidence().programmes()[m].reference.millions())
                .sum();
            let sign = if stated.kind == BoundKind::AtLeast { -by } else { by };
            let limit = &mut spec.limits[*limit];
            match stated.key {
                BoundKey::Min => limit.min = Some(money(stated.amount.millions() + sign)),
                BoundKey::Max => limit.max = Some(money(stated.amount.millions() + sign)),
                BoundKey::MinShare => limit.min_share = moved(limit.min_share?, sign / unit),
                BoundKey::MaxShare => limit.max_share = moved(limit.max_share?, sign / unit),
                BoundKey::MaxChange => limit.max_change = Some(limit.max_change? + by / reference),
            }
        }
        Rule::Least { programme } => {
            let line = &mut evidence.programmes[*programme];
            line.min = money(Some(line.min.millions() - by).filter(|least| *least >= 0.0)?);
        }
        Rule::Most { programme } => {
            let line = &mut evidence.programmes[*programme];
            line.max = Some(money(line.max?.millions() + by));
        }
        Rule::Pinned { programme } => {
            let amount = spec.amounts.get_mut(&evidence.programmes[*programme].id)?;
            *amount = money(amount.millions() + by);
        }
        Rule::Ratio { .. } | Rule::ProRata { .. } | Rule::OnOff { .. } | Rule::AtMostOpen { .. } => {
            return None;
        }
    }
    Some((evidence, spec))
}

/// More of all money, with every share of it the money that it was.
fn budget_alone(spec: &mut ScenarioSpec, unit: f64, by: f64) {
    let part = unit / (unit + by);
    let scaled = |old: Share| share(old.get() * part);
    for portion in spec.split.values_mut() {
        *portion = match *portion {
            Portion::Free => Portion::Free,
            Portion::Exactly(exact) => Portion::Exactly(scaled(exact)),
            Portion::Between { min, max } => Portion::Between { min: scaled(min), max: scaled(max) },
            money @ (Portion::Amount(_) | Portion::Amounts { .. }) => money,
            Portion::Today => panic!("no instance says today"),
        };
    }
    for LimitSpec { min_share, max_share, .. } in &mut spec.limits {
        *min_share = min_share.map(scaled);
        *max_share = max_share.map(scaled);
    }
    spec.budget.total = money(spec.budget.total.millions() + by);
}

fn moved(old: Share, by: f64) -> Option<Share> {
    Share::new(old.get() + by).ok()
}

fn moved_share(portion: Portion, side: Option<BoundKind>, by: f64) -> Option<Portion> {
    Some(match (portion, side) {
        (Portion::Exactly(old), _) => Portion::Exactly(moved(old, by)?),
        (Portion::Between { min, max }, Some(BoundKind::AtLeast)) => {
            Portion::Between { min: moved(min, -by)?, max }
        }
        (Portion::Between { min, max }, _) => Portion::Between { min, max: moved(max, by)? },
        (Portion::Free | Portion::Today | Portion::Amount(_) | Portion::Amounts { .. }, _) => return None,
    })
}
