//! Cases whose answer is known on paper.

mod support;

use apportion::model::Measure;
use apportion::optimise::Mean;
use apportion::optimise::Options;
use apportion::optimise::Region;
use apportion::optimise::default_solver;
use apportion::optimise::minimise;
use apportion::simulate::Futures;
use apportion::simulate::sample;
use support::four_programmes;
use support::scenario;
use support::scenario_spec;
use support::simulation;

/// A case with a known answer: harm × reach = 100, 80, 60, 40; rates 0.002, 0.003, 0.001, 0.004 per £m; £2,900m. At the
/// optimum every marginal value is λ (water-filling), so the amounts are logs of a common level.
#[test]
fn four_programmes_fill_up_like_water() {
    let evidence = four_programmes();
    let scenario = scenario(scenario_spec(2900.0), &evidence);
    let futures = Futures::new(&evidence, &sample(&evidence, simulation(2, 1))).unwrap();
    let region = Region::of(&scenario);
    let oracle = Mean { futures: &futures, measure: Measure::Harm };
    let start = region
        .nearest_to(&apportion::model::Allocation::reference(&evidence), default_solver())
        .unwrap()
        .unwrap();
    let options = Options { gap: 1e-6, ..Options::default() };
    let solved = minimise(&oracle, &region, &start, default_solver(), options).unwrap();
    let expected = [983.7564, 716.6114, 763.5399, 436.0923];
    for (amount, expected) in solved.allocation.millions().iter().zip(expected) {
        // The published figures have four decimals; the amounts themselves are polished to 1e-12 of the money.
        assert!((amount - expected).abs() < 1e-4, "{amount} against {expected}");
    }
    let avoided = 560.0 - solved.certificate.upper;
    // The published figure has six decimals.
    assert!((avoided - 221.748_268).abs() < 1e-6, "{avoided}");
    // An exact optimum proves itself but for rounding: sums of four terms, and a duality bound over shares.
    assert!(solved.certificate.gap < 1e-12, "{:?}", solved.certificate);
}
