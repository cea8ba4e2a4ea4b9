//! Programmes that are on or off, against every pattern of them.

use crate::Case;
use crate::smooth;
use crate::support::instances::Dice;
use crate::support::instances::Instance;
use crate::support::money;
use crate::support::share;
use apportion::id::Pattern;
use apportion::model::Allocation;
use apportion::model::LimitSpec;
use apportion::model::Portion;
use apportion::model::Risk;
use apportion::model::Within;
use apportion::optimise::Region;
use apportion::optimise::default_solver;
use apportion::optimise::minimise;
use apportion::study::objective;
use apportion::study::options;
use apportion::units::Money;
use std::collections::BTreeMap;

/// The gap that searches with switches are asked for.
const GAP: f64 = 1e-4;

/// At most six programmes with set-up costs or in an either-or; every other instance with a tail.
fn switched(seed: u64) -> Instance {
    let dice = &mut Dice::new(seed ^ 0x0FF);
    let mut instance = smooth(seed);
    instance.evidence.programmes.truncate(7);
    let count = 3 + dice.below(3);
    for line in instance.evidence.programmes.iter_mut().take(count) {
        line.set_up = money(line.reference.millions() * dice.between(0.1, 0.6));
        if !dice.once_in(4) {
            line.min = money(0.0);
        }
    }
    let spec = &mut instance.scenario;
    spec.within = Within::Best;
    spec.amounts = BTreeMap::new();
    spec.limits.clear();
    for portion in spec.split.values_mut().filter(|portion| matches!(portion, Portion::Exactly(_))) {
        *portion = Portion::Free;
    }
    if dice.once_in(2) {
        let programmes = ["p1", "p2", "p5"].map(|glob| Pattern::new(glob).unwrap()).to_vec();
        let at_most_open = Some(1 + dice.below(2));
        let name = "not all of them".to_owned();
        spec.limits.push(LimitSpec { name, programmes, at_most_open, ..LimitSpec::default() });
    }
    if dice.once_in(3) {
        spec.objective.risk = Risk::Cvar { level: share(0.8), weight: share(0.5) };
    }
    instance
}

fn solved(count: usize) -> impl Iterator<Item = (u64, Case)> {
    let cases = (0..).filter_map(|seed| {
        let instance = switched(seed);
        Some((seed, Case::of(&instance.evidence, &instance.scenario)?))
    });
    cases.take(count)
}

/// Up to ten switches that share what there is: all programmes are on or off, some of them all or nothing; every other
/// instance with a tail.
fn switched_more(seed: u64) -> Instance {
    let dice = &mut Dice::new(seed ^ 0xA11);
    let mut instance = smooth(seed);
    for line in &mut instance.evidence.programmes {
        let set_up = line.reference.millions() * dice.between(0.3, 0.95);
        (line.set_up, line.min) = (money(set_up), money(0.0));
        line.max = Some(money(set_up + line.reference.millions() * dice.between(0.01, 1.0)));
    }
    let spec = &mut instance.scenario;
    (spec.within, spec.amounts) = (Within::Best, BTreeMap::new());
    spec.limits.clear();
    spec.split.values_mut().for_each(|portion| *portion = Portion::Free);
    let wanted: f64 =
        instance.evidence.programmes.iter().filter_map(|line| line.max).map(Money::millions).sum();
    spec.budget.total = money(wanted * dice.between(0.3, 0.7));
    if seed % 2 == 1 {
        spec.objective.risk = Risk::Cvar { level: share(0.8), weight: share(0.7) };
    }
    instance
}

pub fn switched_many(count: usize) -> impl Iterator<Item = (u64, Case)> {
    let cases = (0..).filter_map(|seed| {
        let instance = switched_more(seed);
        Some((seed, Case::of(&instance.evidence, &instance.scenario)?))
    });
    cases.take(count)
}

