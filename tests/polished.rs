//! Polished optima: exact derivatives, and allocations that no rule or method finds fault with.

#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::print_stdout,
    reason = "a test may fail by unwrapping and may print, and its dice roll small numbers"
)]

mod support;

use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::model::Allocation;
use apportion::model::Measure;
use apportion::model::Scenario;
use apportion::model::Strength;
use apportion::optimise::Answer;
use apportion::optimise::LinearProgram;
use apportion::optimise::Mean;
use apportion::optimise::MeanAndTail;
use apportion::optimise::Options;
use apportion::optimise::Oracle;
use apportion::optimise::Piece;
use apportion::optimise::Region;
use apportion::optimise::SolveError;
use apportion::optimise::Solved;
use apportion::optimise::Solver;
use apportion::optimise::Unwatched;
use apportion::optimise::default_solver;
use apportion::optimise::minimise;
use apportion::optimise::near_best;
use apportion::optimise::prices;
use apportion::optimise::slopes;
use apportion::simulate::Futures;
use apportion::simulate::sample;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use support::certain;
use support::effect;
use support::evidence;
use support::programme;
use support::random::Dice;
use support::random::Size;
use support::random::random_evidence;
use support::random::random_scenario;
use support::scenario;
use support::scenario_spec;
use support::simulation;
use support::threat;

fn value(oracle: &dyn Oracle, efforts: &[f64]) -> f64 {
    oracle.at(efforts).iter().map(|piece| piece.value).sum()
}

fn gradient(oracle: &dyn Oracle, efforts: &[f64]) -> Vec<f64> {
    let mut gradient = vec![0.0; efforts.len()];
    for (programme, slope) in oracle.at(efforts).into_iter().flat_map(|piece| piece.gradient) {
        gradient[programme] += slope;
    }
    gradient
}

fn solve(scenario: &Scenario, oracle: &dyn Oracle, solver: &dyn Solver) -> Option<Solved> {
    let region = Region::of(scenario);
    let today = Allocation::reference(scenario.evidence());
    let start = region.nearest_to(&today, default_solver()).unwrap()?;
    Some(minimise(oracle, &region, &start, solver, Options::default()).unwrap())
}

/// The amounts at which a linear function is least.
fn cheapest(region: &Region, slopes: &[f64]) -> Vec<f64> {
    let size = slopes.iter().fold(0.0_f64, |size, slope| size.max(slope.abs()));
    let mut program = LinearProgram { variables: region.variables().to_vec(), rows: region.rows().to_vec() };
    for (variable, slope) in program.variables.iter_mut().zip(slopes) {
        variable.cost = slope / size;
    }
    region.allocation(&default_solver().solve(&program).unwrap().values).millions().to_vec()
}

/// Frank & Wolfe's method (1956): walk towards the cheapest vertex, as far as a search along the way says.
fn best_by_frank_wolfe(region: &Region, oracle: &dyn Oracle, start: &[f64], steps: usize) -> f64 {
    let mut here = start.to_vec();
    for _ in 0..steps {
        let there = cheapest(region, &gradient(oracle, &here));
        let at = |part: f64| -> Vec<f64> {
            here.iter().zip(&there).map(|(from, to)| from + part * (to - from)).collect()
        };
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..30 {
            let (near, far) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
            if value(oracle, &at(near)) < value(oracle, &at(far)) { high = far } else { low = near }
        }
        here = at(low);
    }
    value(oracle, &here)
}

#[test]
fn derivatives_of_every_curve_are_those_of_finite_differences() {
    for (seed, family) in
        (77..).zip([Family::Exponential, Family::Hyperbolic, Family::Elasticity, Family::LogLinear])
    {
        let size = Size { threats: 2, programmes: 6, knots: false };
        let evidence = random_evidence(&mut Dice(seed), size);
        let futures = Futures::new(&evidence, &sample(&evidence, simulation(700, 3))).unwrap();
        check_derivatives(&Mean { futures: &futures, measure: Measure::Harm }, 6, family.terms().word());
        let own = one_family(family);
        let futures = Futures::new(&own, &sample(&own, simulation(700, 3))).unwrap();
        check_derivatives(&Mean { futures: &futures, measure: Measure::Harm }, 2, family.terms().word());
    }
}

