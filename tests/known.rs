//! Draws that are known to be the truth, each held against what proves it and against cutting planes alone.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::id::Pattern;
use apportion::input::Demands;
use apportion::input::Loader;
use apportion::model::Allocation;
use apportion::model::Effect;
use apportion::model::Evidence;
use apportion::model::EvidenceSpec;
use apportion::model::LimitSpec;
use apportion::model::Measure;
use apportion::model::Scenario;
use apportion::model::ScenarioSpec;
use apportion::model::Strength;
use apportion::model::Within;
use apportion::optimise::Certificate;
use apportion::optimise::Known;
use apportion::optimise::Mean;
use apportion::optimise::Options;
use apportion::optimise::Oracle;
use apportion::optimise::Piece;
use apportion::optimise::Region;
use apportion::optimise::Solved;
use apportion::optimise::Unwatched;
use apportion::optimise::default_solver;
use apportion::optimise::minimise;
use apportion::optimise::start_near;
use apportion::simulate::Futures;
use apportion::simulate::side_by_side;
use apportion::simulate::with_threads;
use std::path::Path;
use std::sync::Arc;
use support::certain;
use support::effect;
use support::evidence_spec;
use support::instances::Dice;
use support::instances::instance;
use support::points_effect;
use support::programme;
use support::scenario_spec;
use support::simulation;
use support::threat;

/// What every search is asked to prove.
const GAP: f64 = 1e-6;

/// Rounding of a value that is a sum and product of tens of terms, some hundred times over.
const ROUNDING: f64 = 1e-12;

/// A draw without second derivatives and without knots: what is left are planes that touch it.
struct Planes<'o>(&'o dyn Oracle);

impl Oracle for Planes<'_> {
    fn at(&self, efforts: &[f64]) -> Vec<Piece> {
        self.0.at(efforts)
    }
}

/// A scenario without switches and some draws.
struct Case {
    scenario: Scenario,
    futures: Futures,
    region: Region,
    start: Allocation,
}

impl Case {
    /// `None` where the rules cannot be kept.
    fn of(scenario: Scenario, draws: usize) -> Option<Self> {
        let region = Region::of(&scenario);
        assert!(region.switches().is_empty(), "regions with switches are branched on");
        let today = Allocation::reference(scenario.evidence());
        let start = start_near(&region, &today, default_solver(), &Unwatched).unwrap()?;
        let futures = support::futures(scenario.evidence(), simulation(draws, 7));
        Some(Self { scenario, futures, region, start })
    }

    fn shipped(name: &str, draws: usize) -> Self {
        let today = "2020-01-01".parse().unwrap();
        let mut loader = Loader::new(Demands { today, of_scenario: |_| Vec::new() });
        let path = format!("{}/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        Self::of(loader.scenario(Path::new(&path)).unwrap(), draws).unwrap()
    }

    fn made(evidence: EvidenceSpec, spec: ScenarioSpec, draws: usize) -> Self {
        let evidence = Arc::new(Evidence::new(evidence).unwrap());
        Self::of(support::scenario(spec, &evidence), draws).unwrap()
    }

    fn known(&self, draw: usize) -> Known<'_> {
        Known::of(&self.futures, draw, Measure::Harm).unwrap()
    }

    fn solved(&self, oracle: &dyn Oracle) -> Solved {
        let options = Options { gap: GAP, ..Options::default() };
        minimise(oracle, &self.region, &self.start, default_solver(), options).unwrap()
    }

    /// The harm of a draw by the kernel that runs over blocks of draws.
    fn harm(&self, draw: usize, allocation: &Allocation) -> f64 {
        let alone = self.futures.single(draw).unwrap();
        let oracle = Mean { futures: &alone, measure: Measure::Harm };
        value(&oracle, &allocation.efforts(self.scenario.evidence()))
    }

    /// Holds a draw's answer against cutting planes; how many Newton steps and masters it took.
    fn check(&self, name: &str, draw: usize) -> usize {
        let known = self.known(draw);
        let Solved { allocation, certificate } = self.solved(&known);
        let said = format!("{name}, draw {draw}: {certificate:?}");
        assert!(certificate.reached && certificate.lower <= certificate.upper, "{said}");
        assert!(self.region.violations(&allocation).is_empty(), "{said}");
        let harm = self.harm(draw, &allocation);
        assert!((harm - certificate.upper).abs() <= ROUNDING * harm.abs(), "{said}: {harm}");
        let Certificate { upper, lower, .. } = self.solved(&Planes(&known)).certificate;
        // Each proves what the other found, but for rounding and what solvers leave open: 1e-9 of the value.
        let open = 1e-9 * upper.abs();
        assert!(certificate.lower <= upper + open && lower <= certificate.upper + open, "{said}: {upper}");
        assert!(certificate.upper <= upper + open, "{said}: planes found {upper}");
        certificate.iterations
    }
}

