//! A ceiling on the money that is moved in a region, as rows.

use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::optimise::Variable;

/// From where money is moved, and how much of it may be: in a region's units.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MovementCeiling {
    pub(super) from: Vec<f64>,
    pub(super) most: f64,
}

/// The variables of a ceiling on movement: what each programme's money changes by, at least.
pub(super) fn variables(ceiling: &MovementCeiling, programmes: &[Variable]) -> Vec<Variable> {
    let variables = ceiling.from.iter().zip(programmes).map(|(from, programme)| Variable {
        name: format!("moved.{}", programme.name),
        // Below nought, so that the rows alone decide: a bound where they meet would be one face too many.
        lower: -1.0,
        upper: (programme.upper - from).max(from - programme.lower).max(0.0) + 1.0,
        cost: 0.0,
        whole: false,
    });
    variables.collect()
}

/// moved ≥ x − x̄, moved ≥ x̄ − x, and half of all that is moved at most so much: what leaves one place arrives in another.
pub(super) fn rows(ceiling: &MovementCeiling, first: usize) -> Vec<(Rule, Row)> {
    let mut rows = Vec::new();
    for (programme, from) in ceiling.from.iter().enumerate() {
        for (sign, sense) in [(-1.0, Sense::AtMost), (1.0, Sense::AtLeast)] {
            let terms = vec![(programme, 1.0), (first + programme, sign)];
            rows.push((Rule::Moved, Row { name: format!("moved.{programme}"), terms, sense, bound: *from }));
        }
    }
    let terms = (first..first + ceiling.from.len()).map(|moved| (moved, 0.5)).collect();
    rows.push((
        Rule::Moved,
        Row { name: "moved".to_owned(), terms, sense: Sense::AtMost, bound: ceiling.most },
    ));
    rows
}
