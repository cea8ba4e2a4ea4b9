//! Closed forms.

use crate::best;
use crate::on;
use crate::plan;
use crate::present_value;
use crate::straight;
use crate::support::certain;
use crate::support::effect;
use crate::support::evidence;
use crate::support::money;
use crate::support::programme;
use crate::support::threat;
use apportion::curve::Family;
use apportion::model::Allocation;
use apportion::model::Portion;
use apportion::model::ScenarioSpec;
use apportion::model::Strength;
use apportion::model::Threat;
use apportion::model::Within;
use apportion::optimise::Region;
use apportion::optimise::default_solver;
use apportion::optimise::prices;
use apportion::optimise::slopes;
use apportion::study::objective;
use std::collections::BTreeMap;

/// Present value at 3.5% a year.
const V: f64 = 1.0 / 1.035;

fn growing(name: &str, harm: f64, growth: f64) -> Threat {
    Threat { growth: Some(certain(growth)), ..threat(name, certain(harm)) }
}

/// Two programmes, three years, by hand. Discount 25% a year: 1, 0.8, 0.64.
///
/// Threat a does £300m and does not grow; its programme has q(e) = 1 − 0.5·e/(e + 100), gets £100m today (q = 0.75) and is
/// felt at once. It gets 0, 100, 300: q is 1, 0.75, 0.625, and harm 300/0.75·q is 400, 300, 250.
///
/// Threat b does £400m and grows by 10%: 400, 440, 484. Its programme has q(e) = 1 − 0.8·e/(e + 100), gets £25m today
/// (q = 0.84), and half of a year's money is felt in the next. It gets 25, 100, 100: felt are 25, 62.5, 100; q is 0.84,
/// 9/13, 0.6; harm is 400, 440·(9/13)/0.84 = 99,000/273, and 484·0.6/0.84 = 484·5/7.
///
/// Present value: 800 + 0.8·(300 + 99,000/273) + 0.64·(250 + 2,420/7). Today's money leaves 700 + 0.8·740 + 0.64·784.
/// After the last year half of b's £100m is felt once more, beside half of today's £25m: e = 62.5, so what is avoided is
/// 0.8³·532.4·(1 − (9/13)/0.84).
#[test]
fn three_years_by_hand() {
    let curve = |on: &str, reach: f64| {
        effect(on, Family::Hyperbolic, Strength::Own(certain(reach)), Some(certain(100.0)))
    };
    let mut b = programme("b", "all", 25.0, vec![curve("b", 0.8)]);
    b.lag = vec![0.5, 0.5];
    let evidence = evidence(
        &["all"],
        vec![growing("a", 300.0, 0.0), growing("b", 400.0, 0.1)],
        vec![programme("a", "all", 100.0, vec![curve("a", 0.5)]), b],
    );
    let mut spec = plan(3, 0.25, 1000.0);
    let money = [0.0, 25.0, 100.0, 100.0, 300.0, 100.0];
    let left = 800.0 + 0.8 * (300.0 + 99_000.0 / 273.0) + 0.64 * (250.0 + 2420.0 / 7.0);
    let found = present_value(spec.clone(), &evidence, &money);
    // Some dozen roundings of 1e-16.
    assert!((found / left - 1.0).abs() < 1e-14, "{found} against {left}");
    let (_, setting) = on(spec.clone(), &evidence);
    let today = 700.0 + 0.8 * 740.0 + 0.64 * 784.0;
    assert!((setting.today().harm[0] / today - 1.0).abs() < 1e-14);
    spec.horizon.as_mut().unwrap().tail = true;
    let behind = 0.8_f64.powi(3);
    let (_, setting) = on(spec.clone(), &evidence);
    let avoided = setting.today().harm[0] - present_value(spec, &evidence, &money);
    let by_hand = today - left + behind * 532.4 * (1.0 - (9.0 / 13.0) / 0.84);
    assert!(
        (avoided / by_hand - 1.0).abs() < 1e-12,
        "{avoided} against {by_hand}: a difference of larger numbers"
    );
}

