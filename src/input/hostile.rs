//! No file, however broken, makes reading panic, and whole files of both kinds are read without a word.

use crate::input::decode::Field;
use crate::input::finding::Finding;
use crate::input::finding::sorted;
use crate::input::inherit::Kind;
use crate::input::inherit::load;
use crate::input::merge::merge;
use crate::input::parse::parse;
use crate::input::raw::evidence::EvidenceFile;
use crate::input::raw::scenario_file::ScenarioFile;
use crate::input::rule;
use crate::input::source::Sources;
use proptest::prelude::*;
use serde::de::DeserializeOwned;

const EVIDENCE: &str = r#"
[evidence]
name = "Serious and organised crime, 2015-16"
strands = ["pursue", "prevent"]
price_year = "2015-16"
as_of = 2019-06-28
review_by = 2021-06-28
reference_total = "£2.2bn"

[[threat]]
id = "drugs"
name = "Drugs supply"
harm = { pert = { low = "£16bn", mode = "£20bn", high = "£25bn" } }
growth = 0.02
grade = "published"
source = "Research Report 103"

[[threat.count]]
id = "victims"
per_year = { normal = { mean = 6993, sd = 100, min = 0 } }
grade = "measured"

[[funder]]
id = "pcc"
delivered = { triangular = { low = 0.9, mode = 1.0, high = 1.0 } }

[[programme]]
id = "pursue-drugs"
strand = "pursue"
funder = "pcc"
reference = "£640m"
min = 0
max = 1200
set_up = 0
lag = [0.5, 0.5]
grade = "placeholder"

[[programme.effect]]
threat = "drugs"
works = 0.9
curve = { exponential = { average_return = { lognormal = { low = 0.3, high = 2.0 } }, half_spend = 900 } }
grade = "expert"

[[programme.effect]]
threat = "arms"
curve = { points = { points = [[100, 0.1], ["£200m", 0.15]] } }

[[correlation]]
between = ["programme.pursue-*.*.average_return"]
rho = 0.5
"#;

const SCENARIO: &str = r#"
[scenario]
name = "Double prevent"
evidence = "evidence/soc-2015-16.toml"

[budget]
total = "£2.9bn"
back_office = { start = "£10m", growth = -0.5 }

[split]
pursue = [0.75, "80%", "£2.2bn", { min = 0.1 }, "free"]
prevent = "free"
protect = { min = 0.10, max = 0.14 }

[allocate]
within = "pro-rata"
amounts = { pursue-drugs = 640, pursue-arms = "free", prevent-arms = [1, "free", "£3m", 4, 5] }

[[limit]]
name = "Ring-fence"
programmes = ["*-csa"]
min = "£300m"
at_most_open = 1
max_yearly_change = 0.1
years = [2017, 2018]

[objective]
measure = "harm"
risk = { cvar = { level = 0.9, weight = 0.5 } }

[horizon]
first_year = 2016
years = 5
discount = "green-book"
max_yearly_change = 1.5
tail = true

[simulation]
draws = 10000
seed = 18446744073709551615
sampler = "latin-hypercube"

[[sweep.grid]]
key = "split.pursue"
values = [0.75, { min = 0.1 }, "free"]

[[sweep.list]]
name = "Later"
horizon = { first_year = 2017, years = 3 }
"#;

/// Everything that is said about a text read as a file of one kind, laid on a sound one.
fn said<T: DeserializeOwned>(text: &str, sound: &str, rule: rule::Rule) -> Vec<String> {
    let mut sources = Sources::default();
    let file = sources.add("x.toml", text);
    let (top, faults) = parse(text, file);
    let mut findings: Vec<Finding> = faults.iter().map(|fault| Finding::fault(&sources, fault)).collect();
    let base = sources.add("base.toml", sound);
    let tree = merge(parse(sound, base).0, top, rule);
    let (_, problems) = crate::input::decode::decode::<T>(&tree);
    findings.extend(problems.iter().map(|problem| Finding::problem(&sources, &tree, problem)));
    // Counting along a line is dear on lines of a megabyte.
    for finding in findings.iter().filter(|_| text.len() < 10_000) {
        if let Some(span) = finding.span {
            let line = sources.line(span);
            let column = finding.position.map_or(0, |position| position.column);
            assert!(column <= line.chars().count() + 2, "{finding} in {line}");
        }
    }
    sorted(findings).iter().map(Finding::to_string).collect()
}

fn said_of_both(text: &str) -> [Vec<String>; 2] {
    [
        said::<EvidenceFile>(text, EVIDENCE, rule::EVIDENCE),
        said::<ScenarioFile>(text, SCENARIO, rule::SCENARIO),
    ]
}

#[test]
fn sound_files_are_read_without_a_word() {
    assert_eq!(said::<EvidenceFile>(EVIDENCE, "", rule::EVIDENCE), Vec::<String>::new());
    assert_eq!(said::<ScenarioFile>(SCENARIO, "", rule::SCENARIO), Vec::<String>::new());
}

