//! Harm avoided, shared out.

use crate::apportion;
use crate::printed;
use crate::refused;
use serde_json::Value;

const ASKED: [&str; 6] =
    ["compare", "scenarios/baseline.toml", "scenarios/prevent-8.toml", "--by-programme", "--draws", "300"];

fn asked(format: &str) -> String {
    printed(&[&ASKED[..], &["--format", format]].concat())
}

fn sum_of(shares: &Value) -> f64 {
    shares.as_object().unwrap().values().map(|share| share["mean"].as_f64().unwrap()).sum()
}

#[test]
fn shares_of_programmes_and_of_strands_add_up_to_harm_avoided() {
    let document: Value = serde_json::from_str(&asked("json")).unwrap();
    let scenarios = document["scenarios"].as_array().unwrap();
    let moved = scenarios.iter().find(|scenario| scenario["id"] == "prevent-8").unwrap();
    let avoided = moved["harm_avoided"]["mean"].as_f64().unwrap();
    for shares in [&moved["by_programme"], &moved["by_strand"]] {
        // Means of sums of £37bn of harm, known to a part in 1e13.
        assert!((sum_of(shares) - avoided).abs() < 1e-8, "{} against {avoided}", sum_of(shares));
    }
    assert!(moved["by_programme"].as_object().unwrap().values().any(|share| share["mean"] != 0.0));
    let same = scenarios.iter().find(|scenario| scenario["id"] == "baseline").unwrap();
    for share in same["by_programme"].as_object().unwrap().values() {
        assert_eq!((&share["mean"], &share["p95"]), (&Value::from(0.0), &Value::from(0.0)), "nothing moved");
    }
}

#[test]
fn lines_of_a_csv_file_say_what_json_says() {
    let document: Value = serde_json::from_str(&asked("json")).unwrap();
    let csv = asked("csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let mut lines = 0;
    for record in reader.records().map(Result::unwrap) {
        let key = match &record[4] {
            "programme_harm_avoided" => "by_programme",
            "strand_harm_avoided" => "by_strand",
            _ => continue,
        };
        let scenarios = document["scenarios"].as_array().unwrap();
        let scenario = scenarios.iter().find(|scenario| scenario["id"] == record[2]).unwrap();
        let mean: f64 = record[7].parse().unwrap();
        assert_eq!(scenario[key][&record[5]]["mean"].as_f64().unwrap().to_bits(), mean.to_bits());
        lines += 1;
    }
    let programmes = document["scenarios"][0]["programmes"].as_object().unwrap().len();
    assert_eq!(lines, 2 * (programmes + 4));
}

#[test]
fn the_table_says_that_it_is_a_rule_for_sharing() {
    let table = asked("table");
    let words = table.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("a rule for sharing it out, not a measurement"), "{table}");
    assert!(words.contains("Reference split [baseline]: no money moved"), "{table}");
    let rows: Vec<&str> =
        table.lines().skip_while(|line| !line.starts_with("Double prevent [prevent-8]")).collect();
    let place = |strand: &str| rows.iter().position(|row| row.trim_start().starts_with(strand)).unwrap();
    assert!(place("prevent") < place("pursue"), "the strand that gains stands first: {table}");
}

#[test]
fn nothing_is_shared_out_unasked() {
    let plain: Vec<&str> = ASKED.into_iter().filter(|word| *word != "--by-programme").collect();
    let json = printed(&[&plain[..], &["--format", "json"]].concat());
    assert!(!json.contains("by_programme") && !json.contains("by_strand"));
    let (with, without) = (asked("json"), json);
    let (with, without): (Value, Value) =
        (serde_json::from_str(&with).unwrap(), serde_json::from_str(&without).unwrap());
    assert_eq!(with["scenarios"][0]["harm_avoided"], without["scenarios"][0]["harm_avoided"]);
}

#[test]
fn more_draws_than_fit_are_refused_before_anything_is_drawn() {
    let all = ["--draws", "100000000", "--memory", "2GB"];
    for command in [
        &["draws", "scenarios/baseline.toml"][..],
        &["compare", "scenarios/baseline.toml"],
        &["compare", "scenarios/baseline.toml", "--by-programme"],
        &["optimise", "scenarios/best-free.toml"],
        &["frontier", "scenarios/best-free.toml"],
        &["target", "scenarios/best-free.toml", "--avoid", "£10m"],
        &["report", "scenarios/baseline.toml"],
    ] {
        let out = tempfile::tempdir().unwrap();
        let mut asked = [command, &all].concat();
        let page = out.path().join("page.html");
        if command[0] == "report" {
            asked.extend(["--out", page.to_str().unwrap()]);
        }
        let output = apportion(&asked).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{asked:?}: {said}");
        assert!(said.contains("100,000,000 draws need "), "{asked:?}: {said}");
        assert!(
            said.contains(" GB of memory, and 2.0 GB may be used; allowed: at most "),
            "{asked:?}: {said}"
        );
    }
    let said = refused(&["draws", "scenarios/baseline.toml", "--memory", "lots"], 2);
    assert!(said.contains("a size such as 8GB or 500MB"), "{said}");
}

#[test]
fn what_is_said_to_fit_does() {
    let said = refused(&["draws", "scenarios/baseline.toml", "--draws", "100000", "--memory", "30MB"], 2);
    let most = said.split("at most ").nth(1).unwrap().split(' ').next().unwrap().replace(',', "");
    printed(&["draws", "scenarios/baseline.toml", "--draws", &most, "--memory", "30MB"]);
}

/// What is said to be needed is a bound, and no far one: the system's own word on the most that was held is below it, and
/// not by more than half of itself. It is asked again and again while the program runs, so that what is read can be short of
/// the truth by what a last moment added, and never above it.
#[cfg(target_os = "linux")]
#[test]
fn what_is_said_to_be_needed_is_what_is_held() {
    for asked in [
        &["draws", "scenarios/baseline.toml"][..],
        &["compare", "scenarios/baseline.toml", "scenarios/prevent-8.toml"],
    ] {
        let asked = [asked, &["--draws=30000", "--threads=2", "--quiet"]].concat();
        let said = refused(&[&asked[..], &["--memory=1MB"]].concat(), 2);
        let needed = said.split(" need ").nth(1).unwrap().split(" MB").next().unwrap().replace(',', "");
        let needed: f64 = needed.parse().unwrap();
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_apportion"))
            .args(&asked)
            .stdout(std::process::Stdio::null())
            .spawn();
        let mut program = program.unwrap();
        let (mut held, status) = (0.0_f64, format!("/proc/{}/status", program.id()));
        while program.try_wait().unwrap().is_none() {
            let told = std::fs::read_to_string(&status).unwrap_or_default();
            let most = told.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
            held = held.max(most.map_or(0.0, |most| most.trim().parse::<f64>().unwrap() * 1024.0 / 1e6));
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        assert!(held <= needed && needed <= 1.5 * held, "{asked:?}: {held} MB held, {needed} MB said");
    }
}
