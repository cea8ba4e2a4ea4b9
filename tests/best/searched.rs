//! Searches that are ended, or asked for less: what they say stays true.

use crate::Case;
use crate::support::certain;
use crate::support::effect;
use crate::support::evidence_spec;
use crate::support::instances::Dice;
use crate::support::money;
use crate::support::points_effect;
use crate::support::programme;
use crate::support::scenario_spec;
use crate::support::share;
use crate::support::simulation;
use crate::support::threat;
use crate::switches::enumerated;
use crate::switches::switched_many;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::model::Allocation;
use apportion::model::Gap;
use apportion::model::Patience;
use apportion::model::Programme;
use apportion::model::Risk;
use apportion::model::Strength;
use apportion::model::Within;
use apportion::optimise::Options;
use apportion::optimise::Region;
use apportion::optimise::Solved;
use apportion::optimise::StoppedBy;
use apportion::optimise::Watch;
use apportion::optimise::default_solver;
use apportion::optimise::minimise;
use apportion::study::objective;
use apportion::study::options;
use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

/// Somebody who looks on for so long and keeps what is said.
#[derive(Debug)]
struct Patient {
    looks: AtomicUsize,
    most: usize,
    told: Mutex<Vec<(f64, f64)>>,
}

impl Patient {
    fn new(most: usize) -> Self {
        Self { looks: AtomicUsize::new(0), most, told: Mutex::new(Vec::new()) }
    }
}

impl Watch for Patient {
    fn stop(&self) -> Option<StoppedBy> {
        (self.looks.fetch_add(1, Ordering::SeqCst) >= self.most).then_some(StoppedBy::TimeLimit)
    }

    fn bounds(&self, upper: f64, lower: f64) {
        self.told.lock().unwrap().push((upper, lower));
    }
}

fn searched(case: &Case, watch: &Patient) -> Solved {
    let region = Region::of(&case.scenario);
    let today = Allocation::reference(case.scenario.evidence());
    let start = region.nearest_to(&today, default_solver()).unwrap().unwrap();
    let oracle = objective(case.setting.futures(), &case.scenario);
    let options = Options { watch, ..options(&case.scenario, &region) };
    minimise(&*oracle, &region, &start, default_solver(), options).unwrap()
}

#[test]
fn a_search_that_is_ended_gives_an_allowed_allocation_and_true_bounds() {
    let (mut unproven, mut bounded) = (0, 0);
    for (seed, case) in switched_many(12) {
        let dice = &mut Dice::new(seed ^ 0x5709);
        let (upper, lower, _) = enumerated(&case);
        for most in [0, 1, 3 + dice.below(10), 20 + dice.below(60)] {
            let watch = Patient::new(most);
            let solved = searched(&case, &watch);
            let found = solved.certificate;
            // The enumeration's own bounds and rounding.
            let rounding = 1e-9 * upper;
            assert!(found.lower <= upper + rounding, "seed {seed} {most}: {found:?} above {upper}");
            assert!(found.upper >= lower - rounding, "seed {seed} {most}: {found:?} below {lower}");
            assert_eq!(Region::of(&case.scenario).violations(&solved.allocation), [], "seed {seed}");
            let again = case.value_of(&solved.allocation);
            // One rounding an amount.
            assert!((again / found.upper - 1.0).abs() < 1e-12, "seed {seed}: {again} {found:?}");
            assert_eq!(found.stopped_by, (!found.reached).then_some(StoppedBy::TimeLimit), "seed {seed}");
            for (best, proven) in watch.told.lock().unwrap().iter() {
                assert!(*proven <= upper + rounding && *best >= lower - rounding, "seed {seed}: told {best}");
            }
            unproven += usize::from(!found.reached);
            bounded += usize::from(!found.reached && found.lower.is_finite());
        }
    }
    assert!(unproven > 12 && bounded > 0, "{unproven} were ended early, {bounded} with a bound");
}

#[test]
fn a_search_without_switches_ends_too() {
    for (seed, case) in crate::tail::tailed(8) {
        let spec = crate::tail::with_risk(&case, 0.9, 1.0);
        let case = case.under(spec).unwrap();
        let found = searched(&case, &Patient::new(3)).certificate;
        assert!(found.lower <= case.certificate.upper * (1.0 + 1e-12), "seed {seed}: {found:?}");
        assert!(found.upper >= case.certificate.lower, "seed {seed}: {found:?}");
        assert_eq!(found.stopped_by, (!found.reached).then_some(StoppedBy::TimeLimit), "seed {seed}");
    }
}

