//! A page of the shipped scenarios that asks.

use apportion::explore::Session;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A page.
#[derive(Default)]
pub struct Page(Session);

/// Every TOML file below a folder, by its path as it is shown.
fn files(folder: &Path, shown: &str, into: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let shown = format!("{shown}/{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            files(&path, &shown, into);
        } else if path.extension().is_some_and(|it| it == "toml") {
            into.insert(shown, fs::read_to_string(path).unwrap());
        }
    }
}

impl Page {
    /// The page of the shipped scenarios.
    pub fn shipped() -> Self {
        let mut held = BTreeMap::new();
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios"), "scenarios", &mut held);
        let is_scenario = |(path, text): &(&String, &String)| {
            !path.contains("/evidence/")
                && text.contains("[scenario]")
                && !text.contains("[sweep")
                && !text.contains("[[sweep")
        };
        let scenarios: Vec<&String> = held.iter().filter(is_scenario).map(|(path, _)| path).collect();
        let mut page = Self::default();
        let opened =
            page.ask(&json!({ "open": { "files": held, "scenarios": scenarios, "today": "2026-11-22" } }));
        assert!(opened["opened"]["scenarios"].is_array(), "{opened}");
        page
    }

    /// Asks.
    pub fn ask(&mut self, question: &Value) -> Value {
        self.ask_text(&question.to_string())
    }

    /// Asks what may be no question.
    pub fn ask_text(&mut self, question: &str) -> Value {
        serde_json::from_str(&self.0.ask(question)).unwrap()
    }

    /// A scenario to begin with: its candidate.
    pub fn play(&mut self, scenario: &str) -> Value {
        let said = self.ask(&json!({ "play": { "scenario": scenario } }));
        assert!(said["played"].is_object(), "{scenario}: {said}");
        said["played"]["candidate"].clone()
    }
}
