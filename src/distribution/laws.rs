//! What holds for every distribution, whatever its family.

use crate::distribution::Distribution;
use crate::distribution::special::norm_cdf;
use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::prelude::prop;
use proptest::prop_assert;
use proptest::prop_oneof;
use proptest::proptest;

fn sound(made: Result<Distribution, crate::distribution::DistError>) -> Distribution {
    made.expect("the arguments are in range")
}

/// One of every continuous family, at ordinary and at awkward parameters.
fn gallery() -> Vec<Distribution> {
    vec![
        sound(Distribution::uniform(-3.0, 5.0)),
        sound(Distribution::triangular(0.9, 1.0, 1.0)),
        sound(Distribution::triangular(-4.0, 1.0, 3.0)),
        sound(Distribution::pert(16e3, 20e3, 25e3)),
        sound(Distribution::pert(0.0, 0.0, 1.0)),
        sound(Distribution::beta(0.7, 0.6)),
        sound(Distribution::beta(3.0, 900.0)),
        sound(Distribution::normal(4.0, 3.0)),
        sound(Distribution::normal_interval(-1.0, 1.0)),
        sound(Distribution::lognormal_interval(0.3, 2.0)),
        sound(Distribution::lognormal(5.0, 1.5)),
        sound(Distribution::gamma(3.0, 2.0)),
        sound(Distribution::gamma(1.0, 1.3)),
        sound(Distribution::gamma(200.0, 1.0)),
    ]
}

/// The gallery, and each of it cut at its 10% and 70% points, on one side and on both.
fn gallery_with_cuts() -> Vec<Distribution> {
    let cut = |d: &Distribution, min: Option<f64>, max: Option<f64>| {
        let at = |u: f64| d.quantile(u);
        sound(d.clone().truncated(min.map(at), max.map(at)))
    };
    let with_cuts = |d: Distribution| {
        let sides = [(Some(0.1), None), (None, Some(0.7)), (Some(0.1), Some(0.7)), (Some(0.999), None)];
        let cuts = sides.map(|(min, max)| cut(&d, min, max));
        core::iter::once(d).chain(cuts)
    };
    gallery().into_iter().flat_map(with_cuts).collect()
}

/// E(X) = ∫ Q(Φ(z))·φ(z) dz by the trapezium rule, which is exact to rounding for smooth integrands on the whole line.
fn mean_by_integration(d: &Distribution) -> f64 {
    const PER_UNIT: u32 = 500;
    let step = 1.0 / f64::from(PER_UNIT);
    let terms = (0..=16 * PER_UNIT).map(|i| {
        let z = f64::from(i) * step - 8.0;
        let density = libm::exp(-0.5 * z * z) / core::f64::consts::TAU.sqrt();
        d.quantile(norm_cdf(z)) * density * step
    });
    terms.sum()
}

#[test]
fn means_match_numerical_integration() {
    for d in gallery_with_cuts() {
        let spread = d.quantile(0.95) - d.quantile(0.05);
        let off = (d.mean() - mean_by_integration(&d)).abs();
        // Beyond 8 deviations lie 1e-15; the corners of triangles and of root-like tails cost step² = 4e-6 of a kink.
        assert!(off < 1e-6 * spread, "{d}: {} is off by {off}", d.mean());
    }
}

#[test]
fn every_draw_of_a_scaled_distribution_is_scaled() {
    let factor = 100.0 / 75.479_05;
    let discrete = sound(Distribution::discrete(vec![5.0, 1.0, 9.0], vec![1.0, 4.0, 2.0]));
    let few = [
        sound(Distribution::constant(7.3)),
        sound(Distribution::bernoulli(0.3)),
        sound(discrete.clone().truncated(Some(2.0), None)),
        discrete,
    ];
    for d in gallery_with_cuts().into_iter().chain(few) {
        let scaled = d.scaled(factor);
        let us: Vec<f64> = (1..1000).map(|i| f64::from(i) / 1000.0).chain([1e-12, 1.0 - 1e-12]).collect();
        let (mut before, mut after) = (us.clone(), us.clone());
        d.quantiles().of(&mut before);
        scaled.quantiles().of(&mut after);
        let (low, high) = d.support();
        // A value near nought between ends that are not carries the rounding of the ends.
        let size = |x: f64| {
            [x, low, high].into_iter().filter(|x| x.is_finite()).fold(0.0_f64, |a, x| a.max(x.abs()))
        };
        for ((u, before), after) in us.iter().zip(before).zip(after) {
            let one = (d.quantile(*u), scaled.quantile(*u));
            assert!((one.1 - one.0 * factor).abs() <= 1e-12 * size(one.0), "{d} at {u}: {one:?}");
            assert!((after - before * factor).abs() <= 1e-12 * size(before), "{d} at {u}: {before}, {after}");
            // Just above a value, which may be one of few, the share below is what it was.
            if d.cdf(one.0) > 0.0 && d.cdf(one.0) < 1.0 && scaled.certain().is_none() {
                let at = one.0 * (1.0 + 1e-9);
                assert!((scaled.cdf(at * factor) - d.cdf(at)).abs() < 1e-9, "{d} at {u}");
            }
        }
        assert!((scaled.mean() - d.mean() * factor).abs() <= 1e-12 * size(d.mean()), "{d}");
    }
}