fn one_family(family: Family) -> std::sync::Arc<apportion::model::Evidence> {
    let uniform = |low, high| Distribution::uniform(low, high).unwrap();
    let on = || effect("t", family, Strength::Own(uniform(0.05, 0.4)), Some(uniform(60.0, 90.0)));
    let mut first = programme("a", "s", 80.0, vec![on()]);
    first.funder = Some(support::id("f"));
    let second = programme("b", "s", 120.0, vec![on()]);
    let delivered = Some(uniform(0.6, 1.0));
    let funder = apportion::model::Funder {
        id: support::id("f"),
        name: "f".into(),
        delivered,
        grade: None,
        source: None,
        ownership: apportion::model::Ownership::default(),
    };
    let spec = apportion::model::EvidenceSpec {
        name: "one family".into(),
        strands: vec![support::id("s")],
        price_year: "2015-16".into(),
        threats: vec![threat("t", uniform(800.0, 1200.0))],
        programmes: vec![first, second],
        funders: vec![funder],
        ..apportion::model::EvidenceSpec::default()
    };
    std::sync::Arc::new(apportion::model::Evidence::new(spec).unwrap())
}

fn check_derivatives(oracle: &dyn Oracle, programmes: usize, name: &str) {
    const STEP: f64 = 0.01;
    let here: Vec<f64> = (0..programmes).map(|p| 20.0 + 17.0 * p as f64).collect();
    let slopes = gradient(oracle, &here);
    let matrix = oracle.curved(&here).unwrap().1;
    let largest = matrix.iter().flatten().fold(0.0_f64, |largest, entry| largest.max(entry.abs()));
    for moved in 0..programmes {
        let at = |step: f64| {
            let mut efforts = here.clone();
            efforts[moved] += step;
            efforts
        };
        let slope = (value(oracle, &at(STEP)) - value(oracle, &at(-STEP))) / (2.0 * STEP);
        let size = slopes.iter().fold(0.0_f64, |size, slope| size.max(slope.abs()));
        // Off by step²/6 of a third derivative and by 1e-12 of the value over the step: below 1e-6 of the slope.
        assert!((slope - slopes[moved]).abs() < 1e-6 * size, "{name}: {slope} against {}", slopes[moved]);
        let (up, down) = (gradient(oracle, &at(STEP)), gradient(oracle, &at(-STEP)));
        for other in 0..programmes {
            let bend = (up[other] - down[other]) / (2.0 * STEP);
            // The same, of the largest second derivative.
            assert!(
                (bend - matrix[moved][other]).abs() < 1e-6 * largest,
                "{name}: {bend} against {}",
                matrix[moved][other]
            );
        }
    }
}

#[test]
fn no_allowed_direction_improves_a_polished_allocation() {
    let mut dice = Dice(2019);
    let mut answered = 0;
    for _ in 0..80 {
        let size = Size { threats: 1 + dice.below(5), programmes: 8 + dice.below(17), knots: false };
        let evidence = random_evidence(&mut dice, size);
        let scenario = random_scenario(&mut dice, &evidence);
        let futures = Futures::new(&evidence, &sample(&evidence, simulation(300, 1))).unwrap();
        let oracle = Mean { futures: &futures, measure: Measure::Harm };
        let Some(solved) = solve(&scenario, &oracle, default_solver()) else { continue };
        answered += 1;
        let region = Region::of(&scenario);
        let found = solved.allocation.millions();
        let point: Vec<f64> = found.iter().map(|amount| amount / region.unit()).collect();
        for row in region.rows() {
            // Shares of all money; sums of some twenty of them lose some 1e-15.
            assert!(row.missed_by(&point) < 1e-12, "{}: {}", row.name, row.missed_by(&point));
        }
        let slopes = gradient(&oracle, found);
        let best = cheapest(&region, &slopes);
        let to_be_had: f64 = slopes.iter().zip(found.iter().zip(&best)).map(|(g, (x, b))| g * (x - b)).sum();
        // A linear program keeps its rows to 1e-9 or so; harm falls by about its own size over all the money.
        assert!(to_be_had < 1e-8 * solved.certificate.upper, "{to_be_had}: {:?}", solved.certificate);
        assert!(solved.certificate.gap < 1e-8, "{:?}", solved.certificate);
        let today = Allocation::reference(&evidence);
        let start = region.nearest_to(&today, default_solver()).unwrap().unwrap();
        let slow = best_by_frank_wolfe(&region, &oracle, start.millions(), 12);
        // The slow method may use the 1e-9 by which its linear programs miss rows.
        assert!(solved.certificate.upper <= slow * (1.0 + 1e-9), "{slow}: {:?}", solved.certificate);
    }
    assert!(answered >= 50, "only {answered} of the regions had a point");
}

