//! What must hold of every plan, on random evidence of every kind.

use crate::best;
use crate::horizon;
use crate::on;
use crate::support::instances::Dice;
use crate::support::instances::instance;
use apportion::curve::Family;
use apportion::model::Allocation;
use apportion::model::Curve;
use apportion::model::Effect;
use apportion::model::Evidence;
use apportion::model::Horizon;
use apportion::model::ScenarioSpec;
use apportion::model::Within;
use apportion::study::Decision;
use apportion::study::decide;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many random instances each property is tried on.
const INSTANCES: u64 = 25;

/// Evidence of a seed with lags, and what it may decide freely, over so many years.
fn lagged(seed: u64, years: usize) -> (Arc<Evidence>, ScenarioSpec) {
    let mut made = instance(seed);
    let dice = &mut Dice::new(seed + 1000);
    for programme in &mut made.evidence.programmes {
        let lag: Vec<f64> = (0..=dice.below(4)).map(|_| dice.between(0.0, 1.0)).collect();
        let sum: f64 = lag.iter().sum();
        programme.lag = lag.iter().map(|weight| weight / sum).collect();
    }
    let spec = ScenarioSpec {
        horizon: Some(horizon(years, 0.035)),
        split: BTreeMap::new(),
        amounts: BTreeMap::new(),
        limits: Vec::new(),
        within: Within::Best,
        ..made.scenario
    };
    (Arc::new(Evidence::new(made.evidence).unwrap()), spec)
}

#[test]
fn one_year_without_lags_is_the_settled_year_to_the_last_bit() {
    for seed in 0..INSTANCES {
        let made = instance(seed);
        let evidence = Arc::new(Evidence::new(made.evidence).unwrap());
        let (settled, year) = on(made.scenario.clone(), &evidence);
        let (planned, plan) =
            on(ScenarioSpec { horizon: Some(horizon(1, 0.035)), ..made.scenario }, &evidence);
        assert_eq!(year.today().harm, plan.today().harm, "{seed}");
        assert_eq!(year.today().counts, plan.today().counts, "{seed}");
        let (one, other) = (decide(&year, &settled).unwrap(), decide(&plan, &planned).unwrap());
        assert_eq!(one, other, "{seed}");
        if let Decision::Allocated { allocation, .. } = one {
            assert_eq!(year.harm(&allocation), plan.harm(&allocation), "{seed}");
        }
    }
}

/// Where more is spent than today and nothing grows, spending it a year later avoids no more.
#[test]
fn putting_more_money_off_never_avoids_more() {
    const YEARS: usize = 5;
    for seed in 0..INSTANCES {
        let (evidence, spec) = lagged(seed, YEARS);
        let (_, setting) = on(spec, &evidence);
        let today = Allocation::reference(&evidence);
        let dice = &mut Dice::new(seed);
        // A negative rate is a programme that does harm; only those that can have none get more.
        let more = today.millions().iter().zip(evidence.programmes()).map(|(amount, programme)| {
            let may_harm = |effect: &Effect| match &effect.curve {
                Curve::Parametric(curve) => curve.family == Family::LogLinear,
                Curve::Points(_) => false,
            };
            let times = if programme.effects.iter().any(may_harm) { 1.0 } else { dice.between(1.0, 2.0) };
            amount * times
        });
        let more = Allocation::from_millions(more.collect());
        let begun = |year: usize| {
            let years: Vec<Allocation> =
                (0..YEARS).map(|own| if own < year { today.clone() } else { more.clone() }).collect();
            setting.harm(&Allocation::over_years(&years))
        };
        for year in 1..=YEARS {
            for (early, late) in begun(year - 1).iter().zip(begun(year)) {
                // A dozen products and sums.
                assert!(*early <= late * (1.0 + 1e-13), "{seed}, {year}: {early} against {late}");
            }
        }
    }
}

#[test]
fn slower_money_never_helps() {
    for seed in 0..INSTANCES {
        let (evidence, spec) = lagged(seed, 3);
        let at = |change: Option<f64>| {
            let horizon = spec.horizon.clone().map(|own| Horizon { max_yearly_change: change, ..own });
            // What is spent today must be allowed for the slowest plan to be possible.
            let mut spec = ScenarioSpec { horizon, ..spec.clone() };
            spec.budget.total = Allocation::reference(&evidence).total();
            best(spec, &evidence).1
        };
        let paces = [None, Some(0.5), Some(0.2), Some(0.05), Some(0.0)].map(at);
        for pair in paces.windows(2) {
            assert!(pair[1].upper >= pair[0].lower * (1.0 - 1e-12), "{seed}: {paces:?}");
        }
        for proof in &paces {
            assert!(proof.gap < 1e-4 && proof.lower <= proof.upper, "{seed}: {proof:?}");
        }
    }
}
