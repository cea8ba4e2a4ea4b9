//! Columns held to the exact quantile, one number at a time.

use crate::distribution::Distribution;
use crate::distribution::quantiles;
use crate::distribution::special::norm_cdf;
use core::fmt::Debug;
use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::prop_oneof;
use proptest::proptest;

fn sound<E: Debug>(made: Result<Distribution, E>) -> Distribution {
    made.expect("the parameters are in range")
}

/// Uniforms from one end of what a draw can be to the other, crowded at the ends.
fn uniforms(steps: u32) -> Vec<f64> {
    let even = (1..steps).map(|i| f64::from(i) / f64::from(steps));
    let thin = (0..=steps).map(|i| libm::exp(-36.7 * f64::from(i) / f64::from(steps)));
    let all = even.chain(thin.clone()).chain(thin.map(|tail| 1.0 - tail));
    let ends = [f64::EPSILON / 2.0, 1.0 - f64::EPSILON / 2.0];
    all.chain(ends).filter(|u| (ends[0]..=ends[1]).contains(u)).collect()
}

/// Every value within `most` of the exact one, relative to the distance from the nearer end of the support.
fn assert_held(d: &Distribution, steps: u32, most: f64) {
    assert_part_held(d, d.support(), steps, most);
}

/// The same of a part, and of the ends of the whole.
fn assert_part_held(d: &Distribution, whole: (f64, f64), steps: u32, most: f64) {
    let all = uniforms(steps);
    let mut found = all.clone();
    d.quantiles().of(&mut found);
    let (low, high) = d.support();
    for (u, value) in all.iter().zip(found) {
        let exact = d.quantile(*u);
        let room = (exact - whole.0).min(whole.1 - exact);
        let room = if room.is_finite() { room } else { exact.abs() };
        // Adding the distance to an end of the support rounds to a last digit of the end.
        let rounding =
            4.0 * f64::EPSILON * exact.abs().max(if whole.0.is_finite() { whole.0.abs() } else { 0.0 });
        assert!((value - exact).abs() <= most * room + rounding, "{d} at {u}: {value} is not {exact}");
        assert!(low <= value && value <= high && value.is_finite(), "{d} at {u}: {value}");
    }
}

const SHAPES: [f64; 18] =
    [0.001, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 20.0, 100.0, 1e3, 1e4, 1e6];

#[test]
fn beta_tables_are_off_by_less_than_a_thousand_millionth() {
    for alpha in SHAPES {
        for beta in SHAPES {
            // Exact inverses of large shapes are slow.
            let steps = if alpha.max(beta) > 2e3 { 60 } else { 300 };
            assert_held(&sound(Distribution::beta(alpha, beta)), steps, 1e-9);
        }
    }
}

#[test]
fn gamma_tables_are_off_by_less_than_a_thousand_millionth() {
    for shape in SHAPES.into_iter().filter(|shape| (0.002..=1e6).contains(shape)) {
        let d = sound(Distribution::gamma(3.0, 3.0 / shape.sqrt()));
        assert_held(&d, if shape > 2e3 { 60 } else { 1000 }, 1e-9);
    }
}

#[test]
fn pert_tables_are_off_by_less_than_a_thousand_millionth() {
    for mode in [0.0, 1e-6, 0.02, 0.2, 0.5, 0.7, 0.999, 1.0] {
        for low in [0.0, 100.0, -0.3] {
            let d = sound(Distribution::pert(low, (low + mode).min(low + 1.0), low + 1.0));
            assert_held(&d, 2000, 1e-9);
            let cut = sound(d.clone().truncated(Some(low + 0.1), Some(low + 0.6)));
            assert_part_held(&cut, d.support(), 500, 1e-9);
        }
    }
}

#[test]
fn closed_forms_are_off_by_a_few_roundings() {
    let lognormal = sound(Distribution::lognormal_interval(0.25, 4.0));
    for d in [
        sound(Distribution::uniform(-1.0, 3.0)),
        sound(Distribution::triangular(0.0, 0.2, 1.0)),
        sound(Distribution::triangular(1.0, 1.0, 2.0)),
        sound(Distribution::normal(0.0, 2.0)),
        lognormal.clone(),
        sound(Distribution::bernoulli(0.3)),
        sound(Distribution::constant(7.0)),
        sound(Distribution::discrete(vec![0.0, 0.34, 1.8, 2.5], vec![1.0, 2.0, 1.0, 0.5])),
    ] {
        // Scores are good to 1e-15 of themselves; as exponents they are as large as 8.
        assert_held(&d, 5000, 3e-14);
    }
    let cut = sound(lognormal.clone().truncated(Some(0.1), Some(5.0)));
    assert_part_held(&cut, lognormal.support(), 5000, 3e-14);
    // Parts of a distribution far out in its tails, and in its middle.
    for (min, max) in [(6.0, 7.0), (20.0, 21.0), (-7.0, -6.0), (-0.1, 0.1), (-1.0, 9.0)] {
        let cut = sound(sound(Distribution::normal(0.0, 1.0)).truncated(Some(min), Some(max)));
        let all = uniforms(500);
        let mut found = all.clone();
        cut.quantiles().of(&mut found);
        for (u, value) in all.iter().zip(found) {
            // Scores are good to 1e-15 of themselves.
            let exact = cut.quantile(*u);
            assert!((value - exact).abs() <= 1e-15 * exact.abs().max(1e-2), "{cut} at {u}");
        }
    }
}

