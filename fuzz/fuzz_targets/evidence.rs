//! An evidence file: read or refused with findings that have a place, and never a panic.
#![no_main]

use apportion::input::Demands;
use apportion::input::Loader;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("evidence.toml");
    std::fs::write(&path, text).expect("a file");
    let demands = Demands { today: "2026-11-22".parse().expect("a day"), of_scenario: |_| Vec::new() };
    let mut loader = Loader::new(demands);
    let is_sound = loader.evidence(&path).is_some();
    assert!(is_sound || !loader.findings().is_empty(), "refused in silence");
    assert!(loader.findings().iter().all(|finding| !finding.path.is_empty()), "a finding without a place");
});
