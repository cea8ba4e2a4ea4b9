//! What a certificate says, held against what can be checked without it.

use crate::Best;
use crate::GAP;
use crate::INSTANCES;
use crate::solved;
use crate::support::id;
use crate::support::instances::Dice;
use crate::support::instances::STRANDS;
use crate::support::instances::instance;
use apportion::model::Allocation;
use apportion::model::BoundKind;
use apportion::model::Portion;
use apportion::model::Within;
use apportion::optimise::Region;
use apportion::optimise::default_solver;

/// £1: money is kept to 1e-6 £m.
const POUND: f64 = 1e-6;

#[test]
fn most_random_instances_can_be_met_and_have_every_kind_of_rule() {
    let last = solved().last().unwrap().0;
    assert!(last < 2 * INSTANCES as u64, "half of all instances are infeasible: {last}");
    let specs: Vec<_> = (0..=last).map(instance).collect();
    let some = |what: &str, count: usize| assert!(count >= INSTANCES / 20, "{what}: {count}");
    some("pins", specs.iter().filter(|spec| !spec.scenario.amounts.is_empty()).count());
    some("pro-rata", specs.iter().filter(|spec| spec.scenario.within == Within::ProRata).count());
    for name in ["a threat's money", "a funder's share", "not too fast"] {
        some(name, specs.iter().filter(|spec| spec.scenario.limits.iter().any(|l| l.name == name)).count());
    }
    let portions = || specs.iter().flat_map(|spec| spec.scenario.split.values());
    some("fixed shares", portions().filter(|portion| matches!(portion, Portion::Exactly(_))).count());
    some("ranges", portions().filter(|portion| matches!(portion, Portion::Between { .. })).count());
}

#[test]
fn budget_bounds_shares_pins_and_limits_are_kept_to_the_pound() {
    for (seed, _, best) in solved() {
        let (scenario, amounts) = (&best.scenario, best.allocation.millions());
        let evidence = scenario.evidence();
        let budget = scenario.budget().to_allocate().millions();
        let sum = |members: &[usize]| members.iter().map(|&member| amounts[member]).sum::<f64>();
        let kept = |rule: &str, over: f64| assert!(over <= POUND, "seed {seed}: {rule} by {over}");
        kept("budget", amounts.iter().sum::<f64>() - budget);
        for (programme, &amount) in evidence.programmes().iter().zip(amounts) {
            kept("min", programme.min.millions() - amount);
            kept("max", programme.max.map_or(0.0, |max| amount - max.millions()));
            kept("pin", scenario.pinned(&programme.id).map_or(0.0, |pin| (amount - pin.millions()).abs()));
        }
        for strand in STRANDS.map(id) {
            let money = sum(&evidence.programmes_of(&strand));
            let room = scenario.room(&strand);
            kept("a strand's least", room.least * budget - money);
            kept("a strand's most", money - room.most * budget);
        }
        for limit in scenario.limits() {
            for bound in &limit.bounds {
                let over = sum(&limit.members) - bound.amount.millions();
                kept(bound.key.as_str(), if bound.kind == BoundKind::AtMost { over } else { -over });
            }
        }
    }
}