/// Random problems with knots, each with 200 draws.
fn with_knots(seed: u64) -> impl Iterator<Item = (Scenario, Futures)> {
    let mut dice = Dice(seed);
    (0..30).map(move |_| {
        let evidence = random_evidence(&mut dice, Size { threats: 3, programmes: 12, knots: true });
        let scenario = random_scenario(&mut dice, &evidence);
        let futures = Futures::new(&evidence, &sample(&evidence, simulation(200, 1))).unwrap();
        (scenario, futures)
    })
}

/// Solves by second derivatives and by planes alone; how many problems had an answer.
fn held_against_planes(
    problems: impl Iterator<Item = (Scenario, Futures)>,
    oracle: impl Fn(&Futures) -> Box<dyn Oracle + '_>,
) -> usize {
    let answered = problems.filter(|(scenario, futures)| {
        let oracle = oracle(futures);
        let Some(solved) = solve(scenario, &*oracle, default_solver()) else { return false };
        let Some(planes) = solve(scenario, &PlanesOnly(&*oracle), default_solver()) else { return false };
        let (own, other) = (solved.certificate, planes.certificate);
        assert!(own.reached, "{own:?}");
        // Each is above what the other proved, and both are within their proven gaps of one optimum. A bound adds up
        // hundreds of numbers, each rounded.
        assert!(own.lower <= other.upper * (1.0 + 1e-12) && other.lower <= own.upper * (1.0 + 1e-12));
        assert!(own.upper <= other.upper * (1.0 + 1e-6), "{own:?} {other:?}");
        assert!(Region::of(scenario).violations(&solved.allocation).is_empty());
        true
    });
    answered.count()
}

#[test]
fn an_optimum_at_knots_is_that_of_planes_alone() {
    let answered =
        held_against_planes(with_knots(7), |futures| Box::new(Mean { futures, measure: Measure::Harm }));
    assert!(answered >= 15, "only {answered} of the regions had a point");
}

#[test]
fn the_best_for_a_tail_is_that_of_planes_alone() {
    for (level, weight) in [(0.9, 0.5), (0.75, 1.0), (0.0, 1.0)] {
        let answered = held_against_planes(with_knots(8).take(15), |futures| {
            Box::new(MeanAndTail { futures, measure: Measure::Harm, level, weight, before: None })
        });
        assert!(answered >= 7, "only {answered} of the regions had a point");
    }
}

#[test]
fn ends_of_ranges_by_models_are_those_by_multipliers() {
    let mut ends = 0;
    for (scenario, futures) in with_knots(9).take(12) {
        let oracle = Mean { futures: &futures, measure: Measure::Harm };
        let Some(solved) = solve(&scenario, &oracle, default_solver()) else { continue };
        let (region, best) = (Region::of(&scenario), &solved.allocation);
        let at_best = value(&oracle, &region.efforts(&region.point(best)));
        let most = at_best * (1.0 + 1e-3);
        let groups: Vec<Vec<usize>> = (0..12).map(|own| vec![own]).chain([vec![0, 1, 2]]).collect();
        let ranges = |oracle: &dyn Oracle| {
            near_best(oracle, &region, best, most, &groups, default_solver(), &Unwatched).unwrap()
        };
        for (own, other) in ranges(&oracle).into_iter().zip(ranges(&PlanesOnly(&oracle))) {
            let (own, other) = (own.unwrap(), other.unwrap());
            // What one found, the other has not proved impossible: but for rounding of £1,000m.
            assert!(
                own.at_least <= other.lowest + 1e-6 && other.at_least <= own.lowest + 1e-6,
                "{own:?} {other:?}"
            );
            assert!(
                own.at_most >= other.highest - 1e-6 && other.at_most >= own.highest - 1e-6,
                "{own:?} {other:?}"
            );
            // And it is no worse than the other by more than what either may leave unused of the allowance.
            let slack = 0.05 * (other.highest - other.lowest) + 1e-6;
            assert!(
                own.lowest <= other.lowest + slack && own.highest >= other.highest - slack,
                "{own:?} {other:?}"
            );
            ends += 2;
        }
    }
    assert!(ends >= 100, "only {ends}");
}

