//! Normal and discrete parameters whose worth is known in closed form.
//!
//! With δ = p1 − p2, p1 ~ N(1, 1) and p2 ~ N(0, sd 2) the gain expected once something is known is normal with mean 1 and
//! some sd s, so its worth is s·φ(1/s) − (1 − Φ(1/s)): s = √5 for everything, 1 for p1, 2 for p2, and √(n/(n + 1)) for
//! n observations of p1 with sd 1.

use crate::drawn::Chance;
use crate::drawn::asked_all;
use crate::drawn::model;
use crate::drawn::normal_normal;
use apportion::distribution::special::norm_cdf;
use apportion::regression::Method;
use apportion::study::voi::Estimate;
use apportion::study::voi::SampledModel;
use apportion::study::voi::of_samples;

/// The worth of learning that makes a normal gain vary with an sd about its mean 1.
fn unit_normal_loss(s: f64) -> f64 {
    let density = (-0.5 / (s * s)).exp() / (2.0 * std::f64::consts::PI).sqrt();
    s * density - norm_cdf(-1.0 / s)
}

/// EVPI, EVPPI of p1, of p2 and of both, and EVSI of 1, 10, 100 and 1,000 observations of p1.
const TRUTH: [f64; 8] =
    [0.479_810_7, 0.083_315_5, 0.395_593_1, 0.479_810_7, 0.025_127_3, 0.072_325_1, 0.082_117_6, 0.083_194_6];

/// The same, estimated.
fn estimates(model: &SampledModel) -> Vec<Estimate> {
    let found = of_samples(model);
    let partial = found.partial.iter().map(|partial| partial.worth);
    std::iter::once(found.perfect)
        .chain(partial)
        .chain(found.studies.iter().map(|study| study.worth))
        .collect()
}

#[test]
fn the_figures_held_against_are_the_closed_form() {
    let sds = [5.0_f64.sqrt(), 1.0, 2.0, 5.0_f64.sqrt(), 0.5_f64.sqrt()];
    let later = [10.0, 100.0, 1000.0].map(|n: f64| (n / (n + 1.0)).sqrt());
    for (truth, sd) in TRUTH.iter().zip(sds.into_iter().chain(later)) {
        // Seven figures are written.
        assert!((truth - unit_normal_loss(sd)).abs() < 6e-8, "{truth}");
    }
}

#[test]
fn normal_parameters_and_studies_are_worth_their_closed_form() {
    const SEEDS: u32 = 20;
    let all: Vec<Vec<Estimate>> =
        (0..SEEDS).map(|seed| estimates(&asked_all(normal_normal(10_000, seed.into())))).collect();
    for (place, truth) in TRUTH.iter().enumerate() {
        let own: Vec<Estimate> = all.iter().map(|estimates| estimates[place]).collect();
        for Estimate { value, se } in &own {
            // One in sixteen thousand goes beyond four standard errors, of 160.
            assert!((value - truth).abs() < 4.0 * se, "{place}: {value} ±{se}, not {truth}");
        }
        let mean = |figure: fn(&Estimate) -> f64| own.iter().map(figure).sum::<f64>() / f64::from(SEEDS);
        let (value, se) = (mean(|own| own.value), mean(|own| own.se));
        assert!((value - truth).abs() < 4.0 * se / f64::from(SEEDS).sqrt(), "{place}: {value}, not {truth}");
        let spread = own.iter().map(|own| (own.value - value) * (own.value - value)).sum::<f64>();
        let sd = (spread / f64::from(SEEDS - 1)).sqrt();
        // The sd of twenty has an error of a sixth: three of them.
        assert!((0.5..1.6).contains(&(se / sd)), "{place}: said ±{se}, and it spreads by {sd}");
    }
}

#[test]
fn standard_errors_fall_as_the_root_of_the_number_of_draws() {
    let few = estimates(&asked_all(normal_normal(2000, 3)));
    let many = estimates(&asked_all(normal_normal(32_000, 3)));
    for (few, many) in few.iter().zip(&many) {
        // Four, but for what chance does to the smaller sample: most to the study that hardly ever matters.
        assert!((2.8..5.7).contains(&(few.se / many.se)), "{few:?} {many:?}");
    }
}

