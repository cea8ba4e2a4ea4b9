//! Certified optima of plans over years, and how time grows with years.
//!
//! Each programme is felt over one to five years, and no strand may move by more than a tenth a year.

use crate::instance;
use crate::optima::say;
use crate::support;
use apportion::model::Allocation;
use apportion::model::Discount;
use apportion::model::Evidence;
use apportion::model::Horizon;
use apportion::model::Scenario;
use apportion::model::ScenarioSpec;
use apportion::optimise::Region;
use apportion::optimise::Unwatched;
use apportion::optimise::default_solver;
use apportion::optimise::minimise;
use apportion::optimise::start_near;
use apportion::study::Ground;
use apportion::study::Setting;
use apportion::study::objective;
use apportion::study::options;
use criterion::BenchmarkId;
use criterion::Criterion;
use std::sync::Arc;

const YEARS: [usize; 4] = [1, 2, 5, 10];

/// The mean at present value over 10,000 draws, proven to 1e-6, on futures that are ready.
pub fn run(criterion: &mut Criterion) {
    let evidence = instance::evidence_with_lags();
    let mut group = criterion.benchmark_group("plan");
    for years in YEARS {
        let scenario = plan(&evidence, years);
        let setting = Setting::on(Ground::of(&scenario)).unwrap();
        let region = Region::of(&scenario);
        let start = start_near(&region, setting.reference(), default_solver(), &Unwatched).unwrap().unwrap();
        let solve = |start: &Allocation| {
            let oracle = objective(setting.futures(), &scenario);
            minimise(&*oracle, &region, start, default_solver(), options(&scenario, &region)).unwrap()
        };
        say(&format!("plan/{years}"), &solve(&start).certificate);
        group.bench_with_input(BenchmarkId::from_parameter(years), &start, |bencher, start| {
            bencher.iter(|| solve(start));
        });
    }
    group.finish();
}

fn plan(evidence: &Arc<Evidence>, years: usize) -> Scenario {
    let free = instance::scenarios(evidence, support::simulation(10_000, 1)).remove(1);
    let horizon = Horizon {
        first_year: 2016,
        years,
        discount: Discount::GreenBook,
        max_yearly_change: Some(0.1),
        tail: false,
    };
    let spec = ScenarioSpec { horizon: Some(horizon), ..free.spec().clone() };
    Scenario::new(spec, Arc::clone(evidence)).unwrap()
}