#[test]
fn scores_lead_to_the_values_of_their_uniforms() {
    let lognormal = sound(Distribution::lognormal_interval(0.25, 4.0));
    for d in [
        sound(Distribution::uniform(1.0, 3.0)),
        sound(Distribution::pert(0.0, 0.2, 1.0)),
        sound(Distribution::gamma(1.0, 0.5)),
        sound(Distribution::bernoulli(0.3)),
        sound(Distribution::beta(0.001, 0.001)),
        lognormal.clone(),
        sound(lognormal.truncated(None, Some(5.0))),
    ] {
        // Where Φ is near 1 it has lost what the score has.
        let zs: Vec<f64> = (-8_000..4_000).map(|i| f64::from(i) / 1000.0 + 0.000_3).collect();
        let mut found = zs.clone();
        d.quantiles().of_scores(&mut found);
        for (z, value) in zs.iter().zip(found) {
            let exact = d.quantile(norm_cdf(*z));
            assert!((value - exact).abs() <= 2e-9 * exact.abs(), "{d} at {z}: {value} is not {exact}");
        }
    }
}

#[test]
fn the_farthest_scores_have_finite_values() {
    for d in [sound(Distribution::normal(0.0, 1.0)), sound(Distribution::gamma(1.0, 1.0))] {
        let mut ends = [f64::NEG_INFINITY, -50.0, 50.0, f64::INFINITY];
        d.quantiles().of_scores(&mut ends);
        assert!(ends.iter().all(|end| end.is_finite()), "{d}: {ends:?}");
        assert!(ends[0] < ends[3]);
    }
}

#[test]
fn tables_rise() {
    for (alpha, beta) in [(3.0, 3.0), (0.3, 0.3), (1.0, 5.0), (1e5, 1e5)] {
        let d = sound(Distribution::beta(alpha, beta));
        let mut all: Vec<f64> = (1..200_000).map(|i| f64::from(i) / 200_000.0).collect();
        d.quantiles().of(&mut all);
        // The documented slack for rounding.
        assert!(all.windows(2).all(|pair| pair[0] <= pair[1] * (1.0 + 1e-13)), "{d}");
    }
}

fn some() -> impl Strategy<Value = Distribution> {
    let shape = 0.05..50.0_f64;
    prop_oneof![
        (0.0..1.0, 0.0..=1.0_f64).prop_map(|(low, mode)| sound(Distribution::pert(
            low,
            low + mode,
            low + 1.0
        ))),
        (shape.clone(), shape.clone()).prop_map(|(a, b)| sound(Distribution::beta(a, b))),
        shape.prop_map(|shape| sound(Distribution::gamma(1.0, 1.0 / shape.sqrt()))),
        (0.1..3.0_f64).prop_map(|sigma| sound(Distribution::lognormal(1.0, sigma))),
        (0.1..3.0_f64).prop_map(|sd| sound(Distribution::normal(1.0, sd))),
    ]
}

proptest! {
    #[test]
    fn any_value_has_the_bits_it_has_alone(d in some(), us in proptest::collection::vec(1e-16..1.0_f64, 1..40)) {
        let quantiles = d.quantiles();
        let mut together = us.clone();
        quantiles.of(&mut together);
        let mut scores = us.clone();
        quantiles::scores(&mut scores);
        let mut scored = scores.clone();
        quantiles.of_scores(&mut scored);
        for (i, u) in us.iter().enumerate() {
            let mut alone = [*u];
            quantiles.of(&mut alone);
            prop_assert_eq!(alone[0].to_bits(), together[i].to_bits(), "{} at {}", d, u);
            let mut alone = [scores[i]];
            quantiles.of_scores(&mut alone);
            prop_assert_eq!(alone[0].to_bits(), scored[i].to_bits(), "{} at {}", d, u);
        }
    }

    #[test]
    fn any_value_is_near_the_exact_one(d in some(), us in proptest::collection::vec(1e-16..1.0_f64, 20), far in any::<bool>()) {
        let us: Vec<f64> = us.iter().map(|u| if far { u * 1e-9 } else { *u }).filter(|u| *u > 1.2e-16).collect();
        let mut found = us.clone();
        d.quantiles().of(&mut found);
        for (u, value) in us.iter().zip(found) {
            let exact = d.quantile(*u);
            // A normal one is near 0 now and then.
            prop_assert!((value - exact).abs() <= 1e-9 * exact.abs() + 1e-14, "{d} at {u}: {value} is not {exact}");
        }
    }
}
