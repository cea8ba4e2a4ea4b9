//! How long it takes: one uncertain number, one pass of the kernel, certified optima of each kind, one comparison.
//!
//! `cargo bench` runs all of it in a few minutes; `cargo bench -- pass` runs what has `pass` in its name,
//! and `cargo bench --bench engine -- memory` what takes millions of draws. The
//! instance has 40 programmes on 10 threats, as large as the shipped evidence.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod information;
mod instance;
mod kernel;
mod memory;
mod optima;
mod plans;
#[path = "../../tests/support/mod.rs"]
mod support;

use apportion::distribution::Distribution;
use apportion::model::Evidence;
use apportion::model::Sampler;
use apportion::model::Simulation;
use apportion::simulate::sample;
use apportion::simulate::with_threads;
use apportion::study::Asked;
use apportion::study::Comparison;
use apportion::study::Silent;
use criterion::BenchmarkId;
use criterion::Criterion;
use criterion::Throughput;
use std::hint::black_box;
use std::time::Duration;
use std::time::Instant;

const DRAWS: [usize; 3] = [1000, 10_000, 100_000];

fn main() {
    let patience = Duration::from_secs(1);
    let criterion =
        Criterion::default().sample_size(10).measurement_time(patience).warm_up_time(patience / 4);
    let mut criterion = criterion.configure_from_args();
    sampling(&mut criterion);
    kernel::run(&mut criterion);
    optima::run(&mut criterion);
    plans::run(&mut criterion);
    comparisons(&mut criterion);
    information::run(&mut criterion);
    memory::run();
    criterion.final_summary();
}

/// Drawing uncertain numbers: time ÷ (draws × numbers), for each distribution and for all that the shipped evidence holds,
/// on one thread.
fn sampling(criterion: &mut Criterion) {
    const COUNT: usize = 20_000;
    let discrete = Distribution::discrete(vec![0.0, 0.34, 1.8, 2.5], vec![2.0, 1.0, 1.0, 1.0]);
    let interval = Distribution::lognormal_interval(0.25, 4.0).unwrap();
    let distributions = [
        ("uniform", Distribution::uniform(0.0, 1.0)),
        ("triangular", Distribution::triangular(16.0, 20.0, 25.0)),
        ("pert", Distribution::pert(16.0, 20.0, 25.0)),
        ("normal", Distribution::normal(0.0, 1.0)),
        ("lognormal", Ok(interval.clone())),
        ("lognormal_cut_off", interval.truncated(None, Some(5.0))),
        ("beta", Distribution::beta(2.0, 5.0)),
        ("gamma", Distribution::gamma(3.0, 1.0)),
        ("discrete", discrete),
    ];
    let mut group = criterion.benchmark_group("sampling");
    let mut bench = |name: &str, evidence: &Evidence, simulation: Simulation| {
        let repeated = |times: u64| {
            let start = Instant::now();
            (0..times).for_each(|_| drop(black_box(sample(black_box(evidence), simulation))));
            start.elapsed()
        };
        let numbers = evidence.uncertain().len() * simulation.draws.get();
        group.throughput(Throughput::Elements(numbers as u64));
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|times| with_threads(Some(1), |_| repeated(times)));
        });
    };
    for (name, distribution) in distributions {
        bench(name, &instance::one_number(distribution.unwrap()), support::simulation(COUNT, 1));
    }
    let uniform = instance::one_number(Distribution::uniform(0.0, 1.0).unwrap());
    let spread = Simulation { sampler: Sampler::LatinHypercube, ..support::simulation(COUNT, 1) };
    bench("uniform_latin_hypercube", &uniform, spread);
    // Two numbers, and the factor they share.
    bench("uniform_correlated_pair", &instance::correlated_pair(), support::simulation(COUNT, 1));
    bench("shipped_mix", &instance::shipped(), support::simulation(10_000, 1));
    group.finish();
}

/// Everything that `compare` does between reading files and writing results, for three scenarios.
fn comparisons(criterion: &mut Criterion) {
    let evidence = instance::evidence();
    let mut group = criterion.benchmark_group("compare");
    for draws in DRAWS {
        let scenarios = instance::scenarios(&evidence, support::simulation(draws, 1));
        group.bench_with_input(BenchmarkId::from_parameter(draws), &scenarios, |bencher, scenarios| {
            bencher
                .iter(|| Comparison::of(black_box(scenarios.clone()), &Asked::default(), &Silent).unwrap());
        });
    }
    group.finish();
}