/// Two programmes, each alone on a threat of £1,000m: one removes a fifth of it from £100m on, the other more and more.
fn at_a_knot(total: f64) -> (Scenario, Futures) {
    let level = support::points_effect("first", &[(100.0, 0.2)]);
    let rising = effect("second", Family::Hyperbolic, Strength::Own(certain(0.5)), Some(certain(100.0)));
    let programmes =
        vec![programme("level", "s", 50.0, vec![level]), programme("rising", "s", 50.0, vec![rising])];
    let threats = vec![threat("first", certain(1000.0)), threat("second", certain(1000.0))];
    let evidence = evidence(&["s"], threats, programmes);
    let futures = Futures::new(&evidence, &sample(&evidence, simulation(10, 1))).unwrap();
    (scenario(scenario_spec(total), &evidence), futures)
}

#[test]
fn a_budget_has_its_price_where_a_programme_stands_on_a_knot() {
    let best = |total| {
        let (scenario, futures) = at_a_knot(total);
        let oracle = Mean { futures: &futures, measure: Measure::Harm };
        let solved = solve(&scenario, &oracle, default_solver()).unwrap();
        let region = Region::of(&scenario);
        let slopes = slopes(&oracle, &region, &solved.allocation);
        let prices = prices(&region, &solved.allocation, &slopes, default_solver()).unwrap();
        (solved, prices)
    };
    let (solved, prices) = best(280.0);
    assert!((solved.allocation.millions()[0] - 100.0).abs() < 1e-6, "on its knot");
    // Only the other programme has a use for more: H·r·h/(e + h)² over q(ē)-scaled harm, by what £1m more avoids.
    let step = 1e-3;
    let measured =
        (best(280.0 - step).0.certificate.upper - best(280.0 + step).0.certificate.upper) / (2.0 * step);
    // Central differences of a value that is proven to 1e-10 of £2,000m.
    assert!((prices.budget.unwrap() / measured - 1.0).abs() < 1e-3, "{prices:?} against {measured}");
    assert!(prices.stationarity < 1e-8, "{prices:?}");
}

#[test]
fn a_range_ends_where_the_rules_do_even_where_nothing_bends() {
    let (scenario, futures) = at_a_knot(350.0);
    let oracle = Mean { futures: &futures, measure: Measure::Harm };
    let solved = solve(&scenario, &oracle, default_solver()).unwrap();
    let (region, best) = (Region::of(&scenario), &solved.allocation);
    let harm = |first: f64, second: f64| value(&oracle, &[first, second]);
    let most = solved.certificate.upper + 1.0;
    let groups = [vec![0], vec![1]];
    let ranges = near_best(&oracle, &region, best, most, &groups, default_solver(), &Unwatched).unwrap();
    let (level, rising) = (ranges[0].unwrap(), ranges[1].unwrap());
    // What the level one gets beyond its knot is all that the other can spare within £1m: by brute force, to £0.01m.
    let spared =
        (0..25_000).map(|i| f64::from(i) / 100.0).take_while(|spared| harm(100.0, 250.0 - spared) <= most);
    let exact = 100.0 + spared.last().unwrap();
    assert!(
        level.highest <= exact + 0.01 && level.highest >= 100.0 + 0.9 * (exact - 100.0),
        "{level:?} {exact}"
    );
    assert!(level.highest + rising.lowest <= 350.0 + 0.1 * (exact - 100.0), "{level:?} {rising:?}");
}

