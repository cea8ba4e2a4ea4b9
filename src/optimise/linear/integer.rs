//! Linear programs with variables that are whole numbers, solved so that somebody who looks on can end it.
//!
//! Solvers take such a program in one step, which may be long and hears nobody. Here it is a tree of linear programs
//! (Land & Doig 1960, *An automatic method of solving discrete programming problems*), and between two of them a clock or a
//! signal is asked.

use crate::optimise::Answer;
use crate::optimise::LinearProgram;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::Watch;

/// A number this near to a whole one is whole, and a switch this near to on or off is on or off.
pub(in crate::optimise) const INTEGRAL: f64 = 1e-6;

/// Answers closer than this part of 1 and of their size are the same: solvers leave as much.
const SAME_OBJECTIVE: f64 = 1e-9;

/// The best point found, and whether nothing is better.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::optimise) struct IntegerAnswer {
    pub(in crate::optimise) answer: Answer,
    pub(in crate::optimise) is_proven: bool,
}

/// Solves a program; what has been found where the search is ended.
///
/// # Errors
/// No point meets all rows, the solver broke, or the search was ended before any was found.
pub(in crate::optimise) fn solve_integer(
    program: &LinearProgram,
    solver: &dyn Solver,
    watch: &dyn Watch,
) -> Result<IntegerAnswer, SolveError> {
    let mut relaxed = program.clone();
    relaxed.variables.iter_mut().for_each(|variable| variable.whole = false);
    let whole: Vec<usize> =
        (0..program.variables.len()).filter(|&variable| program.variables[variable].whole).collect();
    let mut open = vec![bounds(&relaxed, &whole)];
    let mut best: Option<Answer> = None;
    while let Some(node) = open.pop() {
        if let Some(by) = watch.stop() {
            let answer = best.ok_or(SolveError::Ended { by })?;
            return Ok(IntegerAnswer { answer, is_proven: false });
        }
        let Some(answer) = solved(&mut relaxed, &whole, &node, solver)? else { continue };
        if best.as_ref().is_some_and(|best| !is_better(&answer, best)) {
            continue;
        }
        let fractional = most_fractional(&whole, &node, &answer);
        if fractional.is_none_or(|(_, away)| away <= INTEGRAL) {
            // Nearly whole is not whole: what a switch that is all but off lets through may be real money.
            let rounded = whole.iter().map(|&own| (answer.values[own].round(), answer.values[own].round()));
            let rounded: Vec<(f64, f64)> = rounded.collect();
            let exact = solved(&mut relaxed, &whole, &rounded, solver)?;
            let is_exact = exact.as_ref().is_some_and(|exact| !is_better(&answer, exact));
            if let Some(exact) = exact
                && best.as_ref().is_none_or(|best| is_better(&exact, best))
            {
                best = Some(exact);
            }
            if is_exact {
                continue;
            }
        }
        let Some((position, _)) = fractional else { continue };
        let value = answer.values[whole[position]];
        let (mut down, mut up) = (node.clone(), node);
        down[position].1 = value.floor().max(down[position].0);
        up[position].0 = (value.floor() + 1.0).min(up[position].1);
        let (first, second) = if value - value.floor() >= 0.5 { (up, down) } else { (down, up) };
        open.extend([second, first]);
    }
    best.map(|answer| IntegerAnswer { answer, is_proven: true }).ok_or(SolveError::Infeasible)
}

/// The bounds of the variables that are whole numbers.
fn bounds(program: &LinearProgram, whole: &[usize]) -> Vec<(f64, f64)> {
    let own = |&variable: &usize| (program.variables[variable].lower, program.variables[variable].upper);
    whole.iter().map(own).collect()
}

/// The best point inside some bounds; `None` where there is none.
fn solved(
    relaxed: &mut LinearProgram,
    whole: &[usize],
    node: &[(f64, f64)],
    solver: &dyn Solver,
) -> Result<Option<Answer>, SolveError> {
    for (&variable, (lower, upper)) in whole.iter().zip(node) {
        let own = &mut relaxed.variables[variable];
        (own.lower, own.upper) = (*lower, *upper);
    }
    match solver.solve(relaxed) {
        Ok(answer) => Ok(Some(answer)),
        Err(SolveError::Infeasible) => Ok(None),
        Err(other) => Err(other),
    }
}

