//! Plans with set-up costs, tails, prices and rules that clash, each held against another way to the same figure.

use crate::best;
use crate::on;
use crate::plan;
use crate::straight;
use crate::support::certain;
use crate::support::effect;
use crate::support::evidence;
use crate::support::evidence_spec;
use crate::support::instances::Dice;
use crate::support::money;
use crate::support::programme;
use crate::support::share;
use crate::support::simulation;
use crate::support::threat;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::model::Allocation;
use apportion::model::Budget;
use apportion::model::Evidence;
use apportion::model::Measure;
use apportion::model::Portion;
use apportion::model::Risk;
use apportion::model::ScenarioSpec;
use apportion::model::Strength;
use apportion::model::YearSpec;
use apportion::optimise::Changing;
use apportion::optimise::Known;
use apportion::optimise::Mean;
use apportion::optimise::Options;
use apportion::optimise::Oracle;
use apportion::optimise::Piece;
use apportion::optimise::Region;
use apportion::optimise::Rule;
use apportion::optimise::Unwatched;
use apportion::optimise::default_solver;
use apportion::optimise::minimise;
use apportion::optimise::near_best;
use apportion::optimise::prices;
use apportion::optimise::slopes;
use apportion::optimise::start_near;
use apportion::risk::Tail;
use apportion::study::Answer;
use apportion::study::Decision;
use apportion::study::Goal;
use apportion::study::Least;
use apportion::study::decide;
use apportion::study::objective;
use apportion::study::target;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Two programmes that cost something to have open each year, one of them felt for three years, and a third that costs
/// nothing to begin.
fn switched() -> Arc<Evidence> {
    let uniform = |low: f64, high: f64| Distribution::uniform(low, high).unwrap();
    let line = |name: &str, reach: f64, half: f64, today: f64| {
        let strength = Strength::Own(uniform(0.6 * reach, reach));
        programme(name, "all", today, vec![effect(name, Family::Exponential, strength, Some(certain(half)))])
    };
    let mut a = line("a", 0.5, 60.0, 50.0);
    (a.set_up, a.lag) = (money(40.0), vec![0.3, 0.4, 0.3]);
    let mut b = line("b", 0.6, 50.0, 0.0);
    b.set_up = money(30.0);
    let threats = ["a", "b", "c"].map(|name| threat(name, certain(300.0))).to_vec();
    let spec = evidence_spec(&["all"], threats, vec![a, b, line("c", 0.4, 80.0, 70.0)]);
    Arc::new(Evidence::new(spec).unwrap())
}

/// A set-up cost is paid once a year while open: the best of all patterns of years, each solved by itself, is the best.
#[test]
fn the_best_plan_with_set_up_costs_is_the_best_of_every_pattern() {
    let evidence = switched();
    let spec = ScenarioSpec { simulation: simulation(200, 3), ..plan(3, 0.035, 160.0) };
    let (scenario, setting) = on(spec.clone(), &evidence);
    let region = Region::of(&scenario);
    assert_eq!(region.switches().len(), 6, "a switch a programme and year");
    let oracle = objective(setting.futures(), &scenario);
    let mut least = f64::INFINITY;
    for pattern in 0..1_u32 << 6 {
        let on: Vec<bool> = (0..6).map(|switch| pattern >> switch & 1 == 1).collect();
        let Some(decided) = region.with_switches(&on) else { continue };
        let start = start_near(&decided, setting.reference(), default_solver(), &Unwatched).unwrap();
        let Some(start) = start else { continue };
        let options = Options { gap: 1e-8, ..Options::default() };
        let solved = minimise(&*oracle, &decided, &start, default_solver(), options).unwrap();
        least = least.min(solved.certificate.upper);
    }
    let (found, proof) = best(spec, &evidence);
    assert!(proof.gap <= 1e-4, "{proof:?}");
    assert!(proof.lower <= least * (1.0 + 1e-8) && proof.upper <= least * (1.0 + 1e-4), "{proof:?}, {least}");
    for amounts in found.millions().chunks(3) {
        assert!(amounts[0] <= 0.0 || amounts[0] >= 40.0 - 1e-9, "{amounts:?}");
        assert!(amounts[1] <= 0.0 || amounts[1] >= 30.0 - 1e-9, "{amounts:?}");
    }
}

