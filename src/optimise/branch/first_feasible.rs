//! A first feasible allocation, to begin from.
//!
//! Where programmes are on or off, the allowed allocation nearest to another is a mixed-integer program, which can take
//! longer than the search that is to begin there; one that is near will do. Linear programs with the switches relaxed
//! say where: rounded they are tried first, and then decided switch by switch, depth first, so that "there is none" is
//! said only where that is so.

use crate::model::Allocation;
use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::Watch;
use crate::optimise::branch::node::Node;
use crate::optimise::linear::INTEGRAL;

/// Shares from which a relaxed switch is taken to be on.
const ROUNDED_UP: [f64; 4] = [INTEGRAL, 0.5, 0.9, 1.0 - INTEGRAL];

/// An allowed allocation near to another one; `None` where nothing is allowed. Without switches it is the nearest.
///
/// # Errors
/// The solver broke, or the search was ended before it had found any.
pub fn start_near(
    region: &Region,
    allocation: &Allocation,
    solver: &dyn Solver,
    watch: &dyn Watch,
) -> Result<Option<Allocation>, SolveError> {
    if region.switches().is_empty() {
        return region.nearest_to(allocation, solver);
    }
    let target: Vec<f64> = allocation.millions().iter().map(|amount| amount / region.unit()).collect();
    let mut open = vec![Node::root(region.switches().len(), f64::NEG_INFINITY)];
    let mut is_first = true;
    while let Some(node) = open.pop() {
        if let Some(by) = watch.stop() {
            return Err(SolveError::Ended { by });
        }
        let Some(point) = relaxed(region, &node, &target, solver)? else { continue };
        let Some((switch, share)) = most_fractional(region, &point) else {
            return Ok(Some(region.allocation(&point)));
        };
        if std::mem::take(&mut is_first) {
            for from in ROUNDED_UP {
                if let Some(found) = rounded(region, &point, from, allocation, solver)? {
                    return Ok(Some(found));
                }
            }
        }
        let (up, down) = node.split(node.bound, switch, share);
        let (first, second) = if share >= 0.5 { (up, down) } else { (down, up) };
        open.extend([second, first]);
    }
    Ok(None)
}

/// The nearest point with some switches decided and the others anywhere between.
fn relaxed(
    region: &Region,
    node: &Node,
    target: &[f64],
    solver: &dyn Solver,
) -> Result<Option<Vec<f64>>, SolveError> {
    let Some(bounds) = node.bounds(region) else { return Ok(None) };
    let mut variables = region.variables().to_vec();
    for (variable, (lower, upper)) in variables.iter_mut().zip(bounds) {
        (variable.lower, variable.upper, variable.whole) = (lower, upper, false);
    }
    region.nearest_point(variables, target, solver)
}

/// The switch furthest from being on or off, and how far it is on; `None` where all are.
fn most_fractional(region: &Region, point: &[f64]) -> Option<(usize, f64)> {
    let switches = region.switches().iter().enumerate();
    let shares = switches.map(|(position, switch)| (position, point[switch.column]));
    let away = |share: f64| (share - share.round()).abs();
    let open = shares.filter(|(_, share)| away(*share) > INTEGRAL);
    open.max_by(|a, b| away(a.1).total_cmp(&away(b.1)).then(b.0.cmp(&a.0)))
}

/// The nearest allocation with every switch on that is on to a share of at least so much, and the others off.
fn rounded(
    region: &Region,
    point: &[f64],
    from: f64,
    allocation: &Allocation,
    solver: &dyn Solver,
) -> Result<Option<Allocation>, SolveError> {
    let pattern: Vec<bool> = region.switches().iter().map(|switch| point[switch.column] >= from).collect();
    let Some(decided) = region.with_switches(&pattern) else { return Ok(None) };
    decided.nearest_to(allocation, solver)
}
