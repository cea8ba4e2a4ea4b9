//! The step of an interior-point method: the conditions of an optimum, linearised where every product of a slack and its
//! multiplier is to be so much.

use crate::optimise::numeric::Definite;
use crate::optimise::region::Polytope;
use crate::simulate::Derivatives;

/// The polytope over the columns that are free, rows as their terms.
#[derive(Clone, Debug)]
pub(super) struct Room {
    /// The columns that are free.
    pub(super) free: Vec<usize>,
    /// Their bounds.
    pub(super) bounds: Vec<(f64, f64)>,
    /// Rows that must be met exactly.
    pub(super) equal: Vec<Terms>,
    /// Rows with a face of the polytope each, that must be at least so much.
    pub(super) least: Vec<Terms>,
}

/// A row over the free columns.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    /// As a face of the polytope.
    pub(super) face: usize,
    /// (free column, coefficient).
    factors: Vec<(usize, f64)>,
    /// What is left of its bound for them.
    bound: f64,
}

impl Terms {
    fn times(&self, vector: &[f64]) -> f64 {
        self.factors.iter().map(|(column, factor)| factor * vector[*column]).sum()
    }

    fn add_to(&self, vector: &mut [f64], factor: f64) {
        for (column, own) in &self.factors {
            vector[*column] += factor * own;
        }
    }
}

impl Room {
    /// What a polytope leaves free.
    pub(super) fn of(polytope: &Polytope) -> Self {
        let is_free = |(lower, upper): &(f64, f64)| upper - lower > f64::EPSILON;
        let free: Vec<usize> =
            (0..polytope.bounds.len()).filter(|column| is_free(&polytope.bounds[*column])).collect();
        let rows = polytope.faces.iter().enumerate().map(|(index, face)| {
            let fixed = face.normal.iter().zip(&polytope.bounds).filter(|(_, bounds)| !is_free(bounds));
            let fixed: f64 = fixed.map(|(factor, (lower, _))| factor * lower).sum();
            let terms = free.iter().enumerate().map(|(position, column)| (position, face.normal[*column]));
            let factors = terms.filter(|(_, factor)| *factor != 0.0).collect();
            (face.equal, Terms { face: index, factors, bound: face.bound - fixed })
        });
        let (equal, least): (Vec<_>, Vec<_>) =
            rows.filter(|(_, row)| !row.factors.is_empty()).partition(|(equal, _)| *equal);
        Self {
            bounds: free.iter().map(|column| polytope.bounds[*column]).collect(),
            free,
            equal: equal.into_iter().map(|(_, row)| row).collect(),
            least: least.into_iter().map(|(_, row)| row).collect(),
        }
    }
}

/// Amounts, slacks and multipliers: those of lower bounds, of upper bounds, and of rows, one after the other.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) amounts: Vec<f64>,
    pub(super) slacks: Vec<f64>,
    pub(super) multipliers: Vec<f64>,
    /// Of rows that must be met exactly.
    prices: Vec<f64>,
}

impl State {
    /// Amounts strictly inside their bounds, with slacks of rows of at least so much and every product the same.
    pub(super) fn at(room: &Room, amounts: Vec<f64>, least_slack: f64, product: f64) -> Self {
        let lower = amounts.iter().zip(&room.bounds).map(|(x, (lower, _))| x - lower);
        let upper = amounts.iter().zip(&room.bounds).map(|(x, (_, upper))| upper - x);
        let rows = room.least.iter().map(|row| (row.times(&amounts) - row.bound).max(least_slack));
        let slacks: Vec<f64> = lower.chain(upper).chain(rows).collect();
        let multipliers = slacks.iter().map(|slack| product / slack).collect();
        Self { slacks, multipliers, prices: vec![0.0; room.equal.len()], amounts }
    }

    /// The sum of all products: where every condition but these holds, so much is still to be had at most.
    pub(super) fn products(&self) -> f64 {
        self.slacks.iter().zip(&self.multipliers).map(|(slack, multiplier)| slack * multiplier).sum()
    }

    /// By how much rows are missed at most.
    pub(super) fn missed(&self, room: &Room) -> f64 {
        let equal = room.equal.iter().map(|row| (row.times(&self.amounts) - row.bound).abs());
        let slacks = &self.slacks[2 * self.amounts.len()..];
        let least = room.least.iter().zip(slacks);
        let least = least.map(|(row, slack)| (row.times(&self.amounts) - row.bound - slack).abs());
        equal.chain(least).fold(0.0, f64::max)
    }

    /// By how much multipliers fail to explain a gradient at most.
    pub(super) fn unexplained(&self, room: &Room, gradient: &[f64]) -> f64 {
        let size = self.amounts.len();
        let mut left = gradient.to_vec();
        for (column, left) in left.iter_mut().enumerate() {
            *left += self.multipliers[size + column] - self.multipliers[column];
        }
        for (row, multiplier) in room.least.iter().zip(&self.multipliers[2 * size..]) {
            row.add_to(&mut left, -multiplier);
        }
        for (row, price) in room.equal.iter().zip(&self.prices) {
            row.add_to(&mut left, -price);
        }
        left.iter().fold(0.0, |most: f64, left| most.max(left.abs()))
    }