fn is_better(answer: &Answer, than: &Answer) -> bool {
    answer.objective < than.objective - SAME_OBJECTIVE * (1.0 + than.objective.abs())
}

/// The undecided variable furthest from whole, and how far that is; `None` where all are decided.
fn most_fractional(whole: &[usize], node: &[(f64, f64)], answer: &Answer) -> Option<(usize, f64)> {
    let away = |value: f64| (value - value.round()).abs();
    let open = node.iter().enumerate().filter(|(_, (lower, upper))| upper - lower >= 0.5);
    let open = open.map(|(position, _)| (position, away(answer.values[whole[position]])));
    open.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimise::Row;
    use crate::optimise::Sense;
    use crate::optimise::StoppedBy;
    use crate::optimise::Unwatched;
    use crate::optimise::Variable;
    use crate::optimise::linear::default_solver;

    /// Fill a knapsack of 15 with these sizes, each once; what is worth most is looked for by trying every subset.
    const SIZES: [f64; 8] = [6.0, 5.0, 4.0, 4.0, 3.0, 2.0, 7.0, 1.0];
    const WORTH: [f64; 8] = [30.0, 14.0, 16.0, 9.0, 11.0, 3.0, 33.0, 2.0];

    fn knapsack() -> LinearProgram {
        let variables = WORTH.iter().map(|worth| Variable {
            name: "taken".into(),
            lower: 0.0,
            upper: 1.0,
            cost: -worth,
            whole: true,
        });
        let terms = SIZES.iter().copied().enumerate().collect();
        let row = Row { name: "room".into(), terms, sense: Sense::AtMost, bound: 15.0 };
        LinearProgram { variables: variables.collect(), rows: vec![row] }
    }

    #[derive(Debug)]
    struct Ended;

    impl Watch for Ended {
        fn stop(&self) -> Option<StoppedBy> {
            Some(StoppedBy::Request)
        }
    }

    #[test]
    fn the_best_subset_is_that_of_trying_all_of_them() {
        let most = (0..1_u32 << SIZES.len())
            .filter_map(|subset| {
                let of = |figures: &[f64; 8]| -> f64 {
                    (0..8).filter(|i| subset >> i & 1 == 1).map(|i| figures[i]).sum()
                };
                (of(&SIZES) <= 15.0).then(|| of(&WORTH))
            })
            .fold(0.0, f64::max);
        let found = solve_integer(&knapsack(), default_solver(), &Unwatched).unwrap();
        assert!((found.answer.objective + most).abs() < 1e-9 && found.is_proven, "{found:?} for {most}");
    }

    #[test]
    fn a_switch_that_is_all_but_off_lets_nothing_through() {
        let variable = |cost, upper, whole| Variable { name: "v".into(), lower: 0.0, upper, cost, whole };
        // Five of x need the switch, of which 5e-8 would do, and the switch costs 3.
        let rows = vec![
            Row { name: "opened".into(), terms: vec![(0, 1.0), (1, -1e8)], sense: Sense::AtMost, bound: 0.0 },
            Row { name: "wanted".into(), terms: vec![(0, 1.0)], sense: Sense::AtLeast, bound: 5.0 },
        ];
        let program =
            LinearProgram { variables: vec![variable(0.0, 10.0, false), variable(3.0, 1.0, true)], rows };
        let found = solve_integer(&program, default_solver(), &Unwatched).unwrap();
        assert!((found.answer.objective - 3.0).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn whoever_looks_on_ends_it_and_no_point_is_no_point() {
        let ended = SolveError::Ended { by: StoppedBy::Request };
        assert_eq!(solve_integer(&knapsack(), default_solver(), &Ended), Err(ended));
        let mut none = knapsack();
        let terms = vec![(0, 1.0), (1, 1.0)];
        none.rows.push(Row { name: "half".into(), terms, sense: Sense::Equal, bound: 1.5 });
        assert_eq!(solve_integer(&none, default_solver(), &Unwatched), Err(SolveError::Infeasible));
    }
}
