//! What a file takes over from the file it is based on, in both formats, and where paths lead.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use apportion::id::Id;
use apportion::input::Demands;
use apportion::input::Finding;
use apportion::input::Loader;
use apportion::model::Evidence;
use apportion::model::Portion;
use apportion::model::Scenario;
use apportion::model::Within;
use apportion::units::Money;
use apportion::units::Share;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// A folder with sound evidence, and whatever else a test needs.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        let invalid = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
        for name in ["sound-evidence.toml", "sound-scenario.toml"] {
            fs::copy(invalid.join(name), folder.0.path().join(name)).unwrap();
        }
        for (name, text) in files {
            let path = folder.0.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn scenario(&self, name: &str) -> Scenario {
        let mut loader = loader();
        let scenario = loader.scenario(&self.0.path().join(name));
        scenario.unwrap_or_else(|| panic!("{:#?}", lines(&loader)))
    }

    fn evidence(&self, name: &str) -> Arc<Evidence> {
        let mut loader = loader();
        let evidence = loader.evidence(&self.0.path().join(name));
        evidence.unwrap_or_else(|| panic!("{:#?}", lines(&loader)))
    }
}

fn loader() -> Loader {
    let today = "2026-11-22".parse().unwrap();
    Loader::new(Demands { today, of_scenario: |_| Vec::new() })
}