/// The tail is that of present value: no other plan tried has a better one than the certificate allows.
#[test]
fn the_tail_of_a_plan_is_that_of_its_present_value() {
    const LEVEL: f64 = 0.9;
    let evidence = crate::felt::rich();
    let mut spec = ScenarioSpec { simulation: simulation(400, 9), ..plan(3, 0.035, 500.0) };
    spec.objective.risk = Risk::Cvar { level: share(LEVEL), weight: share(1.0) };
    let (found, proof) = best(spec.clone(), &evidence);
    let (_, setting) = on(spec, &evidence);
    let tail = |plan: &Allocation| Tail::of(&setting.harm(plan), LEVEL).unwrap().cvar;
    assert!((tail(&found) / proof.upper - 1.0).abs() < 1e-12 && proof.gap < 1e-4, "{proof:?}");
    let dice = &mut Dice::new(4);
    for _ in 0..300 {
        let years = (0..3).flat_map(|_| {
            let parts: Vec<f64> = (0..3).map(|_| dice.between(0.0, 1.0)).collect();
            let sum: f64 = parts.iter().sum();
            parts.into_iter().map(move |part| 500.0 * part / sum)
        });
        let other = Allocation::from_millions(years.collect());
        assert!(tail(&other) >= proof.lower * (1.0 - 1e-12), "{other:?}");
    }
}

/// What £1 more in a year is worth is what more money in that year alone brings.
#[test]
fn the_price_of_a_years_budget_is_what_more_of_it_brings() {
    let mut late = straight("b", 0.003);
    late.lag = vec![0.4, 0.6];
    let threats = vec![threat("a", certain(100.0)), threat("b", certain(80.0))];
    let evidence = evidence(&["all"], threats, vec![straight("a", 0.002), late]);
    let with = |budgets: [f64; 3]| {
        let mut spec = plan(3, 0.035, budgets[0]);
        spec.patience.gap = apportion::model::Gap::new(1e-12);
        spec.later_years = budgets[1..]
            .iter()
            .map(|total| YearSpec {
                budget: Budget { total: money(*total), ..Budget::default() },
                ..YearSpec::default()
            })
            .collect();
        spec
    };
    let budgets = [900.0, 1000.0, 1100.0];
    let (found, _) = best(with(budgets), &evidence);
    let (scenario, setting) = on(with(budgets), &evidence);
    let region = Region::of(&scenario);
    let slopes = slopes(&*objective(setting.futures(), &scenario), &region, &found);
    let priced = prices(&region, &found, &slopes, default_solver()).unwrap();
    for year in 0..3 {
        let value = |by: f64| {
            let mut moved = budgets;
            moved[year] += by;
            best(with(moved), &evidence).1.upper
        };
        let worth = (value(-0.5) - value(0.5)) / 1.0;
        let price = priced.budgets[year].unwrap();
        // Central differences of a step of £0.5m: its square times third derivatives of 1e-9, and gaps of 1e-12 of £300m.
        assert!((price - worth).abs() < 1e-7, "{year}: {price} against {worth}");
    }
    let together: f64 = (0..3).map(|year| priced.budgets[year].unwrap() * budgets[year] / budgets[0]).sum();
    assert!((priced.budget.unwrap() / together - 1.0).abs() < 1e-9, "all years in proportion");
}

