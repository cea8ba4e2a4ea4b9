//! The gradient against central differences of the mean.

use crate::support::certain;
use crate::support::count;
use crate::support::effect;
use crate::support::evidence_spec;
use crate::support::funder;
use crate::support::futures;
use crate::support::id;
use crate::support::points_effect;
use crate::support::programme;
use crate::support::share;
use crate::support::simulation;
use crate::support::threat;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::model::Effect;
use apportion::model::Evidence;
use apportion::model::Measure;
use apportion::model::Strength;
use apportion::simulate::Futures;
use apportion::simulate::evaluate;

/// Central differences with a step of a ten-thousandth of a curve's scale err by about its square, 1e-8 of the
/// slope, and rounding in a mean of £3bn adds 1e-12·3000/0.02; so 1e-6 leaves an order of magnitude.
const TOLERANCE: f64 = 1e-6;

/// All kinds of curve, on threats that two of them share, at efforts away from the knots of the table.
pub fn evidence(uncertain: bool, works: bool, delivered: bool) -> Evidence {
    let number = |low: f64, high: f64| {
        if uncertain { Distribution::uniform(low, high).unwrap() } else { certain(f64::midpoint(low, high)) }
    };
    let own = |low, high| Strength::Own(number(low, high));
    let scale = || Some(number(80.0, 120.0));
    let may_fail = |effect: Effect| Effect { works: works.then(|| share(0.6)), ..effect };
    let a_return = number(0.2, 0.9);
    let lines = [
        ("a", effect("t", Family::Exponential, own(0.1, 0.4), scale())),
        ("b", effect("t", Family::Hyperbolic, own(0.1, 0.4), scale())),
        ("c", effect("t", Family::Elasticity, own(0.1, 0.3), scale())),
        ("d", effect("u", Family::LogLinear, own(-0.1, 0.3), scale())),
        ("e", points_effect("u", &[(50.0, 0.1), (120.0, 0.16), (400.0, 0.25)])),
        ("f", effect("u", Family::Exponential, Strength::AverageReturn(a_return.clone()), scale())),
        ("g", effect("t", Family::Hyperbolic, Strength::MarginalReturn(a_return), scale())),
    ];
    let lines = lines.map(|(name, effect)| {
        let mut line = programme(name, "all", 70.0, vec![may_fail(effect)]);
        line.funder = delivered.then(|| id("payer"));
        line
    });
    let threats = ["t", "u"].map(|name| {
        let mut kind = threat(name, number(1000.0, 2000.0));
        kind.counts.push(count("victims", number(300.0, 500.0)));
        kind
    });
    let mut spec = evidence_spec(&["all"], threats.to_vec(), lines.to_vec());
    if delivered {
        spec.funders.push(funder("payer", number(0.7, 1.0)));
    }
    Evidence::new(spec).unwrap()
}

fn total(futures: &Futures, efforts: &[f64], measure: &Measure) -> f64 {
    evaluate(futures, efforts, measure, None).total()
}

fn gradient(futures: &Futures, efforts: &[f64], measure: &Measure) -> Vec<f64> {
    let mut gradient = vec![0.0; efforts.len()];
    for threat in evaluate(futures, efforts, measure, None).threats {
        for (programme, derivative) in threat.gradient {
            gradient[programme] += derivative;
        }
    }
    gradient
}

fn is_the_difference_quotient(evidence: &Evidence, measure: &Measure) {
    let futures = futures(evidence, simulation(700, 3));
    let efforts = [30.0, 65.0, 90.0, 150.0, 80.0, 210.0, 5.0];
    let scale =
        gradient(&futures, &efforts, measure).iter().fold(0.0_f64, |most, slope| most.max(slope.abs()));
    assert!(scale > 0.1, "a gradient of nothing would prove nothing: {scale}");
    for (programme, slope) in gradient(&futures, &efforts, measure).into_iter().enumerate() {
        let step = 0.01;
        let beside = |change: f64| {
            let mut efforts = efforts;
            efforts[programme] += change;
            total(&futures, &efforts, measure)
        };
        let quotient = (beside(step) - beside(-step)) / (2.0 * step);
        assert!(
            (slope - quotient).abs() < TOLERANCE * scale,
            "programme {programme}: {slope} against {quotient}"
        );
    }
}

#[test]
fn the_gradient_is_the_difference_quotient_where_all_is_certain() {
    is_the_difference_quotient(&evidence(false, false, false), &Measure::Harm);
}

#[test]
fn the_gradient_is_the_difference_quotient_where_nothing_is_certain() {
    is_the_difference_quotient(&evidence(true, false, false), &Measure::Harm);
}

#[test]
fn the_gradient_is_the_difference_quotient_where_programmes_may_not_work() {
    is_the_difference_quotient(&evidence(true, true, false), &Measure::Harm);
}

#[test]
fn the_gradient_is_by_planned_money_where_delivery_falls_short() {
    is_the_difference_quotient(&evidence(false, false, true), &Measure::Harm);
    is_the_difference_quotient(&evidence(true, true, true), &Measure::Harm);
}

#[test]
fn the_gradient_of_a_count_is_the_difference_quotient() {
    is_the_difference_quotient(&evidence(true, true, true), &Measure::Count(id("victims")));
}

#[test]
fn equal_weights_change_nothing_and_one_draw_alone_is_itself() {
    let evidence = evidence(true, true, true);
    let futures = futures(&evidence, simulation(700, 3));
    let efforts = [40.0; 7];
    let plain = total(&futures, &efforts, &Measure::Harm);
    let weighted = |weights: &[f64]| evaluate(&futures, &efforts, &Measure::Harm, Some(weights)).total();
    // 700 products and sums of rounded numbers.
    assert!((weighted(&[1.0 / 700.0; 700]) / plain - 1.0).abs() < 1e-12);
    let mut last = vec![0.0; 700];
    last[699] = 1.0;
    let alone = apportion::simulate::totals(&futures, &efforts, &Measure::Harm)[699];
    assert!((weighted(&last) / alone - 1.0).abs() < 1e-14, "a sum of zeros and one number");
}
