//! Programmes that are partly on: harm is right where each is on or off, its gradient is right in between, and its
//! tangent planes lie below it everywhere.

use crate::gradient::evidence;
use crate::support::futures;
use crate::support::instances::Dice;
use crate::support::simulation;
use apportion::model::Measure;
use apportion::simulate::Blend;
use apportion::simulate::Futures;
use apportion::simulate::blended;
use apportion::simulate::blended_totals;
use apportion::simulate::evaluate;
use apportion::simulate::totals;

/// All but the second and the last programme have a switch.
const SWITCHED: [bool; 7] = [true, false, true, true, true, true, false];

const EFFORTS: [f64; 7] = [30.0, 65.0, 90.0, 150.0, 80.0, 210.0, 5.0];

/// Efforts altogether and shares, as the function of both that is minimised.
fn at(altogether: &[f64], shares: &[f64]) -> Blend {
    let own = |j: usize| if SWITCHED[j] { altogether[j] / shares[j] } else { altogether[j] };
    Blend {
        efforts: (0..altogether.len()).map(own).collect(),
        shares: shares.iter().zip(SWITCHED).map(|(share, is)| is.then_some(*share)).collect(),
    }
}

fn total(futures: &Futures, blend: &Blend) -> f64 {
    blended(futures, blend, &Measure::Harm, None).iter().map(|threat| threat.mean).sum()
}

/// The gradient by efforts altogether, then by shares.
fn gradient(futures: &Futures, blend: &Blend) -> (Vec<f64>, Vec<f64>) {
    let (mut by_effort, mut by_share) = (vec![0.0; EFFORTS.len()], vec![0.0; EFFORTS.len()]);
    for threat in blended(futures, blend, &Measure::Harm, None) {
        threat.by_effort.iter().for_each(|&(programme, slope)| by_effort[programme] += slope);
        threat.by_share.iter().for_each(|&(programme, slope)| by_share[programme] += slope);
    }
    (by_effort, by_share)
}

#[test]
fn where_programmes_are_on_or_off_it_is_what_happens() {
    let futures = futures(&evidence(true, true, true), simulation(300, 3));
    for pattern in 0..1_u32 << 5 {
        let mut bit = 0;
        let is_on = SWITCHED.map(|is| {
            bit += u32::from(is);
            !is || pattern >> (bit - 1) & 1 == 1
        });
        let blend = Blend {
            efforts: EFFORTS.to_vec(),
            shares: SWITCHED.iter().zip(is_on).map(|(is, on)| is.then_some(f64::from(u8::from(on)))).collect(),
        };
        let efforts: Vec<f64> =
            EFFORTS.iter().zip(is_on).map(|(effort, on)| if on { *effort } else { 0.0 }).collect();
        let plain = evaluate(&futures, &efforts, &Measure::Harm, None).total();
        // Residuals go through a logarithm and back: a few roundings.
        assert!((total(&futures, &blend) / plain - 1.0).abs() < 1e-13, "{pattern}");
        let each = blended_totals(&futures, &blend, &Measure::Harm);
        for (draw, plain) in each.iter().zip(totals(&futures, &efforts, &Measure::Harm)) {
            assert!((draw / plain - 1.0).abs() < 1e-13, "{pattern}: {draw} {plain}");
        }
    }
}

#[test]
fn the_gradient_is_the_difference_quotient() {
    let futures = futures(&evidence(true, true, true), simulation(300, 3));
    let shares = [0.3, 1.0, 0.55, 0.9, 0.45, 0.7, 1.0];
    let altogether: Vec<f64> = EFFORTS.iter().zip(shares).map(|(effort, share)| effort * share).collect();
    let (by_effort, by_share) = gradient(&futures, &at(&altogether, &shares));
    for j in 0..EFFORTS.len() {
        let moved = |effort: f64, share: f64| {
            let (mut altogether, mut shares) = (altogether.clone(), shares);
            altogether[j] += effort;
            shares[j] += share;
            total(&futures, &at(&altogether, &shares))
        };
        let by = |step: f64| (moved(step, 0.0) - moved(-step, 0.0)) / (2.0 * step);
        // As for the plain gradient: the square of the step, and rounding in £3bn.
        assert!((by(0.01) - by_effort[j]).abs() < 1e-6 * by_effort[j].abs().max(0.1), "{j}");
        if SWITCHED[j] {
            let by = (moved(0.0, 1e-4) - moved(0.0, -1e-4)) / 2e-4;
            assert!((by - by_share[j]).abs() < 1e-6 * by_share[j].abs().max(10.0), "{j}: {by} {}", by_share[j]);
        }
    }
}

#[test]
fn a_tangent_plane_lies_below_everywhere() {
    let futures = futures(&evidence(true, true, true), simulation(100, 5));
    let dice = &mut Dice::new(1);
    let point = |dice: &mut Dice| {
        let shares: Vec<f64> = (0..EFFORTS.len())
            .map(|j| if SWITCHED[j] { dice.between(0.02, 1.0) } else { 1.0 })
            .collect();
        let altogether: Vec<f64> = shares.iter().map(|share| share * dice.between(0.0, 300.0)).collect();
        (altogether, shares)
    };
    for _ in 0..300 {
        let (here, there) = (point(dice), point(dice));
        let blend = at(&here.0, &here.1);
        let (by_effort, by_share) = gradient(&futures, &blend);
        let rise = |slopes: &[f64], from: &[f64], to: &[f64]| -> f64 {
            slopes.iter().zip(from.iter().zip(to)).map(|(slope, (from, to))| slope * (to - from)).sum()
        };
        let plane = total(&futures, &blend)
            + rise(&by_effort, &here.0, &there.0)
            + rise(&by_share, &here.1, &there.1);
        let value = total(&futures, &at(&there.0, &there.1));
        // Rounding in sums of some £3bn.
        assert!(plane <= value + 1e-9, "{plane} above {value}");
    }
}
