//! Shares of harm avoided, against every order in which money could have moved.

use crate::support::instances::instance;
use crate::support::simulation;
use crate::today;
use apportion::model::Evidence;
use apportion::model::Measure;
use apportion::simulate::Futures;
use apportion::simulate::sample;
use apportion::simulate::shapley;
use apportion::simulate::totals;

const DRAWS: usize = 600;

/// Every order of the first so many numbers.
fn orders(many: usize) -> Vec<Vec<usize>> {
    if many == 0 {
        return vec![Vec::new()];
    }
    let put = |order: &Vec<usize>, place: usize| {
        let mut order = order.clone();
        order.insert(place, many - 1);
        order
    };
    orders(many - 1).iter().flat_map(|order| (0..many).map(move |place| put(order, place))).collect()
}

/// Evidence with every curve, delivery and correlation; today's efforts, and others for four of its programmes.
fn moved(seed: u64) -> (Futures, Vec<f64>, Vec<f64>) {
    let evidence = Evidence::new(instance(seed).evidence).unwrap();
    let futures = Futures::new(&evidence, &sample(&evidence, simulation(DRAWS, seed))).unwrap();
    let before = today(&evidence);
    let factors = [1.7, 0.4, 1.0, 2.5, 0.0, 1.0, 1.0, 1.0, 1.0];
    let after = before.iter().zip(factors.iter().cycle()).map(|(effort, factor)| effort * factor).collect();
    (futures, before, after)
}

/// What each programme avoids on top of those before it in the model itself, averaged over every order.
fn by_every_order(futures: &Futures, before: &[f64], after: &[f64]) -> Vec<Vec<f64>> {
    let moved: Vec<usize> = (0..before.len()).filter(|&j| (before[j] - after[j]).abs() > 0.0).collect();
    let mut shares = vec![vec![0.0; DRAWS]; before.len()];
    let orders = orders(moved.len());
    let many = f64::from(u32::try_from(orders.len()).unwrap());
    for order in &orders {
        let mut efforts = before.to_vec();
        let mut harm = totals(futures, &efforts, &Measure::Harm);
        for &position in order {
            let programme = moved[position];
            efforts[programme] = after[programme];
            let next = totals(futures, &efforts, &Measure::Harm);
            for ((share, harm), next) in shares[programme].iter_mut().zip(&harm).zip(&next) {
                *share += (harm - next) / many;
            }
            harm = next;
        }
    }
    shares
}

#[test]
fn shares_are_the_mean_over_every_order() {
    for seed in 0..8 {
        let (futures, before, after) = moved(seed);
        let shares = shapley(&futures, before.len(), &before, &after);
        let largest = totals(&futures, &before, &Measure::Harm).into_iter().fold(0.0, f64::max);
        for (shares, known) in shares.iter().zip(by_every_order(&futures, &before, &after)) {
            for (share, known) in shares.iter().zip(&known) {
                // Differences of harms, each rounded some dozens of times.
                assert!((share - known).abs() < 1e-13 * largest, "seed {seed}: {share} against {known}");
            }
        }
    }
}

#[test]
fn shares_add_up_to_harm_avoided_in_every_draw() {
    for seed in 0..8 {
        let (futures, before, after) = moved(seed);
        let shares = shapley(&futures, before.len(), &before, &after);
        let [old, new] = [&before, &after].map(|efforts| totals(&futures, efforts, &Measure::Harm));
        for draw in 0..DRAWS {
            let (sum, avoided): (f64, f64) =
                (shares.iter().map(|shares| shares[draw]).sum(), old[draw] - new[draw]);
            // Harm itself is rounded some dozens of times, and its difference with it.
            assert!(
                (sum - avoided).abs() < 1e-13 * old[draw],
                "seed {seed} draw {draw}: {sum} against {avoided}"
            );
        }
    }
}

#[test]
fn a_programme_that_does_not_move_gets_exactly_nought() {
    let (futures, before, after) = moved(2);
    let shares = shapley(&futures, before.len(), &before, &after);
    let unmoved: Vec<usize> = (0..before.len()).filter(|&j| (before[j] - after[j]).abs() <= 0.0).collect();
    assert!(!unmoved.is_empty() && unmoved.len() < before.len());
    for programme in unmoved {
        assert!(shares[programme].iter().all(|share| share.to_bits() == 0.0_f64.to_bits()), "{programme}");
    }
}

#[test]
fn two_programmes_that_do_the_same_get_the_same() {
    let mut spec = instance(1).evidence;
    let mut twin = spec.programmes[0].clone();
    twin.id = crate::support::id("zz-twin");
    // Numbers that are the same in every draw, so that the two are alike in each.
    let certain = |effect: &mut apportion::model::Effect| {
        let points = crate::support::points_effect(effect.threat.as_str(), &[(10.0, 0.2), (400.0, 0.5)]);
        effect.curve = points.curve;
        effect.works = None;
    };
    twin.effects.iter_mut().for_each(certain);
    spec.programmes[0].effects.iter_mut().for_each(certain);
    let first = spec.programmes[0].id.clone();
    spec.programmes.push(twin);
    let evidence = Evidence::new(spec).unwrap();
    let futures = Futures::new(&evidence, &sample(&evidence, simulation(DRAWS, 1))).unwrap();
    let before = today(&evidence);
    let after: Vec<f64> = before.iter().map(|effort| effort * 1.5 + 1.0).collect();
    let shares = shapley(&futures, before.len(), &before, &after);
    let one = evidence.programmes().iter().position(|programme| programme.id == first).unwrap();
    let twin = evidence.programmes().len() - 1;
    assert_eq!(evidence.programmes()[twin].id.as_str(), "zz-twin");
    assert_eq!(crate::bits(&shares[one]), crate::bits(&shares[twin]));
    assert!(shares[one].iter().any(|share| *share > 0.0));
}
