//! Certified optima: of the mean, of the tail, with set-up costs, of single draws, and along a frontier.

use crate::DRAWS;
use crate::instance;
use crate::support;
use apportion::input::Demands;
use apportion::input::Loader;
use apportion::model::Allocation;
use apportion::model::Evidence;
use apportion::model::Measure;
use apportion::model::Scenario;
use apportion::optimise::Certificate;
use apportion::optimise::Known;
use apportion::optimise::Mean;
use apportion::optimise::MeanAndTail;
use apportion::optimise::Options;
use apportion::optimise::Oracle;
use apportion::optimise::Region;
use apportion::optimise::Solved;
use apportion::optimise::Unwatched;
use apportion::optimise::default_solver;
use apportion::optimise::minimise;
use apportion::optimise::near_best;
use apportion::simulate::Futures;
use apportion::simulate::side_by_side;
use apportion::study::Along;
use apportion::study::Decision;
use apportion::study::Setting;
use apportion::study::Silent;
use apportion::study::confidence;
use apportion::study::decide;
use apportion::study::frontier;
use apportion::units::Money;
use criterion::BenchmarkId;
use criterion::Criterion;
use criterion::Throughput;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

/// What certificates are asked for: each kind of problem what `study` asks of it.
const MEAN_GAP: f64 = 1e-6;
const TAIL_GAP: f64 = 1e-5;
const SWITCHED_GAP: f64 = 1e-4;

/// Runs all of them.
pub fn run(criterion: &mut Criterion) {
    means(criterion);
    tails(criterion);
    switched(criterion);
    near_best_ends(criterion);
    singles(criterion);
    perfect_information(criterion);
    frontiers(criterion);
}

/// A problem that begins at today's allocation, with all strands free.
struct Problem {
    region: Region,
    start: Allocation,
}

impl Problem {
    fn free(evidence: &Arc<Evidence>) -> Self {
        let region = Region::of(&free(evidence, 2));
        let today = Allocation::reference(evidence);
        let start = region.nearest_to(&today, default_solver()).unwrap().unwrap();
        Self { region, start }
    }

    fn solve(&self, oracle: &dyn Oracle, gap: f64) -> Solved {
        let options = Options { gap, ..Options::default() };
        minimise(oracle, &self.region, black_box(&self.start), default_solver(), options).unwrap()
    }
}

fn free(evidence: &Arc<Evidence>, draws: usize) -> Scenario {
    instance::scenarios(evidence, support::simulation(draws, 1)).remove(1)
}

fn mean(futures: &Futures) -> Mean<'_> {
    Mean { futures, measure: Measure::Harm }
}

/// Says what a solve took apart from time, and whether it proved what it was asked to.
#[expect(clippy::print_stdout, reason = "what a benchmark is for")]
pub fn say(name: &str, certificate: &Certificate) {
    let Certificate { gap, iterations, evaluations, reached, .. } = certificate;
    let wanted = if *reached { "as asked" } else { "NOT what was asked" };
    println!("{name}: gap {gap:.1e}, {wanted}; {iterations} masters, {evaluations} passes");
}

/// The mean, proven to 1e-6, on futures that are ready.
fn means(criterion: &mut Criterion) {
    let evidence = instance::evidence();
    let problem = Problem::free(&evidence);
    let mut group = criterion.benchmark_group("optimum");
    for draws in DRAWS {
        let futures = support::futures(&evidence, support::simulation(draws, 1));
        let solve = |futures: &Futures| problem.solve(&mean(futures), MEAN_GAP);
        say(&format!("optimum/{draws}"), &solve(&futures).certificate);
        group.bench_with_input(BenchmarkId::from_parameter(draws), &futures, |bencher, futures| {
            bencher.iter(|| solve(futures));
        });
    }
    group.finish();
}

/// Half the mean and half the mean of the worst tenth, proven to 1e-5.
fn tails(criterion: &mut Criterion) {
    let evidence = instance::evidence();
    let problem = Problem::free(&evidence);
    let mut group = criterion.benchmark_group("cvar");
    for draws in DRAWS {
        let futures = support::futures(&evidence, support::simulation(draws, 1));
        let solve = |futures: &Futures| {
            let measure = Measure::Harm;
            let oracle = MeanAndTail { futures, measure, level: 0.9, weight: 0.5, before: None };
            problem.solve(&oracle, TAIL_GAP)
        };
        say(&format!("cvar/{draws}"), &solve(&futures).certificate);
        group.bench_with_input(BenchmarkId::from_parameter(draws), &futures, |bencher, futures| {
            bencher.iter(|| solve(futures));
        });
    }
    group.finish();
}

/// The mean where 10 or 12 programmes have set-up costs, proven to 1e-4: a mixed-integer problem.
fn switched(criterion: &mut Criterion) {
    const DRAWS: usize = 10_000;
    let mut group = criterion.benchmark_group("set_ups");
    for count in [10, 12] {
        let evidence = instance::evidence_with_set_ups(count);
        let problem = Problem::free(&evidence);
        assert_eq!(problem.region.switches().len(), count);
        let futures = support::futures(&evidence, support::simulation(DRAWS, 1));
        let solve = |futures: &Futures| problem.solve(&mean(futures), SWITCHED_GAP);
        say(&format!("set_ups/{count}/{DRAWS}"), &solve(&futures).certificate);
        let id = BenchmarkId::new(count.to_string(), DRAWS);
        group.bench_with_input(id, &futures, |bencher, futures| bencher.iter(|| solve(futures)));
    }
    group.finish();
}

