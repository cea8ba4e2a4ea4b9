//! Cases without a closed form, held against enumeration and against grids of their own.

use crate::BUDGET;
use crate::K;
use crate::bends;
use crate::free;
use crate::holds;
use crate::made;
use crate::partial;
use crate::support::certain;
use crate::support::effect;
use crate::support::share;
use crate::support::simulation;
use crate::support::threat;
use crate::told;
use crate::two;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::model::Strength;
use apportion::study::voi::scenarios::VoiWanted;

/// The least of a convex function over all splits of the budget, by golden-section search.
fn least(harm: impl Fn(f64) -> f64) -> (f64, f64) {
    let golden = 0.5 * (5.0_f64.sqrt() - 1.0);
    let (mut low, mut high) = (0.0, BUDGET);
    for _ in 0..200 {
        let width = golden * (high - low);
        if harm(high - width) < harm(low + width) {
            high = low + width;
        } else {
            low = high - width;
        }
    }
    let at = f64::midpoint(low, high);
    (at, harm(at))
}

#[test]
fn whether_something_works_is_worth_what_enumeration_says() {
    let chance = 0.6;
    let mut unsure = bends("a");
    unsure.works = Some(share(chance));
    let harms = vec![threat("a", certain(1000.0)), threat("b", certain(1000.0))];
    let scenario = free(&made(two(harms, [unsure, bends("b")])), simulation(20_000, 5));
    let told = told(&[scenario], &VoiWanted { outer_draws: 32, ..VoiWanted::default() });
    let left = |money: f64| 1000.0 * libm::exp(-K * money);
    let of = |works: f64, x: f64| works * left(x) + (1.0 - works) * 1000.0 + left(BUDGET - x);
    let known = chance * least(|x| of(1.0, x)).1 + (1.0 - chance) * least(|x| of(0.0, x)).1;
    let truth = least(|x| of(chance, x)).1 - known;
    let own = partial(&told, "programme.a.effect.a.works");
    // The draws know the chance to √(0.24/10,000), and what is lost by that goes with its square.
    assert!((own.value - truth).abs() < 0.01 * truth + 3.0 * own.se, "{own:?} against {truth}");
    holds("EVPI", told.evpi, truth);
}

#[test]
fn an_uncertain_rate_is_worth_what_nested_grids_say() {
    // The first rate lies anywhere from 1 to 4 thousandths, the second from 1.5 to 2.5.
    let uncertain = |on: &str, low: f64, high: f64| {
        let rate = Distribution::uniform(low, high).unwrap();
        effect(on, Family::LogLinear, Strength::Own(rate), Some(certain(1000.0)))
    };
    let effects = [uncertain("a", 1.0, 4.0), uncertain("b", 1.5, 2.5)];
    let harms = vec![threat("a", certain(2000.0)), threat("b", certain(1500.0))];
    let scenario = free(&made(two(harms, effects)), simulation(20_000, 5));
    let told = told(&[scenario], &VoiWanted { solved_draws: 2000, outer_draws: 2, ..VoiWanted::default() });
    // The mean of exp(−r·x) for a rate r anywhere between two.
    let mean = |x: f64, low: f64, high: f64| {
        let (low, high) = (low / 1000.0, high / 1000.0);
        if x <= 0.0 { 1.0 } else { (libm::exp(-low * x) - libm::exp(-high * x)) / ((high - low) * x) }
    };
    let first = |x: f64| 2000.0 * mean(x, 1.0, 4.0);
    let second = |x: f64| 1500.0 * mean(BUDGET - x, 1.5, 2.5);
    let now = least(|x| first(x) + second(x)).1;
    // Midpoints of so many parts of a range.
    let grid = |low: f64, high: f64| {
        (0..400).map(move |part| (low + (f64::from(part) + 0.5) / 400.0 * (high - low)) / 1000.0)
    };
    let of_first: f64 =
        grid(1.0, 4.0).map(|rate| least(|x| 2000.0 * libm::exp(-rate * x) + second(x)).1 / 400.0).sum();
    let of_second: f64 = grid(1.5, 2.5)
        .map(|rate| least(|x| first(x) + 1500.0 * libm::exp(-rate * (BUDGET - x))).1 / 400.0)
        .sum();
    holds("first", partial(&told, "programme.a.effect.a.rate"), now - of_first);
    holds("second", partial(&told, "programme.b.effect.b.rate"), now - of_second);
    assert!(now - of_first < told.evpi.value + 3.0 * told.evpi.se, "no more than knowing everything");
}
