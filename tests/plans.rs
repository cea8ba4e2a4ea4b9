//! What scenario files say of plans over years, year by year, and where problems of a year are blamed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use apportion::id::Id;
use apportion::input::Demands;
use apportion::input::Finding;
use apportion::input::Loader;
use apportion::model::Discount;
use apportion::model::Portion;
use apportion::model::Scenario;
use apportion::model::contradictions;
use apportion::units::Money;
use apportion::units::Share;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder with sound evidence, a sound scenario on it, and whatever else a test needs.
struct Folder(TempDir);

const PLAN: &str = "[scenario]\nname = 'Plan'\nbase = 'sound-scenario.toml'\n\
    [budget]\ntotal = [700, '£720m', 740]\nback_office = { start = 20, growth = 0.5 }\n\
    [split]\npursue = [0.5, '40%', 'free']\nprevent = 'free'\nprotect = { max = 0.4 }\n\
    [allocate]\namounts = { prevent-drugs = ['free', 120, '£130m'] }\n\
    [[limit]]\nname = 'Later'\nstrand = 'prevent'\nmin_share = 0.1\nyears = [2017, 2018]\n\
    [[limit]]\nname = 'Steady'\nstrand = 'prevent'\nmax_yearly_change = 0.5\n\
    [horizon]\nfirst_year = 2016\nyears = 3\ndiscount = 'green-book-health'\nmax_yearly_change = 2.5\ntail = true\n";

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        let invalid = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
        for name in ["sound-evidence.toml", "sound-scenario.toml"] {
            fs::copy(invalid.join(name), folder.0.path().join(name)).unwrap();
        }
        for (name, text) in [&[("plan.toml", PLAN)], files].concat() {
            fs::write(folder.0.path().join(name), text).unwrap();
        }
        folder
    }

    /// The scenarios of a file, and what is said of it.
    fn read(
        &self,
        name: &str,
        of_scenario: fn(&Scenario) -> Vec<apportion::problem::Problem>,
    ) -> (Vec<Scenario>, Vec<String>) {
        let mut loader = Loader::new(Demands { today: "2026-11-22".parse().unwrap(), of_scenario });
        let scenarios = loader.scenarios(&self.0.path().join(name));
        let root = self.0.path().to_string_lossy().replace('\\', "/") + "/";
        let findings = loader.findings();
        let lines = findings.iter().map(Finding::to_string);
        (scenarios, lines.map(|line| line.replace(&root, "")).collect())
    }

    fn scenario(&self, name: &str) -> Scenario {
        let (mut scenarios, lines) = self.read(name, |_| Vec::new());
        assert_eq!(lines, Vec::<String>::new());
        scenarios.remove(0)
    }
}

