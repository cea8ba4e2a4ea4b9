//! Blocks that are made again whenever they are asked for say what held ones say, to the bit.

use crate::support::instances::instance;
use crate::support::simulation;
use apportion::model::Evidence;
use apportion::model::Measure;
use apportion::model::Sampler;
use apportion::model::Simulation;
use apportion::simulate::Blend;
use apportion::simulate::Futures;
use apportion::simulate::blended;
use apportion::simulate::blended_totals;
use apportion::simulate::curved;
use apportion::simulate::evaluate;
use apportion::simulate::outcomes;
use apportion::simulate::scatter;
use apportion::simulate::shapley;
use apportion::simulate::totals;
use apportion::simulate::with_threads;

/// More than are always held, and not a whole number of blocks.
const DRAWS: usize = 8_192 + 3 * 512 + 77;

fn evidence(seed: u64) -> Evidence {
    Evidence::new(instance(seed).evidence).unwrap()
}

/// The figures of everything that is asked of draws, written out to the last bit.
fn everything(futures: &Futures, evidence: &Evidence) -> Vec<String> {
    let today: Vec<f64> = evidence.programmes().iter().map(|p| p.reference.millions()).collect();
    let efforts: Vec<f64> = today.iter().map(|effort| 0.4 + 1.3 * effort).collect();
    let n = u32::try_from(DRAWS).unwrap();
    let weights: Vec<f64> = (0..n).map(|draw| f64::from(draw % 7) / f64::from(n)).collect();
    let blend = Blend { efforts: efforts.clone(), shares: vec![Some(0.6); efforts.len()] };
    let harm = Measure::Harm;
    // Not in order, some twice, and one that there is not.
    let positions: Vec<usize> =
        (0..900).map(|i| (i * 7919) % DRAWS).chain([5, 5, DRAWS - 1, DRAWS]).collect();
    let some = futures.some(&positions).unwrap();
    let single = |draw: usize| totals(&futures.single(draw).unwrap(), &efforts, &harm);
    let known = |draw: usize| futures.known(draw, &harm).unwrap().curved(&efforts);
    // Debug writes as many digits as tell a number from every other.
    vec![
        format!("{:?}", evaluate(futures, &efforts, &harm, None)),
        format!("{:?}", evaluate(futures, &efforts, &harm, Some(&weights))),
        format!("{:?}", curved(futures, &efforts, &harm, None)),
        format!("{:?}", scatter(futures, &efforts, &harm)),
        format!("{:?}", outcomes(futures, &efforts)),
        format!("{:?}", totals(futures, &efforts, &harm)),
        format!("{:?}", blended(futures, &blend, &harm, None)),
        format!("{:?}", blended_totals(futures, &blend, &harm)),
        format!("{:?}", shapley(futures, today.len(), &today, &efforts)),
        format!("{:?} {:?}", outcomes(&some, &efforts), evaluate(&some, &efforts, &harm, None)),
        format!("{:?}", [0, 8_191, 8_192, DRAWS - 1].map(single)),
        format!("{:?}", [0, 8_191, 8_192, DRAWS - 1].map(known)),
        format!("{:?} {:?}", futures.held(), futures.few().map(|few| totals(few, &efforts, &harm))),
    ]
}

#[test]
fn made_blocks_say_what_held_ones_say() {
    for seed in [1, 4, 7] {
        let evidence = evidence(seed);
        for sampler in [Sampler::Random, Sampler::LatinHypercube] {
            let simulation = Simulation { sampler, ..simulation(DRAWS, seed) };
            let held = Futures::drawn(&evidence, simulation).unwrap();
            assert_eq!(held.draws_held(), DRAWS);
            let expected = everything(&held, &evidence);
            for threads in [1, 3] {
                let made = with_threads(Some(threads), |_| {
                    let made = Futures::drawn_within(&evidence, simulation, 0).unwrap();
                    assert_eq!(made.draws_held(), 8_192, "the least");
                    everything(&made, &evidence)
                });
                for (made, expected) in made.iter().zip(&expected) {
                    assert!(made == expected, "seed {seed}, {sampler:?}, {threads} threads");
                }
            }
        }
    }
}

#[test]
fn as_many_are_held_as_fit() {
    let (evidence, simulation) = (evidence(1), simulation(DRAWS, 1));
    let columns = Futures::drawn(&evidence, simulation).unwrap().columns();
    let bytes = u64::try_from(columns * 8 * 9_000).unwrap();
    let some = Futures::drawn_within(&evidence, simulation, bytes).unwrap();
    assert_eq!(some.draws_held(), 8_704, "whole blocks of 512");
    assert!(some.single(DRAWS).is_none() && some.known(DRAWS, &Measure::Harm).is_none(), "no such draw");
}
