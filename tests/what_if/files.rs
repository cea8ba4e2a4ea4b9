//! What-ifs in scenario files, in sweeps and in other prices.

use apportion::input::Demands;
use apportion::input::Finding;
use apportion::input::Loader;
use apportion::input::what_if;
use apportion::model::PriceBase;
use apportion::model::Scenario;
use std::fs;
use std::path::Path;

const SCENARIO: &str = "[scenario]\nname = 'Plain'\nbase = 'sound-scenario.toml'\n";

/// The scenarios of a text on the sound scenario of the tests, and what is said of it.
fn read(text: &str, set: &[&str]) -> (Vec<Scenario>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let invalid = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    for name in ["sound-evidence.toml", "sound-scenario.toml"] {
        fs::copy(invalid.join(name), folder.path().join(name)).unwrap();
    }
    fs::write(folder.path().join("what-if.toml"), format!("{SCENARIO}{text}")).unwrap();
    let demands = Demands { today: "2026-11-22".parse().unwrap(), of_scenario: |_| Vec::new() };
    let set = set.iter().map(|typed| what_if(typed).unwrap()).collect();
    let mut loader = Loader::new(demands).assuming(set);
    let scenarios = loader.scenarios(&folder.path().join("what-if.toml"));
    let root = folder.path().to_string_lossy().replace('\\', "/") + "/";
    let lines =
        loader.findings().iter().map(Finding::to_string).map(|line| line.replace(&root, "")).collect();
    (scenarios, lines)
}

/// The harm of drugs as the evidence of a scenario has it.
fn harm(scenario: &Scenario) -> String {
    let drugs = scenario.evidence().threats().iter().find(|threat| threat.id.as_str() == "drugs").unwrap();
    drugs.harm.as_ref().unwrap().to_string()
}

#[test]
fn a_file_assumes_values_distributions_multiples_and_quantiles() {
    for (stated, expected) in [
        ("'£25bn'", "25000"),
        ("{ uniform = { low = '£1bn', high = 2_000 } }", "uniform {low 1000, high 2000}"),
    ] {
        let (scenarios, lines) = read(&format!("[assume]\n'threat.drugs.harm' = {stated}\n"), &[]);
        assert_eq!(lines, Vec::<String>::new());
        assert_eq!(harm(&scenarios[0]), expected);
        assert_eq!(scenarios[0].name(), format!("Plain, if threat.drugs.harm = {expected}"));
    }
    let (plain, _) = read("", &[]);
    let filed =
        plain[0].evidence().threat(&apportion::id::Id::new("drugs").unwrap()).unwrap().harm.clone().unwrap();
    let (scenarios, lines) = read("[assume]\n'threat.*.harm' = { at = 0.95 }\n", &[]);
    assert_eq!(lines, Vec::<String>::new());
    assert_eq!(harm(&scenarios[0]), filed.quantile(0.95).to_string());
    let (scenarios, _) = read("[assume]\n'threat.drugs.harm' = { times = 2 }\n", &[]);
    assert_eq!(harm(&scenarios[0]), format!("{filed} × 2.0000"));
}

#[test]
fn a_sweep_reaches_what_is_assumed() {
    let grid = "[[sweep.grid]]\nkey = 'assume.threat.*.harm'\nvalues = [{ times = 0.5 }, { times = 2 }]\n";
    let (scenarios, lines) = read(grid, &[]);
    assert_eq!(lines, Vec::<String>::new());
    let ids: Vec<&str> = scenarios.iter().map(Scenario::id).collect();
    assert_eq!(ids, ["what-if:threat.*.harm={times=0.5}", "what-if:threat.*.harm={times=2}"]);
    let (half, twice) = (harm(&scenarios[0]), harm(&scenarios[1]));
    assert!(half.ends_with("× 0.5000") && twice.ends_with("× 2.0000"), "{half} {twice}");
}

#[test]
fn every_mistake_is_said_at_its_key() {
    let (scenarios, lines) = read(
        "[assume]\n'threat.drgs.harm' = 3\n'threat.drugs.harm' = { at = 2 }\n'programme.*.*.works' = '£3m'\n'threat.[' = 1\n\
         programme.prevent-drugs.drugs.works = 0.5\n",
        &[],
    );
    assert!(scenarios.is_empty());
    let said = |part: &str| assert!(lines.iter().any(|line| line.contains(part)), "{part}: {lines:#?}");
    said(
        "what-if.toml:6:30: error: assume.threat.drugs.harm.at: a quantile of 2; allowed: above 0 and below 1",
    );
    said("money, which this number is not");
    said("is not a pattern");
    said("assume.programme");
    let (scenarios, lines) = read("[assume]\n'threat.drgs.harm' = 3\n", &[]);
    assert!(scenarios.is_empty());
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(lines[0].contains("what-if.toml:5:1: error: assume.threat.drgs.harm"), "{lines:#?}");
    assert!(lines[0].contains("did you mean `threat.drugs.harm`?"), "{lines:#?}");
}

#[test]
fn what_is_typed_comes_on_top_of_what_a_file_assumes() {
    let text = "[assume]\n'threat.drugs.harm' = { times = 2 }\n";
    let (scenarios, lines) = read(text, &["threat.drugs.harm={ times = 3 }"]);
    assert_eq!(lines, Vec::<String>::new());
    assert!(harm(&scenarios[0]).ends_with("× 2.0000 × 3.0000"), "{}", harm(&scenarios[0]));
    let (scenarios, lines) = read(text, &["threat.none.harm=3"]);
    assert!(scenarios.is_empty());
    assert!(lines[0].contains("--set: the evidence has no number `threat.none.harm`"), "{lines:#?}");
}

#[test]
fn money_is_in_the_prices_in_which_it_is_stated() {
    let base: PriceBase = "2020-21".parse().unwrap();
    let (plain, _) = read("[assume]\n'threat.drugs.harm' = 1000\n", &[]);
    let evidence = plain[0].evidence();
    let from: PriceBase = evidence.price_year().parse().unwrap();
    let restated = evidence.in_prices(base).unwrap();
    let drugs = restated.threats().iter().find(|threat| threat.id.as_str() == "drugs").unwrap();
    let found = drugs.harm.as_ref().unwrap().certain().unwrap();
    // One multiplication.
    assert!((found - 1_000.0 * from.factor_to(base)).abs() < 1e-9, "{found}");
    let other = evidence.filed().in_prices(base).unwrap();
    let programme = |evidence: &apportion::model::Evidence| evidence.programmes()[0].reference;
    assert_eq!(programme(&restated), programme(&other), "the rest is restated as ever");
}
