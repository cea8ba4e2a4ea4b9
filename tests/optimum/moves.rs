//! How the best value moves when the question does.

use crate::Best;
use crate::solved;
use crate::support::instances::Dice;
use crate::support::instances::Instance;
use crate::support::money;
use apportion::curve::Points;
use apportion::distribution::Distribution;
use apportion::id::Id;
use apportion::model::Curve;
use apportion::model::LimitSpec;
use apportion::model::Portion;
use apportion::model::Strength;
use apportion::model::Within;
use apportion::units::Money;

/// Fixed shares of a larger budget must be spent, wanted or not: only then can more money hurt.
fn frees_every_share(instance: &mut Instance) {
    for portion in instance.scenario.split.values_mut() {
        *portion = Portion::Free;
    }
    instance.scenario.within = Within::Best;
    for limit in &mut instance.scenario.limits {
        limit.min_share = None;
    }
}

#[test]
fn more_budget_never_hurts() {
    let mut helped = 0;
    for (seed, mut instance, _) in solved() {
        frees_every_share(&mut instance);
        let Some(less) = Best::of(&instance) else { continue };
        let mut spec = instance.scenario.clone();
        spec.budget.total = money(1.1 * spec.budget.total.millions());
        let more = less.under(spec).unwrap();
        let (less, more) = (&less.certificate, &more.certificate);
        assert!(more.lower <= less.upper * (1.0 + 1e-9), "seed {seed}: {more:?} after {less:?}");
        helped += usize::from(more.upper < less.lower);
    }
    assert!(helped > crate::INSTANCES / 2, "a tenth more money is worth something to most: {helped}");
}

#[test]
fn a_tighter_limit_never_helps() {
    let (mut seen, mut hurt) = (0, 0);
    for (seed, instance, best) in solved().filter(|(_, instance, _)| instance.scenario.within == Within::Best)
    {
        let dice = &mut Dice::new(seed);
        let mut spec = instance.scenario.clone();
        let members = best.scenario.evidence().programmes();
        let capped = dice.one_of(members);
        let position = members.iter().position(|member| member.id == capped.id).unwrap();
        let amount = best.allocation.millions()[position];
        spec.limits.push(LimitSpec {
            name: "tighter".to_owned(),
            programmes: vec![apportion::id::Pattern::new(capped.id.as_str()).unwrap()],
            max: Some(money(0.7 * amount)),
            ..LimitSpec::default()
        });
        let Some(tighter) = best.under(spec) else { continue };
        seen += 1;
        let (tighter, loose) = (&tighter.certificate, &best.certificate);
        hurt += usize::from(tighter.lower > loose.upper);
        // Simplex codes leave rows open by about 1e-9 of the budget, worth less than that of the harm.
        let bound = loose.lower * (1.0 - 1e-9);
        assert!(tighter.upper >= bound, "seed {seed}: {tighter:?} after {loose:?}");
    }
    assert!(seen > crate::INSTANCES / 3, "{seen} are too few to prove anything");
    assert!(hurt > seen / 3, "a cap below the best amount costs something: {hurt} of {seen}");
}

fn times(amount: Money, factor: f64) -> Money {
    money(amount.millions() * factor)
}

/// A distribution of `factor` times as much; only of those that instances use for money.
fn stretched(stated: &Distribution, factor: f64) -> Distribution {
    let (low, high) = stated.support();
    match stated.certain() {
        Some(value) => Distribution::constant(value * factor).unwrap(),
        // Uniform scales have their mean in the middle; harms are PERTs, whose mode is (6·mean − low − high)/4.
        None if (stated.mean() - 0.5 * (low + high)).abs() < 1e-9 * high => {
            Distribution::uniform(low * factor, high * factor).unwrap()
        }
        None => {
            let mode = (6.0 * stated.mean() - low - high) / 4.0;
            Distribution::pert(low * factor, mode * factor, high * factor).unwrap()
        }
    }
}

