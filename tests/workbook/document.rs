//! The workbook is a function of the report's document: one that has been written and read back gives the same bytes.

use apportion::input::Demands;
use apportion::input::Loader;
use apportion::model::Scenario;
use apportion::model::Simulation;
use apportion::report;
use apportion::report::Program;
use apportion::report::Provenance;
use apportion::report::Question;
use apportion::report::report::Document;
use apportion::report::workbook::WorkbookError;
use apportion::report::workbook::workbook;
use apportion::study::Asked;
use apportion::study::Silent;
use apportion::study::report;
use apportion::units::Draws;
use std::path::Path;

const TODAY: &str = "2026-11-22";

/// A file of a folder with scenarios, on few draws.
fn scenarios(folder: &Path, draws: usize) -> Vec<Scenario> {
    let mut loader = Loader::new(Demands { today: TODAY.parse().unwrap(), of_scenario: |_| Vec::new() });
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files
        .retain(|file| file.extension().is_some_and(|end| end == "toml") && !file.ends_with("evidence.toml"));
    files.sort();
    let all = files.iter().flat_map(|file| loader.scenarios(file)).collect::<Vec<_>>();
    let draws = Draws::new(draws).unwrap();
    all.into_iter()
        .map(|scenario| {
            let simulation = Simulation { draws, ..scenario.simulation() };
            scenario.simulated_with(simulation)
        })
        .collect()
}

fn provenance(as_of: &str) -> Provenance {
    let [version, git, target, solver] = ["1", "unknown", "any", "none"].map(str::to_owned);
    let question = Question {
        command: "report".to_owned(),
        arguments: Vec::new(),
        as_of: as_of.to_owned(),
        simulations: Vec::new(),
    };
    Provenance {
        program: Program { version, git, target, solver },
        question,
        inputs: Vec::new(),
        restated: Vec::new(),
    }
}

/// Holds the workbook of a document against that of the same read back from its JSON, and gives the document.
fn survives_json(scenarios: Vec<Scenario>, propose: Option<&str>) -> Document {
    let study = report(scenarios, &Asked::default(), propose, &Silent).unwrap();
    let document = Document::of(&study, TODAY.parse().unwrap()).unwrap();
    let from = provenance(TODAY);
    let written = report::json(&document).unwrap();
    let back: Document = report::from_json(&written).unwrap();
    let (straight, again) = (workbook(&document, &from).unwrap(), workbook(&back, &from).unwrap());
    assert!(straight == again, "some byte differs");
    back
}

#[test]
fn a_document_read_back_gives_the_same_workbook() {
    let document = survives_json(scenarios(Path::new("scenarios"), 40), None);
    assert!(document.comparison.scenarios.len() > 15 && document.chapters.len() > 1);
    assert!(
        document
            .chapters
            .iter()
            .any(|chapter| { chapter.proposal.as_ref().is_some_and(|proposal| proposal.best.is_some()) })
    );
}

#[test]
fn so_does_one_with_scenarios_that_are_not_possible() {
    let folder = crate::hostile::example(&[]);
    let never = "[scenario]\nname = 'Never'\nbase = 'best.toml'\n\n[[limit]]\nname = 'More'\nprogrammes = ['*']\nmin = '£800m'\n";
    std::fs::write(folder.path().join("never.toml"), never).unwrap();
    let document = survives_json(scenarios(folder.path(), 20), Some("hold"));
    assert_eq!(document.comparison.infeasible.len(), 1);
}

#[test]
fn a_document_that_contradicts_itself_is_refused() {
    let folder = crate::hostile::example(&[]);
    let study = report(scenarios(folder.path(), 20), &Asked::default(), None, &Silent).unwrap();
    let sound = Document::of(&study, TODAY.parse().unwrap()).unwrap();
    let refusal = |document: &Document, day| workbook(document, &provenance(day)).unwrap_err();
    assert!(matches!(refusal(&sound, "someday"), WorkbookError::Day { .. }));
    let mut without_today = sound.clone();
    without_today.comparison.scenarios.retain(|scenario| !scenario.is_today());
    let error = refusal(&without_today, TODAY);
    assert!(matches!(error, WorkbookError::Document(_)) && error.to_string().contains("`today`"), "{error}");
    let mut beyond = sound.clone();
    beyond.comparison.scenarios[0].strands.values_mut().for_each(|money| money.share = -1e308);
    assert!(refusal(&beyond, TODAY).to_string().contains("a share of"));
    let without_chapters = Document { chapters: Vec::new(), ..sound };
    assert!(matches!(refusal(&without_chapters, TODAY), WorkbookError::Document(_)));
}