/// With money pooled over years, marginal value at present value is equal across years and programmes (water-filling):
/// x = ln(d·g^y·H·k/λ)/k.
#[test]
fn pooled_money_fills_years_to_one_level() {
    let evidence = evidence(
        &["all"],
        vec![growing("a", 100.0, 0.0), growing("b", 80.0, 0.02)],
        vec![straight("a", 0.002), straight("b", 0.003)],
    );
    let spec = ScenarioSpec { over_plan: Some(money(3000.0)), ..plan(3, 0.035, 3000.0) };
    let (found, proof) = best(spec, &evidence);
    let (lambda, value) = (0.063_102_8, 157.757_074);
    for (year, amounts) in (0..3).zip(found.millions().chunks(2)) {
        for ((amount, growth), (harm, k)) in
            amounts.iter().zip([1.0, 1.02]).zip([(100.0, 0.002), (80.0, 0.003)])
        {
            let level = V.powi(year) * f64::powi(growth, year) * harm * k * f64::exp(-k * amount);
            // λ is known to six figures, and so is the level.
            assert!((level / lambda - 1.0).abs() < 1e-6, "{year}: {level} against {lambda}");
        }
    }
    assert!((proof.upper - value).abs() < 1e-6 && proof.gap < 1e-6, "{proof:?}");
}

/// A programme felt a year later: the money is worth d·v of it, and in the last year nothing.
#[test]
fn a_lag_of_a_year_counts_one_discount_less_and_stops_at_the_end() {
    let mut late = straight("b", 0.003);
    late.lag = vec![0.0, 1.0];
    let threats = || vec![threat("a", certain(100.0)), threat("b", certain(80.0))];
    let evidence = evidence(&["all"], threats(), vec![straight("a", 0.002), late]);
    let (found, proof) = best(plan(4, 0.035, 1000.0), &evidence);
    let inside = (1000.0 * 0.003 + f64::ln(100.0 * 0.002 / (80.0 * 0.003 * V))) / 0.005;
    assert!((inside - 570.415_974).abs() < 1e-6);
    for amounts in found.millions().chunks(2).take(3) {
        // An optimum is flat: a gap of 1e-9 leaves amounts free by its square root, some 1e-5 of them.
        assert!((amounts[0] - inside).abs() < 1e-4 * inside, "{amounts:?} against {inside}");
    }
    let last = &found.millions()[6..];
    assert!(last[0] > 999.999 && last[1] < 1e-3, "what is not felt gets nothing: {last:?}");
    assert!(proof.gap < 1e-6);
}

/// A geometric lag w = (1 − δ)·δ^k over a long plan is worth (1 − δ)/(1 − δ·v) of what a settled year is, far from its end.
#[test]
fn a_geometric_lag_discounts_a_settled_year() {
    let delta: f64 = 0.5;
    let mut late = straight("b", 0.003);
    // Cut off after 30 years, what is left out is a billionth.
    late.lag = (0..30).map(|k| (1.0 - delta) * delta.powi(k)).collect();
    let evidence = evidence(
        &["all"],
        vec![threat("a", certain(100.0)), threat("b", certain(80.0))],
        vec![straight("a", 0.002), late],
    );
    let mut spec = plan(30, 0.035, 1000.0);
    spec.horizon.as_mut().unwrap().tail = true;
    let (found, _) = best(spec, &evidence);
    let worth = (1.0 - delta) / (1.0 - delta * V);
    assert!((worth - 0.967_289_72).abs() < 1e-8);
    let settled = (1000.0 * 0.003 + f64::ln(100.0 * 0.002 / (80.0 * 0.003 * worth))) / 0.005;
    // In the middle what was begun with, and what comes after, are 2^-14 of it; felt effort is what is settled.
    let middle = found.millions()[2 * 14];
    assert!((middle - settled).abs() < 2e-3 * settled, "{middle} against {settled}");
}

