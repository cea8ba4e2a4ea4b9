//! Three options and parameters that act in curves and together, against nested loops.

use crate::drawn::Chance;
use crate::drawn::model;
use apportion::study::voi::Group;
use apportion::study::voi::SampledModel;
use apportion::study::voi::of_samples;

/// Net benefits of the options at some parameters, of which the last adds up to nothing on average.
fn net_benefits([a, b, c]: [f64; 3]) -> [f64; 3] {
    [0.4 * c, 0.3 + a * a - 1.0 + 0.5 * c, 0.2 + a * b + 0.3 * (b - 0.2) * (b - 0.2) * (b + 1.0) - 0.4]
}

fn drawn(draws: usize, seed: u64) -> SampledModel {
    let mut chance = Chance::new(seed);
    let parameters: Vec<[f64; 3]> = (0..draws).map(|_| [0; 3].map(|_| chance.normal())).collect();
    let column = |place: usize| parameters.iter().map(|own| own[place]).collect::<Vec<f64>>();
    let benefit = |option: usize| parameters.iter().map(|own| net_benefits(*own)[option]).collect();
    let mut model = model(vec![benefit(0), benefit(1), benefit(2)], vec![column(0), column(1), column(2)]);
    for members in [vec![3, 4], vec![3, 5], vec![3, 4, 5]] {
        model.groups.push(Group { name: format!("{members:?}"), members });
    }
    model
}

/// What knowing some of the parameters is worth, by a loop over what is not known inside one over what is.
fn nested(is_known: [bool; 3]) -> f64 {
    // Points of equal probability; of 60 the mean of a function of degree 3 is right to a thousandth.
    const POINTS: usize = 60;
    let point =
        |place: usize| apportion::distribution::special::norm_quantile((place as f64 + 0.5) / POINTS as f64);
    let ladder: Vec<f64> = (0..POINTS).map(point).collect();
    let over = |is_looped: bool| if is_looped { ladder.clone() } else { vec![f64::NAN] };
    let loops = |known: bool| is_known.map(|own| over(own == known));
    let (outer, inner) = (loops(true), loops(false));
    let all = |own: &[Vec<f64>; 3], with: [f64; 3]| {
        let mut points = Vec::new();
        for a in &own[0] {
            for b in &own[1] {
                for c in &own[2] {
                    let pick = |own: f64, other: f64| if own.is_nan() { other } else { own };
                    points.push([pick(*a, with[0]), pick(*b, with[1]), pick(*c, with[2])]);
                }
            }
        }
        points
    };
    let mean = |points: &[[f64; 3]]| {
        let mut sum = [0.0; 3];
        for own in points {
            sum.iter_mut().zip(net_benefits(*own)).for_each(|(sum, own)| *sum += own);
        }
        sum.map(|sum| sum / points.len() as f64)
    };
    let most = |values: [f64; 3]| values.into_iter().fold(f64::NEG_INFINITY, f64::max);
    let outer = all(&outer, [f64::NAN; 3]);
    let known = outer.iter().map(|known| most(mean(&all(&inner, *known)))).sum::<f64>() / outer.len() as f64;
    known - most(mean(&all(&[ladder.clone(), ladder.clone(), ladder], [0.0; 3])))
}

#[test]
fn curves_and_products_are_worth_what_nested_loops_say() {
    const SEEDS: u64 = 6;
    let known = [
        [true, false, false],
        [false, true, false],
        [false, false, true],
        [true, true, false],
        [true, false, true],
        [true, true, true],
    ];
    let truth = known.map(nested);
    assert!(truth[3] > truth[0] + 0.05 && truth[5] > truth[3] + 0.02, "products and noise matter: {truth:?}");
    let mut off = [0.0; 6];
    for seed in 0..SEEDS {
        let found = of_samples(&drawn(10_000, seed));
        for (place, (partial, truth)) in found.partial.iter().zip(truth).enumerate() {
            let worth = partial.worth;
            // The ladder is right to a thousandth or two.
            assert!(
                (worth.value - truth).abs() < 4.0 * worth.se + 0.003,
                "{place}: {partial:?}, not {truth}"
            );
            off[place] += (worth.value - truth) / worth.se / SEEDS as f64;
        }
        for group in &found.partial[3..] {
            assert!(group.worth.value <= found.perfect.value + 4.0 * found.perfect.se);
            assert!(group.worth.value > found.partial[0].worth.value - 3.0 * group.worth.se, "{group:?}");
        }
    }
    // The mean of six standard normals has an sd of 0.41; fits that miss a hundredth add to it.
    assert!(off.iter().all(|off| off.abs() < 1.7), "{off:?} of {truth:?}");
}
