//! What every target starts from: the small sound example of `init`, in a folder of its own, and a reader of it.

use apportion::input::Demands;
use apportion::input::Loader;
use std::path::PathBuf;
use tempfile::TempDir;

const EVIDENCE: &str = include_str!("../src/cli/init/evidence.toml");
const BASE: &str = include_str!("../src/cli/init/hold.toml");

/// A folder that goes away with the case.
pub struct Example(TempDir);

impl Example {
    /// The example with one more file, which may take the place of one of its own.
    pub fn with(name: &str, bytes: &[u8]) -> Self {
        let example = Self(tempfile::tempdir().expect("a folder"));
        for (own, text) in [("evidence.toml", EVIDENCE), ("hold.toml", BASE)] {
            std::fs::write(example.path(own), text).expect("a file");
        }
        std::fs::write(example.path(name), bytes).expect("a file");
        example
    }

    /// Where a file of it is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

/// A reader that has read nothing.
pub fn loader() -> Loader {
    Loader::new(Demands { today: "2026-11-22".parse().expect("a day"), of_scenario: |_| Vec::new() })
}

/// What is refused is so with findings, and each of them has a place.
pub fn assert_refused_with_a_place(is_sound: bool, loader: &Loader) {
    let findings = loader.findings();
    assert!(is_sound || !findings.is_empty(), "refused in silence");
    assert!(findings.iter().all(|finding| !finding.path.is_empty()), "a finding without a place");
}