/// Where nothing else holds money back, it goes to where it is best as fast as it may: min(s₀·(1 + c)^y, s*).
#[test]
fn a_ramp_takes_the_fastest_steps_there_are() {
    let curve =
        |on: &str, k: f64| effect(on, Family::LogLinear, Strength::Own(certain(k)), Some(certain(1.0)));
    let evidence = evidence(
        &["from", "to"],
        vec![threat("a", certain(100.0)), threat("b", certain(300.0))],
        vec![
            programme("a", "from", 900.0, vec![curve("a", 0.001)]),
            programme("b", "to", 100.0, vec![curve("b", 0.001)]),
        ],
    );
    let mut spec = plan(9, 0.035, 1000.0);
    spec.horizon.as_mut().unwrap().max_yearly_change = Some(0.1);
    let (found, proof) = best(spec.clone(), &evidence);
    // Each threat's harm is measured from today's money: 100·exp(0.9)·exp(−x/1000) and 300·exp(0.1)·exp(−x/1000).
    let free = f64::midpoint(1000.0, 1000.0 * f64::ln(300.0 * 0.1_f64.exp() / (100.0 * 0.9_f64.exp())));
    for (year, amounts) in (1..).zip(found.millions().chunks(2)) {
        let ramp = (100.0 * 1.1_f64.powi(year)).min(free);
        assert!((amounts[1] - ramp).abs() < 1e-4 * ramp, "{year}: {} against {ramp}", amounts[1]);
    }
    assert!((1.1_f64.powi(7) < 2.0) && (1.1_f64.powi(8) >= 2.0), "eight steps double it");
    assert!(proof.gap < 1e-6);
    let (scenario, setting) = on(spec, &evidence);
    let region = Region::of(&scenario);
    let slopes = slopes(&*objective(setting.futures(), &scenario), &region, &found);
    let prices = prices(&region, &found, &slopes, default_solver()).unwrap();
    // The conditions of an optimum explain every slope, to what the gap leaves.
    assert!(prices.stationarity < 1e-4, "{}", prices.stationarity);
    assert!(prices.rules.iter().any(|price| price.gain.is_some_and(|gain| gain > 0.0)), "speed has a price");
}

/// Without discount, lags and growth a plan is its years added up.
#[test]
fn without_discount_and_lags_a_plan_is_a_sum_of_years() {
    let evidence = evidence(
        &["all"],
        vec![threat("a", certain(100.0)), threat("b", certain(80.0))],
        vec![straight("a", 0.002), straight("b", 0.003)],
    );
    let years = [[300.0, 100.0], [0.0, 500.0], [250.0, 250.0]];
    let of_year = |amounts: &[f64; 2]| present_value(plan(1, 0.0, 1000.0), &evidence, amounts);
    let sum: f64 = years.iter().map(of_year).sum();
    let whole = present_value(plan(3, 0.0, 1000.0), &evidence, years.as_flattened());
    // Six additions.
    assert!((whole / sum - 1.0).abs() < 1e-15, "{whole} against {sum}");
}

/// Fixed shares by year come to what they say.
#[test]
fn a_split_by_year_is_spent_by_year() {
    let evidence = evidence(
        &["one", "two"],
        vec![threat("a", certain(100.0)), threat("b", certain(80.0))],
        vec![
            programme(
                "a",
                "one",
                600.0,
                vec![effect("a", Family::LogLinear, Strength::Own(certain(0.002)), Some(certain(1.0)))],
            ),
            programme(
                "b",
                "two",
                400.0,
                vec![effect("b", Family::LogLinear, Strength::Own(certain(0.003)), Some(certain(1.0)))],
            ),
        ],
    );
    let split = |one: f64| {
        let share = |part: f64| Portion::Exactly(crate::support::share(part));
        [("one", share(one)), ("two", share(1.0 - one))]
            .map(|(id, portion)| (crate::support::id(id), portion))
    };
    let mut spec = plan(2, 0.0, 1000.0);
    spec.within = Within::ProRata;
    spec.split = BTreeMap::from(split(0.6));
    spec.later_years = vec![apportion::model::YearSpec {
        budget: apportion::model::Budget { total: money(2000.0), ..spec.budget },
        split: BTreeMap::from(split(0.25)),
        amounts: BTreeMap::new(),
    }];
    let (scenario, _) = on(spec, &evidence);
    let only = Region::of(&scenario).only().cloned().unwrap();
    assert_eq!(only, Allocation::from_millions(vec![600.0, 400.0, 500.0, 1500.0]));
}
