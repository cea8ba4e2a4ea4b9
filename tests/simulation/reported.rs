//! What reports ask of the draws, and evidence that cannot be simulated.

use crate::mean;
use crate::support::certain;
use crate::support::count;
use crate::support::effect;
use crate::support::evidence;
use crate::support::evidence_spec;
use crate::support::futures;
use crate::support::id;
use crate::support::instances::instance;
use crate::support::programme;
use crate::support::simulation;
use crate::support::threat;
use crate::today;
use apportion::curve::Family;
use apportion::model::Evidence;
use apportion::model::Measure;
use apportion::model::Strength;
use apportion::simulate::evaluate;
use apportion::simulate::outcomes;
use apportion::simulate::side_by_side;
use apportion::simulate::totals;

#[test]
fn reports_and_the_optimiser_are_told_the_same_harm() {
    for seed in 0..10 {
        let evidence = Evidence::new(instance(seed).evidence).unwrap();
        let futures = futures(&evidence, simulation(1300, seed));
        let efforts: Vec<f64> = today(&evidence).iter().map(|amount| 0.7 * amount).collect();
        let (told, means) =
            (outcomes(&futures, &efforts), evaluate(&futures, &efforts, &Measure::Harm, None));
        // The same numbers added in another order.
        let same = |a: f64, b: f64| assert!((a / b - 1.0).abs() < 1e-12, "seed {seed}: {a} against {b}");
        same(mean(&told.harm), means.total());
        same(mean(&totals(&futures, &efforts, &Measure::Harm)), means.total());
        for threat in &means.threats {
            same(told.threat_harm[threat.threat].unwrap(), threat.mean);
        }
        let victims = evaluate(&futures, &efforts, &Measure::Count(id("victims")), None).total();
        same(told.counts.iter().map(|counts| mean(&counts[0])).sum(), victims);
    }
}

#[test]
fn a_threat_that_nobody_has_costed_has_counts_but_no_harm() {
    let own = || Strength::Own(certain(0.5));
    let on = |name: &str| effect(name, Family::LogLinear, own(), Some(certain(100.0)));
    let mut uncosted = threat("b", certain(0.0));
    uncosted.harm = None;
    uncosted.counts.push(count("victims", certain(400.0)));
    let lines = vec![programme("p", "all", 100.0, vec![on("a"), on("b")])];
    let futures =
        futures(&evidence(&["all"], vec![threat("a", certain(1000.0)), uncosted], lines), simulation(3, 1));
    let told = outcomes(&futures, &[200.0]);
    assert_eq!(told.threat_harm[1], None, "never counted as nought");
    // Twice the money on a rate of a half per £100m: harm and victims times exp(−½), to a few roundings.
    let left = (-0.5_f64).exp();
    assert!((told.counts[1][0][2] / (400.0 * left) - 1.0).abs() < 1e-14);
    assert!((told.harm[2] / (1000.0 * left) - 1.0).abs() < 1e-14, "the costed threat alone");
    let means = evaluate(&futures, &[200.0], &Measure::Harm, None);
    assert_eq!(means.threats.iter().map(|threat| threat.threat).collect::<Vec<_>>(), [0]);
}

#[test]
fn evidence_that_leaves_no_harm_today_is_refused() {
    let strength = Strength::Own(certain(1000.0));
    let line = programme("p", "all", 100.0, vec![effect("t", Family::LogLinear, strength, None)]);
    let spec = evidence_spec(&["all"], vec![threat("t", certain(1.0))], vec![line]);
    let refusal = Evidence::new(spec).unwrap_err();
    // exp(−1000) is 10^(−1000/ln 10): no number to divide by.
    assert!(refusal[0].found.contains("1e-434"), "{refusal:?}");
}

#[test]
fn work_side_by_side_keeps_its_order() {
    let items: Vec<u64> = (0..1000).collect();
    let squares = side_by_side(&items, |item| item * item);
    assert!(squares.iter().zip(&items).all(|(square, item)| *square == item * item));
}
