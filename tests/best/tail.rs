//! The mean and the tail: certified, evaluated again, and in the right order.

use crate::Case;
use crate::cases;
use crate::support::instances::Dice;
use crate::support::share;
use crate::support::simulation;
use apportion::model::Allocation;
use apportion::model::Risk;
use apportion::model::ScenarioSpec;
use apportion::optimise::Region;
use apportion::optimise::default_solver;
use apportion::risk::Tail;

/// The gap that searches of a tail are asked for.
const GAP: f64 = 1e-5;

pub fn with_risk(case: &Case, level: f64, weight: f64) -> ScenarioSpec {
    let mut spec = case.scenario.spec().clone();
    spec.objective.risk = Risk::Cvar { level: share(level), weight: share(weight) };
    spec
}

fn mean_and_cvar(case: &Case, allocation: &Allocation, level: f64) -> (f64, f64) {
    let harm = case.setting.outcomes(allocation).harm;
    #[expect(clippy::cast_precision_loss, reason = "draws are few")]
    let mean = harm.iter().sum::<f64>() / harm.len() as f64;
    (mean, Tail::of(&harm, level).unwrap().cvar)
}

/// Instances with enough draws for a tail.
pub fn tailed(count: usize) -> impl Iterator<Item = (u64, Case)> {
    cases(count).map(|(seed, instance, _)| {
        let spec = ScenarioSpec { simulation: simulation(203, seed), ..instance.scenario };
        (seed, Case::of(&instance.evidence, &spec).unwrap())
    })
}

#[test]
fn the_certified_value_is_the_mixture_of_mean_and_tail() {
    for (seed, mean) in tailed(25) {
        for (level, weight) in [(0.9, 0.5), (0.75, 1.0), (0.95, 0.1)] {
            let case = mean.under(with_risk(&mean, level, weight)).unwrap();
            let certificate = case.certificate;
            assert!(certificate.reached && certificate.gap <= GAP, "seed {seed}: {certificate:?}");
            let (mean, cvar) = mean_and_cvar(&case, &case.allocation, level);
            let mixed = (1.0 - weight) * mean + weight * cvar;
            // Sums of 200 draws in another order.
            let off = (certificate.upper / mixed - 1.0).abs();
            assert!(off < 1e-12, "seed {seed}: {mixed}, {certificate:?}");
        }
    }
}

#[test]
fn a_tail_of_no_weight_or_of_every_draw_is_the_mean() {
    for (seed, mean) in tailed(15) {
        for (level, weight) in [(0.9, 0.0), (0.0, 1.0)] {
            let case = mean.under(with_risk(&mean, level, weight)).unwrap();
            let apart = (case.certificate.upper - mean.certificate.upper).abs();
            // Either is above the other's lower bound.
            assert!(apart <= case.open() + mean.open(), "seed {seed}: {apart}");
        }
    }
}

#[test]
fn the_tail_optimum_has_the_better_tail_and_the_mean_optimum_the_better_mean() {
    let mut differ = 0;
    for (seed, best) in tailed(20) {
        let case = best.under(with_risk(&best, 0.9, 1.0)).unwrap();
        let (mean_of_tail, cvar_of_tail) = mean_and_cvar(&best, &case.allocation, 0.9);
        let (mean_of_mean, cvar_of_mean) = mean_and_cvar(&best, &best.allocation, 0.9);
        assert!(cvar_of_tail <= cvar_of_mean + case.open(), "seed {seed}: {cvar_of_tail} {cvar_of_mean}");
        assert!(mean_of_mean <= mean_of_tail + best.open(), "seed {seed}: {mean_of_mean} {mean_of_tail}");
        differ += usize::from(cvar_of_tail < cvar_of_mean - case.open());
    }
    assert!(differ >= 10, "in {differ} of 20 the tail asks for something else");
}

#[test]
fn the_best_tail_rises_with_its_level() {
    for (seed, best) in tailed(15) {
        let at = |level| best.under(with_risk(&best, level, 1.0)).unwrap().certificate;
        let levels = [0.0, 0.5, 0.8, 0.9, 0.97].map(at);
        for pair in levels.windows(2) {
            // The tail of every allocation rises, so the least one does, but for rounding.
            let bound = pair[1].upper * (1.0 + 1e-12);
            assert!(pair[0].lower <= bound, "seed {seed}: {pair:?}");
        }
        assert!(levels[0].upper < levels[4].lower, "seed {seed}: the worst draws are worse");
    }
}

#[test]
fn no_allowed_allocation_has_a_better_tail_than_the_bound() {
    for (seed, best) in tailed(25) {
        let case = best.under(with_risk(&best, 0.9, 0.7)).unwrap();
        let region = Region::of(&case.scenario);
        let dice = &mut Dice::new(seed ^ 0xBAD);
        for _ in 0..30 {
            let reach = if dice.once_in(2) { 0.03 } else { 0.5 };
            let wish = case.allocation.millions().iter().map(|amount| {
                let anywhere = dice.between(0.0, region.unit());
                amount + reach * (anywhere - amount)
            });
            let wish = Allocation::from_millions(wish.collect());
            let allowed = region.nearest_to(&wish, default_solver()).unwrap().unwrap();
            let value = case.value_of(&allowed);
            // Simplex codes leave rows open by about 1e-9 of the budget, worth less than that of the harm.
            let bound = case.certificate.lower - 1e-9 * value;
            assert!(value >= bound, "seed {seed}: {value}, {:?}", case.certificate);
        }
    }
}