/// The same question with all money in another unit.
fn in_other_money(instance: &Instance, factor: f64) -> Instance {
    let Instance { mut evidence, mut scenario } =
        Instance { evidence: instance.evidence.clone(), scenario: instance.scenario.clone() };
    for threat in &mut evidence.threats {
        threat.harm = threat.harm.as_ref().map(|harm| stretched(harm, factor));
    }
    for programme in &mut evidence.programmes {
        programme.reference = times(programme.reference, factor);
        programme.min = times(programme.min, factor);
        programme.max = programme.max.map(|max| times(max, factor));
        for effect in &mut programme.effects {
            match &mut effect.curve {
                Curve::Parametric(curve) => {
                    curve.scale = curve.scale.as_ref().map(|scale| stretched(scale, factor));
                    assert!(matches!(
                        curve.strength,
                        Strength::Own(_) | Strength::AverageReturn(_) | Strength::MarginalReturn(_)
                    ));
                }
                Curve::Points(points) => {
                    let given: Vec<(f64, f64)> = points.given().map(|(at, cut)| (at * factor, cut)).collect();
                    *points = Points::new(&given).unwrap();
                }
            }
        }
    }
    scenario.budget.total = times(scenario.budget.total, factor);
    scenario.amounts.values_mut().for_each(|amount| *amount = times(*amount, factor));
    for limit in &mut scenario.limits {
        limit.min = limit.min.map(|min| times(min, factor));
        limit.max = limit.max.map(|max| times(max, factor));
    }
    Instance { evidence, scenario }
}

#[test]
fn all_money_in_another_unit_is_the_same_question() {
    for (seed, instance, best) in solved() {
        for factor in [1e-3, 1e3] {
            let other = Best::of(&in_other_money(&instance, factor)).unwrap();
            assert!(other.certificate.reached, "seed {seed} × {factor}: {:?}", other.certificate);
            let upper = other.certificate.upper / factor;
            let apart = (upper - best.certificate.upper).abs();
            // Both are within the gap of one best value; quantiles differ in their last digits (1e-12).
            let allowed = best.slack() + 1e-10 * upper;
            assert!(apart <= allowed, "seed {seed} × {factor}: {upper} and {:?}", best.certificate);
            // Each one's amounts are as good an answer to the other's question.
            let back: Vec<f64> = other.allocation.millions().iter().map(|amount| amount / factor).collect();
            let value = best.value_of(&back);
            assert!((value - upper).abs() <= 1e-10 * upper, "seed {seed} × {factor}: {value} and {upper}");
        }
    }
}

/// The programmes under other names, so that they stand in another order.
#[test]
fn other_names_change_nothing_that_the_gap_does_not_allow() {
    let renamed = |id: &Id| {
        let number: u32 = id.as_str()[1..].parse().unwrap();
        Id::new(&format!("p{}", 9 - number)).unwrap()
    };
    let mut seen = 0;
    for (seed, instance, best) in solved() {
        // Draws go by address, so that only what is certain is the same under another name.
        let certain = |stated: &Distribution| Distribution::constant(stated.mean()).unwrap();
        let mut plain = Instance { evidence: instance.evidence.clone(), scenario: instance.scenario.clone() };
        plain.evidence.correlations.clear();
        for threat in &mut plain.evidence.threats {
            threat.harm = threat.harm.as_ref().map(certain);
        }
        for funder in &mut plain.evidence.funders {
            funder.delivered = funder.delivered.as_ref().map(certain);
        }
        for effect in plain.evidence.programmes.iter_mut().flat_map(|programme| &mut programme.effects) {
            effect.works = None;
            if let Curve::Parametric(curve) = &mut effect.curve {
                curve.scale = curve.scale.as_ref().map(certain);
                let (Strength::Own(stated)
                | Strength::AverageReturn(stated)
                | Strength::MarginalReturn(stated)) = &mut curve.strength;
                *stated = certain(stated);
            }
        }
        plain.scenario.limits.retain(|limit| limit.programmes.is_empty());
        let Some(before) = Best::of(&plain) else { continue };
        for programme in &mut plain.evidence.programmes {
            programme.id = renamed(&programme.id);
        }
        let amounts = plain.scenario.amounts.iter();
        plain.scenario.amounts = amounts.map(|(id, amount)| (renamed(id), *amount)).collect();
        let after = Best::of(&plain).unwrap();
        let back: Vec<f64> = after.allocation.millions().iter().rev().copied().collect();
        let value = before.value_of(&back);
        assert!((value - after.certificate.upper).abs() <= 1e-12 * value, "seed {seed}: the same harm");
        let apart = (after.certificate.upper - before.certificate.upper).abs();
        assert!(apart <= before.slack(), "seed {seed}: {:?} and {:?}", after.certificate, before.certificate);
        seen += 1;
        drop(best);
    }
    assert!(seen > crate::INSTANCES / 2, "{seen} are too few to prove anything");
}
