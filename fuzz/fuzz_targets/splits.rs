//! A CSV of splits on a sound base: every row is a scenario or has its findings.
#![no_main]

use apportion::input::Demands;
use apportion::input::Loader;
use libfuzzer_sys::fuzz_target;

const EVIDENCE: &str = include_str!("../../src/cli/init/evidence.toml");
const BASE: &str = include_str!("../../src/cli/init/hold.toml");

fuzz_target!(|text: &[u8]| {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("evidence.toml"), EVIDENCE).expect("a file");
    std::fs::write(at("hold.toml"), BASE).expect("a file");
    std::fs::write(at("splits.csv"), text).expect("a file");
    let demands = Demands { today: "2026-11-22".parse().expect("a day"), of_scenario: |_| Vec::new() };
    let mut loader = Loader::new(demands);
    let base = loader.scenario(&at("hold.toml")).expect("a sound base");
    if let Some(mut splits) = loader.splits(&at("splits.csv"), &base) {
        for number in 0..splits.ids().count().min(50) {
            if let Err(findings) = splits.scenario(number) {
                assert!(!findings.is_empty(), "a row refused in silence");
            }
        }
    }
});
