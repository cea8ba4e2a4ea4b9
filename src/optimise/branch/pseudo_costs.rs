//! Pseudo-costs: which switch to branch on.

use crate::optimise::Region;
use crate::optimise::branch::node::Node;
use crate::optimise::linear::INTEGRAL;

/// How much deciding each switch has lifted the bound so far (*pseudo-costs*; Bénichou et al. 1971, *Experiments in
/// mixed-integer linear programming*).
#[derive(Debug)]
pub(super) struct PseudoCosts {
    /// For each switch, for off and on: the sum of what the bound rose by for each whole step, and how often.
    lifts: Vec<[(f64, f64); 2]>,
}

impl PseudoCosts {
    pub(super) fn new(switches: usize) -> Self {
        Self { lifts: vec![[(0.0, 0.0); 2]; switches] }
    }

    /// Learns from the first bound of a node.
    pub(super) fn learn(&mut self, node: &Node, bound: f64) {
        let Some((switch, share)) = node.last else { return };
        let is_on = node.fixed[switch] == Some(true);
        let step = if is_on { 1.0 - share } else { share };
        if step > INTEGRAL && node.bound.is_finite() {
            let (sum, count) = &mut self.lifts[switch][usize::from(is_on)];
            *sum += (bound - node.bound).max(0.0) / step;
            *count += 1.0;
        }
    }

    /// The switch that promises most of those between on and off, and how far it is on; `None` where all are whole.
    /// `whole` is what deciding a switch might lift the bound by where nothing is known of any.
    pub(super) fn split(&self, region: &Region, point: &[f64], whole: f64) -> Option<(usize, f64)> {
        let known = |side: usize| {
            let of_all = self.lifts.iter().map(|lifts| lifts[side]);
            let (sum, count) = of_all.fold((0.0, 0.0), |all, own| (all.0 + own.0, all.1 + own.1));
            if count > 0.0 { sum / count } else { whole }
        };
        let average = [known(0), known(1)];
        let lift = |switch: usize, side: usize, step: f64| {
            let (sum, count) = self.lifts[switch][side];
            step * if count > 0.0 { sum / count } else { average[side] }
        };
        let switches = region.switches().iter().enumerate();
        let between = switches.map(|(position, switch)| (position, point[switch.column]));
        let between = between.filter(|(_, share)| (share - share.round()).abs() > INTEGRAL);
        let least = 1e-6 * whole.max(f64::MIN_POSITIVE);
        let promise = |(switch, share): &(usize, f64)| {
            lift(*switch, 0, *share).max(least) * lift(*switch, 1, 1.0 - share).max(least)
        };
        between.max_by(|a, b| promise(a).total_cmp(&promise(b)).then(b.0.cmp(&a.0)))
    }
}
