//! A linear program as data with names, before anybody solves it: it can be read, written out and compared.

/// Minimise the sum of cost × value over variables, subject to rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinearProgram {
    /// What is chosen.
    pub variables: Vec<Variable>,
    /// What must hold.
    pub rows: Vec<Row>,
}

/// One number to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its least value, perhaps −∞.
    pub lower: f64,
    /// Its largest value, perhaps ∞.
    pub upper: f64,
    /// What one unit of it costs.
    pub cost: f64,
    /// Whether only whole numbers will do.
    pub whole: bool,
}

/// One linear condition: the sum of coefficient × variable, compared with a bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// (variable, coefficient), each variable at most once, ascending.
    pub terms: Vec<(usize, f64)>,
    /// How it is compared.
    pub sense: Sense,
    /// With what.
    pub bound: f64,
}

/// How a row compares with its bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// At most the bound.
    AtMost,
    /// At least the bound.
    AtLeast,
    /// The bound itself.
    Equal,
}

impl Row {
    /// The value of the row's left side at a point.
    #[must_use]
    pub fn value_at(&self, point: &[f64]) -> f64 {
        self.terms.iter().map(|&(variable, coefficient)| coefficient * point[variable]).sum()
    }

    /// By how much a point misses the row; nought where it does not.
    #[must_use]
    pub fn missed_by(&self, point: &[f64]) -> f64 {
        self.sense.missed_by(self.value_at(point) - self.bound)
    }
}

impl Sense {
    /// By how much a value misses a bound that it is so far above; nought where it does not.
    #[must_use]
    pub fn missed_by(self, beyond: f64) -> f64 {
        match self {
            Self::AtMost => beyond.max(0.0),
            Self::AtLeast => (-beyond).max(0.0),
            Self::Equal => beyond.abs(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_say_by_how_much_they_are_missed() {
        let row = |sense| Row { name: "r".into(), terms: vec![(0, 2.0), (1, 1.0)], sense, bound: 4.0 };
        let point = [1.0, 3.0];
        assert!((row(Sense::AtMost).missed_by(&point) - 1.0).abs() < f64::EPSILON, "5 against at most 4");
        assert!(row(Sense::AtLeast).missed_by(&point).abs() < f64::EPSILON, "5 is at least 4");
        assert!((row(Sense::Equal).missed_by(&point) - 1.0).abs() < f64::EPSILON, "5 is not 4");
    }
}