/// The best over every pattern: values found, and how many patterns some allocation meets.
pub fn enumerated(case: &Case) -> (f64, f64, usize) {
    let region = Region::of(&case.scenario);
    let count = region.switches().len();
    assert!((1..=10).contains(&count), "{count} switches");
    let oracle = objective(case.setting.futures(), &case.scenario);
    let (mut upper, mut lower, mut possible) = (f64::INFINITY, f64::INFINITY, 0);
    for pattern in 0..1_u32 << count {
        let on: Vec<bool> = (0..count).map(|switch| pattern >> switch & 1 == 1).collect();
        let Some(decided) = region.with_switches(&on) else { continue };
        let today = Allocation::reference(case.scenario.evidence());
        let Some(start) = decided.nearest_to(&today, default_solver()).unwrap() else { continue };
        let options = options(&case.scenario, &decided);
        let found = minimise(&*oracle, &decided, &start, default_solver(), options).unwrap().certificate;
        (upper, lower) = (upper.min(found.upper), lower.min(found.lower));
        possible += 1;
    }
    (upper, lower, possible)
}

#[test]
fn the_answer_is_the_best_of_every_pattern() {
    let mut patterns = 0;
    for (seed, case) in solved(30) {
        let certificate = case.certificate;
        assert!(certificate.reached && certificate.gap <= GAP, "seed {seed}: {certificate:?}");
        let (upper, lower, possible) = enumerated(&case);
        // Each side is bounded by what the other proved; the bounds of patterns are 1e-5 of the value or better.
        let rounding = 1e-9 * upper;
        assert!(certificate.lower <= upper + rounding, "seed {seed}: {certificate:?} above {upper}");
        assert!(certificate.upper >= lower - rounding, "seed {seed}: {certificate:?} below {lower}");
        assert!(certificate.upper <= upper + GAP * upper, "seed {seed}: {certificate:?}, {upper}");
        patterns += possible;
    }
    assert!(patterns > 200, "{patterns} patterns");
}

#[test]
fn all_or_nothing_under_one_budget_is_the_best_of_every_pattern() {
    let (mut patterns, mut tails) = (0, 0);
    for (seed, case) in switched_many(40) {
        let certificate = case.certificate;
        assert!(certificate.reached && certificate.gap <= GAP, "seed {seed}: {certificate:?}");
        let (upper, lower, possible) = enumerated(&case);
        let rounding = 1e-9 * upper;
        assert!(certificate.lower <= upper + rounding, "seed {seed}: {certificate:?} above {upper}");
        assert!(certificate.upper >= lower - rounding, "seed {seed}: {certificate:?} below {lower}");
        assert!(certificate.upper <= upper + GAP * upper, "seed {seed}: {certificate:?}, {upper}");
        patterns += possible;
        tails += usize::from(!case.scenario.objective().is_smooth());
    }
    assert!(patterns > 1000 && tails > 10, "{patterns} patterns, {tails} tails");
}

#[test]
fn what_is_on_gets_its_set_up_cost_and_no_more_are_open_than_may_be() {
    let (mut on, mut off, mut held) = (0, 0, 0);
    for (seed, case) in solved(60) {
        let region = Region::of(&case.scenario);
        assert_eq!(region.violations(&case.allocation), [], "seed {seed}");
        let amounts = case.allocation.millions();
        let budget = case.scenario.budget().to_allocate().millions();
        // To the pound.
        assert!(amounts.iter().sum::<f64>() <= budget + Allocation::SAME_MILLIONS, "seed {seed}");
        for switch in region.switches() {
            let amount = amounts[switch.programme];
            let set_up = case.scenario.evidence().programmes()[switch.programme].set_up.millions();
            let is_on = amount > Allocation::SAME_MILLIONS;
            assert!(!is_on || amount >= set_up - Allocation::SAME_MILLIONS, "seed {seed}: {amount} {set_up}");
            (on, off) = (on + usize::from(is_on), off + usize::from(!is_on));
        }
        for limit in case.scenario.limits() {
            let open = limit.members.iter().filter(|&&m| amounts[m] > Allocation::SAME_MILLIONS).count();
            assert!(open <= limit.at_most_open.unwrap(), "seed {seed}: {open} open");
            held += 1;
        }
    }
    assert!(on > 20 && off > 20 && held > 10, "{on} on, {off} off, {held} either-ors");
}

#[test]
fn the_certified_value_is_that_of_the_allocation() {
    for (seed, case) in solved(40) {
        let again = case.value_of(&case.allocation);
        // One rounding an amount.
        assert!((again / case.certificate.upper - 1.0).abs() < 1e-12, "seed {seed}: {:?}", case.certificate);
    }
}
