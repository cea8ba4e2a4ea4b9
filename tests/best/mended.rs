//! Scenarios changed as a mend says, in the words of files: shares follow the budget that they are shares of.

use crate::relaxed::Question;
use crate::support::money;
use crate::support::share;
use apportion::model::BoundKey;
use apportion::model::BoundKind;
use apportion::model::Portion;
use apportion::model::RatioSpec;
use apportion::model::Scenario;
use apportion::optimise::Mend;
use apportion::optimise::Rule;
use apportion::units::Money;
use apportion::units::Share;

/// The question with every change made, by this part of it.
pub fn mended(question: &Question, scenario: &Scenario, mends: &[Mend], part: f64) -> Question {
    let (mut evidence, mut spec) = question.clone();
    let unit = scenario.budget().to_allocate().millions();
    let grown: f64 = mends
        .iter()
        .filter(|mend| mend.rule == Rule::Budget { year: 0 })
        .map(|mend| part * mend.change)
        .sum();
    spec.budget.total = money(spec.budget.total.millions() + grown);
    let whole = unit + grown;
    for mend in mends {
        let by = if mend.raised { part * mend.change } else { -part * mend.change };
        let up = |old: Money| money((old.millions() + by).max(0.0));
        let share_up = |old: Share| share((old.get() + by / whole).clamp(0.0, 1.0));
        match mend.rule {
            Rule::Budget { .. } => {}
            Rule::Moved | Rule::OverPlan | Rule::Change { .. } => {
                unreachable!("no instance moves from year to year")
            }
            Rule::Strand { strand, side, .. } => {
                let id = scenario.evidence().strands()[strand].clone();
                let portion = match (scenario.portion(&id), side) {
                    (Portion::Exactly(old), _) => Portion::Exactly(share_up(old)),
                    (Portion::Between { min, max }, Some(BoundKind::AtLeast)) => {
                        Portion::Between { min: share_up(min), max }
                    }
                    (Portion::Between { min, max }, _) => Portion::Between { min, max: share_up(max) },
                    (Portion::Amount(old), _) => Portion::Amount(up(old)),
                    (Portion::Amounts { min, max }, Some(BoundKind::AtLeast)) => {
                        Portion::Amounts { min: up(min), max }
                    }
                    (Portion::Amounts { min, max }, _) => Portion::Amounts { min, max: max.map(up) },
                    (Portion::Free | Portion::Today, _) => unreachable!("no instance has a rule of these"),
                };
                spec.split.insert(id, portion);
            }
            Rule::Limit { limit, bound, .. } => {
                let resolved = &scenario.limits()[limit];
                let members = resolved.members.iter().map(|&m| scenario.evidence().programmes()[m].reference);
                let reference = members.sum::<Money>().millions();
                let limit = &mut spec.limits[limit];
                match resolved.bounds[bound].key {
                    BoundKey::Min => limit.min = limit.min.map(up),
                    BoundKey::Max => limit.max = limit.max.map(up),
                    BoundKey::MinShare => limit.min_share = limit.min_share.map(share_up),
                    BoundKey::MaxShare => limit.max_share = limit.max_share.map(share_up),
                    BoundKey::MaxChange => {
                        limit.max_change = limit.max_change.map(|change| change + by.abs() / reference);
                    }
                }
            }
            Rule::Ratio { limit, side, .. } => {
                let RatioSpec { min, max, .. } = spec.limits[limit].ratio.as_mut().unwrap();
                let becomes = mend.ratio.unwrap();
                match side {
                    None => (*min, *max) = (Some(becomes), Some(becomes)),
                    Some(BoundKind::AtLeast) => *min = Some(becomes),
                    Some(BoundKind::AtMost) => *max = Some(becomes),
                }
            }
            Rule::AtMostOpen { limit, .. } => {
                let most = &mut spec.limits[limit].at_most_open;
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful")]
                let more = mend.change.round() as usize;
                *most = most.map(|most| most + more);
            }
            Rule::Least { programme } => {
                let line = &mut evidence.programmes[programme];
                line.min = up(line.min);
            }
            Rule::Most { programme } => {
                let line = &mut evidence.programmes[programme];
                line.max = line.max.map(up);
            }
            Rule::Pinned { programme } => {
                let amount = spec.amounts.get_mut(&evidence.programmes[programme].id).unwrap();
                *amount = up(*amount);
            }
            Rule::ProRata { .. } | Rule::OnOff { .. } => panic!("{mend:?} is no change of money"),
        }
    }
    whole_again(&mut spec.split);
    for line in &evidence.programmes {
        // An amount that moved together with a bound may end a rounding beyond it.
        let within = |amount: Money, bound: Money| {
            if (amount - bound).millions().abs() < 1e-9 { bound } else { amount }
        };
        if let Some(amount) = spec.amounts.get_mut(&line.id) {
            *amount = within(line.max.map_or(*amount, |max| within(*amount, max)), line.min);
        }
    }
    (evidence, spec)
}

/// Exact shares that a solver's rounding keeps from adding up.
fn whole_again(split: &mut std::collections::BTreeMap<apportion::id::Id, Portion>) {
    let exact =
        || split.values().map(|portion| if let Portion::Exactly(s) = portion { s.get() } else { f64::NAN });
    let whole: f64 = exact().sum();
    // Ten thousand times what a linear program leaves, and far below any change that is made.
    if (whole - 1.0).abs() < 1e-5 {
        for portion in split.values_mut() {
            if let Portion::Exactly(old) = portion {
                *old = share((old.get() / whole).min(1.0));
            }
        }
    }
}
