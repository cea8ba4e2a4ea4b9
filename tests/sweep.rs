//! One file, many scenarios: what a sweep stands for is what somebody would have written file by file.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use apportion::input::Demands;
use apportion::input::Finding;
use apportion::input::Loader;
use apportion::model::Scenario;
use apportion::model::ScenarioSpec;
use apportion::problem::Place;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// A folder with sound evidence, a sound scenario with limits, and whatever else a test needs.
struct Folder(TempDir);

const LIMITED: &str = "[scenario]\nname = 'Limited'\nbase = 'sound-scenario.toml'\n\
    [[limit]]\nname = 'Ring-fence'\nstrand = 'prevent'\nmin = 100\nmax = 400\n\
    [objective]\nrisk = { cvar = { level = 0.9, weight = 0.5 } }\n\
    [split]\npursue = 'free'\nprevent = 'free'\nprotect = 'free'\n";

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        let invalid = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
        for name in ["sound-evidence.toml", "sound-scenario.toml"] {
            fs::copy(invalid.join(name), folder.0.path().join(name)).unwrap();
        }
        for (name, text) in [&[("limited.toml", LIMITED)], files].concat() {
            let path = folder.path(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The scenarios of a sound file.
    fn scenarios(&self, name: &str) -> Vec<Scenario> {
        let mut loader = loader();
        let scenarios = loader.scenarios(&self.path(name));
        assert_eq!(lines(&loader), Vec::<String>::new());
        scenarios
    }
}

/// `limited.toml` with a sweep on top.
fn swept(sweep: &str) -> Folder {
    Folder::new(&[("s.toml", &format!("[scenario]\nname = 'S'\nbase = 'limited.toml'\n{sweep}"))])
}

fn axis(key: &str, values: &str) -> String {
    format!("[[sweep.grid]]\nkey = '{key}'\nvalues = {values}\n")
}

fn loader() -> Loader {
    Loader::new(Demands { today: "2026-11-22".parse().unwrap(), of_scenario: |_| Vec::new() })
}

fn lines(loader: &Loader) -> Vec<String> {
    loader.findings().iter().map(Finding::to_string).collect()
}

fn ids(scenarios: &[Scenario]) -> Vec<&str> {
    scenarios.iter().map(Scenario::id).collect()
}

/// What a scenario says but for what it is called.
fn nameless(scenario: &Scenario) -> ScenarioSpec {
    ScenarioSpec { id: String::new(), name: String::new(), ..scenario.spec().clone() }
}

#[test]
fn a_grid_stands_for_every_combination_as_if_each_had_its_file() {
    let folder =
        swept(&[axis("split.prevent", "[0.3, 0.4]"), axis("budget.total", "['£700m', 800]")].concat());
    let variants = folder.scenarios("s.toml");
    let expected = [(0.3, "'£700m'"), (0.3, "800"), (0.4, "'£700m'"), (0.4, "800")];
    assert_eq!(variants.len(), expected.len());
    for (variant, (share, total)) in variants.iter().zip(expected) {
        let text = format!(
            "[scenario]\nname = 'x'\nbase = 'limited.toml'\n[split]\nprevent = {share}\n[budget]\ntotal = {total}\n"
        );
        fs::write(folder.path("by-hand.toml"), text).unwrap();
        let by_hand = &folder.scenarios("by-hand.toml")[0];
        assert_eq!(nameless(variant), nameless(by_hand));
        assert_eq!(variant.evidence(), by_hand.evidence());
        assert_eq!(variant.limits(), by_hand.limits());
    }
    assert!(variants.iter().all(|one| Arc::ptr_eq(one.evidence(), variants[0].evidence())), "read once");
}

#[test]
fn scenarios_are_called_by_what_was_swept_over_as_it_was_written() {
    let folder =
        swept(&[axis("split.prevent", "[0.30, '''free''']"), axis("budget.total", "['£0.7bn']")].concat());
    let variants = folder.scenarios("s.toml");
    assert_eq!(ids(&variants), ["s:prevent=0.30:total=£0.7bn", "s:prevent=free:total=£0.7bn"]);
    assert_eq!(variants[0].name(), "S: prevent 0.30, total £0.7bn");
    let folder = swept(&[axis("limit[Ring-fence].min", "[1]"), axis("split.prevent.min", "[0.1]")].concat());
    let variants = folder.scenarios("s.toml");
    assert_eq!(
        ids(&variants),
        ["s:limit[Ring-fence].min=1:split.prevent.min=0.1"],
        "two keys are called `min`"
    );
    let folder = swept(&axis("split.prevent", "[{ min = 0.1, max = 0.2 }]"));
    let variants = folder.scenarios("s.toml");
    assert_eq!(ids(&variants), ["s:prevent={min=0.1,max=0.2}"]);
    assert_eq!(variants[0].name(), "S: prevent {min 0.1, max 0.2}");
}

#[test]
fn a_single_key_leaves_its_neighbours_alone() {
    let folder =
        swept(&[axis("limit[Ring-fence].min", "[150]"), axis("objective.risk.cvar.level", "[0.8]")].concat());
    let (variant, base) = (&folder.scenarios("s.toml")[0], &folder.scenarios("limited.toml")[0]);
    let mut expected = nameless(base);
    expected.limits[0].min = "£150m".parse().ok();
    let text = format!("{:?}", expected.objective).replace("0.9", "0.8");
    assert_eq!(format!("{:?}", variant.objective()), text);
    expected.objective = variant.objective().clone();
    assert_eq!(nameless(variant), expected);
}

#[test]
fn every_kind_of_key_can_be_swept_over() {
    for (key, values) in [
        ("scenario.description", "['a', 'b']"),
        ("simulation.draws", "[50, 60]"),
        ("simulation.seed", "[1, 18446744073709551615]"),
        ("simulation.sampler", "['random', 'latin-hypercube']"),
        ("allocate.within", "['best']"),
        ("allocate.amounts.pursue-drugs", "[300, '£301m', 'free']"),
        ("limit[Ring-fence].strand", "['prevent', 'pursue']"),
        ("limit", "[[{ name = 'Ring-fence', min = 1 }], [{ name = 'Other', strand = 'pursue', max = 1 }]]"),
        ("split", "[{ prevent = 0.3 }, { prevent = 0.4 }]"),
        ("horizon", "[{ first_year = 2016, years = 3 }, { first_year = 2016, years = 4 }]"),
        ("objective.measure", "['harm', 'deaths']"),
    ] {
        let variants = swept(&axis(key, values)).scenarios("s.toml");
        assert!(!variants.is_empty(), "{key}");
        let specs: Vec<ScenarioSpec> = variants.iter().map(nameless).collect();
        assert!(specs.windows(2).all(|pair| pair[0] != pair[1]), "{key}");
    }
}

#[test]
fn a_list_follows_the_grid_and_is_crossed_with_nothing() {
    let list = "[[sweep.list]]\nname = 'As they are'\n\
        [[sweep.list]]\nname = 'Cautious, later'\ndescription = 'own'\nsplit = { prevent = 0.25 }\n\
        limit = [{ name = 'Ring-fence', max = 390 }, { name = 'New', funder = 'pcc', max = 500 }]\n\
        [[sweep.list]]\n[sweep.list.budget]\ntotal = 650\n";
    let folder = swept(&format!("description = 'of S'\n{}{list}", axis("budget.total", "[600, 700]")));
    let variants = folder.scenarios("s.toml");
    assert_eq!(ids(&variants), ["s:total=600", "s:total=700", "s:as-they-are", "s:cautious-later", "s:3"]);
    assert_eq!(variants[3].name(), "S: Cautious, later");
    let descriptions: Vec<_> = variants.iter().map(|one| one.description().unwrap()).collect();
    assert_eq!(descriptions, ["of S", "of S", "of S", "own", "of S"]);
    let totals: Vec<f64> = variants.iter().map(|one| one.budget().total.millions()).collect();
    assert_eq!(totals, [600.0, 700.0, 700.0, 700.0, 650.0]);
    let text = "[scenario]\nname = 'x'\ndescription = 'own'\nbase = 'limited.toml'\n[split]\nprevent = 0.25\n\
        [[limit]]\nname = 'Ring-fence'\nmax = 390\n[[limit]]\nname = 'New'\nfunder = 'pcc'\nmax = 500\n";
    fs::write(folder.path("by-hand.toml"), text).unwrap();
    assert_eq!(nameless(&variants[3]), nameless(&folder.scenarios("by-hand.toml")[0]));
}

#[test]
fn evidence_is_swept_over_beside_the_file_that_states_it() {
    let folder = Folder::new(&[
        ("other.toml", "[evidence]\nname = 'Other'\nbase = 'sound-evidence.toml'\n"),
        (
            "in/s.toml",
            "[scenario]\nname = 'S'\nbase = '../limited.toml'\n[[sweep.grid]]\nkey = 'scenario.evidence'\n\
             values = ['../other.toml', '../sound-evidence.toml']\n\
             [[sweep.list]]\nname = 'listed'\nscenario = { evidence = '../other.toml' }\n",
        ),
    ]);
    let variants = folder.scenarios("in/s.toml");
    let names: Vec<&str> = variants.iter().map(|one| one.evidence().name()).collect();
    assert_eq!(names, ["Other", "A tiny world", "Other"]);
    assert!(Arc::ptr_eq(variants[0].evidence(), variants[2].evidence()), "read once");
}

#[test]
fn a_file_based_on_a_sweep_is_one_scenario() {
    let folder = Folder::new(&[
        (
            "s.toml",
            &format!("[scenario]\nname = 'S'\nbase = 'limited.toml'\n{}", axis("budget.total", "[600]")),
        ),
        ("t.toml", "[scenario]\nname = 'T'\nbase = 's.toml'\n"),
    ]);
    let scenarios = folder.scenarios("t.toml");
    assert_eq!(ids(&scenarios), ["t"]);
    assert_eq!(nameless(&scenarios[0]), nameless(&folder.scenarios("limited.toml")[0]));
}

#[test]
fn where_one_scenario_is_wanted_a_sweep_is_refused_at_its_key() {
    let folder = swept(&axis("budget.total", "[600, 700]"));
    let mut loader = loader();
    assert!(loader.scenario(&folder.path("s.toml")).is_none());
    let said = lines(&loader);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0]
            .contains("s.toml:4:3: error: sweep: this file sweeps over 2 scenarios, and one is wanted here")
    );
}

