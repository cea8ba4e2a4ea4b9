//! What must change no bit, and what must.

use crate::bits;
use crate::drawn;
use crate::support::certain;
use crate::support::effect;
use crate::support::futures;
use crate::support::instances::instance;
use crate::support::programme;
use crate::support::share;
use crate::support::simulation;
use crate::support::threat;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::id::Pattern;
use apportion::model::Correlation;
use apportion::model::Dependence;
use apportion::model::Evidence;
use apportion::model::EvidenceSpec;
use apportion::model::Measure;
use apportion::model::Sampler;
use apportion::model::Simulation;
use apportion::model::Strength;
use apportion::simulate::evaluate;
use apportion::simulate::sample;
use apportion::simulate::totals;
use apportion::simulate::with_threads;

/// Not a whole number of blocks, so that the last one is short.
const DRAWS: usize = 1300;

fn two_samplers() -> [Simulation; 2] {
    let random = simulation(DRAWS, 21);
    [random, Simulation { sampler: Sampler::LatinHypercube, ..random }]
}

/// Every harm and every slope that comes of some evidence, as bits.
fn everything(spec: &EvidenceSpec, simulation: Simulation) -> Vec<u64> {
    let evidence = Evidence::new(spec.clone()).unwrap();
    let futures = futures(&evidence, simulation);
    // By id, so that a permutation of programmes permutes the efforts with them.
    let efforts = evidence.programmes().iter().map(|programme| {
        let number: u32 = programme.id.as_str()[1..].parse().unwrap();
        10.0 + 17.3 * f64::from(number)
    });
    let efforts: Vec<f64> = efforts.collect();
    let evaluation = evaluate(&futures, &efforts, &Measure::Harm, None);
    let slopes = evaluation.threats.iter().flat_map(|threat| threat.gradient.iter().map(|(_, slope)| *slope));
    let means = evaluation.threats.iter().map(|threat| threat.mean);
    let figures: Vec<f64> =
        totals(&futures, &efforts, &Measure::Harm).into_iter().chain(means).chain(slopes).collect();
    bits(&figures)
}

fn with_two_groups(seed: u64) -> EvidenceSpec {
    let mut spec = instance(seed).evidence;
    for programme in &mut spec.programmes {
        programme.effects[0].works = Some(share(0.8));
    }
    let works = Pattern::new("programme.*.works").unwrap();
    spec.correlations
        .push(Correlation { between: vec![works], dependence: Dependence::OneFactor(share(0.5)) });
    spec
}

#[test]
fn the_order_of_a_file_changes_no_bit() {
    for seed in 0..10 {
        let spec = with_two_groups(seed);
        let mut turned = spec.clone();
        turned.threats.rotate_left(1);
        turned.programmes.reverse();
        turned.funders.reverse();
        turned.correlations.reverse();
        turned.programmes.iter_mut().for_each(|programme| programme.effects.reverse());
        for simulation in two_samplers() {
            assert_eq!(everything(&spec, simulation), everything(&turned, simulation), "seed {seed}");
        }
    }
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    for seed in 0..5 {
        let spec = with_two_groups(seed);
        for simulation in two_samplers() {
            let on = |threads| with_threads(Some(threads), |_| everything(&spec, simulation));
            let alone = on(1);
            assert_eq!(alone, on(2), "seed {seed}");
            assert_eq!(alone, on(8), "seed {seed}");
        }
    }
}

#[test]
fn a_new_threat_or_programme_leaves_every_other_draw_alone() {
    let before = with_two_groups(3);
    let mut after = before.clone();
    let strength = Strength::Own(Distribution::uniform(0.1, 0.2).unwrap());
    let mut line = effect("a-new-one", Family::Exponential, strength, Some(certain(50.0)));
    // Covered by the globs of both correlation groups, so that it joins them.
    line.works = Some(share(0.5));
    after.threats.insert(0, threat("a-new-one", Distribution::uniform(1.0, 2.0).unwrap()));
    after.programmes.insert(0, programme("p00", "first", 10.0, vec![line]));
    for simulation in two_samplers() {
        let sampled = |spec: &EvidenceSpec| sample(&Evidence::new(spec.clone()).unwrap(), simulation);
        let (old, new) = (sampled(&before), sampled(&after));
        assert_eq!(new.addresses().len(), old.addresses().len() + 3, "harm, reach and works are new");
        for address in old.addresses() {
            let address = address.as_str();
            assert_eq!(bits(&drawn(&old, address)), bits(&drawn(&new, address)), "{address}");
        }
    }
}

#[test]
fn more_draws_begin_with_the_same_draws() {
    let evidence = Evidence::new(with_two_groups(4)).unwrap();
    let (few, many) = (sample(&evidence, simulation(700, 9)), sample(&evidence, simulation(DRAWS, 9)));
    for address in few.addresses() {
        let (few, many) = (drawn(&few, address.as_str()), drawn(&many, address.as_str()));
        assert_eq!(bits(&few), bits(&many[..700]), "{address}");
    }
}

#[test]
fn another_seed_makes_other_draws() {
    let evidence = Evidence::new(with_two_groups(4)).unwrap();
    let (one, other) = (sample(&evidence, simulation(DRAWS, 1)), sample(&evidence, simulation(DRAWS, 2)));
    for address in one.addresses() {
        let (one, other) = (drawn(&one, address.as_str()), drawn(&other, address.as_str()));
        let same = bits(&one).iter().zip(bits(&other)).filter(|(one, other)| **one == *other).count();
        // Continuous draws coincide with probability 0; `works` at 0.8 in two draws of three.
        assert!(same < DRAWS * 3 / 4, "{address}: {same}");
        assert!(same == 0 || address.as_str().rsplit('.').next() == Some("works"), "{address}: {same}");
    }
}