#[test]
fn the_gap_asked_for_is_the_gap_that_counts() {
    for (seed, case) in switched_many(8) {
        for asked in [1e-2, 1e-6] {
            let mut spec = case.scenario.spec().clone();
            spec.patience = Patience { gap: Gap::new(asked), time_limit: None };
            let found = case.under(spec).unwrap().certificate;
            assert!(found.reached && found.gap <= asked, "seed {seed}: {found:?} of {asked}");
            // Either is above what the other proved.
            assert!(
                found.lower <= case.certificate.upper && case.certificate.lower <= found.upper,
                "seed {seed}"
            );
        }
    }
}

/// Many programmes that get today what they need to be on at all, and four tenths of the money: which of them may stay is
/// a knapsack, and so is the allowed allocation nearest to today's.
#[test]
fn forty_all_or_nothing_begin_somewhere_allowed_and_are_proven() {
    let dice = &mut Dice::new(40);
    let threats = (0..5).map(|t| threat(&format!("t{t}"), certain(dice.between(300.0, 3000.0)))).collect();
    let lines: Vec<Programme> = (0..40)
        .map(|p| {
            let reference = dice.between(10.0, 100.0);
            let effects = vec![points_effect(&format!("t{}", p % 5), &[(1.0, dice.between(0.02, 0.2))])];
            let mut line = programme(&format!("p{p}"), "all", reference, effects);
            (line.set_up, line.max) = (money(reference), Some(money(reference + 1.0)));
            line
        })
        .collect();
    let total: f64 = lines.iter().map(|line| line.reference.millions()).sum();
    let evidence = evidence_spec(&["all"], threats, lines);
    let mut spec = scenario_spec(0.4 * total);
    spec.within = Within::Best;
    let case = Case::of(&evidence, &spec).unwrap();
    let certificate = case.certificate;
    assert!(certificate.reached && certificate.gap <= 1e-4, "{certificate:?}");
    assert_eq!(Region::of(&case.scenario).violations(&case.allocation), []);
    // Nothing that swaps one programme for another that fits is better by more than was proved.
    let amounts = case.allocation.millions();
    let (unit, spent) = (Region::of(&case.scenario).unit(), amounts.iter().sum::<f64>());
    let programmes = case.scenario.evidence().programmes();
    let mut tried = 0;
    for (out, leaving) in amounts.iter().enumerate().filter(|(_, amount)| **amount > 0.0) {
        for (into, coming) in programmes.iter().enumerate().filter(|(j, _)| amounts[*j] <= 0.0) {
            let all = coming.max.unwrap().millions();
            if spent - leaving + all <= unit {
                let mut swapped = amounts.to_vec();
                (swapped[out], swapped[into]) = (0.0, all);
                let value = case.value_of(&Allocation::from_millions(swapped));
                assert!(value >= certificate.lower, "{out} {into}: {value} {certificate:?}");
                tried += 1;
            }
        }
    }
    assert!(tried > 50, "{tried} swaps fit");
}

/// A reach from nought, a set-up cost and a table of points over few draws: kinks everywhere, and yet small.
#[test]
fn small_problems_with_kinks_are_proven() {
    for seed in 0..40 {
        let dice = &mut Dice::new(seed ^ 0x717);
        let threats = vec![threat("t0", certain(2000.0)), threat("t1", certain(dice.between(500.0, 3000.0)))];
        let reach = || Strength::Own(Distribution::uniform(0.0, 0.3).unwrap());
        let lines: Vec<Programme> = (0..6)
            .map(|p| {
                let reference = dice.between(20.0, 120.0);
                let on = format!("t{}", p % 2);
                let half = Some(certain(reference * dice.between(0.5, 2.0)));
                let own = match p {
                    0 => points_effect(
                        &on,
                        &[(0.5 * reference, 0.1), (reference, 0.16), (3.0 * reference, 0.25)],
                    ),
                    1 => effect(&on, Family::Hyperbolic, reach(), half),
                    _ => effect(&on, Family::Exponential, reach(), half),
                };
                let mut line = programme(&format!("p{p}"), "all", reference, vec![own]);
                line.set_up = money(if p == 2 { 0.4 * reference } else { 0.0 });
                line
            })
            .collect();
        let total: f64 = lines.iter().map(|line| line.reference.millions()).sum();
        let mut spec = scenario_spec(total);
        spec.within = Within::Best;
        spec.simulation = simulation(50, seed);
        if seed % 4 == 3 {
            spec.objective.risk = Risk::Cvar { level: share(0.9), weight: share(0.5) };
        }
        let case = Case::of(&evidence_spec(&["all"], threats, lines), &spec).unwrap();
        assert!(case.certificate.reached, "seed {seed}: {:?}", case.certificate);
    }
}
