//! What knowing each assumption of the shipped evidence is worth to where the money goes.

use apportion::input::Demands;
use apportion::input::Loader;
use apportion::model::Scenario;
use apportion::study::Decision;
use apportion::study::Ground;
use apportion::study::Setting;
use apportion::study::Silent;
use apportion::study::decide;
use apportion::study::evidence_gap;
use apportion::study::voi::scenarios::VoiWanted;
use apportion::study::voi::scenarios::value_of_information;
use criterion::Criterion;
use std::hint::black_box;
use std::path::Path;

/// Everything that is asked of the best split, and how much of it rests on placeholders.
pub fn run(criterion: &mut Criterion) {
    let scenario = shipped();
    let mut group = criterion.benchmark_group("information");
    let wanted = VoiWanted { outer_draws: 2, ..VoiWanted::default() };
    group.bench_function("each_assumption", |bencher| {
        bencher.iter(|| value_of_information(black_box(&[scenario.clone()]), &wanted, &Silent).unwrap());
    });
    let setting = Setting::on(Ground::of(&scenario)).unwrap();
    let Decision::Allocated { allocation, .. } = decide(&setting, &scenario).unwrap() else { return };
    group.bench_function("evidence_gap", |bencher| {
        bencher.iter(|| evidence_gap(black_box(&setting), &scenario, &allocation).unwrap());
    });
    group.finish();
}

fn shipped() -> Scenario {
    let mut loader =
        Loader::new(Demands { today: "2020-01-01".parse().unwrap(), of_scenario: |_| Vec::new() });
    let path = format!("{}/scenarios/best-free.toml", env!("CARGO_MANIFEST_DIR"));
    loader.scenario(Path::new(&path)).unwrap()
}
