//! If one must be chosen, from the draws that `--outcomes` writes, and the same whichever way scenarios come.

use crate::Folder;
use crate::apportion;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

const ASKED: [&str; 4] = ["compare", "scenarios", "--draws=200", "--quiet"];

fn json(path: &str) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn regret_and_evpi_are_those_of_the_outcomes_draw_by_draw() {
    let folder = Folder::with(&[]);
    let (out, outcomes) = (folder.path("out"), folder.path("outcomes.csv"));
    apportion(&[&ASKED[..], &["--out", &out, "--outcomes", &outcomes]].concat()).assert().success();
    let mut avoided: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for line in fs::read_to_string(&outcomes).unwrap().lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        avoided.entry(cells[1].to_owned()).or_default().push(cells[2].parse().unwrap());
    }
    let document = json(&folder.path("out/compare.json"));
    let scenarios = document["scenarios"].as_array().unwrap();
    let mut blocks_weighed = 0;
    for (number, block) in document["blocks"].as_array().unwrap().iter().enumerate() {
        let own: Vec<&Value> = scenarios.iter().filter(|scenario| scenario["block"] == number).collect();
        let worth = |scenario: &Value, draw: usize| {
            let id = scenario["id"].as_str().unwrap();
            // Today avoids nothing against itself, and costs nothing beyond itself.
            let avoided = if id == "today" { 0.0 } else { avoided[id][draw] };
            avoided - scenario["extra_cost"].as_f64().unwrap()
        };
        let draws = usize::try_from(block["draws"].as_u64().unwrap()).unwrap();
        let highest = |draw| own.iter().map(|it| worth(it, draw)).fold(f64::MIN, f64::max);
        let highest: Vec<f64> = (0..draws).map(highest).collect();
        let mut least = f64::MAX;
        for scenario in &own {
            let losses = highest.iter().enumerate().map(|(draw, most)| most - worth(scenario, draw));
            #[expect(clippy::cast_precision_loss, reason = "a few hundred draws")]
            let mean = losses.sum::<f64>() / draws as f64;
            let found = scenario["choice"]["expected_regret"].as_f64().unwrap();
            // What each is worth is told to the pound, which is 1e-6 of £m.
            assert!((found - mean).abs() <= 1e-6, "{}: {found} and {mean}", scenario["id"]);
            least = least.min(mean);
        }
        assert!((block["choice"]["evpi"]["value"].as_f64().unwrap() - least).abs() <= 1e-6);
        let sum: f64 = own.iter().map(|it| it["choice"]["probability_best"].as_f64().unwrap()).sum();
        assert!((sum - 1.0).abs() < 1e-12, "somebody is the best in every draw, and ties share it");
        blocks_weighed += 1;
    }
    assert!(blocks_weighed > 3, "every evidence file has a choice of its own");
}

/// `compare` has scenarios one by one from files, `report` all at once from memory.
#[test]
fn scenarios_one_by_one_come_to_what_all_at_once_come_to() {
    let folder = Folder::with(&[]);
    let [few, single, all] = ["few", "single", "all"].map(|name| folder.path(name));
    apportion(&[&ASKED[..], &["--out", &few]].concat()).assert().success();
    apportion(&[&ASKED[..], &["--out", &single, "--checkpoint=1", "--threads=1"]].concat())
        .assert()
        .success();
    apportion(&["report", "scenarios", "--draws=200", "--quiet", "--out", &all]).assert().success();
    let choice = |folder: &str| {
        let document = json(&format!("{folder}/compare.json"));
        let of = |list: &str| -> Vec<Value> {
            document[list].as_array().unwrap().iter().map(|it| it["choice"].clone()).collect()
        };
        (of("blocks"), of("scenarios"))
    };
    assert_eq!(choice(&few), choice(&single));
    assert_eq!(choice(&few), choice(&all));
}