fn lines(loader: &Loader) -> Vec<String> {
    loader.findings().iter().map(Finding::to_string).collect()
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn share(scenario: &Scenario, strand: &str) -> Option<f64> {
    match scenario.portion(&id(strand)) {
        Portion::Exactly(share) => Some(share.get()),
        _ => None,
    }
}

#[test]
fn a_scenario_takes_over_every_table_and_overrides_single_keys() {
    let folder = Folder::new(&[(
        "top.toml",
        "[scenario]\nname = 'Top'\nbase = 'sound-scenario.toml'\n\
         [split]\npursue = 0.6\nprevent = 0.2\n[simulation]\nseed = 9\n",
    )]);
    let (base, top) = (folder.scenario("sound-scenario.toml"), folder.scenario("top.toml"));
    assert_eq!((top.id(), top.name(), top.budget()), ("top", "Top", base.budget()));
    assert_eq!(
        ["pursue", "prevent", "protect"].map(|strand| share(&top, strand)),
        [Some(0.6), Some(0.2), Some(0.2)]
    );
    assert_eq!((top.simulation().draws, top.simulation().seed.0), (base.simulation().draws, 9));
    assert_eq!(top.evidence(), base.evidence());
}

#[test]
fn the_nearest_file_of_a_chain_has_the_last_word() {
    let folder = Folder::new(&[
        (
            "one.toml",
            "[scenario]\nname = '1'\nbase = 'sound-scenario.toml'\n[budget]\ntotal = 800\nback_office = 50\n",
        ),
        ("two.toml", "[scenario]\nname = '2'\nbase = 'one.toml'\n[budget]\ntotal = 900\n"),
    ]);
    let budget = folder.scenario("two.toml").budget();
    assert_eq!((budget.total.millions(), budget.back_office.millions()), (900.0, 50.0));
}

#[test]
fn name_and_description_are_a_files_own() {
    let folder = Folder::new(&[
        (
            "base.toml",
            "[scenario]\nname = 'B'\ndescription = 'of B'\nevidence = 'sound-evidence.toml'\n[budget]\ntotal = 700\n",
        ),
        ("top.toml", "[scenario]\nname = 'T'\nbase = 'base.toml'\n"),
        ("nameless.toml", "[scenario]\nbase = 'base.toml'\n"),
    ]);
    assert_eq!(folder.scenario("base.toml").description(), Some("of B"));
    assert_eq!(folder.scenario("top.toml").description(), None);
    let mut loader = loader();
    assert!(loader.scenario(&folder.0.path().join("nameless.toml")).is_none());
    assert!(lines(&loader)[0].ends_with("scenario.name: `name` is missing"), "{:?}", lines(&loader));
}

#[test]
fn free_undoes_an_inherited_share_and_an_inherited_amount() {
    let folder = Folder::new(&[
        (
            "pinned.toml",
            "[scenario]\nname = 'P'\nbase = 'sound-scenario.toml'\n[allocate]\namounts = { pursue-drugs = 350, protect-banks = 140 }\n",
        ),
        (
            "free.toml",
            "[scenario]\nname = 'F'\nbase = 'pinned.toml'\n[split]\npursue = 'free'\n[allocate]\namounts = { pursue-drugs = 'free' }\n",
        ),
    ]);
    let (pinned, free) = (folder.scenario("pinned.toml"), folder.scenario("free.toml"));
    assert!(pinned.pinned(&id("pursue-drugs")).is_some() && share(&pinned, "pursue").is_some());
    assert_eq!(free.pinned(&id("pursue-drugs")), None);
    assert_eq!(free.pinned(&id("protect-banks")).map(Money::millions), Some(140.0), "the other pin stays");
    assert_eq!(free.portion(&id("pursue")), Portion::Free);
    assert_eq!(free.within(), Within::Best);
}

#[test]
fn a_range_replaces_a_share_whole() {
    let folder = Folder::new(&[
        (
            "a.toml",
            "[scenario]\nname = 'A'\nbase = 'sound-scenario.toml'\n[split]\npursue = { min = 0.4, max = 0.6 }\nprevent = 'free'\n",
        ),
        ("b.toml", "[scenario]\nname = 'B'\nbase = 'a.toml'\n[split]\npursue = { min = 0.5 }\n"),
    ]);
    let room = folder.scenario("b.toml").room(&id("pursue"));
    assert!((room.least - 0.5).abs() < f64::EPSILON && (room.most - 1.0).abs() < f64::EPSILON, "{room:?}");
}

#[test]
fn limits_meet_by_name_key_by_key() {
    let folder = Folder::new(&[
        (
            "a.toml",
            "[scenario]\nname = 'A'\nbase = 'sound-scenario.toml'\n[[limit]]\nname = 'L'\nstrand = 'pursue'\nmin = 100\nmax = 400\n",
        ),
        (
            "b.toml",
            "[scenario]\nname = 'B'\nbase = 'a.toml'\n[[limit]]\nname = 'M'\nfunder = 'pcc'\nmax = 500\n[[limit]]\nname = 'L'\nmin = 200\n",
        ),
    ]);
    let scenario = folder.scenario("b.toml");
    let said: Vec<_> = scenario
        .limits()
        .iter()
        .map(|limit| {
            (
                limit.name.as_str(),
                limit.bounds.iter().map(|bound| bound.amount.millions()).collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(said, [("L", vec![200.0, 400.0]), ("M", vec![500.0])]);
}

#[test]
fn evidence_is_looked_for_beside_the_file_that_names_it() {
    let folder = Folder::new(&[
        (
            "in/base.toml",
            "[scenario]\nname = 'B'\nevidence = '../sound-evidence.toml'\n[budget]\ntotal = 700\n",
        ),
        ("elsewhere/deep/top.toml", "[scenario]\nname = 'T'\nbase = '../../in/base.toml'\n"),
        ("elsewhere/other.toml", "[evidence]\nbase = '../sound-evidence.toml'\nname = 'Other'\n"),
        ("elsewhere/own.toml", "[scenario]\nname = 'O'\nbase = '../in/base.toml'\nevidence = 'other.toml'\n"),
    ]);
    assert_eq!(folder.scenario("elsewhere/deep/top.toml").evidence().name(), "A tiny world");
    assert_eq!(folder.scenario("elsewhere/own.toml").evidence().name(), "Other");
}

#[test]
fn evidence_meets_by_id_down_to_counts_and_effects() {
    let folder = Folder::new(&[(
        "top.toml",
        "[evidence]\nbase = 'sound-evidence.toml'\n\
         [[threat]]\nid = 'drugs'\n[[threat.count]]\nid = 'deaths'\nper_year = 3000\n\
         [[programme]]\nid = 'pursue-drugs'\nmax = 900\n\
         [[programme.effect]]\nthreat = 'drugs'\nworks = 0.5\n\
         [[programme.effect]]\nthreat = 'laundering'\ncurve = { log_linear = { rate = 0.1 } }\n\
         grade = 'expert'\nsource = 's'\n",
    )]);
    let (base, top) = (folder.evidence("sound-evidence.toml"), folder.evidence("top.toml"));
    let threat = top.threat(&id("drugs")).unwrap();
    assert_eq!(threat.harm, base.threat(&id("drugs")).unwrap().harm);
    assert_eq!((threat.counts.len(), threat.counts[0].name.as_str()), (1, "Drug deaths"));
    assert_eq!(threat.counts[0].per_year.certain(), Some(3000.0));
    let programme = |evidence: &Evidence| {
        evidence.programmes().iter().find(|programme| programme.id == id("pursue-drugs")).unwrap().clone()
    };
    let (before, after) = (programme(&base), programme(&top));
    assert_eq!((after.reference, after.max.map(Money::millions)), (before.reference, Some(900.0)));
    assert_eq!(after.effects.len(), 2);
    assert_eq!(after.effects[0].curve, before.effects[0].curve, "only `works` was overridden");
    assert_eq!(after.effects[0].works.map(Share::get), Some(0.5));
    assert_eq!(top.programmes().len(), base.programmes().len());
}

#[test]
fn a_curve_and_a_distribution_are_replaced_whole() {
    let folder = Folder::new(&[(
        "top.toml",
        "[evidence]\nbase = 'sound-evidence.toml'\n[[threat]]\nid = 'drugs'\nharm = { uniform = { low = 15000, high = 16000 } }\n\
         [[programme]]\nid = 'prevent-drugs'\n[[programme.effect]]\nthreat = 'drugs'\n\
         curve = { exponential = { reach = 0.2, half_spend = 100 } }\n",
    )]);
    let top = folder.evidence("top.toml");
    assert_eq!(
        top.threat(&id("drugs")).unwrap().harm.as_ref().unwrap().to_string(),
        "uniform {low 15000, high 16000}"
    );
    let curves: Vec<&str> = top.effects().map(|(_, effect)| effect.curve.name()).collect();
    assert_eq!(curves, ["exponential", "elasticity", "exponential"]);
}

#[test]
fn reference_total_scales_what_was_inherited_in_proportion() {
    let folder = Folder::new(&[
        ("half.toml", "[evidence]\nbase = 'sound-evidence.toml'\nreference_total = '£350m'\n"),
        (
            "again.toml",
            "[evidence]\nbase = 'half.toml'\n[[programme]]\nid = 'protect-banks'\nreference = 700\n",
        ),
    ]);
    let amounts = |name: &str| -> Vec<f64> {
        folder.evidence(name).programmes().iter().map(|programme| programme.reference.millions()).collect()
    };
    assert_eq!(amounts("sound-evidence.toml"), [100.0, 0.0, 600.0]);
    assert_eq!(amounts("half.toml"), [50.0, 0.0, 300.0]);
    // The scaling is done once, on the merged file: 100, 700 and 600 become 350 between them.
    assert_eq!(amounts("again.toml"), [25.0, 175.0, 150.0]);
}

#[test]
fn the_order_of_a_file_changes_nothing() {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid/sound-evidence.toml"))
            .unwrap();
    let (head, rest) = text.split_once("[[threat]]").unwrap();
    let (threats, others) = rest.split_once("[[funder]]").unwrap();
    let turned = format!("{head}[[funder]]{others}\n[[threat]]{threats}");
    let folder = Folder::new(&[("turned.toml", &turned)]);
    assert_eq!(folder.evidence("turned.toml"), folder.evidence("sound-evidence.toml"));
}
