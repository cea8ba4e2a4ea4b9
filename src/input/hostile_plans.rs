//! No plan, however broken, makes building it or looking at it panic, and a whole one is built without a word.

use crate::input::construct;
use crate::input::construct::Gather;
use crate::input::decode::decode;
use crate::input::parse::parse;
use crate::input::raw::evidence::EvidenceFile;
use crate::input::raw::scenario_file::ScenarioFile;
use crate::input::source::Sources;
use crate::model::Doubting;
use crate::model::Evidence;
use crate::model::Scenario;
use crate::model::contradictions;
use crate::model::doubts;
use crate::model::unfelt;
use crate::problem::Problem;
use proptest::prelude::*;
use std::sync::Arc;

const EVIDENCE: &str = include_str!("../../tests/invalid/sound-evidence.toml");

const PLAN: &str = r#"
[scenario]
name = "A plan"
evidence = "e.toml"

[budget]
total = ["£700m", "£710m", "£720m"]
back_office = { start = "£10m", growth = 0.1 }

[split]
pursue = ["80%", 0.8, { min = 0.5, max = 0.9 }]
protect = { max = 0.2 }

[allocate]
amounts = { prevent-drugs = ["£100m", "free", 120] }

[[limit]]
name = "Steady"
strand = "pursue"
max_yearly_change = 0.5
years = [2017, 2018]

[[limit]]
name = "Tied"
ratio = { of = "protect-*", to = "prevent-*", is = { max = 2 } }
years = [2016]

[horizon]
first_year = 2016
years = 3
discount = "green-book-health"
max_yearly_change = 1.5
tail = true
"#;

fn evidence() -> Arc<Evidence> {
    let (tree, _) = parse(EVIDENCE, Sources::default().add("e.toml", EVIDENCE));
    let (file, _) = decode::<EvidenceFile>(&tree);
    let spec = construct::evidence(&mut Gather::new(true), file.given().unwrap());
    Arc::new(Evidence::new(spec).unwrap())
}

/// Everything that is said of a plan.
fn said(text: &str, evidence: &Arc<Evidence>) -> Vec<String> {
    let (tree, _) = parse(text, Sources::default().add("x.toml", text));
    let (file, read) = decode::<ScenarioFile>(&tree);
    let mut gather = Gather::new(true);
    let spec = file.given().map(|file| construct::scenario(&mut gather, file, "x"));
    let mut problems: Vec<Problem> = read.into_iter().chain(gather.problems().iter().cloned()).collect();
    match spec.map(|spec| Scenario::new(spec, Arc::clone(evidence))) {
        Some(Ok(scenario)) => {
            problems.extend(contradictions(&scenario));
            problems.extend(doubts(&scenario, Doubting::All).into_iter().chain(unfelt(&scenario)));
        }
        Some(Err(found)) => problems.extend(found),
        None => {}
    }
    problems.iter().map(|problem| format!("{}: {}", problem.place, problem.found)).collect()
}

#[test]
fn a_sound_plan_is_built_without_a_word() {
    assert_eq!(said(PLAN, &evidence()), Vec::<String>::new());
}

#[test]
fn numbers_beyond_all_sense_are_refused_and_not_counted_up_to() {
    let evidence = evidence();
    let with = |from: &str, to: &str| said(&PLAN.replace(from, to), &evidence);
    for years in ["0", "31", "9223372036854775807", "18446744073709551615", "-1"] {
        let said = with("years = 3", &format!("years = {years}"));
        assert!(said.iter().any(|line| line.starts_with("horizon.years: ")), "{said:#?}");
        assert!(said.iter().all(|line| !line.contains("a list of")), "{said:#?}");
    }
    for year in ["-9223372036854775808", "2019", "2015", "99999"] {
        let said = with("years = [2017, 2018]", &format!("years = [2017, {year}]"));
        assert_eq!(said.len(), 1, "{said:#?}");
        assert!(said[0].starts_with("limit"), "{said:#?}");
    }
    for growth in ["-1", "1.1", "1e308", "-1e308"] {
        let said = with("growth = 0.1", &format!("growth = {growth}"));
        assert_eq!(
            said,
            [format!(
                "budget.back_office.growth: a growth of {}",
                crate::text::typed(growth.parse().unwrap())
            )]
        );
    }
    let said = with("start = \"£10m\", growth = 0.1", "start = 1e9, growth = 1");
    assert!(said.iter().any(|line| line.contains("in 2017: £2e9m is more money than there is")), "{said:#?}");
}

/// The plan with some of its values in the place of others, or with pieces written over.
fn mutated() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(String::new()),
        "[\\[\\]{}=.,'\"\\n -]{1,3}",
        Just("nan".to_owned()),
        Just("-1".to_owned()),
        Just("1e300".to_owned()),
        Just("[]".to_owned()),
        Just("[1, 2, 3]".to_owned()),
        Just("{ start = 1, growth = -0.99 }".to_owned()),
        Just("\"today\"".to_owned()),
        Just("\"free\"".to_owned()),
        Just("true".to_owned()),
        "[0-9]{1,20}",
    ];
    let places = prop::collection::vec((0..PLAN.len(), 0..20_usize, any::<bool>(), piece), 1..4);
    places.prop_map(|cuts| {
        let mut text: Vec<char> = PLAN.chars().collect();
        for (at, length, is_value, piece) in cuts {
            let at = at.min(text.len());
            // A whole value, from behind its `=` to the end of its line, or whatever stands there.
            let line = text[at..].iter().position(|c| *c == '=').map_or(text.len(), |equals| at + equals + 1);
            let at = if is_value { line } else { at };
            let rest = text[at..].iter().position(|c| *c == '\n').unwrap_or(0);
            let end = if is_value { at + rest } else { (at + length).min(text.len()) };
            text.splice(at..end, piece.chars());
        }
        text.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn broken_plans_are_built_without_panic(text in mutated()) {
        said(&text, &evidence());
    }
}