    /// The longest part of a step up to 1 that leaves all slacks and multipliers no less than nought.
    pub(super) fn longest(&self, step: &Step) -> f64 {
        let slacks = self.slacks.iter().zip(&step.slacks);
        let multipliers = self.multipliers.iter().zip(&step.multipliers);
        let shrinking = slacks.chain(multipliers).filter(|(_, change)| **change < 0.0);
        shrinking.fold(1.0, |longest: f64, (value, change)| longest.min(value / -change))
    }

    /// Takes a part of a step.
    pub(super) fn take(&mut self, part: f64, step: &Step) {
        let pairs = [
            (&mut self.amounts, &step.amounts),
            (&mut self.slacks, &step.slacks),
            (&mut self.multipliers, &step.multipliers),
            (&mut self.prices, &step.prices),
        ];
        for (values, changes) in pairs {
            for (value, change) in values.iter_mut().zip(changes) {
                *value += part * change;
            }
        }
    }
}

/// A change of a state.
#[derive(Clone, Debug, Default)]
pub(super) struct Step {
    pub(super) amounts: Vec<f64>,
    pub(super) slacks: Vec<f64>,
    pub(super) multipliers: Vec<f64>,
    prices: Vec<f64>,
}

/// The conditions at a state, factored: steps for any products cost little more.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    matrix: Vec<f64>,
    factored: Definite,
    /// K⁻¹ of each row that must be met exactly, and the factored E·K⁻¹·E′.
    turned: Vec<Vec<f64>>,
    between: Definite,
}

impl Conditions {
    /// Factors K = H + Σ z/w·aa′ over bounds and rows a with slacks w and multipliers z, and what rows E that must be met
    /// exactly make of it.
    pub(super) fn factor(&mut self, room: &Room, state: &State, at: &Derivatives) {
        let size = room.free.len();
        self.matrix.clear();
        for row in &room.free {
            let own = &at.hessian[*row];
            self.matrix.extend(room.free.iter().map(|column| own[*column]));
        }
        let weights = state.multipliers.iter().zip(&state.slacks).map(|(z, w)| z / w);
        let weights: Vec<f64> = weights.collect();
        for column in 0..size {
            self.matrix[column * size + column] += weights[column] + weights[size + column];
        }
        for (row, weight) in room.least.iter().zip(&weights[2 * size..]) {
            for (position, (column, factor)) in row.factors.iter().enumerate() {
                let own = &mut self.matrix[column * size..(column + 1) * size];
                for (other, by) in &row.factors[position..] {
                    own[*other] += weight * factor * by;
                }
            }
        }
        self.factored.factor(&self.matrix, size);
        self.turned.clear();
        for row in &room.equal {
            let mut turned = vec![0.0; size];
            row.add_to(&mut turned, 1.0);
            self.factored.solve(&mut turned);
            self.turned.push(turned);
        }
        let rows = room.equal.iter();
        let between = rows.flat_map(|row| self.turned.iter().map(|turned| row.times(turned)));
        let between: Vec<f64> = between.collect();
        self.between.factor(&between, room.equal.len());
    }

    /// The step after which, if everything were a straight line, each product of slack and multiplier would be as given.
    pub(super) fn step(&self, room: &Room, state: &State, at: &Derivatives, products: &[f64]) -> Step {
        let size = room.free.len();
        let State { amounts, slacks, multipliers, prices } = state;
        let ratio = |constraint: usize| products[constraint] / slacks[constraint];
        let mut right: Vec<f64> = (0..size)
            .map(|column| ratio(column) - ratio(size + column) - at.gradient[room.free[column]])
            .collect();
        for (row, price) in room.equal.iter().zip(prices) {
            row.add_to(&mut right, *price);
        }
        let missed: Vec<f64> = room
            .least
            .iter()
            .zip(&slacks[2 * size..])
            .map(|(row, slack)| row.times(amounts) - row.bound - slack)
            .collect();
        for ((constraint, row), missed) in (2 * size..).zip(&room.least).zip(&missed) {
            let weight = multipliers[constraint] / slacks[constraint];
            row.add_to(&mut right, ratio(constraint) - weight * missed);
        }
        self.factored.solve(&mut right);
        let mut changes: Vec<f64> =
            room.equal.iter().map(|row| row.bound - row.times(amounts) - row.times(&right)).collect();
        self.between.solve(&mut changes);
        for (turned, change) in self.turned.iter().zip(&changes) {
            for (entry, turned) in right.iter_mut().zip(turned) {
                *entry += change * turned;
            }
        }
        let of_rows = room.least.iter().zip(&missed).map(|(row, missed)| row.times(&right) + missed);
        let of_slacks: Vec<f64> =
            right.iter().copied().chain(right.iter().map(|change| -change)).chain(of_rows).collect();
        let of_multipliers = of_slacks.iter().enumerate().map(|(constraint, change)| {
            let weight = multipliers[constraint] / slacks[constraint];
            ratio(constraint) - multipliers[constraint] - weight * change
        });
        Step { multipliers: of_multipliers.collect(), slacks: of_slacks, amounts: right, prices: changes }
    }
}
