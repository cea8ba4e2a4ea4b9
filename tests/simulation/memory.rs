//! What draws need is what is held.

use crate::support::certain;
use crate::support::effect;
use crate::support::evidence_spec;
use crate::support::programme;
use crate::support::threat;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::model::Evidence;
use apportion::model::Sampler;
use apportion::model::Strength;
use apportion::simulate::Holding;
use apportion::simulate::bytes_per_draw;
use apportion::simulate::sample;
use apportion::simulate::with_threads;

use crate::support::simulation;

/// One threat with an uncertain harm, and one programme with an uncertain reach.
fn small() -> Evidence {
    let strength = Strength::Own(Distribution::uniform(0.1, 0.2).unwrap());
    let line = effect("a", Family::Exponential, strength, Some(certain(50.0)));
    let harms = vec![threat("a", Distribution::uniform(1.0, 2.0).unwrap())];
    Evidence::new(evidence_spec(&["all"], harms, vec![programme("p", "all", 10.0, vec![line])])).unwrap()
}

#[test]
fn bytes_a_draw_are_those_of_every_column() {
    let on_three = |holding, sampler| with_threads(Some(3), |_| bytes_per_draw(&small(), sampler, holding));
    assert_eq!(on_three(Holding::Sample, Sampler::Random), 2 * 8, "harm and reach");
    // Four bytes a stratum, and a score with its order in each of three threads.
    assert_eq!(on_three(Holding::Sample, Sampler::LatinHypercube), 2 * 8 + 2 * 4 + 3 * 12);
    // Harm and reach; today's harm; three times a scenario's harm and four columns to sum it up.
    assert_eq!(on_three(Holding::Futures, Sampler::Random), 8 * (2 + 1 + 3 * (1 + 4)));
    // One programme's share in each thread.
    assert_eq!(on_three(Holding::Shares, Sampler::Random), 8 * (2 + 1 + 3 * (1 + 4 + 1)));
}

#[test]
fn certain_evidence_has_as_many_draws_as_were_asked_for() {
    let idle = programme("idle", "all", 1.0, Vec::new());
    let evidence =
        Evidence::new(evidence_spec(&["all"], vec![threat("a", certain(3.0))], vec![idle])).unwrap();
    let sample = sample(&evidence, simulation(1300, 1));
    assert_eq!(sample.addresses(), []);
    assert_eq!(sample.rows().map(Iterator::count).collect::<Vec<_>>(), vec![0; 1300]);
}
