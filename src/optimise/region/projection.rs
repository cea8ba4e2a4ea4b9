//! The projection of an allocation onto a region, by the money that it moves.

use crate::model::Allocation;
use crate::optimise::LinearProgram;
use crate::optimise::Region;
use crate::optimise::Row;
use crate::optimise::Sense;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::Variable;
use crate::optimise::region::propagation::infeasible_row;

impl Region {
    /// The allowed allocation that moves the least money from another one; `None` where nothing is allowed.
    ///
    /// # Errors
    /// The solver broke.
    pub fn nearest_to(
        &self,
        allocation: &Allocation,
        solver: &dyn Solver,
    ) -> Result<Option<Allocation>, SolveError> {
        if infeasible_row(self.programmes, &self.switches, &self.rows.iter().collect::<Vec<_>>()).is_some() {
            return Ok(None);
        }
        let target: Vec<f64> = allocation.millions().iter().map(|amount| amount / self.unit).collect();
        let nearest = self.nearest_point(self.variables.clone(), &target, solver)?;
        Ok(nearest.map(|point| self.allocation(&point)))
    }

    /// The point within the rows and some bounds that moves the least money from a target by programme; `None`
    /// where there is no point.
    pub(in crate::optimise) fn nearest_point(
        &self,
        variables: Vec<Variable>,
        target: &[f64],
        solver: &dyn Solver,
    ) -> Result<Option<Vec<f64>>, SolveError> {
        let count = variables.len();
        let mut program = LinearProgram { variables, rows: self.rows.clone() };
        for (programme, target) in target.iter().take(self.programmes).enumerate() {
            let moved = program.variables.len();
            let name = format!("moved.{programme}");
            program.variables.push(Variable {
                name: name.clone(),
                lower: 0.0,
                upper: f64::INFINITY,
                cost: 1.0,
                whole: false,
            });
            for (sign, sense) in [(-1.0, Sense::AtLeast), (1.0, Sense::AtMost)] {
                // moved ≥ x − x̄ and moved ≥ x̄ − x
                let terms = vec![(programme, 1.0), (moved, -sign)];
                program.rows.push(Row { name: name.clone(), terms, sense, bound: *target });
            }
        }
        match solver.solve(&program) {
            Ok(answer) => Ok(Some(answer.values[..count].to_vec())),
            Err(SolveError::Infeasible) => Ok(None),
            Err(other) => Err(other),
        }
    }
}
