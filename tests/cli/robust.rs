//! Robust moves: two readings of one budget, held against every division of it on a fine grid.

use crate::Folder;
use crate::apportion;
use serde_json::Value;

/// £80m for pursuit of one threat and £20m for prevention of another, without uncertainty: harm is
/// 1000·exp(−p·(x − 80)/80) + 600·exp(−v·(y − 20)/20).
fn evidence(name: &str, (p, v): (f64, f64)) -> String {
    let threat = |id: &str, harm: f64| {
        format!("[[threat]]\nid = '{id}'\nname = '{id}'\nharm = {harm:?}\ngrade = 'expert'\nsource = 'x'\n")
    };
    let programme = |id: &str, strand: &str, threat: &str, reference: f64, rate: f64| {
        format!(
            "[[programme]]\nid = '{id}'\nname = '{id}'\nstrand = '{strand}'\nreference = {reference:?}\ngrade = 'expert'\n\
             source = 'x'\n[[programme.effect]]\nthreat = '{threat}'\ncurve = {{ log_linear = {{ rate = {rate:?} }} }}\n\
             grade = 'expert'\nsource = 'x'\n"
        )
    };
    [
        format!(
            "[evidence]\nname = '{name}'\nstrands = ['pursue', 'prevent']\nprice_year = '2019'\nas_of = 2026-01-01\n\
             review_by = 2036-01-01\n"
        ),
        threat("drugs", 1000.0),
        threat("fraud", 600.0),
        programme("pursuit", "pursue", "drugs", 80.0, p),
        programme("prevention", "prevent", "fraud", 20.0, v),
    ]
    .concat()
}

fn scenario(evidence: &str) -> String {
    format!(
        "[scenario]\nname = 'Best of {evidence}'\nevidence = '{evidence}.toml'\n[budget]\ntotal = 'today'\n[split]\n\
         pursue = 'free'\nprevent = 'free'\n[allocate]\nwithin = 'best'\n"
    )
}

/// The least and the most for prevention among divisions that keep four fifths of what the best avoids.
fn near((p, v): (f64, f64)) -> (f64, f64) {
    let harm = |y: f64| 1000.0 * (-p * (20.0 - y) / 80.0).exp() + 600.0 * (-v * (y - 20.0) / 20.0).exp();
    let grid = || (0..100_000).map(|step| f64::from(step) * 1e-3);
    let best = grid().map(harm).fold(f64::MAX, f64::min);
    let most = best + 0.2 * (harm(20.0) - best);
    let all: Vec<f64> = grid().filter(|y| harm(*y) <= most).collect();
    (all[0], all[all.len() - 1])
}

fn optimised(rates: &[(&str, (f64, f64))]) -> (Value, String) {
    let folder = Folder::with(&[]);
    for (name, rates) in rates {
        std::fs::write(folder.path(&format!("{name}.toml")), evidence(name, *rates)).unwrap();
        std::fs::write(folder.path(&format!("best-{name}.toml")), scenario(name)).unwrap();
    }
    let asked = ["optimise", &folder.path(""), "--near=0.2", "--draws=50", "--solved-draws=2", "--quiet"];
    apportion(&[&asked[..], &["--out", &folder.path("out")]].concat()).assert().success();
    let read = |name: &str| std::fs::read(folder.path(&format!("out/{name}"))).unwrap();
    let table = String::from_utf8(read("optimise.txt")).unwrap();
    (serde_json::from_slice(&read("optimise.json")).unwrap(), table)
}

const HIGH: (f64, f64) = (0.5, 0.6);
const HIGHER: (f64, f64) = (0.4, 0.7);
const LOW: (f64, f64) = (0.5, 0.1);

#[test]
fn a_move_that_both_readings_ask_for_is_robust_and_amounts_are_what_both_allow() {
    let (document, table) = optimised(&[("high", HIGH), ("higher", HIGHER)]);
    let robust = &document["robust"];
    assert_eq!(robust["evidence"].as_array().unwrap().len(), 2);
    let [pursue, prevent] = [0, 1].map(|strand| &robust["strands"][strand]);
    assert_eq!((&pursue["direction"], &prevent["direction"]), (&"cut".into(), &"raise".into()));
    let ((a, b), (c, d)) = (near(HIGH), near(HIGHER));
    let (lowest, highest) = (a.max(c), b.min(d));
    assert!(20.0 < lowest && lowest < highest, "the two overlap, and both have more than today");
    let agreed = |end: &str| prevent["agreed"][end].as_f64().unwrap();
    // Ends are found from inside, to a hundredth of the range's width; the grid's step is £1,000.
    let close = 0.02 * (b - a);
    assert!((agreed("lowest") - lowest).abs() < close, "{} and {lowest}", agreed("lowest"));
    assert!((agreed("highest") - highest).abs() < close, "{} and {highest}", agreed("highest"));
    assert!(table.contains("Robust moves") && table.contains("Raise prevent: in all 2 scenarios"), "{table}");
}

#[test]
fn a_move_that_one_reading_does_not_ask_for_is_none_and_one_reading_has_no_section() {
    let ((_, low), (high, _)) = (near(LOW), near(HIGH));
    assert!(low < 20.0 && high > 20.0, "the readings disagree");
    let (document, table) = optimised(&[("high", HIGH), ("low", LOW)]);
    let prevent = &document["robust"]["strands"][1];
    assert!(prevent["direction"].is_null() && prevent["agreed"].is_null(), "{prevent}");
    assert!(table.contains("No strand has more than today, or less"), "{table}");
    let (alone, table) = optimised(&[("high", HIGH)]);
    assert!(alone.get("robust").is_none() && !table.contains("Robust moves"));
}
