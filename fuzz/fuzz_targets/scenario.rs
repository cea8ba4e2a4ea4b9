//! A scenario on sound evidence: read or refused; what is sound is answered or impossible.
#![no_main]

use apportion::input::Demands;
use apportion::input::Loader;
use apportion::study::Asked;
use apportion::study::Silent;
use apportion::study::Comparison;
use libfuzzer_sys::fuzz_target;

const EVIDENCE: &str = include_str!("../../src/cli/init/evidence.toml");
const BASE: &str = include_str!("../../src/cli/init/hold.toml");

fuzz_target!(|text: &[u8]| {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("evidence.toml"), EVIDENCE).expect("a file");
    std::fs::write(at("hold.toml"), BASE).expect("a file");
    std::fs::write(at("scenario.toml"), text).expect("a file");
    let demands = Demands { today: "2026-11-22".parse().expect("a day"), of_scenario: |_| Vec::new() };
    let mut loader = Loader::new(demands);
    let scenarios = loader.scenarios(&at("scenario.toml"));
    assert!(!scenarios.is_empty() || !loader.findings().is_empty(), "refused in silence");
    let small = scenarios.into_iter().filter(|scenario| scenario.simulation().draws.get() <= 100).take(4);
    let compared = Comparison::of(small.collect(), &Asked::default(), &Silent);
    if let Ok(comparison) = compared {
        for result in comparison.blocks.iter().flat_map(|block| &block.results) {
            let Some(proof) = &result.optimum else { continue };
            assert!(proof.lower <= proof.upper + 1e-9 * proof.upper.abs().max(1.0), "bounds upside down");
        }
    }
});
