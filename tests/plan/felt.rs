//! How money is felt: slopes through lags and delivery, and draws one by one.

use crate::on;
use crate::plan;
use crate::support::certain;
use crate::support::effect;
use crate::support::evidence_spec;
use crate::support::funder;
use crate::support::id;
use crate::support::points_effect;
use crate::support::programme;
use crate::support::simulation;
use crate::support::threat;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::model::Evidence;
use apportion::model::Measure;
use apportion::model::ScenarioSpec;
use apportion::model::Strength;
use apportion::model::Threat;
use apportion::optimise::Mean;
use apportion::optimise::Oracle;
use apportion::optimise::Region;
use apportion::optimise::slopes;
use apportion::simulate::shapley;
use apportion::simulate::totals;
use std::sync::Arc;

/// Everything at once: lags, uncertain delivery, uncertain growth, set-up costs, several effects on one threat, a curve
/// through points.
pub fn rich() -> Arc<Evidence> {
    let uniform = |low: f64, high: f64| Distribution::uniform(low, high).unwrap();
    let own = |on: &str, family, reach: f64, half: f64| {
        let strength = Strength::Own(uniform(0.5 * reach, reach));
        effect(on, family, strength, Some(certain(half)))
    };
    let mut a = programme(
        "a",
        "all",
        200.0,
        vec![own("x", Family::Exponential, 0.6, 150.0), own("y", Family::Hyperbolic, 0.3, 90.0)],
    );
    (a.lag, a.funder) = (vec![0.2, 0.5, 0.3], Some(id("pcc")));
    let mut b = programme("b", "all", 80.0, vec![own("x", Family::Hyperbolic, 0.5, 60.0)]);
    b.lag = vec![0.0, 1.0];
    let mut c = programme("c", "all", 50.0, vec![points_effect("y", &[(30.0, 0.1), (120.0, 0.2)])]);
    c.lag = vec![0.6, 0.4];
    let mut spec = evidence_spec(
        &["all"],
        vec![
            Threat { growth: Some(uniform(-0.02, 0.1)), ..threat("x", uniform(500.0, 900.0)) },
            Threat { growth: Some(certain(0.03)), ..threat("y", certain(300.0)) },
        ],
        vec![a, b, c],
    );
    spec.funders = vec![funder("pcc", uniform(0.7, 1.0))];
    Arc::new(Evidence::new(spec).unwrap())
}

fn spec() -> ScenarioSpec {
    ScenarioSpec { simulation: simulation(300, 5), ..plan(4, 0.05, 500.0) }
}

/// The gradient by money, year by year, is what small steps say.
#[test]
fn slopes_are_those_of_small_steps() {
    let evidence = rich();
    let (scenario, setting) = on(spec(), &evidence);
    let region = Region::of(&scenario);
    let money = vec![210.0, 90.0, 45.0, 150.0, 40.0, 70.0, 90.0, 120.0, 20.0, 60.0, 100.0, 200.0];
    let oracle = Mean { futures: setting.futures(), measure: Measure::Harm };
    let value = |money: &[f64]| {
        let point: Vec<f64> = money.iter().map(|amount| amount / region.unit()).collect();
        oracle.at(&region.efforts(&point)).iter().map(|piece| piece.value).sum::<f64>()
    };
    let found = slopes(&oracle, &region, &apportion::model::Allocation::from_millions(money.clone()));
    for (place, slope) in found.iter().enumerate() {
        let step = |by: f64| {
            let mut moved = money.clone();
            moved[place] += by;
            value(&moved)
        };
        let steps = (step(1e-3) - step(-1e-3)) / 2e-3;
        // Central differences: rounding of some 1e-12 over 2e-3, and a step² of third derivatives.
        assert!((steps - slope).abs() < 1e-7, "{place}: {steps} against {slope}");
    }
    assert!(found[10].abs() <= 0.0, "what is felt after the end has no slope: {}", found[10]);
}

/// Each draw by itself is the draw of the sample, and its second derivatives are those of small steps.
#[test]
fn known_draws_are_those_of_the_sample() {
    let evidence = rich();
    let (scenario, setting) = on(spec(), &evidence);
    let region = Region::of(&scenario);
    let money = vec![210.0, 90.0, 45.0, 150.0, 40.0, 70.0, 90.0, 120.0, 20.0, 60.0, 100.0, 200.0];
    let point: Vec<f64> = money.iter().map(|amount| amount / region.unit()).collect();
    let efforts = region.efforts(&point);
    let all = totals(setting.futures(), &efforts, &Measure::Harm);
    for draw in [0, 7, 299] {
        let known = setting.futures().known(draw, &Measure::Harm).unwrap();
        // The same products in another order, with another exp: 2 ulp each.
        assert!((known.total(&efforts) / all[draw] - 1.0).abs() < 1e-13, "{draw}");
        let (_, curvature) = known.curved(&efforts);
        let bends = curvature.matrix(efforts.len());
        for place in 0..efforts.len() {
            let slope = |by: f64| {
                let mut moved = efforts.clone();
                moved[place] += by;
                let (evaluation, _) = known.curved(&moved);
                let slopes = evaluation.threats.iter().flat_map(|threat| threat.gradient.clone());
                slopes.filter(|(own, _)| *own == place).map(|(_, slope)| slope).sum::<f64>()
            };
            let steps = (slope(1e-3) - slope(-1e-3)) / 2e-3;
            assert!((steps - bends[place][place]).abs() < 1e-7, "{draw}, {place}");
        }
    }
}

/// Each programme's share of what a plan avoids, over all its years, adds up to it in every draw.
#[test]
fn shares_of_programmes_add_up_to_what_a_plan_avoids() {
    let evidence = rich();
    let (_, setting) = on(spec(), &evidence);
    let money = vec![210.0, 90.0, 45.0, 150.0, 40.0, 70.0, 90.0, 120.0, 20.0, 60.0, 100.0, 200.0];
    let plan = apportion::model::Allocation::from_millions(money);
    let timeline = setting.timeline();
    let before = timeline.efforts(setting.reference(), &evidence);
    let after = timeline.efforts(&plan, &evidence);
    let shares = shapley(setting.futures(), 3, &before, &after);
    let avoided = setting.avoided(&setting.outcomes(&plan));
    for (draw, avoided) in avoided.iter().enumerate() {
        let sum: f64 = shares.iter().map(|shares| shares[draw]).sum();
        // Differences of some £1,000m of harm in four years: a dozen roundings of 1e-13.
        assert!((sum - avoided).abs() < 1e-10, "{draw}: {sum} against {avoided}");
    }
}