/// A plan on top of [`PLAN`].
fn on_plan(text: &str) -> Folder {
    Folder::new(&[("top.toml", &format!("[scenario]\nname = 'Top'\nbase = 'plan.toml'\n{text}"))])
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn exactly(share: f64) -> Portion {
    Portion::Exactly(Share::new(share).unwrap())
}

fn totals(scenario: &Scenario) -> Vec<f64> {
    (0..scenario.years()).map(|year| scenario.in_year(year).budget().total.millions()).collect()
}

fn portions(scenario: &Scenario, strand: &str) -> Vec<Portion> {
    (0..scenario.years()).map(|year| scenario.in_year(year).portion(&id(strand))).collect()
}

fn pins(scenario: &Scenario, programme: &str) -> Vec<Option<f64>> {
    let pinned = |year: usize| scenario.in_year(year).pinned(&id(programme)).map(Money::millions);
    (0..scenario.years()).map(pinned).collect()
}

#[test]
fn each_year_is_what_the_file_says_of_it() {
    let plan = Folder::new(&[]).scenario("plan.toml");
    assert_eq!(totals(&plan), [700.0, 720.0, 740.0]);
    let offices: Vec<f64> = (0..3).map(|year| plan.in_year(year).budget().back_office.millions()).collect();
    assert_eq!(offices, [20.0, 30.0, 45.0], "half as much more each year, exact in binary");
    assert_eq!(portions(&plan, "pursue"), [exactly(0.5), exactly(0.4), Portion::Free]);
    assert!(portions(&plan, "protect").windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(pins(&plan, "prevent-drugs"), [None, Some(120.0), Some(130.0)]);
    let horizon = plan.horizon().unwrap();
    assert_eq!((horizon.first_year, horizon.years, horizon.tail), (2016, 3, true));
    assert_eq!((horizon.discount, horizon.max_yearly_change), (Discount::GreenBookHealth, Some(2.5)));
    let later: Vec<Vec<f64>> = (0..3)
        .map(|year| {
            plan.in_year(year).limits()[0].bounds.iter().map(|bound| bound.amount.millions()).collect()
        })
        .collect();
    // A tenth of £720m − £30m, and of £740m − £45m.
    assert_eq!(later[0], Vec::<f64>::new(), "a limit asks nothing of a year that it does not name");
    assert!((later[1][0] - 69.0).abs() < 1e-9 && (later[2][0] - 69.5).abs() < 1e-9, "{later:?}");
    assert_eq!(plan.in_year(0).limits()[1].max_yearly_change, Some(0.5));
}

#[test]
fn discounts_are_named_or_rates() {
    for (written, discount) in [
        ("'green-book'", Discount::GreenBook),
        ("'green-book-reduced'", Discount::GreenBookReduced),
        ("0", Discount::Rate(0.0)),
        ("0.035", Discount::Rate(0.035)),
        ("1", Discount::Rate(1.0)),
    ] {
        let folder = on_plan(&format!("[horizon]\ndiscount = {written}\n"));
        assert_eq!(folder.scenario("top.toml").horizon().unwrap().discount, discount);
    }
}

#[test]
fn one_value_and_a_list_take_each_others_place_and_a_horizon_is_overridden_key_by_key() {
    let folder = on_plan(
        "[budget]\ntotal = 800\nback_office = 0\n[split]\npursue = 0.5\nprevent = [0.2, 0.3, 0.3]\n\
         [allocate]\namounts = { prevent-drugs = 'free' }\n[horizon]\ntail = false\nfirst_year = 2017\n\
         [[limit]]\nname = 'Later'\nyears = [2018]\n",
    );
    let top = folder.scenario("top.toml");
    assert_eq!(totals(&top), [800.0; 3]);
    assert_eq!(portions(&top, "pursue"), [exactly(0.5); 3]);
    assert_eq!(portions(&top, "prevent"), [exactly(0.2), exactly(0.3), exactly(0.3)]);
    assert_eq!(pins(&top, "prevent-drugs"), [None; 3]);
    let horizon = top.horizon().unwrap();
    assert_eq!((horizon.first_year, horizon.years, horizon.tail), (2017, 3, false));
    assert_eq!((horizon.discount, horizon.max_yearly_change), (Discount::GreenBookHealth, Some(2.5)));
}

#[test]
fn a_plan_of_one_year_is_a_plan() {
    let text = "[scenario]\nname = 'One'\nbase = 'sound-scenario.toml'\n[budget]\ntotal = [700]\n\
                [split]\npursue = [0.5]\n[horizon]\nfirst_year = 2016\nyears = 1\n";
    let one = Folder::new(&[("one.toml", text)]).scenario("one.toml");
    assert_eq!((one.years(), one.spec().later_years.len()), (1, 0));
    assert_eq!(one.horizon().unwrap().years, 1);
    assert_eq!((totals(&one), portions(&one, "pursue")), (vec![700.0], vec![exactly(0.5)]));
}

#[test]
fn years_that_are_all_alike_are_none_of_their_own() {
    let folder = on_plan(
        "[budget]\ntotal = [700, '£700m', '£0.7bn']\nback_office = { start = 5, growth = 0 }\n\
         [split]\npursue = ['50%', 0.5, 0.5]\n[allocate]\namounts = { prevent-drugs = [100, 100, 100] }\n",
    );
    assert_eq!(folder.scenario("top.toml").spec().later_years, []);
}

#[test]
fn todays_total_is_todays_in_every_year_with_each_years_back_office() {
    let folder = on_plan("[budget]\ntotal = 'today'\n");
    // Today's £700m and a back office of £20m, £30m and £45m.
    assert_eq!(totals(&folder.scenario("top.toml")), [720.0, 730.0, 745.0]);
}

#[test]
fn sweeps_reach_what_is_said_by_year() {
    let swept = |key: &str, values: &str| {
        let folder = on_plan(&format!("[[sweep.grid]]\nkey = '{key}'\nvalues = {values}\n"));
        let (scenarios, lines) = folder.read("top.toml", |_| Vec::new());
        assert_eq!(lines, Vec::<String>::new(), "{key}");
        scenarios
    };
    let grown = swept("budget.total", "[{ start = 700, growth = 0.5 }, [700, 800, 900], 1000]");
    let all: Vec<Vec<f64>> = grown.iter().map(totals).collect();
    assert_eq!(all, [vec![700.0, 1050.0, 1575.0], vec![700.0, 800.0, 900.0], vec![1000.0; 3]]);
    assert_eq!(grown[0].id(), "top:total={start=700,growth=0.5}");
    let offices = swept("budget.back_office.growth", "[0, 1]");
    assert_eq!(offices[1].in_year(2).budget().back_office, Money::from_millions(80.0).unwrap());
    assert_eq!(
        swept("horizon.max_yearly_change", "[0.5, 1.5]")[0].horizon().unwrap().max_yearly_change,
        Some(0.5)
    );
    assert_eq!(swept("limit[Later].years", "[[2016], [2016, 2018]]")[1].in_year(1).limits()[0].bounds, []);
    assert_eq!(swept("split.pursue", "[[0.5, 0.5, 0.6], 0.5]").len(), 2);
    assert!(!swept("horizon.tail", "[true, false]")[1].horizon().unwrap().tail);
}

#[test]
fn a_problem_of_one_year_is_blamed_on_its_element() {
    let folder = on_plan(
        "[split]\npursue = [0.5, { min = 0.6, max = 0.4 }, 0.5]\n\
         [allocate]\namounts = { prevent-drugs = [100, 100, 501], pursue-drugs = 1300 }\n",
    );
    let (_, lines) = folder.read("top.toml", |_| Vec::new());
    assert_eq!(
        lines,
        [
            "top.toml:5:16: error: split.pursue[1]: in 2017: `min` 0.6 is above `max` 0.4; allowed: `min` up to `max`",
            "top.toml:7:40: error: allocate.amounts.prevent-drugs[2]: in 2018: £501m is above the programme's `max` of £500m",
            "top.toml:7:61: error: allocate.amounts.pursue-drugs: £1300m is above the programme's `max` of £1200m",
        ]
    );
}

#[test]
fn a_plan_that_cannot_keep_to_its_rules_is_told_in_which_year() {
    let folder = on_plan("[split]\nprevent = [0.3, 0.2, 0.21]\n");
    let (_, lines) = folder.read("top.toml", contradictions);
    let found = "the amounts of `prevent` add up to £120m, but its share is £138m";
    let other = "(and in 2018, with other figures)";
    let places: Vec<&str> = lines.iter().map(|line| line.split(": ").nth(2).unwrap()).collect();
    assert_eq!(places, ["split.prevent[1]", "split.prevent[2]"], "{lines:#?}");
    assert!(lines[0].contains(&format!("in 2017: {found}")) && !lines[0].contains(other), "{lines:#?}");
}

#[test]
fn money_that_must_change_faster_than_it_may_is_told() {
    // Today's £100m may be at the most £150m, £225m and £337.5m; half of £680m is £340m.
    let text = "[budget]\ntotal = 700\nback_office = 20\n[split]\npursue = 'free'\nprevent = ['free', 'free', 0.5]\n\
                [allocate]\namounts = { prevent-drugs = 'free' }\n[horizon]\nmax_yearly_change = 0.5\n\
                [[limit]]\nname = 'Steady'\nmax_yearly_change = 3\n";
    let (_, lines) = on_plan(text).read("top.toml", contradictions);
    assert_eq!(
        lines,
        ["top.toml:9:28: error: split.prevent[2]: in 2018: `prevent` must be at least £340m, but \
          `max_yearly_change` of the horizon lets it be no more than £337.5m; allowed: smaller steps from year to year, \
          or a larger `max_yearly_change`"]
    );
    let (_, lines) = on_plan(&text.replace("'free', 0.5]", "'free', 0.49]")).read("top.toml", contradictions);
    assert_eq!(lines, Vec::<String>::new());
}

#[test]
fn money_that_is_first_felt_when_the_plan_is_over_is_doubted() {
    let lagged = "[evidence]\nname = 'Lagged'\nbase = 'sound-evidence.toml'\n\
                  [[programme]]\nid = 'prevent-drugs'\nlag = [0, 0, 1]\n[[programme]]\nid = 'pursue-drugs'\nlag = [0.5, 0.5]\n";
    let text = |tail: bool| {
        format!(
            "[scenario]\nname = 'Top'\nbase = 'plan.toml'\nevidence = 'lagged.toml'\n[horizon]\ntail = {tail}\n"
        )
    };
    let folder =
        Folder::new(&[("lagged.toml", lagged), ("tail.toml", &text(true)), ("none.toml", &text(false))]);
    assert_eq!(folder.read("tail.toml", |_| Vec::new()).1, Vec::<String>::new());
    let (scenarios, lines) = folder.read("none.toml", |_| Vec::new());
    assert_eq!(
        lines,
        [
            "none.toml:5:2: warning: horizon: money spent in the last 2 years on `prevent-drugs` is not felt before the \
          plan ends; allowed: `tail = true`, which counts it for as long as it is felt"
        ]
    );
    assert_eq!(scenarios.len(), 1, "a warning stands in nobody's way");
}

#[test]
fn a_row_of_splits_holds_for_every_year() {
    let folder = on_plan("");
    let plan = folder.scenario("top.toml");
    fs::write(
        folder.0.path().join("rows.csv"),
        "id,prevent,total,programme:prevent-drugs\na,0.3,,free\nb,,900,150\n",
    )
    .unwrap();
    let mut loader =
        Loader::new(Demands { today: "2026-11-22".parse().unwrap(), of_scenario: |_| Vec::new() });
    let mut splits = loader.splits(&folder.0.path().join("rows.csv"), &plan).unwrap();
    let (first, second) = (splits.scenario(0).unwrap(), splits.scenario(1).unwrap());
    assert_eq!(portions(&first, "prevent"), [exactly(0.3); 3]);
    assert_eq!((totals(&first), pins(&first, "prevent-drugs")), (totals(&plan), vec![None; 3]));
    assert_eq!((totals(&second), pins(&second, "prevent-drugs")), (vec![900.0; 3], vec![Some(150.0); 3]));
    assert_eq!(portions(&second, "pursue"), portions(&plan, "pursue"));
}
