//! The multipliers of an optimum: every combination of binding rules that explains its gradient.

use crate::model::Allocation;
use crate::optimise::LinearProgram;
use crate::optimise::Region;
use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::Variable;
use crate::optimise::numeric::classes;

/// A rule holds at a point this near, in the region's units: ten times what a solver leaves.
const BINDS: f64 = 1e-7;

/// Multipliers beyond this many times the gradient's largest entry have no bound: solvers that are asked for the
/// least of something without a bound may never answer.
const ENDLESS: f64 = 1e2;

/// No multiplier is looked for beyond this: programs with free variables can keep solvers going in circles.
const LARGEST: f64 = 1e4;

/// Something that binds, as a plane.
pub(super) struct Face {
    /// The rule that somebody states; `None` where nobody does: no money is less than nothing, and what is off is off.
    pub(super) rule: Option<Rule>,
    pub(super) sense: Sense,
    /// How much its bound moves with each £1m of all money of its year.
    pub(super) per_budget: f64,
    /// The year of the plan that it is about, from 0.
    pub(super) year: usize,
    terms: Vec<(usize, f64)>,
}

/// The conditions g = Σ y·a, scaled to the gradient's largest entry.
pub(super) struct System {
    faces: Vec<Face>,
    /// Faces whose multipliers depend on each other are of one class.
    classes: Vec<usize>,
    /// The part of the gradient that multipliers explain.
    gradient: Vec<f64>,
    /// One combination that explains it.
    one: Vec<f64>,
    scale: f64,
    unexplained: f64,
}

impl System {
    /// The conditions at an allocation.
    pub(super) fn at(
        region: &Region,
        allocation: &Allocation,
        gradient: &[f64],
        solver: &dyn Solver,
    ) -> Result<Self, SolveError> {
        let largest = gradient.iter().fold(0.0_f64, |largest, slope| largest.max(slope.abs()));
        let scale = largest.max(f64::MIN_POSITIVE);
        let faces = faces(region, allocation);
        let normals: Vec<&[(usize, f64)]> = faces.iter().map(|face| face.terms.as_slice()).collect();
        let classes = classes(&normals, gradient.len());
        let gradient = gradient.iter().map(|slope| slope / scale).collect();
        let mut system = Self { faces, classes, gradient, one: Vec::new(), scale, unexplained: 0.0 };
        let (multipliers, unexplained) = system.solve(&[], None, solver)?;
        // What no multiplier explains would otherwise be room for every one of them.
        system.gradient.fill(0.0);
        for (face, multiplier) in system.faces.iter().zip(&multipliers) {
            for &(programme, factor) in &face.terms {
                system.gradient[programme] += multiplier * factor;
            }
        }
        (system.one, system.unexplained) = (multipliers, unexplained);
        Ok(system)
    }

    /// What binds.
    pub(super) fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The class of a face: those whose multipliers depend on each other are of one.
    pub(super) fn class(&self, face: usize) -> usize {
        self.classes[face]
    }

    /// The gradient's largest entry.
    pub(super) fn scale(&self) -> f64 {
        self.scale
    }

    /// Σ |what no multiplier explains| over programmes, as a part of the gradient's largest entry.
    pub(super) fn stationarity(&self) -> f64 {
        self.unexplained
    }