fn value(oracle: &dyn Oracle, efforts: &[f64]) -> f64 {
    oracle.at(efforts).iter().map(|piece| piece.value).sum()
}

#[test]
fn shipped_scenarios_are_solved_as_planes_solve_them() {
    for name in ["best-free", "best-within-quarter", "best-csa-ring-fence", "reference-best"] {
        let case = Case::shipped(name, 60);
        let steps: usize = (0..25).map(|draw| case.check(name, draw)).sum();
        // From faces that are the right ones two steps do; a way that fell back on masters would take tens.
        assert!(steps <= 25 * 5, "{name}: {steps} steps");
    }
}

#[test]
fn random_instances_are_solved_as_planes_solve_them() {
    let mut count = 0;
    for seed in 0..60 {
        let instance = instance(seed);
        let evidence = Arc::new(Evidence::new(instance.evidence).unwrap());
        let Ok(scenario) = Scenario::new(instance.scenario, evidence) else { continue };
        let Some(case) = Case::of(scenario, 64) else { continue };
        count += (0..5).map(|draw| case.check(&format!("seed {seed}"), draw)).count();
    }
    assert!(count >= 200, "{count} draws");
}

/// Two programmes against one threat: one whose curve has knots at £50m and £100m, and one that helps evenly.
fn at_a_knot(half: f64) -> Case {
    let reach = Strength::Own(certain(0.3));
    let lines = vec![
        programme("knots", "all", 80.0, vec![points_effect("t", &[(50.0, 0.1), (100.0, 0.15)])]),
        programme("even", "all", 80.0, vec![effect("t", Family::Exponential, reach, Some(certain(half)))]),
    ];
    let evidence = evidence_spec(&["all"], vec![threat("t", certain(1000.0))], lines);
    Case::made(evidence, scenario_spec(160.0), 2)
}

#[test]
fn the_best_at_a_knot_is_at_the_knot() {
    // −d(log q)/dx of points is 2.1e-3, then 1.1e-3, then nought; of the other it is between them where it has
    // £50m and the other £110m, with 0.3·ln2/h·D/(0.7 + 0.3·D).
    let case = at_a_knot(100.0);
    let Solved { allocation, certificate } = case.solved(&case.known(0));
    let remaining = libm::exp2(-1.1);
    let slope = 0.3 * std::f64::consts::LN_2 / 100.0 * remaining / (0.7 + 0.3 * remaining);
    assert!(slope < -libm::log(0.9) / 50.0 && slope > libm::log(0.9 / 0.85) / 50.0, "{slope}");
    assert!((allocation.millions()[1] - 50.0).abs() < 1e-9, "{allocation:?}: a bound but for rounding");
    assert!(certificate.gap < 1e-12 && certificate.reached, "{certificate:?}");
    for half in [10.0, 40.0, 100.0, 400.0, 4000.0] {
        at_a_knot(half).check(&format!("half-spend {half}"), 1);
    }
}

/// Two programmes that do as much as is said, each against a threat of its own, and one that does nothing; with rules.
fn idle(reach: f64, change: impl Fn(&mut ScenarioSpec)) -> Case {
    let one = |name: &str| -> Vec<Effect> {
        vec![effect(name, Family::Hyperbolic, Strength::Own(certain(reach)), Some(certain(60.0)))]
    };
    let lines = vec![
        programme("a", "all", 30.0, one("s")),
        programme("b", "all", 50.0, one("t")),
        programme("c", "all", 20.0, Vec::new()),
    ];
    let threats = vec![threat("s", certain(500.0)), threat("t", certain(700.0))];
    let mut spec = scenario_spec(100.0);
    change(&mut spec);
    Case::made(evidence_spec(&["all"], threats, lines), spec, 2)
}

#[test]
fn where_nothing_works_everything_stays_where_it_was() {
    let case = idle(0.0, |_| ());
    case.check("nothing works", 0);
    let best = case.solved(&case.known(0)).allocation;
    assert!(best.is_same_as(&Allocation::reference(case.scenario.evidence())), "{best:?}");
}

#[test]
fn what_the_objective_does_not_see_stays_where_it_was_as_far_as_there_is_money() {
    // £150m, £40m and £40m of which can be used: the third keeps its £20m, and £50m is for nobody.
    let case = idle(0.2, |spec| {
        spec.budget.total = support::money(150.0);
        for programmes in ["a", "b"] {
            spec.limits.push(LimitSpec {
                name: format!("at most {programmes}"),
                programmes: vec![Pattern::new(programmes).unwrap()],
                max: Some(support::money(40.0)),
                ..LimitSpec::default()
            });
        }
    });
    let best = case.solved(&case.known(0)).allocation;
    for (amount, expected) in best.millions().iter().zip([40.0, 40.0, 20.0]) {
        // To the pound.
        assert!((amount - expected).abs() < 1e-6, "{best:?}");
    }
}

