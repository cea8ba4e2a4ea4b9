//! The page is a function of the report's document: what is not in its JSON, no page says.

use crate::hostile;
use apportion::input::Demands;
use apportion::input::Loader;
use apportion::model::Scenario;
use apportion::model::Simulation;
use apportion::report::BrokenView;
use apportion::report::Program;
use apportion::report::Provenance;
use apportion::report::Question;
use apportion::report::from_json;
use apportion::report::json;
use apportion::report::page::page;
use apportion::report::report::Document;
use apportion::study::Asked;
use apportion::study::Silent;
use apportion::study::report;
use apportion::units::Draws;
use std::fs;
use std::path::Path;

/// Every scenario of a folder, on few draws, held against a reference.
fn document(folder: &Path, reference: Option<&str>) -> Document {
    let today = "2026-11-22".parse().unwrap();
    let mut loader = Loader::new(Demands { today, of_scenario: |_| Vec::new() });
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files
        .retain(|file| file.extension().is_some_and(|end| end == "toml") && !file.ends_with("evidence.toml"));
    files.sort();
    let few = |scenario: Scenario| {
        let simulation = Simulation { draws: Draws::new(40).unwrap(), ..scenario.simulation() };
        scenario.simulated_with(simulation)
    };
    let scenarios: Vec<Scenario> = files.iter().flat_map(|file| loader.scenarios(file)).map(few).collect();
    assert!(scenarios.len() >= files.len() && files.len() > 3, "{files:?}");
    let asked = Asked { reference: reference.map(str::to_owned), ..Asked::default() };
    let answer = report(scenarios, &asked, None, &Silent).unwrap();
    Document::of(&answer, today).unwrap()
}

fn provenance() -> Provenance {
    let text = String::new;
    Provenance {
        program: Program { version: text(), git: text(), target: text(), solver: text() },
        question: Question { command: text(), arguments: Vec::new(), as_of: text(), simulations: Vec::new() },
        inputs: Vec::new(),
        restated: Vec::new(),
    }
}

fn broken() -> BrokenView {
    let (id, name) = ("hard".to_owned(), "Too <hard>".to_owned());
    BrokenView { id, name, problem: "the solver gave up".to_owned(), asked_for: false }
}

fn is_all_in_json(document: &Document) -> String {
    let read: Document = from_json(&json(document).unwrap()).unwrap();
    let (own, anew) =
        (page(document, &provenance(), None).unwrap(), page(&read, &provenance(), None).unwrap());
    assert!(own == anew, "{}", first_difference(&own, &anew));
    own
}

fn first_difference(one: &str, other: &str) -> String {
    let at = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let around = |page: &str| page.chars().skip(at.saturating_sub(80)).take(160).collect::<String>();
    format!("{}\n{}", around(one), around(other))
}

#[test]
fn the_page_of_the_shipped_scenarios_is_all_in_their_document() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let html = is_all_in_json(&document(&shipped, None));
    assert!(html.contains("The frontier: with more money, or less"));
}

#[test]
fn a_page_of_what_has_no_answer_and_of_people_is_all_in_the_document() {
    let limit = |least: u32| format!("[[limit]]\nname = \"x\"\nstrand = \"prevent\"\nmin = \"£{least}m\"\n");
    let folder = hostile::folder(&[
        ("hold", &hostile::scenario("Hold", hostile::TODAY)),
        ("again", &hostile::scenario("Hold again", hostile::TODAY)),
        (
            "people",
            &hostile::scenario("People", &format!("{}[objective]\nmeasure = \"deaths\"\n", limit(110))),
        ),
        ("impossible", &hostile::scenario("Impossible", &limit(800))),
    ]);
    for reference in [None, Some("people"), Some("hold")] {
        let mut document = document(folder.path(), reference);
        // No file is known that the solver breaks on.
        document.comparison.broken.push(broken());
        document.chapters[0].broken.push(broken().id);
        let html = is_all_in_json(&document);
        assert!(html.contains("Could not be worked out: <bdi>Too &lt;hard&gt;</bdi>"));
        assert!(html.contains("<bdi>the solver gave up</bdi>."));
        assert!(html.contains("Not possible: "));
        assert!(html.contains("These rules cannot all be kept"));
    }
}

#[test]
fn a_document_that_lacks_what_it_speaks_of_makes_no_page() {
    let folder = hostile::folder(&[
        ("hold", &hostile::scenario("Hold", hostile::TODAY)),
        ("again", &hostile::scenario("Hold again", hostile::TODAY)),
        ("third", &hostile::scenario("Third", hostile::TODAY)),
        ("fourth", &hostile::scenario("Fourth", hostile::TODAY)),
    ]);
    let mut document = document(folder.path(), None);
    document.comparison.scenarios.retain(|scenario| !scenario.is_today());
    let error = page(&document, &provenance(), None).unwrap_err();
    assert!(error.to_string().contains("lacks scenario `today`"), "{error}");
}

#[test]
fn a_page_of_plans_is_all_in_the_document() {
    let plan = |rest: &str| format!("[horizon]\nfirst_year = 2016\nyears = 3\ndiscount = 0.05\n{rest}");
    let folder = hostile::folder(&[
        ("hold", &hostile::scenario("Hold", &format!("{}{}", hostile::TODAY, plan("")))),
        ("best", &hostile::scenario("Best", &plan("max_yearly_change = 0.2\n"))),
        ("tail", &hostile::scenario("Tail", &plan("tail = true\n"))),
        ("settled", &hostile::scenario("Settled", hostile::TODAY)),
    ]);
    let html = is_all_in_json(&document(folder.path(), None));
    assert!(html.contains("Year by year") && html.contains("one settled year"), "both in one page");
}
