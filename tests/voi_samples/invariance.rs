//! What must not change an answer.

use crate::drawn::Chance;
use crate::drawn::asked_all;
use crate::drawn::normal_normal;
use apportion::simulate::with_threads;
use apportion::study::voi::SampledModel;
use apportion::study::voi::of_samples;

fn asked(draws: usize, seed: u64) -> SampledModel {
    let mut model = asked_all(normal_normal(draws, seed));
    // A third option, so that there are others to be ordered.
    let third = model.columns[3].iter().map(|p2| 0.3 + 0.2 * p2).collect();
    model.net_benefits.push(model.columns.len());
    model.columns.push(third);
    model.names.push("third".to_owned());
    model
}

#[test]
fn an_increasing_transform_of_a_parameter_changes_nothing() {
    let model = asked(1500, 1);
    let before = of_samples(&model);
    let mut other = model.clone();
    other.columns[2].iter_mut().for_each(|p1| *p1 = p1.exp() * 1e6 - 3.0);
    other.columns[3].iter_mut().for_each(|p2| *p2 = p2.powi(3));
    let after = of_samples(&other);
    assert_eq!(before.partial, after.partial, "to the bit");
    assert_ne!(before.studies, after.studies, "a study has a unit");
}

#[test]
fn the_order_of_options_changes_nothing() {
    let model = asked(1500, 2);
    let before = of_samples(&model);
    let mut other = model.clone();
    other.net_benefits.rotate_left(1);
    let mut after = of_samples(&other);
    assert_eq!(other.net_benefits[after.best], model.net_benefits[before.best]);
    after.options.rotate_right(1);
    after.best = before.best;
    assert_eq!(before, after, "to the bit");
}

#[test]
fn another_parameter_changes_nothing_of_the_others() {
    let model = asked(1500, 3);
    let before = of_samples(&model);
    let mut other = model.clone();
    other.parameters.push(other.columns.len());
    other.columns.push(Chance::new(99).normals(1500, 0.0, 1.0));
    other.names.push("nothing".to_owned());
    let mut after = of_samples(&other);
    after.partial.remove(2);
    assert_eq!(before, after, "to the bit");
}

#[test]
fn the_order_of_draws_changes_nothing_but_folds() {
    let model = asked(4000, 4);
    let before = of_samples(&model);
    let mut other = model.clone();
    other.columns.iter_mut().for_each(|column| column.reverse());
    // Sorted by a parameter, as no sampler does.
    let mut order: Vec<usize> = (0..4000).collect();
    order.sort_by(|a, b| model.columns[2][*a].total_cmp(&model.columns[2][*b]));
    let sorted = SampledModel {
        columns: model
            .columns
            .iter()
            .map(|column| order.iter().map(|draw| column[*draw]).collect())
            .collect(),
        ..model.clone()
    };
    for other in [other, sorted] {
        let after = of_samples(&other);
        assert!((before.perfect.value - after.perfect.value).abs() < 1e-12);
        for (before, after) in before.partial.iter().zip(&after.partial) {
            // Only which draws are held out together differs.
            assert!(
                (before.worth.value - after.worth.value).abs() < 0.5 * before.worth.se,
                "{before:?} {after:?}"
            );
        }
    }
}

#[test]
fn threads_change_no_bit() {
    let model = asked(1000, 5);
    let one = with_threads(Some(1), |_| of_samples(&model));
    assert_eq!(one, with_threads(Some(4), |_| of_samples(&model)));
}

#[test]
fn the_size_of_net_benefits_is_the_size_of_the_answer() {
    let model = asked(1000, 6);
    let before = of_samples(&model);
    for factor in [1e-60, 1e60] {
        let mut other = model.clone();
        for place in &model.net_benefits {
            other.columns[*place].iter_mut().for_each(|own| *own *= factor);
        }
        let after = of_samples(&other);
        for (before, after) in before.partial.iter().zip(&after.partial) {
            let part = after.worth.value / factor / before.worth.value;
            assert!((part - 1.0).abs() < 1e-6, "{factor}: {before:?} {after:?}");
        }
    }
}