/// A share that no speed reaches clashes with the speed, in its year; and what is said would mend it does.
#[test]
fn a_share_that_is_reached_too_late_clashes_with_the_speed() {
    let line = |name: &str, strand: &str, today: f64| {
        let strength = Strength::Own(certain(0.001));
        programme(name, strand, today, vec![effect(name, Family::LogLinear, strength, Some(certain(1.0)))])
    };
    let threats = vec![threat("a", certain(100.0)), threat("b", certain(80.0))];
    let evidence = evidence(&["one", "two"], threats, vec![line("a", "one", 900.0), line("b", "two", 100.0)]);
    let mut spec = plan(2, 0.035, 1000.0);
    spec.horizon.as_mut().unwrap().max_yearly_change = Some(0.1);
    let two = |least: f64| {
        let portion = Portion::Between { min: share(least), max: share(1.0) };
        BTreeMap::from([(crate::support::id("two"), portion)])
    };
    spec.later_years = vec![YearSpec { budget: spec.budget, split: two(0.2), ..YearSpec::default() }];
    let (scenario, setting) = on(spec.clone(), &evidence);
    let Decision::Impossible(why) = decide(&setting, &scenario).unwrap() else { unreachable!("121 of 200") };
    let clash = why.clash.unwrap();
    let is_speed = |rule: &Rule, wanted: usize| matches!(rule, Rule::Change { of: Changing::Strand(1), year, .. } if *year == wanted);
    assert!(clash.rules().into_iter().any(|rule| is_speed(rule, 0)), "{clash:?}");
    assert!(clash.rules().into_iter().any(|rule| is_speed(rule, 1)), "{clash:?}");
    let is_share = |rule: &Rule| matches!(rule, Rule::Strand { strand: 1, year: 1, .. });
    assert!(clash.rules().into_iter().any(is_share), "{clash:?}");
    // 100, 110, 121: £79m short of £200m. Least is to let it grow by £79m/1.1 more in the first year, which grows by a tenth.
    let total: f64 = clash.mend.iter().map(|mend| mend.change).sum();
    assert!((total - 79.0 / 1.1).abs() < 1e-6, "{:?}", clash.mend);
    assert!(clash.mend.iter().all(|mend| is_speed(&mend.rule, 0) && mend.raised), "{:?}", clash.mend);
    spec.later_years[0].split = two(0.121);
    let (scenario, setting) = on(spec, &evidence);
    assert!(matches!(decide(&setting, &scenario).unwrap(), Decision::Allocated { .. }));
}

/// An objective of which nothing is known but planes.
struct Planes<'a>(Mean<'a>);

impl Oracle for Planes<'_> {
    fn at(&self, efforts: &[f64]) -> Vec<Piece> {
        self.0.at(efforts)
    }
}

/// Curves through points, felt over years, are cut at their knots; planes alone come to the same.
#[test]
fn knots_felt_over_years_come_to_what_planes_alone_do() {
    let evidence = crate::felt::rich();
    for (seed, change) in [(1, None), (2, Some(0.2)), (3, Some(0.05))] {
        let mut spec = ScenarioSpec { simulation: simulation(100, seed), ..plan(3, 0.035, 330.0) };
        spec.horizon.as_mut().unwrap().max_yearly_change = change;
        let (scenario, setting) = on(spec, &evidence);
        let region = Region::of(&scenario);
        let start = start_near(&region, setting.reference(), default_solver(), &Unwatched).unwrap().unwrap();
        let measure = Measure::Harm;
        let mean = Mean { futures: setting.futures(), measure };
        let solve = |oracle: &dyn Oracle| {
            let options = Options { gap: 1e-8, ..Options::default() };
            minimise(oracle, &region, &start, default_solver(), options).unwrap().certificate
        };
        let (cut, planes) = (solve(&mean), solve(&Planes(mean.clone())));
        assert!(cut.gap <= 1e-8 && planes.gap <= 1e-8, "{cut:?} {planes:?}");
        assert!((cut.upper / planes.upper - 1.0).abs() <= 2e-8, "{seed}: {cut:?} against {planes:?}");
        for draw in 0..20 {
            let known = Known::of(setting.futures(), draw, Measure::Harm).unwrap();
            let alone = setting.futures().single(draw).unwrap();
            let planes = solve(&Planes(Mean { futures: &alone, measure: Measure::Harm }));
            let cut = solve(&known);
            assert!((cut.upper / planes.upper - 1.0).abs() <= 2e-8, "{seed}, {draw}: {cut:?}, {planes:?}");
        }
    }
}

