//! Tornado and indices on evidence with known answers.

use crate::HALF;
use crate::halved;
use crate::number;
use crate::sensed;
use crate::spent_on;
use crate::support::certain;
use crate::support::count;
use crate::support::evidence_spec;
use apportion::distribution::Distribution;
use apportion::model::Evidence;
use apportion::model::EvidenceSpec;
use apportion::model::Grouping;
use apportion::study::Sensed;
use std::sync::Arc;

const NAMES: [&str; 2] = ["a", "b"];

/// Two threats whose harms are uniform, from 0 to 10 and from 0 to 20, each halved by a programme of its own.
fn spec() -> EvidenceSpec {
    let uniform = |high| Distribution::uniform(0.0, high).unwrap();
    let (threats, programmes) = [halved("a", uniform(10.0)), halved("b", uniform(20.0))].into_iter().unzip();
    evidence_spec(&NAMES, threats, programmes)
}

fn answer(spec: EvidenceSpec) -> Sensed {
    let evidence = Arc::new(Evidence::new(spec).unwrap());
    sensed(vec![spent_on(&NAMES, "both", &evidence, 4000)])
}

#[test]
fn a_swing_is_what_the_points_say() {
    let sensed = answer(spec());
    let a = number(&sensed, "threat.a.harm");
    let values = sensed.tornado.iter().find(|swing| swing.numbers == [a]).unwrap();
    let mean = sensed.scenarios[0].harm_avoided.mean;
    // Half of the harm at its 5% and 95% points, less half of its mean over draws: the two points are 9 apart.
    let (low, high) = (values.low.as_ref().unwrap().avoided[0], values.high.as_ref().unwrap().avoided[0]);
    assert!((high - low - HALF * 9.0).abs() < 1e-9, "{low} to {high}");
    // The mean of 4000 uniform numbers from 0 to 10 is known to 0.05.
    assert!((low + HALF * 4.5).abs() < 4.0 * 0.023, "{low}");
    // All of them at once: both points.
    let all =
        sensed.groups.iter().position(|group| group.by == Grouping::Kind && group.name == "harm").unwrap();
    let high = sensed.swings_of_groups[all].high.as_ref().unwrap().avoided[0];
    assert!((mean + high - HALF * (9.5 + 19.0)).abs() < 1e-9, "{high}");
}

#[test]
fn additive_harm_has_equal_indices_that_add_up() {
    let sensed = answer(spec());
    for (row, wanted) in sensed.indices[0].iter().zip([0.2, 0.8]) {
        let (first, total) = (row.first.share, row.total.unwrap().share);
        assert!((first.value - wanted).abs() < 4.0 * first.se + 1e-3, "{first:?} against {wanted}");
        assert!((total.value - wanted).abs() < 4.0 * total.se, "{total:?} against {wanted}");
        // 4000 draws: whichever estimator is taken is no worse than a correlation of as many pairs, 1/√4000.
        assert!(first.se < 0.016, "{first:?}");
    }
    let shares = sensed.shares[0].as_ref().unwrap();
    for (share, wanted) in shares.numbers.iter().zip([0.2, 0.8]) {
        assert!((share.value - wanted).abs() < 4.0 * share.se, "{share:?} against {wanted}");
    }
}

#[test]
fn a_product_of_lognormal_numbers_interacts_as_it_should() {
    // Harm times reach: S = (e^σ² − 1)/(Π e^σ² − 1), and the total is that times e^σ² of the other.
    let (harm, reach): (f64, f64) = (0.5, 0.4);
    let (mut threat, mut programme) = halved("a", Distribution::lognormal(100.0, harm).unwrap());
    let spread = Distribution::lognormal(0.1, reach).unwrap().truncated(None, Some(0.9)).unwrap();
    let strength = apportion::model::Strength::Own(spread);
    let family = apportion::curve::Family::Exponential;
    programme.effects = vec![crate::support::effect("a", family, strength, Some(certain(0.5)))];
    threat.counts = Vec::new();
    let evidence = Arc::new(Evidence::new(evidence_spec(&["a"], vec![threat], vec![programme])).unwrap());
    let sensed = sensed(vec![spent_on(&["a"], "all", &evidence, 20_000)]);
    let [a, b] = [harm, reach].map(|sigma| (sigma * sigma).exp() - 1.0);
    let all = (1.0 + a) * (1.0 + b) - 1.0;
    let wanted = [("threat.a.harm", a, b), ("programme.a.a.reach", b, a)];
    for (address, own, other) in wanted {
        let own_number = number(&sensed, address);
        let row = sensed.indices[0].iter().find(|row| row.numbers == [own_number]).unwrap();
        let (first, total) = (row.first.share, row.total.unwrap().share);
        assert!(
            (first.value - own / all).abs() < 4.0 * first.se,
            "{address}: {first:?} against {}",
            own / all
        );
        let in_any_way = own * (1.0 + other) / all;
        assert!((total.value - in_any_way).abs() < 4.0 * total.se, "{total:?} against {in_any_way}");
    }
}

#[test]
fn what_moves_no_harm_has_exactly_nought_and_changes_nothing_else() {
    let before = answer(spec());
    let mut more = spec();
    more.threats[0].counts.push(count("victims", Distribution::uniform(1.0, 9.0).unwrap()));
    let after = answer(more);
    let idle = number(&after, "threat.a.victims.per_year");
    assert!(!after.moving[idle]);
    let swing = after.tornado.iter().find(|swing| swing.numbers == [idle]).unwrap();
    let ends = [&swing.low, &swing.high].map(|shift| shift.as_ref().unwrap().avoided[0].to_bits());
    assert_eq!(ends, [0, 0]);
    assert!(after.indices[0].iter().all(|row| !row.numbers.contains(&idle)));
    let share = after.shares[0].as_ref().unwrap().numbers[idle];
    assert_eq!([share.value, share.low, share.high].map(f64::to_bits), [0, 0, 0]);
    // Draws are addressed, so every other figure is what it was, to the bit.
    let firsts = |sensed: &Sensed| -> Vec<u64> {
        sensed.indices[0].iter().map(|row| row.first.share.value.to_bits()).collect()
    };
    assert_eq!(firsts(&before), firsts(&after));
    let highs = |sensed: &Sensed| -> Vec<u64> {
        let own = sensed.tornado.iter().filter(|swing| sensed.moving[swing.numbers[0]]);
        own.map(|swing| swing.high.as_ref().unwrap().avoided[0].to_bits()).collect()
    };
    assert_eq!(highs(&before), highs(&after));
}

#[test]
fn the_same_bits_come_from_any_number_of_threads() {
    let figures = |threads: usize| {
        let sensed = apportion::simulate::with_threads(Some(threads), |_| answer(spec()));
        format!("{:?} {:?} {:?}", sensed.tornado, sensed.indices, sensed.shares)
    };
    assert_eq!(figures(1), figures(3));
}
