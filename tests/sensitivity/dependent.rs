//! Numbers that move together: Shapley effects and indices against closed forms.

use crate::halved;
use crate::number;
use crate::sensed;
use crate::spent_on;
use crate::support::evidence_spec;
use apportion::distribution::Distribution;
use apportion::id::Pattern;
use apportion::model::Correlation;
use apportion::model::Dependence;
use apportion::model::Evidence;
use apportion::study::Sensed;
use std::sync::Arc;

const DRAWS: usize = 20_000;

/// Harm about £100m with a standard deviation, so far from 0 that cutting it there changes nothing.
fn normal(sd: f64) -> Distribution {
    Distribution::normal(100.0, sd).unwrap().truncated(Some(0.0), None).unwrap()
}

/// Harm avoided is half of the sum of harms with these deviations, so linear in normal numbers with these correlations.
fn linear(deviations: &[f64], matrix: Vec<Vec<f64>>) -> Sensed {
    let names = ["a", "b", "c"];
    let names = &names[..deviations.len()];
    let parts = names.iter().zip(deviations).map(|(name, sd)| halved(name, normal(*sd)));
    let (threats, programmes) = parts.unzip();
    let mut spec = evidence_spec(names, threats, programmes);
    let tied = &names[..matrix.len()];
    let between = tied.iter().map(|name| Pattern::new(&format!("threat.{name}.harm")).unwrap()).collect();
    spec.correlations.push(Correlation { between, dependence: Dependence::Matrix(matrix) });
    let evidence = Arc::new(Evidence::new(spec).unwrap());
    sensed(vec![spent_on(names, "all", &evidence, DRAWS)])
}

#[test]
fn of_two_correlated_normal_numbers_shapley_effects_are_those_of_owen_and_song() {
    // β = (1, 2), ρ = 0.9: ½·(V(E(Y|X)) + V − V(E(Y|other))) by V = 8.6 is 4.015 and 4.585.
    let sensed = linear(&[1.0, 2.0], vec![vec![1.0, 0.9], vec![0.9, 1.0]]);
    let shares = sensed.shares[0].as_ref().unwrap();
    for (address, wanted) in [("threat.a.harm", 0.466_860), ("threat.b.harm", 0.533_140)] {
        let found = &shares.numbers[number(&sensed, address)];
        assert!((found.value - wanted).abs() < 4.0 * found.se, "{address}: {found:?} against {wanted}");
        assert!(found.se < 0.01, "{found:?}");
    }
    // First-order indices that hold what moves along: (1 + 0.9·2)²/8.6 and (2 + 0.9)²/8.6; together they explain all.
    let rows = &sensed.indices[0];
    assert_eq!(rows.len(), 3, "both together, and each");
    assert!((rows[0].total.unwrap().share.value - 1.0).abs() < 0.04, "{:?}", rows[0]);
    for (row, wanted) in rows[1..].iter().zip([7.84 / 8.6, 8.41 / 8.6]) {
        let found = row.first.share;
        assert!(
            (found.value - wanted).abs() < 4.0 * found.se && found.se < 0.01,
            "{found:?} against {wanted}"
        );
        assert_eq!(row.total, None);
    }
}

#[test]
fn an_independent_number_beside_correlated_ones_has_its_own_part() {
    // V = 1 + 4 + 2·(−0.5)·2 + 9 = 12; the third by itself 9; the first two share 3 by ½·(own V(E) + 3 − other's V(E)).
    let sensed = linear(&[1.0, 2.0, 3.0], vec![vec![1.0, -0.5], vec![-0.5, 1.0]]);
    let shares = sensed.shares[0].as_ref().unwrap();
    let explained = [0.0_f64 * 0.0, 1.5 * 1.5];
    let first = (explained[0] + 3.0 - explained[1]) / 2.0 / 12.0;
    let second = (explained[1] + 3.0 - explained[0]) / 2.0 / 12.0;
    let wanted = [("threat.a.harm", first), ("threat.b.harm", second), ("threat.c.harm", 9.0 / 12.0)];
    for (address, wanted) in wanted {
        let found = &shares.numbers[number(&sensed, address)];
        assert!((found.value - wanted).abs() < 4.0 * found.se, "{address}: {found:?} against {wanted}");
        assert!(found.se < 0.02, "{found:?}");
    }
    let all: f64 = shares.numbers.iter().map(|share| share.value).sum();
    assert!((all - 1.0).abs() < 1e-9, "{all}");
    // The tied pair is one component, the third another.
    let names: Vec<&str> = sensed.components.iter().map(|component| component.name.as_str()).collect();
    assert_eq!(names, ["threat.a.harm threat.b.harm", "threat.c.harm"]);
}