#[test]
fn pro_rata_keeps_todays_proportions_inside_strands() {
    let pro_rata = solved().filter(|(_, _, best)| best.scenario.within() == Within::ProRata);
    let mut seen = 0;
    for (seed, _, best) in pro_rata {
        let evidence = best.scenario.evidence();
        for strand in STRANDS.map(id) {
            let members = evidence.programmes_of(&strand);
            let reference = |member: usize| evidence.programmes()[member].reference.millions();
            let total: f64 = members.iter().map(|&member| reference(member)).sum();
            let money = best.allocation.total_of(&members).millions();
            for &member in &members {
                let expected = money * reference(member) / total;
                let amount = best.allocation.millions()[member];
                assert!((amount - expected).abs() <= POUND, "seed {seed}: {amount} against {expected}");
            }
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen} strands are too few to prove anything");
}

#[test]
fn the_upper_bound_is_the_value_of_the_allocation_and_the_gap_is_closed() {
    for (seed, _, best) in solved() {
        let certificate = best.certificate;
        let again = best.value_of(best.allocation.millions());
        // The allocation is put back from units of the budget: one rounding an amount.
        assert!((again / certificate.upper - 1.0).abs() < 1e-13, "seed {seed}: {again}, {certificate:?}");
        assert!(certificate.lower <= certificate.upper, "seed {seed}: {certificate:?}");
        let gap = (certificate.upper - certificate.lower) / certificate.upper;
        assert!(certificate.reached && gap <= GAP, "seed {seed}: {certificate:?}");
        // A difference of two numbers that agree in six digits.
        assert!((gap - certificate.gap).abs() < 1e-15, "seed {seed}: {certificate:?}");
    }
}

#[test]
fn no_allowed_allocation_is_better_than_the_lower_bound() {
    let mut tried = 0;
    for (seed, _, best) in solved() {
        let region = Region::of(&best.scenario);
        let dice = &mut Dice::new(seed ^ 0xFEED);
        for _ in 0..20 {
            // The allowed allocation nearest to a random one; every other time, close to the best.
            let reach = if dice.once_in(2) { 0.05 } else { 1.0 };
            let wish = best.allocation.millions().iter().map(|amount| {
                let anywhere = dice.between(0.0, region.unit());
                amount + reach * (anywhere - amount)
            });
            let wish = Allocation::from_millions(wish.collect());
            let allowed = region.nearest_to(&wish, default_solver()).unwrap().unwrap();
            assert_eq!(region.violations(&allowed), [], "seed {seed}");
            let value = best.value_of(allowed.millions());
            // Simplex codes leave rows open by about 1e-9 of the budget, worth less than that of the harm.
            let open = 1e-9 * value;
            assert!(value >= best.certificate.lower - open, "seed {seed}: {value}, {:?}", best.certificate);
            tried += 1;
        }
    }
    assert_eq!(tried, 20 * INSTANCES);
}

/// Bounds from separate searches, each stopped somewhere else, are bounds on one number.
#[test]
fn every_lower_bound_is_below_every_upper_bound_whatever_the_gap_asked_for() {
    for (seed, _, best) in solved() {
        let found = [1e-2, 1e-4, GAP, 1e-8].map(|gap| best.again_to(gap));
        let lowest = found.iter().fold(f64::INFINITY, |lowest, certificate| lowest.min(certificate.upper));
        for certificate in found {
            // Simplex codes leave rows open by about 1e-9 of the budget, worth less than that of the harm.
            assert!(
                certificate.lower <= lowest * (1.0 + 1e-9),
                "seed {seed}: {certificate:?} above {lowest}"
            );
        }
    }
}

#[test]
fn moving_money_between_two_programmes_helps_no_more_than_the_gap() {
    for (seed, _, best) in solved() {
        let region = Region::of(&best.scenario);
        let amounts = best.allocation.millions();
        for from in 0..amounts.len() {
            for to in (0..amounts.len()).filter(|&to| to != from) {
                let mut moved = amounts.to_vec();
                let step = 0.05 * moved[from];
                moved[from] -= step;
                moved[to] += step;
                let allocation = Allocation::from_millions(moved);
                if region.violations(&allocation).is_empty() {
                    let gained = best.certificate.upper - best.value_of(allocation.millions());
                    assert!(gained <= best.slack(), "seed {seed}: {from} to {to} gains {gained}");
                }
            }
        }
    }
}

#[test]
fn the_best_is_no_worse_than_today_where_today_is_allowed() {
    let mut seen = 0;
    for (seed, _, best) in solved() {
        let today = Allocation::reference(best.scenario.evidence());
        if Region::of(&best.scenario).violations(&today).is_empty() {
            assert!(best.certificate.upper <= best.value_of(today.millions()), "seed {seed}");
            seen += 1;
        }
    }
    assert!(seen > INSTANCES / 10, "{seen} are too few to prove anything");
}

#[test]
fn an_instance_is_solved_to_the_same_bits_twice() {
    for seed in 0..10 {
        let twice =
            [(); 2].map(|()| Best::of(&instance(seed)).map(|best| (best.allocation, best.certificate)));
        assert_eq!(twice[0], twice[1], "seed {seed}");
    }
}