#[test]
fn a_scaled_distribution_is_shown_as_it_was_written() {
    let pert = sound(Distribution::pert(16e3, 20e3, 25e3));
    assert_eq!(pert.scaled(1.324_871).to_string(), "pert {low 16000, mode 20000, high 25000} × 1.3249");
    let cut = sound(pert.truncated(None, Some(24e3)));
    assert_eq!(
        cut.scaled(1.324_871).to_string(),
        "(pert {low 16000, mode 20000, high 25000}, at most 24000) × 1.3249"
    );
}

#[test]
fn the_distribution_function_undoes_the_quantile_function() {
    for d in gallery_with_cuts() {
        for i in 1..1000 {
            let u = f64::from(i) / 1000.0;
            let back = d.cdf(d.quantile(u));
            // Rounding x moves F by density times 1e-16·x, at worst for gamma {200, 1} (x = 200 sd), and cutting off
            // all but a thousandth multiplies that by a thousand.
            assert!((back - u).abs() < 1e-10, "{d} at {u}: {back}");
        }
    }
}

#[test]
fn quantiles_rise_on_a_fine_grid() {
    for d in gallery_with_cuts() {
        let values = (1..20_000).map(|i| d.quantile(f64::from(i) / 20_000.0));
        assert!(values.is_sorted(), "{d}");
    }
}

#[test]
fn ends_of_the_support_are_the_quantiles_of_0_and_1() {
    for d in gallery_with_cuts() {
        let (low, high) = d.support();
        assert_eq!(
            (d.quantile(0.0).to_bits(), d.quantile(1.0).to_bits()),
            (low.to_bits(), high.to_bits()),
            "{d}"
        );
        assert_eq!(
            (d.quantile(-1.0).to_bits(), d.quantile(7.0).to_bits()),
            (low.to_bits(), high.to_bits()),
            "{d}"
        );
        assert!(d.cdf(low) <= 0.0 && d.cdf(high) >= 1.0, "{d}");
        assert!(d.quantile(f64::NAN).is_nan() && d.cdf(f64::NAN).is_nan(), "{d}");
    }
}

#[test]
fn the_smallest_and_largest_draws_are_finite() {
    for d in gallery_with_cuts() {
        for u in [f64::from_bits(1), 1e-300, 1.0 - 0.5 * f64::EPSILON] {
            assert!(d.quantile(u).is_finite(), "{d} at {u}");
        }
    }
}

#[test]
fn distributions_are_shown_as_the_file_says_them() {
    let limited = |d: Distribution, min, max| sound(d.truncated(min, max)).to_string();
    let [lognormal, pert] =
        [sound(Distribution::lognormal_interval(0.3, 2.0)), sound(Distribution::pert(16e3, 20e3, 25e3))];
    assert_eq!(limited(lognormal.clone(), Some(0.0), None), "lognormal {low 0.3, high 2}, at least 0");
    assert_eq!(limited(lognormal, Some(0.1), Some(9.0)), "lognormal {low 0.3, high 2}, between 0.1 and 9");
    assert_eq!(limited(pert, None, Some(24e3)), "pert {low 16000, mode 20000, high 25000}, at most 24000");
    for (made, text) in [
        (Distribution::constant(0.25), "0.25"),
        (Distribution::bernoulli(0.9), "bernoulli {p 0.9}"),
        (Distribution::uniform(-1.0, 1e-7), "uniform {low -1, high 1e-7}"),
        (Distribution::triangular(0.9, 1.0, 1.0), "triangular {low 0.9, mode 1, high 1}"),
        (Distribution::normal(0.0, 2.5), "normal {mean 0, sd 2.5}"),
        (Distribution::normal_interval(1.0, 2.0), "normal {low 1, high 2}"),
        (Distribution::lognormal(3.0, 0.5), "lognormal {median 3, sigma 0.5}"),
        (Distribution::beta(2.0, 5.0), "beta {alpha 2, beta 5}"),
        (Distribution::gamma(10.0, 3.0), "gamma {mean 10, sd 3}"),
        (
            Distribution::discrete(vec![2.0, 1.0], vec![0.5, 1.5]),
            "discrete {values [2, 1], weights [0.5, 1.5]}",
        ),
    ] {
        assert_eq!(sound(made).to_string(), text);
    }
}