#[test]
fn what_is_wrong_with_one_variant_leaves_the_others() {
    let folder = swept(&axis("split.prevent", "[0.3, 1.3, 'most', 0.4]"));
    let mut loader = loader();
    let variants = loader.scenarios(&folder.path("s.toml"));
    assert_eq!(ids(&variants), ["s:prevent=0.3", "s:prevent=0.4"]);
    let said = lines(&loader);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains("s.toml:6:16: error: split.prevent: 1.3 is above 1"), "{said:?}");
    assert!(said[1].contains("s.toml:6:21: error: split.prevent: found a string `most`"), "{said:?}");
}

#[test]
fn what_is_wrong_in_a_base_is_said_once_and_leaves_none() {
    let folder = Folder::new(&[
        ("bad.toml", "[scenario]\nname = 'B'\nbase = 'limited.toml'\n[simulation]\ndraws = 'many'\n"),
        (
            "s.toml",
            &format!("[scenario]\nname = 'S'\nbase = 'bad.toml'\n{}", axis("budget.total", "[600, 700]")),
        ),
    ]);
    let mut loader = loader();
    assert!(loader.scenarios(&folder.path("s.toml")).is_empty());
    assert_eq!(lines(&loader).len(), 1, "{:?}", lines(&loader));
}

#[test]
fn a_thousand_problems_are_enough() {
    let values: Vec<String> = (0..5000).map(|n| format!("'x{n}'")).collect();
    let folder = swept(&axis("split.prevent", &format!("[{}]", values.join(", "))));
    let mut loader = loader();
    assert!(loader.scenarios(&folder.path("s.toml")).is_empty());
    let said = lines(&loader);
    assert!((1000..1010).contains(&said.len()), "{}", said.len());
    assert!(
        said[0].contains("more than 1000 problems: the last 3999 scenarios are not looked at"),
        "{}",
        said[0]
    );
}