/// How far money can move in a year, by models and by planes alone.
#[test]
fn ranges_by_year_are_those_that_planes_alone_find() {
    let evidence = crate::felt::rich();
    for (seed, change) in [(1, None), (2, Some(0.2)), (3, Some(0.1))] {
        let mut spec = ScenarioSpec { simulation: simulation(100, seed), ..plan(3, 0.035, 330.0) };
        spec.horizon.as_mut().unwrap().max_yearly_change = change;
        let (found, proof) = best(spec.clone(), &evidence);
        let (scenario, setting) = on(spec, &evidence);
        let region = Region::of(&scenario);
        let mean = Mean { futures: setting.futures(), measure: Measure::Harm };
        // A hundredth of some £30m that a best plan avoids here.
        let most = proof.upper + 0.3;
        let groups: Vec<Vec<usize>> = (0..9).map(|place| vec![place]).collect();
        let ranges = |oracle: &dyn Oracle| {
            near_best(oracle, &region, &found, most, &groups, default_solver(), &Unwatched).unwrap()
        };
        let pairs = ranges(&mean).into_iter().zip(ranges(&Planes(mean.clone()))).enumerate();
        for (place, (models, planes)) in pairs {
            let (models, planes) = (models.unwrap(), planes.unwrap());
            // Both are within the allowance, and neither is beyond what the other proves; ends are found to a few hundredths
            // of the allowance, which money feels by its root.
            assert!(models.at_least <= planes.lowest + 1e-6 && planes.at_least <= models.lowest + 1e-6);
            assert!(models.at_most >= planes.highest - 1e-6 && planes.at_most >= models.highest - 1e-6);
            for (one, other) in [(models.lowest, planes.lowest), (models.highest, planes.highest)] {
                assert!((one - other).abs() < 3.3, "{seed}, {place}: {models:?} against {planes:?}");
            }
        }
    }
}

/// Where more money soon clashes with the speed it may be spent at, the most that is allowed is found between.
#[test]
fn a_goal_just_short_of_where_rules_clash_is_reached() {
    let line = |name: &str, strand: &str, today: f64| {
        let strength = Strength::Own(certain(0.001));
        programme(name, strand, today, vec![effect(name, Family::LogLinear, strength, Some(certain(1.0)))])
    };
    let threats = vec![threat("a", certain(100.0)), threat("b", certain(80.0))];
    let evidence = evidence(&["one", "two"], threats, vec![line("a", "one", 600.0), line("b", "two", 400.0)]);
    let mut spec = plan(2, 0.035, 1000.0);
    spec.horizon.as_mut().unwrap().max_yearly_change = Some(0.1);
    let portion = |part: f64| Portion::Exactly(share(part));
    spec.split =
        [("one", 0.6), ("two", 0.4)].map(|(id, part)| (crate::support::id(id), portion(part))).into();
    let (scenario, setting) = on(spec, &evidence);
    // With 8% more in both years: 100·exp(−48/1000) and 80·exp(−32/1000) are left of 100 and 80 in each.
    let yearly = 100.0 * (1.0 - f64::exp(-0.048)) + 80.0 * (1.0 - f64::exp(-0.032));
    let goal = Goal { avoid: money(yearly * (1.0 + 1.0 / 1.035)), probability: None };
    let Answer::Hit(hit) = target(&setting, &scenario, goal, Least::Money).unwrap().answer else {
        unreachable!("8% is allowed")
    };
    assert!((hit.least / 1080.0 - 1.0).abs() < 1e-4, "{}", hit.least);
    // Beyond 10% nothing is allowed.
    let goal = Goal { avoid: money(1.5 * yearly * (1.0 + 1.0 / 1.035)), probability: None };
    let answer = target(&setting, &scenario, goal, Least::Money).unwrap().answer;
    let Answer::OutOfReach(out) = answer else { unreachable!("12% is not") };
    assert!((out.with.millions() / 1100.0 - 1.0).abs() < 1e-3, "{out:?}");
}