#[test]
fn a_programme_that_changes_nothing_keeps_its_money() {
    let own =
        |on: &str, reach| effect(on, Family::Exponential, Strength::Own(certain(reach)), Some(certain(50.0)));
    let mut uncosted = threat("dark", certain(1.0));
    uncosted.harm = None;
    let programmes = vec![
        programme("a", "s", 100.0, vec![own("t", 0.3)]),
        programme("b", "s", 50.0, vec![own("t", 0.2)]),
        programme("idle-1", "other", 30.0, vec![own("dark", 0.2)]),
        programme("idle-2", "other", 20.0, vec![own("dark", 0.2)]),
    ];
    let evidence = evidence(&["s", "other"], vec![threat("t", certain(500.0)), uncosted], programmes);
    let mut spec = scenario_spec(200.0);
    for (strand, share) in [("s", 0.75), ("other", 0.25)] {
        let share = apportion::units::Share::new(share).unwrap();
        spec.split.insert(support::id(strand), apportion::model::Portion::Exactly(share));
    }
    let futures = Futures::new(&evidence, &sample(&evidence, simulation(10, 1))).unwrap();
    let oracle = Mean { futures: &futures, measure: Measure::Harm };
    let scenario = scenario(spec, &evidence);
    for oracle in [&oracle as &dyn Oracle, &PlanesOnly(&oracle)] {
        let solved = solve(&scenario, oracle, default_solver()).unwrap();
        let amounts = solved.allocation.millions();
        // To the pound, the least that two budgets can differ by.
        assert!((amounts[2] - 30.0).abs() < 1e-6 && (amounts[3] - 20.0).abs() < 1e-6, "{amounts:?}");
    }
}

#[test]
fn a_solver_that_breaks_after_the_proof_loses_nothing() {
    let evidence = random_evidence(&mut Dice(11), Size { threats: 3, programmes: 12, knots: true });
    let scenario = scenario(scenario_spec(evidence.reference_total().millions()), &evidence);
    let futures = Futures::new(&evidence, &sample(&evidence, simulation(200, 1))).unwrap();
    let oracle = Mean { futures: &futures, measure: Measure::Harm };
    let whole = solve(&scenario, &oracle, default_solver()).unwrap();
    for solves in 1..=whole.certificate.iterations {
        let solved = solve(&scenario, &oracle, &Fragile { solves, done: AtomicUsize::new(0) }).unwrap();
        assert!(solved.certificate.lower <= whole.certificate.upper, "what was proved is true");
        assert_eq!(solved.certificate.reached, solved.certificate.gap <= Options::default().gap);
    }
}

/// The time of the shipped scenarios' size; `cargo test --release --test polished -- --ignored --nocapture`.
#[test]
#[ignore = "prints times, checks nothing"]
fn ten_threats_forty_programmes_ten_thousand_draws() {
    let mut dice = Dice(5);
    for knots in [false, false, false, true, true] {
        let evidence = random_evidence(&mut dice, Size { threats: 10, programmes: 40, knots });
        let scenario = random_scenario(&mut dice, &evidence);
        let futures = Futures::new(&evidence, &sample(&evidence, simulation(10_000, 1))).unwrap();
        let oracle = Mean { futures: &futures, measure: Measure::Harm };
        let timed = |oracle: &dyn Oracle| {
            let clock = std::time::Instant::now();
            let solved = solve(&scenario, oracle, default_solver());
            (clock.elapsed(), solved.map(|solved| solved.certificate))
        };
        println!("knots {knots}");
        println!("  polished {:?}", timed(&oracle));
        println!("  planes   {:?}", timed(&PlanesOnly(&oracle)));
        let here = vec![30.0; 40];
        let clock = std::time::Instant::now();
        (0..10).for_each(|_| drop(oracle.at(&here)));
        println!("  one gradient {:?}", clock.elapsed() / 10);
        let clock = std::time::Instant::now();
        (0..10).for_each(|_| drop(oracle.curved(&here)));
        println!("  one curvature {:?}", clock.elapsed() / 10);
    }
}

/// An objective that hides its second derivatives.
struct PlanesOnly<'o>(&'o dyn Oracle);

impl Oracle for PlanesOnly<'_> {
    fn at(&self, efforts: &[f64]) -> Vec<Piece> {
        self.0.at(efforts)
    }
}

/// A solver that breaks after so many programs.
struct Fragile {
    solves: usize,
    done: AtomicUsize,
}

impl Solver for Fragile {
    fn name(&self) -> &'static str {
        "fragile"
    }

    fn solve(&self, program: &LinearProgram) -> Result<Answer, SolveError> {
        if self.done.fetch_add(1, Ordering::Relaxed) >= self.solves {
            return Err(SolveError::Broken { solver: "fragile", reason: "worn out".into() });
        }
        default_solver().solve(program)
    }
}
