//! Frontiers: monotone, concave, and their marginals the slopes between points.

use crate::Case;
use crate::cases;
use crate::support::id;
use crate::support::money;
use crate::support::share;
use apportion::model::Portion;
use apportion::model::ScenarioSpec;
use apportion::study::Along;
use apportion::study::Frontier;
use apportion::study::Had;
use apportion::study::Silent;
use apportion::study::frontier;

fn drawn(case: &Case, along: Along, count: usize) -> Frontier {
    frontier(&case.setting, &case.scenario, along, count, &Silent).unwrap()
}

/// A case whose money and shares are free.
fn free(case: &Case) -> Case {
    let mut spec: ScenarioSpec = case.scenario.spec().clone();
    spec.limits.clear();
    spec.amounts.clear();
    spec.split.values_mut().for_each(|portion| *portion = Portion::Free);
    case.under(spec).unwrap()
}

fn open(had: &Had) -> f64 {
    let certificate = had.certificate.unwrap();
    certificate.upper - certificate.lower + 1e-12 * certificate.upper
}

/// The marginal of a concave curve bounds the slope to the next point from above, and the next one from below.
fn check_slopes(name: &str, points: &[(f64, &Had)], unit: f64) {
    for pair in points.windows(2) {
        let ((at, had), (next_at, next)) = (pair[0], pair[1]);
        let by = (next_at - at) * unit;
        let gain = had.harm - next.harm;
        // The multipliers' program is exact to about 1e-7 of slopes of about 1.
        let open = open(had) + open(next) + 1e-5 * by;
        if let Some(marginal) = had.marginal {
            assert!(gain <= marginal * by + open, "{name} at {at}: {gain}, {}", marginal * by);
        }
        if let Some(marginal) = next.marginal {
            assert!(gain >= marginal * by - open, "{name} to {next_at}: {gain}, {}", marginal * by);
        }
    }
}

#[test]
fn more_money_avoids_more_at_falling_returns() {
    for (seed, _, case) in cases(10) {
        let case = free(&case);
        let total = case.scenario.budget().total.millions();
        let along = Along::Budget { from: money(0.8 * total), to: money(1.4 * total) };
        let drawn = drawn(&case, along, 8);
        let points: Vec<(f64, &Had)> =
            drawn.points.iter().filter_map(|point| Some((point.at, point.had.as_ref()?))).collect();
        assert!(points.len() >= 6, "seed {seed}: {} points", points.len());
        for pair in points.windows(2) {
            assert!(pair[1].1.harm <= pair[0].1.harm + open(pair[0].1) + open(pair[1].1), "seed {seed}");
        }
        check_slopes(&format!("seed {seed}"), &points, 1.0);
        for three in points.windows(3) {
            let all: f64 = three.iter().map(|(_, had)| open(had)).sum();
            // Today is a point of its own, so points need not be equally far apart.
            let part = (three[1].0 - three[0].0) / (three[2].0 - three[0].0);
            let chord = (1.0 - part) * three[0].1.harm + part * three[2].1.harm;
            assert!(chord - three[1].1.harm >= -all, "seed {seed}: {chord} over {}", three[1].1.harm);
        }
    }
}

#[test]
fn today_is_a_point_and_the_only_one_that_is_marked() {
    for (seed, _, case) in cases(4) {
        let case = free(&case);
        let today = apportion::model::Allocation::reference(case.scenario.evidence()).total().millions();
        for (count, from, to) in [(4, 0.7 * today, 1.2 * today), (3, 0.8 * today, 1.2 * today)] {
            let drawn = drawn(&case, Along::Budget { from: money(from), to: money(to) }, count);
            let marked: Vec<f64> =
                drawn.points.iter().filter(|point| point.is_today).map(|point| point.at).collect();
            assert_eq!(marked.len(), 1, "seed {seed}");
            // A place between two ends is a sum, which misses today's total by a rounding or two.
            assert!((marked[0] - today).abs() <= 1e-9 * today, "seed {seed}");
            assert_eq!(
                drawn.points.len(),
                if count == 4 { 5 } else { 3 },
                "seed {seed}: between points, or one of them"
            );
            assert!(drawn.points.windows(2).all(|pair| pair[0].at < pair[1].at), "seed {seed}");
        }
        let elsewhere = drawn(&case, Along::Budget { from: money(1.1 * today), to: money(1.2 * today) }, 3);
        assert!(elsewhere.points.len() == 3 && elsewhere.points.iter().all(|point| !point.is_today));
    }
}

#[test]
fn a_strands_share_has_a_top_where_its_marginal_changes_sign() {
    let mut tops = 0;
    for (seed, _, case) in cases(10) {
        let case = free(&case);
        let along = Along::Strand { strand: id("first"), from: share(0.05), to: share(0.9) };
        let drawn = drawn(&case, along, 9);
        let points: Vec<(f64, &Had)> =
            drawn.points.iter().filter_map(|point| Some((point.at, point.had.as_ref()?))).collect();
        check_slopes(&format!("seed {seed}"), &points, case.scenario.budget().to_allocate().millions());
        tops += usize::from(points.windows(2).any(|pair| {
            pair[0].1.marginal.is_some_and(|m| m > 0.0) && pair[1].1.marginal.is_some_and(|m| m < 0.0)
        }));
    }
    assert!(tops >= 4, "{tops} of 10 have their top inside");
}

#[test]
fn more_weight_on_the_tail_trades_mean_for_tail() {
    for (seed, _, case) in cases(10) {
        let drawn = drawn(&case, Along::Risk { level: share(0.8) }, 5);
        let points: Vec<(f64, &Had)> =
            drawn.points.iter().map(|point| (point.at, point.had.as_ref().unwrap())).collect();
        for pair in points.windows(2) {
            let ((at, had), (next_at, next)) = (pair[0], pair[1]);
            // Adding the two optimality conditions: what is open is divided by the difference of the weights.
            let open = (open(had) + open(next)) / (next_at - at);
            assert!(next.harm >= had.harm - open, "seed {seed}: mean {} {}", had.harm, next.harm);
            assert!(next.cvar <= had.cvar + open, "seed {seed}: tail {} {}", had.cvar, next.cvar);
        }
    }
}