#[test]
fn ten_thousand_scenarios_share_one_reading() {
    let values: Vec<String> = (1..=100).map(|n| (600 + n).to_string()).collect();
    let values = format!("[{}]", values.join(", "));
    let variants = swept(&[axis("budget.total", &values), axis("simulation.seed", &values)].concat());
    let variants = variants.scenarios("s.toml");
    assert_eq!(variants.len(), 10_000);
    assert!(variants.iter().all(|one| Arc::ptr_eq(one.evidence(), variants[0].evidence())));
}

#[test]
fn rules_of_a_variant_are_found_where_the_sweep_states_them() {
    let folder = swept(
        "[[sweep.grid]]\nkey = 'limit[Ring-fence].min'\nvalues = [150, 160]\n\
         [[sweep.list]]\nname = 'New'\nlimit = [{ name = 'New', funder = 'pcc', max = 500 }]\n",
    );
    let mut loader = loader();
    let path = folder.path("s.toml");
    let variants = loader.scenarios(&path);
    assert_eq!(ids(&variants), ["s:min=150", "s:min=160", "s:new"]);
    let limit = Place::root().key("limit");
    let mut at = |id: &str, place: &Place| loader.stated(&path, id, false, place).unwrap();
    assert!(at("s:min=160", &limit.named("Ring-fence").key("min")).ends_with("s.toml:5:7"), "the key");
    assert!(at("s:min=160", &limit.named("Ring-fence").key("max")).ends_with("limited.toml:8:1"));
    assert!(at("s:new", &limit.named("New").key("max")).ends_with("s.toml:9:42"));
    assert!(loader.stated(&path, "s:new", true, &Place::root().key("threat")).is_some());
}