#[test]
fn values_with_several_forms_say_which_they_have() {
    let text = "[split]\npursue = 'all'\nprevent = { mni = 1 }\n[allocate]\nwithin = 'bets'\n\
                amounts = { a = 'fre' }\n[objective]\nrisk = { cvr = {} }\n[horizon]\ndiscount = true\n\
                [simulation]\ndraws = 1e4\n";
    assert_eq!(
        said::<ScenarioFile>(text, "", rule::SCENARIO),
        [
            "x.toml:2:10: error: split.pursue: found a string `all`; \
         allowed: a share such as `0.75` or `\"75%\"`, an amount such as `\"£600m\"`, a range `{ min = …, max = … }` of either, `\"free\"`, `\"today\"`, or a list of these by year",
            "x.toml:3:13: error: split.prevent.mni: unknown key `mni`; allowed: `min`, `max`; \
         did you mean `min`?",
            "x.toml:5:10: error: allocate.within: `bets` is not an allocation rule; \
         allowed: `best`, `pro-rata`, `fixed`; did you mean `best`?",
            "x.toml:6:17: error: allocate.amounts.a: money in quotes begins with `£`, found `fre`; \
         allowed: a number in £m, a string such as `£84m`, `\"free\"`, or a list of these by year",
            "x.toml:8:10: error: objective.risk.cvr: `cvr` is not a risk measure; \
         allowed: `mean`, `cvar`; did you mean `cvar`?",
            "x.toml:10:12: error: horizon.discount: found `true`; \
         allowed: `\"green-book\"`, `\"green-book-health\"`, `\"green-book-reduced\"`, or a rate a year such as `0.035`",
            "x.toml:12:9: error: simulation.draws: found the number `10000.0`; allowed: a whole number, 0 or more",
        ]
    );
}

#[test]
fn dates_stand_without_quotes_and_names_in_them() {
    let text = "[evidence]\nname = 2019-06-28\nas_of = '2019-06-28'\nreview_by = 2019-06-28T10:00:00\n";
    let allowed = "allowed: a date without quotes, such as 2019-06-28";
    assert_eq!(
        said::<EvidenceFile>(text, "", rule::EVIDENCE),
        [
            "x.toml:2:8: error: evidence.name: found a date `2019-06-28`; allowed: a string".to_owned(),
            format!("x.toml:3:9: error: evidence.as_of: found a string `2019-06-28`; {allowed}"),
            format!("x.toml:4:13: error: evidence.review_by: found `2019-06-28T10:00:00`; {allowed}"),
        ]
    );
}

#[test]
fn wrong_things_by_the_hundred_thousand_cost_no_more_than_the_file() {
    let keys: Vec<String> = (0..100_000).map(|n| format!("k{n} = nan")).collect();
    let lines = said::<ScenarioFile>(&format!("split = {{ {} }}", keys.join(", ")), "", rule::SCENARIO);
    assert_eq!(lines.len(), 100_000);
    let tables: Vec<String> = (0..50_000).map(|n| format!("[[limit]]\nname = 'l{n}'\nmn = 1\n")).collect();
    let tables = tables.concat();
    assert_eq!(said::<ScenarioFile>(&tables, &tables, rule::SCENARIO).len(), 50_000);
}

#[test]
fn files_on_disk_are_decoded_with_their_bases() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("base.toml"), SCENARIO).unwrap();
    std::fs::write(folder.path().join("a.toml"), "[scenario]\nname = 'a'\nbase = 'base.toml'\n").unwrap();
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    let loaded = load(&mut sources, &folder.path().join("a.toml"), Kind::SCENARIO, &mut findings).unwrap();
    let (file, _): (Field<ScenarioFile>, _) = loaded.decode(&sources, &mut findings);
    assert_eq!(findings, []);
    let head = file.given().and_then(|file| file.scenario.given()).unwrap();
    assert_eq!(head.name.given().map(String::as_str), Some("a"));
    let evidence = loaded.tree.get("scenario").and_then(|head| head.get("evidence"));
    assert!(evidence.is_some() && loaded.is_whole);
}

/// A sound file with pieces cut out, doubled, or written over.
fn mutated(sound: &'static str) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(String::new()),
        "[\\[\\]{}=.,'\"#\\n£ ]{1,4}",
        Just("nan".to_owned()),
        Just("-1e400".to_owned()),
        Just("{ pert = { low = 1 } }".to_owned()),
        Just("[[threat]]\n".to_owned()),
        any::<char>().prop_map(String::from),
    ];
    let places = prop::collection::vec((0..sound.len(), 0..40_usize, piece), 1..6);
    places.prop_map(move |cuts| {
        let mut text: Vec<char> = sound.chars().collect();
        for (at, length, piece) in cuts {
            let at = at.min(text.len());
            let end = (at + length).min(text.len());
            text.splice(at..end, piece.chars());
        }
        text.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,200}|[\\[\\]{}=.'\"\\n a-c0-9_-]{0,200}") {
        said_of_both(&text);
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        said_of_both(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn broken_evidence_is_read_without_panic(text in mutated(EVIDENCE)) {
        said_of_both(&text);
    }

    #[test]
    fn broken_scenarios_are_read_without_panic(text in mutated(SCENARIO)) {
        said_of_both(&text);
    }
}