#[test]
fn no_money_and_no_choice_are_no_trouble() {
    idle(0.3, |spec| spec.budget.total = support::money(1e-9)).check("next to no money", 0);
    idle(0.3, |spec| spec.within = Within::ProRata).check("today's proportions", 0);
    let pinned = idle(0.3, |spec| {
        for (name, amount) in [("a", 60.0), ("b", 30.0), ("c", 10.0)] {
            spec.amounts.insert(support::id(name), support::money(amount));
        }
    });
    pinned.check("pinned", 0);
    let squeezed = idle(0.3, |spec| {
        let programmes = ["a", "c"].map(|name| Pattern::new(name).unwrap()).to_vec();
        let (min, max) = (Some(support::money(60.0)), Some(support::money(60.0)));
        spec.limits.push(LimitSpec { name: "just".to_owned(), programmes, min, max, ..LimitSpec::default() });
    });
    squeezed.check("a limit without an inside", 0);
}

#[test]
fn a_draw_is_the_same_whatever_else_is_solved_and_on_however_many_threads() {
    let case = Case::shipped("best-free", 200);
    let draws: Vec<usize> = (0..100).collect();
    let solve = |draws: &[usize]| side_by_side(draws, |&draw| case.solved(&case.known(draw)));
    let one = with_threads(Some(1), |_| solve(&draws));
    let several = with_threads(Some(3), |_| solve(&draws));
    assert_eq!(one, several);
    let backwards: Vec<usize> = draws.iter().rev().copied().collect();
    let last: Vec<Solved> = solve(&backwards).into_iter().rev().collect();
    assert_eq!(one, last);
}

#[test]
fn slopes_and_curvatures_of_a_known_draw_are_those_of_the_draw_by_itself() {
    let dice = &mut Dice::new(3);
    for seed in 0..30 {
        let instance = instance(seed);
        let evidence = Evidence::new(instance.evidence).unwrap();
        let futures = support::futures(&evidence, simulation(8, seed));
        let efforts: Vec<f64> = evidence.programmes().iter().map(|_| dice.between(0.0, 200.0)).collect();
        for draw in 0..8 {
            let (known, alone) =
                (Known::of(&futures, draw, Measure::Harm).unwrap(), futures.single(draw).unwrap());
            let mean = Mean { futures: &alone, measure: Measure::Harm };
            let size = efforts.len();
            let slopes = |oracle: &dyn Oracle| {
                let mut slopes = vec![0.0; size];
                for (programme, slope) in oracle.at(&efforts).iter().flat_map(|piece| &piece.gradient) {
                    slopes[*programme] += slope;
                }
                slopes
            };
            let bends = |oracle: &dyn Oracle| oracle.curved(&efforts).unwrap().1.concat();
            let both = [(slopes(&known), slopes(&mean)), (bends(&known), bends(&mean))];
            for (own, other) in both {
                for (own, other) in own.iter().zip(&other) {
                    assert!((own - other).abs() <= ROUNDING * other.abs(), "seed {seed}: {own}, {other}");
                }
            }
            let (own, other) = (value(&known, &efforts), value(&mean, &efforts));
            assert!((own - other).abs() <= ROUNDING * other, "seed {seed}: {own}, {other}");
            assert!((known.total(&efforts) - other).abs() <= ROUNDING * other, "seed {seed}");
        }
    }
}

#[test]
fn a_draw_in_which_a_programme_does_nothing_takes_its_money_away() {
    // It works as often as not: of 40 draws, 20 give or take three standard deviations.
    let mut works =
        effect("t", Family::Elasticity, Strength::Own(Distribution::uniform(0.1, 0.2).unwrap()), None);
    works.works = Some(support::share(0.5));
    let sure = effect("t", Family::Elasticity, Strength::Own(certain(0.1)), None);
    let lines = vec![programme("a", "all", 30.0, vec![works]), programme("b", "all", 70.0, vec![sure])];
    let evidence = evidence_spec(&["all"], vec![threat("t", certain(500.0))], lines);
    let case = Case::made(evidence, scenario_spec(100.0), 40);
    let firsts = (0..40).map(|draw| case.solved(&case.known(draw)).allocation.millions()[0]);
    let none = firsts.filter(|amount| *amount < 1e-9).count();
    assert!((10..=30).contains(&none), "{none} of 40 draws");
}