#[test]
fn knowing_all_parameters_together_is_knowing_everything() {
    for seed in 0..5 {
        let found = estimates(&asked_all(normal_normal(3000, seed)));
        // The rule errs only where options come to nearly the same: by far less than the standard error.
        assert!((found[3].value - found[0].value).abs() < 0.05 * found[0].se, "{found:?}");
        assert!(found[3].value <= found[0].value + 1e-12, "no rule beats knowing everything");
    }
}

#[test]
fn what_has_nothing_to_do_with_it_is_worth_nothing() {
    for seed in 0..20 {
        let mut model = normal_normal(2000, seed);
        let mut chance = Chance::new(1000 + seed);
        for column in [chance.normals(2000, 5.0, 3.0), (0..2000).map(|draw| f64::from(draw % 3)).collect()] {
            model.parameters.push(model.columns.len());
            model.columns.push(column);
            model.names.push("nothing".to_owned());
        }
        let found = of_samples(&model);
        for partial in &found.partial[2..] {
            assert!(
                partial.worth.value.abs() < 0.005,
                "a tenth of the least that is worth anything: {partial:?}"
            );
            assert!(!partial.worth.is_distinguishable(), "{partial:?}");
        }
    }
}

#[test]
fn what_is_the_same_in_every_draw_is_worth_exactly_nothing() {
    let mut model = normal_normal(500, 1);
    model.parameters = vec![0];
    let found = of_samples(&model).partial[0];
    assert_eq!(
        (found.method, found.worth.value.to_bits(), found.worth.se.to_bits()),
        (Method::Constant, 0, 0)
    );
}

fn of_three(uniform: f64) -> f64 {
    if uniform < 1.0 / 3.0 { 0.0 } else { 1.0 + 3.0 * (1.5 * uniform - 0.5).round() }
}

/// Options 0, x − 1 and 2·y − 1.2 with x of 0, 1 or 4 and y of 0 or 1, all alike likely, and noise of sd 3 on either.
#[test]
fn discrete_parameters_are_worth_their_closed_form() {
    const SEEDS: u32 = 10;
    // E x = 5/3, so x − 1 is best on average with 2/3. Known x: (0, 0, 3)/3 − 2/3 = 1/3. Known y: both of its options stay
    // below or at 0.8: (2/3 + 0.8)/2 − 2/3 = 1/15. Both: over the six, (0 + 0 + 3)/6 + (0.8 + 0.8 + 3)/6 − 2/3 = 0.6.
    let truth = [1.0 / 3.0, 1.0 / 15.0, 0.6];
    let mut off = [0.0; 3];
    for seed in 0..SEEDS {
        let mut chance = Chance::new(seed.into());
        let draws = 8000;
        let x: Vec<f64> = (0..draws).map(|_| of_three(chance.uniform())).collect();
        let y: Vec<f64> = (0..draws).map(|_| (chance.uniform() * 2.0).floor()).collect();
        let noise = chance.normals(2 * draws, 0.0, 3.0);
        let second = x.iter().zip(&noise).map(|(x, noise)| x - 1.0 + noise).collect();
        let third = y.iter().zip(&noise[draws..]).map(|(y, noise)| 2.0 * y - 1.2 + noise).collect();
        let mut model = model(vec![vec![0.0; draws], second, third], vec![x, y]);
        crate::drawn::group_all(&mut model);
        let found = of_samples(&model);
        for (place, (partial, truth)) in found.partial.iter().zip(truth).enumerate() {
            assert_eq!(partial.method, Method::Means);
            let errors = (partial.worth.value - truth) / partial.worth.se;
            assert!(errors.abs() < 4.0, "{place}: {partial:?}, not {truth}");
            off[place] += errors / f64::from(SEEDS);
        }
    }
    // The mean of ten standard normals has an sd of 0.32.
    assert!(off.iter().all(|off| off.abs() < 1.3), "{off:?}");
}
