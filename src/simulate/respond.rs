//! The share of harm that is left in each draw of a block.

use crate::simulate::block::Block;
use crate::simulate::block::EffectBlock;
use crate::simulate::block::ThreatBlock;
use crate::simulate::kernel::Effort;
use crate::simulate::sample::BLOCK;

/// Working memory for one threat over one block, reused from threat to threat.
pub(super) struct Scratch {
    /// Per draw: the product of residuals, begun at the anchor.
    pub(super) ratio: Vec<f64>,
    /// Per draw: the sum of log residuals of the curves that are exponentials of something simple.
    log: Vec<f64>,
    /// Per effect and draw: d(log q)/dx, per £m of planned money.
    pub(super) slopes: Vec<Vec<f64>>,
}

impl Scratch {
    pub(super) fn new() -> Self {
        Self { ratio: Vec::with_capacity(BLOCK), log: Vec::with_capacity(BLOCK), slopes: Vec::new() }
    }

    /// Computes, for every draw of the block, Π q(e)/q(ē) of a threat and the slope of each effect.
    ///
    /// `efforts` is the planned effort of each programme in £m, before what its funder fails to deliver.
    pub(super) fn respond(&mut self, block: &Block, threat: &ThreatBlock, efforts: &[f64]) {
        self.ratio.clear();
        self.ratio.extend_from_slice(&threat.anchor);
        self.log.clear();
        self.slopes.resize_with(threat.effects.len(), Vec::new);
        let mut logs = false;
        for (effect, slopes) in threat.effects.iter().zip(&mut self.slopes) {
            slopes.clear();
            let effort = effect.effort(block, efforts[effect.programme]);
            let kernel = effect.response.kernel();
            if kernel.is_logarithmic() {
                if !logs {
                    self.log.resize(block.length, 0.0);
                    logs = true;
                }
                kernel.respond(&effect.response, effort, &mut self.log, slopes);
            } else {
                kernel.respond(&effect.response, effort, &mut self.ratio, slopes);
            }
            effort.deliver(slopes);
        }
        if logs {
            for (ratio, log) in self.ratio.iter_mut().zip(&self.log) {
                *ratio *= libm::exp(*log);
            }
        }
    }
}

impl EffectBlock {
    /// The effort of its programme in each draw of the block, where so many £m are planned.
    pub(super) fn effort<'b>(&self, block: &'b Block, planned: f64) -> Effort<'b> {
        Effort { planned, delivered: self.funder.map(|funder| &block.delivered[funder]) }
    }

    /// The share of harm that is left in each draw of the block at a planned effort, £m.
    pub(super) fn residuals(&self, block: &Block, planned: f64) -> Vec<f64> {
        let (kernel, effort) = (self.response.kernel(), self.effort(block, planned));
        let mut slopes = Vec::with_capacity(block.length);
        if kernel.is_logarithmic() {
            let mut log = vec![0.0; block.length];
            kernel.respond(&self.response, effort, &mut log, &mut slopes);
            for log in &mut log {
                *log = libm::exp(*log);
            }
            return log;
        }
        let mut residuals = vec![1.0; block.length];
        kernel.respond(&self.response, effort, &mut residuals, &mut slopes);
        residuals
    }

    /// Each draw's log q(e), and its slope by the planned effort.
    pub(super) fn logs(&self, effort: Effort<'_>, length: usize, logs: &mut Vec<f64>, slopes: &mut Vec<f64>) {
        logs.clear();
        slopes.clear();
        let kernel = self.response.kernel();
        if kernel.is_logarithmic() {
            logs.resize(length, 0.0);
            kernel.respond(&self.response, effort, logs, slopes);
        } else {
            logs.resize(length, 1.0);
            kernel.respond(&self.response, effort, logs, slopes);
            for residual in logs {
                *residual = libm::log(*residual);
            }
        }
        effort.deliver(slopes);
    }
}
