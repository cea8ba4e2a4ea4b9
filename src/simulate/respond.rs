//! The share of harm that is left in each draw of a block.

use crate::elementary::exp;
use crate::elementary::ln;
use crate::elementary::wide;
use crate::simulate::block::Block;
use crate::simulate::block::EffectBlock;
use crate::simulate::block::ThreatBlock;
use crate::simulate::kernel::Effort;
use crate::simulate::kernel::Spare;

/// Working memory for one threat over one block, used again from threat to threat and block to block.
#[derive(Default)]
pub(super) struct Scratch {
    /// Per draw: the product of residuals, begun at the anchor.
    pub(super) ratio: Vec<f64>,
    /// Per draw: the sum of log residuals of the curves that are exponentials of something simple.
    log: Vec<f64>,
    /// Per effect and draw: d(log q)/dx, per £m of planned money. As many as the threat with the most effects has.
    pub(super) slopes: Vec<Vec<f64>>,
    pub(super) spare: Spare,
}

impl Scratch {
    /// Computes, for every draw of the block, Π q(e)/q(ē) of a threat.
    ///
    /// `efforts` is the planned effort of each programme in £m, before what its funder fails to deliver.
    pub(super) fn leave(&mut self, block: &Block, threat: &ThreatBlock, efforts: &[f64]) {
        self.leave_at(threat, block.length, |effect| effect.effort(block, efforts[effect.programme]));
    }

    /// The same at efforts that are told of each effect, in a block of so many draws.
    pub(super) fn leave_at<'b>(
        &mut self,
        threat: &ThreatBlock,
        length: usize,
        effort: impl Fn(&EffectBlock) -> Effort<'b>,
    ) {
        self.begin(threat, length);
        for effect in &threat.effects {
            let (left, kernel) = (&mut self.ratio, effect.response.kernel());
            let left = if kernel.is_logarithmic() { &mut self.log } else { left };
            kernel.leave(&effect.response, effort(effect), left, &mut self.spare);
        }
        self.end(threat);
    }

    /// The same, and the slope of each effect.
    pub(super) fn respond(&mut self, block: &Block, threat: &ThreatBlock, efforts: &[f64]) {
        self.begin(threat, block.length);
        if self.slopes.len() < threat.effects.len() {
            self.slopes.resize_with(threat.effects.len(), Vec::new);
        }
        for (effect, slopes) in threat.effects.iter().zip(&mut self.slopes) {
            slopes.resize(block.length, 0.0);
            let (left, kernel) = (&mut self.ratio, effect.response.kernel());
            let left = if kernel.is_logarithmic() { &mut self.log } else { left };
            let effort = effect.effort(block, efforts[effect.programme]);
            kernel.respond(&effect.response, effort, left, slopes, &mut self.spare);
        }
        self.end(threat);
    }

    fn begin(&mut self, threat: &ThreatBlock, length: usize) {
        threat.anchor.write(length, &mut self.ratio);
        self.log.clear();
        self.log.resize(length, 0.0);
    }

    /// Multiplies by what was added up as logs.
    fn end(&mut self, threat: &ThreatBlock) {
        if threat.effects.iter().any(|effect| effect.response.kernel().is_logarithmic()) {
            let (ratio, log) = (&mut self.ratio, &self.log);
            wide(
                #[inline(always)]
                || ratio.iter_mut().zip(log).for_each(|(ratio, log)| *ratio *= exp(*log)),
            );
        }
    }
}

impl EffectBlock {
    /// The effort of its programme in each draw of the block, where so many £m are planned.
    pub(super) fn effort<'b>(&self, block: &'b Block, planned: f64) -> Effort<'b> {
        let delivered = self.funder.map(|funder| &block.delivered[funder]);
        Effort { planned, past: self.past, delivered }
    }

    /// The share of harm that is left in each draw of the block at a planned effort, £m.
    pub(super) fn residuals(&self, block: &Block, planned: f64, spare: &mut Spare) -> Vec<f64> {
        let (kernel, effort) = (self.response.kernel(), self.effort(block, planned));
        let none = if kernel.is_logarithmic() { 0.0 } else { 1.0 };
        let mut left = vec![none; block.length];
        kernel.leave(&self.response, effort, &mut left, spare);
        if kernel.is_logarithmic() {
            each(&mut left, exp);
        }
        left
    }

    /// Sets each draw's log q(e) at a planned effort, £m, and its slope by it.
    pub(super) fn logs(
        &self,
        block: &Block,
        planned: f64,
        logs: &mut Vec<f64>,
        slopes: &mut Vec<f64>,
        spare: &mut Spare,
    ) {
        let (kernel, effort) = (self.response.kernel(), self.effort(block, planned));
        let none = if kernel.is_logarithmic() { 0.0 } else { 1.0 };
        logs.clear();
        logs.resize(block.length, none);
        slopes.resize(block.length, 0.0);
        kernel.respond(&self.response, effort, logs, slopes, spare);
        if !kernel.is_logarithmic() {
            each(logs, ln);
        }
    }
}

/// Turns each number into a function of it.
fn each(numbers: &mut [f64], function: impl Fn(f64) -> f64) {
    wide(
        #[inline(always)]
        || {
            for number in numbers {
                *number = function(*number);
            }
        },
    );
}
