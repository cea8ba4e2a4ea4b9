//! Harm that can be worked out on paper.

use crate::drawn;
use crate::mean;
use crate::support::certain;
use crate::support::effect;
use crate::support::evidence;
use crate::support::evidence_spec;
use crate::support::funder;
use crate::support::futures;
use crate::support::id;
use crate::support::instances::instance;
use crate::support::points_effect;
use crate::support::programme;
use crate::support::share;
use crate::support::simulation;
use crate::support::threat;
use crate::today;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::model::Effect;
use apportion::model::Evidence;
use apportion::model::Measure;
use apportion::model::Strength;
use apportion::risk::Summary;
use apportion::simulate::evaluate;
use apportion::simulate::sample;
use apportion::simulate::totals;

fn own(value: f64) -> Strength {
    Strength::Own(certain(value))
}

#[test]
fn harm_at_todays_spend_is_the_harm_that_was_drawn() {
    for seed in 0..20 {
        let mut spec = instance(seed).evidence;
        // With less than all of it delivered, today's plan would do less than today's money did.
        spec.funders.clear();
        spec.programmes.iter_mut().for_each(|programme| programme.funder = None);
        let evidence = Evidence::new(spec).unwrap();
        let simulation = simulation(600, seed);
        let sample = sample(&evidence, simulation);
        let at_reference = totals(&futures(&evidence, simulation), &today(&evidence), &Measure::Harm);
        let mut sampled = vec![0.0; 600];
        for threat in evidence.threats() {
            for (sum, harm) in sampled.iter_mut().zip(drawn(&sample, &format!("threat.{}.harm", threat.id))) {
                *sum += harm;
            }
        }
        for (harm, sampled) in at_reference.iter().zip(&sampled) {
            // A product times its own reciprocal, over at most nine effects: some units in the last place.
            assert!((harm / sampled - 1.0).abs() < 1e-14, "seed {seed}: {harm} against {sampled}");
        }
    }
}

/// Every family on a threat of its own, and two on one: the residuals written out by hand.
#[test]
fn without_uncertainty_every_draw_is_the_plain_formula() {
    let on =
        |threat: &str, family, strength, scale| effect(threat, family, own(strength), Some(certain(scale)));
    let half = |threat: &str, family, strength| on(threat, family, strength, 150.0);
    let lines = vec![
        programme("a", "all", 100.0, vec![half("a", Family::Exponential, 0.3)]),
        programme(
            "b",
            "all",
            80.0,
            vec![half("b", Family::Hyperbolic, 0.3), half("a", Family::Hyperbolic, 0.2)],
        ),
        programme("c", "all", 60.0, vec![effect("c", Family::Elasticity, own(0.2), None)]),
        programme("d", "all", 40.0, vec![half("d", Family::LogLinear, -0.1)]),
        programme("e", "all", 100.0, vec![points_effect("e", &[(100.0, 0.1), (300.0, 0.2)])]),
    ];
    let threats = ["a", "b", "c", "d", "e"].map(|name| threat(name, certain(1000.0)));
    let evidence = evidence(&["all"], threats.to_vec(), lines);
    let futures = futures(&evidence, simulation(5, 1));
    let x = [170.0, 20.0, 90.0, 55.0, 200.0];
    let exponential = |r: f64, e: f64| 1.0 - r + r * 0.5_f64.powf(e / 150.0);
    let hyperbolic = |r: f64, e: f64| 1.0 - r * e / (e + 150.0);
    let harm = [
        exponential(0.3, x[0]) / exponential(0.3, 100.0) * hyperbolic(0.2, x[1]) / hyperbolic(0.2, 80.0),
        hyperbolic(0.3, x[1]) / hyperbolic(0.3, 80.0),
        // The scale is today's effort where none is stated.
        (0.5 + x[2] / 120.0_f64).powf(-0.4),
        (0.1 * (x[3] - 40.0) / 150.0_f64).exp(),
        // Half way between the two points, in the logarithm.
        (0.9_f64 * 0.8).sqrt() / 0.9,
    ];
    let plain: f64 = harm.iter().map(|ratio| 1000.0 * ratio).sum();
    for drawn in totals(&futures, &x, &Measure::Harm) {
        // Five residuals of a few roundings each.
        assert!((drawn / plain - 1.0).abs() < 1e-13, "{drawn} against {plain}");
    }
    let means = evaluate(&futures, &x, &Measure::Harm, None);
    for (threat, ratio) in means.threats.iter().zip(harm) {
        assert!((threat.mean / (1000.0 * ratio) - 1.0).abs() < 1e-13, "threat {}", threat.threat);
    }
}

