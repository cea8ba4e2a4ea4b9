//! What moves the answer: tornado, indices, Shapley effects and switching values of every assumption of the shipped evidence.

use apportion::input::Demands;
use apportion::input::Loader;
use apportion::study::SensitivityAsked;
use apportion::study::Silent;
use apportion::study::sensitivity;
use criterion::Criterion;
use std::hint::black_box;
use std::path::Path;

/// A scenario that leaves everything to choose and one that leaves nothing, on 10,000 draws.
pub fn run(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("sensitivity");
    for name in ["best-free", "prevent-8"] {
        let demands = Demands { today: jiff::civil::date(2026, 1, 1), of_scenario: |_| Vec::new() };
        let file = format!("scenarios/{name}.toml");
        let scenario = Loader::new(demands).scenario(Path::new(&file)).unwrap();
        let asked = SensitivityAsked::default();
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(sensitivity(vec![scenario.clone()], &asked, &Silent).unwrap()));
        });
    }
    group.finish();
}
