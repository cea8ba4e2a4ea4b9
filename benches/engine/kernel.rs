//! The kernel: one pass over all draws, against a bare loop over as much data that works out as many exponentials, on one
//! core and on both.

use crate::instance;
use crate::support;
use apportion::elementary::exp;
use apportion::elementary::wide;
use apportion::model::Allocation;
use apportion::model::Measure;
use apportion::simulate::Futures;
use apportion::simulate::curved;
use apportion::simulate::evaluate;
use apportion::simulate::side_by_side;
use apportion::simulate::with_threads;
use criterion::BenchmarkId;
use criterion::Criterion;
use criterion::Throughput;
use std::hint::black_box;
use std::time::Duration;
use std::time::Instant;

const DRAWS: [usize; 3] = [1_024, 10_240, 102_400];

/// Runs all of them.
pub fn run(criterion: &mut Criterion) {
    let evidence = instance::evidence();
    let efforts: Vec<f64> = Allocation::reference(&evidence).millions().iter().map(|x| 1.1 * x).collect();
    let mut group = criterion.benchmark_group("kernel");
    for draws in DRAWS {
        let futures = support::futures(&evidence, support::simulation(draws, 1));
        let bare = Bare::like(&futures, draws, evidence.threats().len());
        let pass = || drop(black_box(evaluate(&futures, black_box(&efforts), &Measure::Harm, None)));
        let second = || drop(black_box(curved(&futures, black_box(&efforts), &Measure::Harm, None)));
        compare(draws, &pass, &second, &|| {
            black_box(bare.run());
        });
        group.throughput(Throughput::Elements(draws as u64));
        group.bench_function(BenchmarkId::new("pass", draws), |bencher| bencher.iter(pass));
        group.bench_function(BenchmarkId::new("pass_with_second_derivatives", draws), |b| b.iter(second));
        group.bench_function(BenchmarkId::new("bare", draws), |bencher| bencher.iter(|| bare.run()));
    }
    group.finish();
}

#[expect(clippy::print_stdout, reason = "what a benchmark is for")]
fn compare(draws: usize, pass: &(dyn Fn() + Sync), second: &(dyn Fn() + Sync), bare: &(dyn Fn() + Sync)) {
    let [both, curved, bare_both] = [pass, second, bare].map(fastest);
    let one = |work: &(dyn Fn() + Sync)| with_threads(Some(1), |_| fastest(work));
    let [alone, curved_alone, bare_alone] = [pass, second, bare].map(one);
    let ratio = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64();
    println!(
        "kernel/{draws}: pass {both:?} = {:.2} × bare {bare_both:?}; one core {alone:?} = {:.2} × bare {bare_alone:?}; both \
         cores {:.2} × one (bare {:.2}); with second derivatives {curved:?}, one core {curved_alone:?}",
        ratio(both, bare_both),
        ratio(alone, bare_alone),
        ratio(alone, both),
        ratio(bare_alone, bare_both),
    );
}

fn fastest(work: &(dyn Fn() + Sync)) -> Duration {
    let times = (0..15).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

/// As many columns of as many draws, in blocks as the kernel has them.
struct Bare {
    blocks: Vec<Vec<Vec<f64>>>,
    exponentials: usize,
}

impl Bare {
    const BLOCK: usize = 512;

    fn like(futures: &Futures, draws: usize, exponentials: usize) -> Self {
        let columns = futures.columns();
        let values = (0_u32..).map(|i| -1.0 / (1.0 + f64::from(i)));
        let column = |c: usize| values.clone().skip(c).take(Self::BLOCK).collect::<Vec<f64>>();
        let block = || (0..columns).map(column).collect();
        Self { blocks: (0..draws / Self::BLOCK).map(|_| block()).collect(), exponentials }
    }

    /// Multiplies every number by another and adds it up, and works out so many exponentials a draw.
    fn run(&self) -> f64 {
        side_by_side(&self.blocks, |block| {
            wide(
                #[inline(always)]
                || bare(block, self.exponentials),
            )
        })
        .iter()
        .sum()
    }
}

#[expect(clippy::inline_always, reason = "a function that is called is not compiled for wider instructions")]
#[inline(always)]
fn bare(block: &[Vec<f64>], exponentials: usize) -> f64 {
    let mut lanes = [0.0; 32];
    let weights = &block[0];
    for column in block {
        for (values, weights) in column.as_chunks::<32>().0.iter().zip(weights.as_chunks::<32>().0) {
            for ((lane, value), weight) in lanes.iter_mut().zip(values).zip(weights) {
                *lane += value * weight;
            }
        }
    }
    for column in &block[..exponentials] {
        for values in column.as_chunks::<32>().0 {
            for (lane, value) in lanes.iter_mut().zip(values) {
                *lane += exp(*value);
            }
        }
    }
    lanes.iter().sum()
}