#[test]
fn one_exponential_programme_has_its_closed_form_mean() {
    let half = Some(certain(200.0));
    let line = programme("p", "all", 100.0, vec![effect("t", Family::Exponential, own(0.4), half)]);
    let harm = Distribution::pert(800.0, 1000.0, 1500.0).unwrap();
    let expected_harm = harm.mean();
    let evidence = evidence(&["all"], vec![threat("t", harm)], vec![line]);
    let futures = futures(&evidence, simulation(20_000, 11));
    let residual = |e: f64| 0.6 + 0.4 * 0.5_f64.powf(e / 200.0);
    for effort in [0.0, 100.0, 350.0, 2000.0] {
        let summary = Summary::of(&totals(&futures, &[effort], &Measure::Harm)).unwrap();
        let expected = expected_harm * residual(effort) / residual(100.0);
        assert!((summary.mean - expected).abs() < 4.0 * summary.se, "{} against {expected}", summary.mean);
    }
}

/// E exp(−ρ·d/s) of a normal rate is exp(−μ·d/s + (σ·d/s)²/2).
#[test]
fn a_normal_rate_has_the_mean_of_a_lognormal() {
    let rate = Strength::Own(Distribution::normal(0.1, 0.3).unwrap());
    let line = programme("p", "all", 100.0, vec![effect("t", Family::LogLinear, rate, None)]);
    let evidence = evidence(&["all"], vec![threat("t", certain(1000.0))], vec![line]);
    let futures = futures(&evidence, simulation(20_000, 5));
    for effort in [0.0_f64, 50.0, 250.0] {
        let moved: f64 = (effort - 100.0) / 100.0;
        let expected = 1000.0 * (-0.1 * moved + 0.5 * (0.3 * moved).powi(2)).exp();
        let summary = Summary::of(&totals(&futures, &[effort], &Measure::Harm)).unwrap();
        assert!((summary.mean - expected).abs() < 4.0 * summary.se, "{} against {expected}", summary.mean);
    }
}

#[test]
fn a_programme_that_does_not_work_leaves_the_harm_alone() {
    let exponential = effect("t", Family::Exponential, own(0.4), Some(certain(200.0)));
    let line = programme("p", "all", 100.0, vec![Effect { works: Some(share(0.3)), ..exponential }]);
    let evidence = evidence(&["all"], vec![threat("t", certain(1000.0))], vec![line]);
    let simulation = simulation(5000, 2);
    let works = drawn(&sample(&evidence, simulation), "programme.p.t.works");
    let harm = totals(&futures(&evidence, simulation), &[0.0], &Measure::Harm);
    let without = 1000.0 / (0.6 + 0.4 * 0.5_f64.sqrt());
    for (works, harm) in works.iter().zip(harm) {
        let expected = if *works > 0.5 { without } else { 1000.0 };
        // One curve and one quotient.
        assert!((harm / expected - 1.0).abs() < 1e-14, "{works}: {harm} against {expected}");
    }
    let standard_error = (0.3_f64 * 0.7 / 5000.0).sqrt();
    assert!((mean(&works) - 0.3).abs() < 4.0 * standard_error, "{}", mean(&works));
}

#[test]
fn money_that_is_not_delivered_has_no_effect() {
    let exponential = || effect("t", Family::Exponential, own(0.4), Some(certain(200.0)));
    let threats = || vec![threat("t", certain(1000.0))];
    let mut paid = programme("p", "all", 100.0, vec![exponential()]);
    paid.funder = Some(id("payer"));
    let mut spec = evidence_spec(&["all"], threats(), vec![paid]);
    spec.funders.push(funder("payer", certain(0.8)));
    let short = futures(&Evidence::new(spec).unwrap(), simulation(2, 1));
    let full = evidence(&["all"], threats(), vec![programme("p", "all", 100.0, vec![exponential()])]);
    let full = futures(&full, simulation(2, 1));
    let harm = |futures, effort: f64| totals(futures, &[effort], &Measure::Harm)[0];
    // The same curve at the same delivered effort, by two routes to the product.
    assert!((harm(&short, 150.0) / harm(&full, 0.8 * 150.0) - 1.0).abs() < 1e-14);
    assert!(harm(&short, 100.0) > harm(&full, 100.0), "today's plan, of which a fifth is not delivered");
}