/// Any sound continuous distribution of moderate shape, but for betas that crowd at 1, where doubles are too far apart.
fn continuous() -> impl Strategy<Value = Distribution> {
    let points = (-1e3..1e3_f64, 1e-2..1e3_f64, 0.0..=1.0_f64);
    let log = |from: f64, to: f64| (libm::log(from)..libm::log(to)).prop_map(libm::exp);
    prop_oneof![
        (-1e3..1e3, 1e-2..1e3).prop_map(|(low, width)| sound(Distribution::uniform(low, low + width))),
        points.clone().prop_map(|(low, width, peak)| {
            let high = low + width;
            sound(Distribution::triangular(low, (low + peak * width).min(high), high))
        }),
        points.prop_map(|(low, width, peak)| {
            let high = low + width;
            sound(Distribution::pert(low, (low + peak * width).min(high), high))
        }),
        (log(0.3, 1e4), log(1.0, 1e4)).prop_map(|(a, b)| sound(Distribution::beta(a, b))),
        (-1e3..1e3, 1e-2..1e3).prop_map(|(mean, sd)| sound(Distribution::normal(mean, sd))),
        (log(1e-3, 1e3), 1e-2..3.0).prop_map(|(median, sigma)| sound(Distribution::lognormal(median, sigma))),
        (log(1e-3, 1e3), log(1e-2, 2.0))
            .prop_map(|(mean, ratio)| sound(Distribution::gamma(mean, mean * ratio))),
    ]
}

/// Numbers at the edges of what is allowed, and a few on either side.
fn awkward() -> impl Strategy<Value = f64> {
    let edges = vec![
        f64::NAN,
        f64::NEG_INFINITY,
        -1e101,
        -1e100,
        -1.0,
        -1e-100,
        -1e-300,
        0.0,
        1e-300,
        1e-100,
        1e-3,
        0.5,
        1.0,
        1.0 + f64::EPSILON,
        1.001,
        3.0,
        25.0,
        30.0,
        1e3,
        1e6,
        1e15,
        1e100,
        f64::MAX,
        f64::INFINITY,
    ];
    prop_oneof![4 => prop::sample::select(edges), 1 => any::<f64>(), 2 => -10.0..10.0_f64]
}

proptest! {
    #[test]
    fn any_cdf_undoes_its_quantile(d in continuous(), u in 1e-9..1.0) {
        let back = d.cdf(d.quantile(u));
        // x is rounded to 1e-16 of itself, which at 1e5 widths from 0 is 1e-11 of the width; the density times the
        // width is 5 at most for a PERT, and two more numbers are rounded as much.
        prop_assert!((back - u).abs() < 3e-10, "{d} at {u}: {back}");
    }

    #[test]
    fn any_quantile_is_inside_its_limits(d in continuous(), cuts in prop::array::uniform2(1e-6..1.0_f64), u in any::<f64>()) {
        let (from, to) = (cuts[0].min(cuts[1]), cuts[0].max(cuts[1]));
        let (min, max) = (d.quantile(from), d.quantile(to));
        if min < max && to - from > 1e-9 {
            let cut = sound(d.truncated(Some(min), Some(max)));
            for u in [u, 1e-300, from, to, 1.0 - 1e-16] {
                let x = cut.quantile(u);
                prop_assert!(u.is_nan() || (min <= x && x <= max), "{cut} at {u}: {x}");
            }
            prop_assert!(min <= cut.mean() && cut.mean() <= max);
        }
    }

    #[test]
    fn any_quantile_rises(d in continuous(), u in 0.0..1.0, v in 0.0..1.0) {
        let (u, v) = if u < v { (u, v) } else { (v, u) };
        let (x, y) = (d.quantile(u), d.quantile(v));
        // The documented slack for rounding, relative to the value.
        prop_assert!(x <= y + 1e-13 * y.abs(), "{d}: {x} at {u}, {y} at {v}");
    }

    #[test]
    fn any_numbers_make_a_distribution_or_a_refusal(a in awkward(), b in awkward(), c in awkward(), u in 1e-16..1.0) {
        let made = [
            Distribution::constant(a), Distribution::uniform(a, b), Distribution::triangular(a, b, c),
            Distribution::pert(a, b, c), Distribution::normal(a, b), Distribution::normal_interval(a, b),
            Distribution::lognormal_interval(a, b), Distribution::lognormal(a, b), Distribution::beta(a, b),
            Distribution::gamma(a, b), Distribution::bernoulli(a), Distribution::discrete(vec![a, b], vec![b, c]),
        ];
        for d in made.into_iter().flatten() {
            let x = d.quantile(u);
            let (low, high) = d.support();
            prop_assert!(x.is_finite() && low <= x && x <= high, "{d} at {u}: {x}");
            prop_assert!(d.mean().is_finite(), "{d}");
            prop_assert!(c.is_nan() || (0.0..=1.0).contains(&d.cdf(c)), "{d} at {c}: {}", d.cdf(c));
            if let Ok(cut) = d.truncated(Some(b), Some(c)) {
                let x = cut.quantile(u);
                prop_assert!(b <= x && x <= c && b <= cut.mean() && cut.mean() <= c, "{cut} at {u}: {x}");
            }
        }
    }
}
