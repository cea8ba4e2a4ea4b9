//! Who made and signed off what, what was decided, which data it rests on, and the assurance that comes of it.

use crate::Folder;
use crate::printed;
use serde_json::Value;

/// Evidence on top of the shipped one, in which one threat's harm is signed off.
const SIGNED: &str = concat!(
    "[evidence]\nbase = '",
    env!("CARGO_MANIFEST_DIR"),
    "/scenarios/evidence/soc-2015-16.toml'\nanalyst = 'A. Smith'\nassurer = 'B. Jones'\nreference_total = '£2.2bn'\n\
     [[threat]]\nid = 'drugs'\nowner = 'A. Smith'\nsigned_off_by = 'B. Jones'\nsigned_off_on = 2026-03-31\n\
     note = 'As before.'\nproxy = true\n\
     [[decision]]\non = 2026-03-30\nwhat = 'Left as it is'\nwhy = 'no time'\nwho = 'A. Smith'\n"
);

/// The same with a base between, which it takes everything over from.
const ON_TOP: &str = "[evidence]\nbase = 'signed.toml'\napprover = 'D. Evans'\n\
                      [[decision]]\nwhat = 'Left as it is'\nsigned_off_by = 'B. Jones'\n";

fn folder() -> Folder {
    Folder::with(&[("signed.toml", SIGNED), ("top.toml", ON_TOP)])
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[&["evidence"], arguments, &["--format", "json", "--quiet"]].concat()))
        .unwrap()
}

fn column(csv: &str, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let place = reader.headers().unwrap().iter().position(|heading| heading == name).unwrap();
    reader.records().map(|record| record.unwrap()[place].to_owned()).collect()
}

#[test]
fn sign_offs_roles_and_decisions_are_taken_over_from_a_base() {
    let folder = folder();
    let document = json(&[&folder.path("top.toml")]);
    let entries = document["assumptions"].as_array().unwrap();
    let harm = entries.iter().find(|entry| entry["address"] == "threat.drugs.harm").unwrap();
    assert_eq!((&harm["owner"], &harm["signed_off_by"]), (&"A. Smith".into(), &"B. Jones".into()));
    assert_eq!((&harm["signed_off_on"], &harm["note"]), (&"2026-03-31".into(), &"As before.".into()));
    assert_eq!(harm["proxy"], true);
    assert_eq!(harm["effect"], Value::Null, "nobody has worked it out");
    let others = entries.iter().filter(|entry| entry["owner"] != Value::Null).count();
    assert_eq!(others, 1, "a count and an effect answer for themselves");
    let roles = &document["assurance"]["roles"];
    assert_eq!((&roles["analyst"], &roles["approver"]), (&"A. Smith".into(), &"D. Evans".into()));
    assert_eq!(roles["commissioner"], Value::Null);
    let decision = &document["decisions"][0];
    assert_eq!((&decision["what"], &decision["why"]), (&"Left as it is".into(), &"no time".into()));
    assert_eq!(decision["signed_off_by"], "B. Jones", "a decision is carried on by what it is");
    let whats: Vec<&str> =
        document["decisions"].as_array().unwrap().iter().map(|it| it["what"].as_str().unwrap()).collect();
    assert!(whats.iter().any(|what| what.contains("£2,200m")), "{whats:?}");
    assert!(whats.iter().any(|what| what.contains("prices of 2015-16")), "{whats:?}");
}

#[test]
fn every_number_rests_on_one_source_of_the_data_log() {
    let folder = folder();
    let file = folder.path("signed.toml");
    let data = printed(&["evidence", &file, "--log", "data", "--format", "csv", "--quiet"]);
    let log = printed(&["evidence", &file, "--format", "csv", "--quiet"]);
    let mut of_data: Vec<String> = column(&data, "addresses")
        .iter()
        .flat_map(|addresses| addresses.split("; ").map(str::to_owned).collect::<Vec<_>>())
        .collect();
    of_data.sort();
    let mut all = column(&log, "address");
    all.sort();
    assert_eq!(of_data, all);
    let sources = column(&data, "source");
    let distinct: std::collections::BTreeSet<&String> = sources.iter().collect();
    assert_eq!(distinct.len(), sources.len(), "each source once");
    assert_eq!(column(&data, "proxy").iter().filter(|proxy| *proxy == "true").count(), 1);
    assert!(column(&data, "price_year").iter().all(|year| year == "2015-16"));
    assert!(column(&log, "review_by").iter().all(|day| day == "2021-06-28"));
}

#[test]
fn an_assurance_statement_counts_and_says_what_is_missing() {
    let folder = folder();
    let assurance = json(&[&folder.path("signed.toml")])["assurance"].clone();
    assert_eq!(assurance["signed_off"]["B. Jones"], 1);
    assert_eq!(assurance["not_signed_off"], 226);
    assert_eq!((&assurance["decisions"], &assurance["decisions_signed_off"]), (&1.into(), &0.into()));
    assert_eq!(assurance["review_overdue"], true);
    let table = printed(&["evidence", &folder.path("signed.toml"), "--log", "assurance", "--quiet"]);
    assert!(table.contains("Nobody is named as commissioner and approver."), "{table}");
    assert!(table.contains("which has gone by on 2026-11-22"), "{table}");
    let nobody = printed(&["evidence", "scenarios/baseline.toml", "--log", "assurance", "--quiet"]);
    assert!(nobody.contains("None is signed off."), "{nobody}");
    assert!(nobody.contains("A settled year leaves out"), "{nobody}");
    let decided =
        printed(&["evidence", "scenarios/five-years/best-plan.toml", "--log", "decisions", "--quiet"]);
    assert!(decided.contains("A plan over 2016 to 2020"), "{decided}");
}

#[test]
fn only_what_is_said_of_an_assumption_is_in_the_table() {
    let folder = folder();
    let file = folder.path("signed.toml");
    let table = printed(&["evidence", &file, "--only", "threat.drugs.harm", "--quiet"]);
    assert!(table.contains("Owner: A. Smith. Signed off by B. Jones on 2026-03-31."), "{table}");
    assert!(table.contains("Note: As before."), "{table}");
    let other = printed(&["evidence", &file, "--only", "threat.fraud.harm", "--quiet"]);
    assert!(!other.contains("Owner") && !other.contains("Note"), "{other}");
}
