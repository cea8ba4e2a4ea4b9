//! What the page says is what the command line says of the saved file, to the last bit.

use crate::HERE;
use crate::SHIPPED;
use crate::copied::copy;
use crate::hand::hand;
use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A fixed sequence (Knuth's MMIX), so that a run can be had again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % count
    }
}

#[test]
fn twenty_random_splits_have_the_digits_of_the_command_line() {
    let Some(mut hand) = hand("twenty random splits", &SHIPPED) else { return };
    hand.keeps_downloads();
    let ids = hand.browser.value(
        "[...document.querySelectorAll('#play-rows .row:not(.fixed, .locked)')].map((row) => row.dataset.id)",
    );
    let ids: Vec<String> = ids.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect();
    assert!(ids.len() > 30, "strands and programmes: {ids:?}");
    let (mut dice, mut said) = (Dice(2019), BTreeMap::new());
    for split in 0..20 {
        hand.type_into("#play-name", &format!("Split {split}"));
        let before = hand.amounts(0);
        // What is at its bound already does not move: then it is another's turn.
        while hand.amounts(0) == before {
            let id = &ids[dice.below(ids.len())];
            let selector = format!("#play-rows .row[data-id='{id}'] input[type=text]");
            let pence = dice.below(99);
            let money = format!("{}.{pence:02}", 1 + dice.below(180));
            hand.type_into(&selector, &money);
            hand.rests();
        }
        let figures = ["mean", "sd", "p5", "p50", "p95", "se"].map(|name| hand.figure(name));
        hand.click("#play-save");
        let file = hand.folder.path().join(format!("split-{split}.toml"));
        hand.until(&format!(
            "document.getElementById('play-kept-said').innerText.includes('split-{split}.toml')"
        ));
        let begun = std::time::Instant::now();
        while !fs::read_to_string(&file).is_ok_and(|text| text.ends_with('\n')) {
            assert!(begun.elapsed().as_secs() < 60, "{} is not saved", file.display());
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        said.insert(format!("split-{split}"), figures);
    }
    hand.was_silent();
    let answered = command_line(hand.folder.path(), &said.keys().cloned().collect::<Vec<_>>());
    let mut means = Vec::new();
    for (id, figures) in &said {
        let theirs = &answered[id]["harm_avoided"];
        for (name, ours) in ["mean", "sd", "p5", "p50", "p95", "se"].iter().zip(figures) {
            let theirs = theirs[name].as_f64().unwrap();
            assert_eq!(
                ours.to_bits(),
                theirs.to_bits(),
                "{id} {name}: {ours} on the page, {theirs} on a terminal"
            );
        }
        means.push(figures[0].to_bits());
    }
    means.sort_unstable();
    means.dedup();
    assert_eq!(means.len(), 20, "twenty splits that differ");
}

/// What `compare` says of saved files, which stand beside the scenarios that they are laid on.
fn command_line(saved: &Path, ids: &[String]) -> BTreeMap<String, Value> {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(HERE).join("scenarios"), folder.path());
    let mut command = cargo_bin_cmd!("apportion");
    command.current_dir(folder.path()).arg("compare").args([
        "--format",
        "json",
        "--as-of",
        "2026-11-22",
        "--quiet",
    ]);
    for id in ids {
        let file = format!("{id}.toml");
        fs::copy(saved.join(&file), folder.path().join(&file)).unwrap();
        command.arg(file);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let entries = document["scenarios"].as_array().unwrap().iter();
    entries.map(|entry| (entry["id"].as_str().unwrap().to_owned(), entry.clone())).collect()
}