    /// The least of a sum of multipliers, in the gradient's unit; `None` where it falls without end.
    pub(super) fn least(&self, sum: &[(usize, f64)], solver: &dyn Solver) -> Result<Option<f64>, SolveError> {
        let value = |multipliers: &[f64]| -> f64 {
            sum.iter().map(|(face, factor)| factor * multipliers[*face]).sum::<f64>() * self.scale
        };
        let is_alone =
            |face: usize| self.classes.iter().filter(|class| **class == self.classes[face]).count() == 1;
        if sum.iter().all(|(face, factor)| *factor == 0.0 || is_alone(*face)) {
            return Ok(Some(value(&self.one)));
        }
        match self.solve(sum, Some(BINDS), solver) {
            Ok((multipliers, _)) => Ok(Some(value(&multipliers))),
            Err(SolveError::Unbounded) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// The multipliers that explain the gradient best, or, among those that leave no more unexplained than
    /// `most_slack`, the ones of the least cost; and what they leave.
    fn solve(
        &self,
        cost: &[(usize, f64)],
        most_slack: Option<f64>,
        solver: &dyn Solver,
    ) -> Result<(Vec<f64>, f64), SolveError> {
        let mut program = LinearProgram::default();
        let variable = |name: String, (lower, upper): (f64, f64), cost| Variable {
            name,
            lower,
            upper,
            cost,
            whole: false,
        };
        for face in &self.faces {
            let range = match face.sense {
                Sense::AtLeast => (0.0, LARGEST),
                Sense::AtMost => (-LARGEST, 0.0),
                Sense::Equal => (-LARGEST, LARGEST),
            };
            program.variables.push(variable("y".to_owned(), range, 0.0));
        }
        for (face, factor) in cost {
            program.variables[*face].cost += factor;
        }
        let first_slack = self.faces.len();
        let slack_cost = if most_slack.is_some() { 0.0 } else { 1.0 };
        for (programme, slope) in self.gradient.iter().enumerate() {
            let mut terms: Vec<(usize, f64)> = Vec::new();
            for (i, face) in self.faces.iter().enumerate() {
                let own = face.terms.iter().filter(|(of, _)| *of == programme);
                terms.extend(own.map(|(_, factor)| (i, *factor)));
            }
            let name = format!("unexplained.{programme}");
            for sign in [1.0, -1.0] {
                terms.push((program.variables.len(), sign));
                program.variables.push(variable(name.clone(), (0.0, f64::INFINITY), slack_cost));
            }
            program.rows.push(Row { name, terms, sense: Sense::Equal, bound: *slope });
        }
        let slacks = first_slack..program.variables.len();
        if let Some(bound) = most_slack {
            let terms = slacks.clone().map(|slack| (slack, 1.0)).collect();
            program.rows.push(Row { name: "unexplained".to_owned(), terms, sense: Sense::AtMost, bound });
        }
        let endless = ENDLESS * cost.iter().map(|(_, factor)| factor.abs()).sum::<f64>().max(1.0);
        program.rows.extend(floor(cost, -endless));
        let answer = solver.solve(&program)?;
        if most_slack.is_some() && answer.objective < -0.99 * endless {
            return Err(SolveError::Unbounded);
        }
        let slack = slacks.map(|slack| answer.values[slack]).sum();
        Ok((answer.values[..first_slack].to_vec(), slack))
    }
}

/// The row that keeps a cost of multipliers from falling without end.
fn floor(cost: &[(usize, f64)], bound: f64) -> Option<Row> {
    let mut terms: Vec<(usize, f64)> = cost.iter().copied().filter(|(_, factor)| *factor != 0.0).collect();
    terms.sort_unstable_by_key(|(face, _)| *face);
    let name = "endless".to_owned();
    (!terms.is_empty()).then_some(Row { name, terms, sense: Sense::AtLeast, bound })
}

/// Everything that binds at an allocation.
fn faces(region: &Region, allocation: &Allocation) -> Vec<Face> {
    let point: Vec<f64> = allocation.millions().iter().map(|amount| amount / region.unit()).collect();
    let binding = region.rules().iter().zip(region.rows()).filter(|(rule, row)| {
        let is_about_money = !matches!(rule, Rule::OnOff { .. } | Rule::AtMostOpen { .. });
        is_about_money && (row.value_at(&point) - row.bound).abs() <= BINDS
    });
    let mut faces: Vec<Face> = binding
        .map(|(rule, row)| Face {
            // Proportions are kept or not: there is no £1 of them.
            rule: (!matches!(rule, Rule::ProRata { .. })).then(|| rule.clone()),
            terms: row.terms.clone(),
            sense: row.sense,
            per_budget: region.moves_with_budget(rule, row),
            year: region.year_of(rule),
        })
        .collect();
    for (programme, value) in point.iter().enumerate() {
        faces.extend(bound_faces(region, programme, *value));
    }
    faces
}

/// The bounds that are active for a programme.
fn bound_faces(region: &Region, programme: usize, value: f64) -> Vec<Face> {
    let terms = || vec![(programme, 1.0)];
    let year = region.timeline().parted(programme).0;
    let face = |rule, sense| Face { rule, terms: terms(), sense, per_budget: 0.0, year };
    let (variable, stated) = (&region.variables()[programme], region.stated(programme));
    if stated.amount.is_some() {
        return vec![face(Some(Rule::Pinned { programme }), Sense::Equal)];
    }
    let is_at = |bound: f64| (value - bound).abs() <= BINDS;
    let is_off = variable.upper <= 0.0 && stated.most.is_none_or(|most| most > 0.0);
    if is_off {
        return vec![face(None, Sense::Equal)];
    }
    let mut faces = Vec::new();
    if value - variable.lower <= BINDS {
        let is_stated = stated.least > 0.0 && is_at(stated.least);
        faces.push(face(is_stated.then_some(Rule::Least { programme }), Sense::AtLeast));
    }
    if stated.most.is_some_and(is_at) {
        faces.push(face(Some(Rule::Most { programme }), Sense::AtMost));
    }
    faces
}