/// The first thousand draws, each solved for itself, side by side.
fn singles(criterion: &mut Criterion) {
    const COUNT: usize = 1000;
    let evidence = instance::evidence();
    let problem = Problem::free(&evidence);
    let futures = support::futures(&evidence, support::simulation(COUNT, 1));
    let draws: Vec<usize> = (0..COUNT).collect();
    let mut group = criterion.benchmark_group("single_draws");
    group.throughput(Throughput::Elements(COUNT as u64));
    group.bench_with_input(BenchmarkId::from_parameter(COUNT), &futures, |bencher, futures| {
        let solve =
            |&draw: &usize| problem.solve(&Known::of(futures, draw, Measure::Harm).unwrap(), MEAN_GAP);
        bencher.iter(|| side_by_side(&draws, solve));
    });
    group.finish();
}

/// Both ends of every strand's and every programme's money among allocations within a hundredth of what the best improves.
#[expect(clippy::print_stdout, reason = "what a benchmark is for")]
fn near_best_ends(criterion: &mut Criterion) {
    let evidence = instance::evidence();
    let problem = Problem::free(&evidence);
    let programmes = 0..evidence.programmes().len();
    let strands = evidence.strands().iter().map(|strand| evidence.programmes_of(strand));
    let groups: Vec<Vec<usize>> = strands.chain(programmes.map(|own| vec![own])).collect();
    let mut group = criterion.benchmark_group("near_best");
    for draws in DRAWS {
        let futures = support::futures(&evidence, support::simulation(draws, 1));
        let oracle = mean(&futures);
        let best = problem.solve(&oracle, MEAN_GAP).allocation;
        let value = |allocation: &Allocation| {
            let efforts = problem.region.efforts(&problem.region.point(allocation));
            oracle.at(&efforts).iter().map(|piece| piece.value).sum::<f64>()
        };
        let most = value(&best) + 0.01 * (value(&problem.start) - value(&best));
        let ends = || {
            let (region, solver) = (&problem.region, default_solver());
            near_best(&oracle, region, black_box(&best), most, &groups, solver, &Unwatched).unwrap()
        };
        println!("near_best/{draws}: {} ends", 2 * ends().len());
        group.bench_function(BenchmarkId::from_parameter(draws), |bencher| bencher.iter(ends));
    }
    group.finish();
}

/// What somebody would do who knew each draw to be the truth, on the shipped evidence: draws solved and held against
/// the scenario's best allocation, side by side.
#[expect(clippy::print_stdout, reason = "what a benchmark is for")]
fn perfect_information(criterion: &mut Criterion) {
    const DRAWS: usize = 10_000;
    let mut group = criterion.benchmark_group("perfect_information");
    for (name, counts) in [
        ("best-free", &[1000, DRAWS][..]),
        ("best-within-quarter", &[1000]),
        ("best-csa-ring-fence", &[1000]),
    ] {
        let scenario = shipped(name);
        let simulation = support::simulation(DRAWS, 2019);
        let setting = Setting::new(Arc::clone(scenario.evidence()), simulation).unwrap();
        let Decision::Allocated { allocation, .. } = decide(&setting, &scenario).unwrap() else {
            unreachable!("shipped scenarios are possible")
        };
        for &count in counts {
            let solve = || confidence(&setting, &scenario, &allocation, count);
            group.throughput(Throughput::Elements(count as u64));
            group.bench_function(BenchmarkId::new(name, count), |bencher| {
                let solved = solve();
                println!("{name}: {} draws solved, {} not", solved.draws, solved.unsolved);
                bencher.iter(solve);
            });
        }
    }
    group.finish();
}

/// A scenario that comes with the program.
fn shipped(name: &str) -> Scenario {
    let today = "2020-01-01".parse().unwrap();
    let mut loader = Loader::new(Demands { today, of_scenario: |_| Vec::new() });
    let path = format!("{}/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    loader.scenario(Path::new(&path)).unwrap()
}

/// A frontier of 20 points against the budget, from half of today's to half as much again, and how many times one
/// optimum it costs. Each point also runs its allocation over all draws and finds the price of the budget there.
#[expect(clippy::print_stdout, reason = "what a benchmark is for")]
fn frontiers(criterion: &mut Criterion) {
    const POINTS: usize = 20;
    const DRAWS: usize = 10_000;
    let evidence = instance::evidence();
    let scenario = free(&evidence, DRAWS);
    let setting = Setting::new(Arc::clone(&evidence), scenario.simulation()).unwrap();
    let today = evidence.reference_total().millions();
    let millions = |millions| Money::from_millions(millions).unwrap();
    let along = Along::Budget { from: millions(0.5 * today), to: millions(1.5 * today) };
    let points = || frontier(&setting, &scenario, along.clone(), POINTS, &Silent).unwrap();
    let problem = Problem::free(&evidence);
    let one = least_of_five(|| drop(black_box(problem.solve(&mean(setting.futures()), MEAN_GAP))));
    let all = least_of_five(|| drop(black_box(points())));
    println!(
        "frontier: {POINTS} points in {all:?}, {:.1} times one optimum ({one:?})",
        all.as_secs_f64() / one.as_secs_f64()
    );
    let mut group = criterion.benchmark_group("frontier");
    group.bench_function(BenchmarkId::from_parameter(POINTS), |bencher| bencher.iter(points));
    group.finish();
}

fn least_of_five(work: impl Fn()) -> Duration {
    let times = (0..5).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}
