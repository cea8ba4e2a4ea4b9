//! The inner loops: a curve over the draws of a block.

use crate::curve::Exponential;
use crate::curve::Hyperbolic;
use crate::curve::LogLinear;
use crate::curve::Power;
use crate::simulate::block::Block;
use crate::simulate::block::Column;
use crate::simulate::block::EffectBlock;
use crate::simulate::block::ResponseBlock;
use crate::simulate::block::ThreatBlock;
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
            let planned = efforts[effect.programme];
            let delivered = effect.funder.map(|funder| &block.delivered[funder]);
            let effort = Effort { planned, delivered };
            if effect.response.logarithmic() {
                if !logs {
                    self.log.resize(block.length, 0.0);
                    logs = true;
                }
                effect.add_log(effort, &mut self.log, slopes);
            } else {
                effect.multiply(effort, &mut self.ratio, slopes);
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

/// The effort of a programme in each draw.
#[derive(Clone, Copy)]
pub(super) struct Effort<'b> {
    pub(super) planned: f64,
    pub(super) delivered: Option<&'b Column>,
}

impl Effort<'_> {
    #[inline]
    pub(super) fn at(self, draw: usize) -> f64 {
        match self.delivered {
            Some(delivered) => self.planned * delivered.at(draw),
            None => self.planned,
        }
    }

    /// Turns slopes by the effort delivered into slopes by the planned one.
    fn deliver(self, slopes: &mut [f64]) {
        match self.delivered {
            Some(Column::Each(delivered)) => {
                for (slope, delivered) in slopes.iter_mut().zip(delivered) {
                    *slope *= delivered;
                }
            }
            Some(Column::Same(delivered)) => {
                for slope in slopes {
                    *slope *= delivered;
                }
            }
            None => {}
        }
    }

    /// The effort, if it is the same in every draw.
    fn same(self) -> Option<f64> {
        match self.delivered {
            None => Some(self.planned),
            Some(Column::Same(delivered)) => Some(self.planned * delivered),
            Some(Column::Each(_)) => None,
        }
    }
}

/// A function of effort and scale, computed once where both are the same in every draw.
enum Shared<'b, F: Fn(f64, f64) -> f64> {
    Once(f64),
    Each(Effort<'b>, &'b Column, F),
}

impl<'b, F: Fn(f64, f64) -> f64> Shared<'b, F> {
    fn new(effort: Effort<'b>, scale: &'b Column, function: F) -> Self {
        match (effort.same(), scale) {
            (Some(effort), Column::Same(scale)) => Self::Once(function(effort, *scale)),
            _ => Self::Each(effort, scale, function),
        }
    }

    #[inline]
    fn at(&self, draw: usize) -> f64 {
        match self {
            Self::Once(value) => *value,
            Self::Each(effort, scale, function) => function(effort.at(draw), scale.at(draw)),
        }
    }
}

impl ResponseBlock {
    /// Whether the curve is the exponential of something simple, so that logs are cheaper to add than
    /// residuals to multiply.
    fn logarithmic(&self) -> bool {
        matches!(self, Self::Power { .. } | Self::LogLinear { .. } | Self::Points { .. })
    }
}

impl EffectBlock {
    /// The share of harm that is left in each draw of the block at a planned effort, £m.
    pub(super) fn residuals(&self, block: &Block, planned: f64) -> Vec<f64> {
        let delivered = self.funder.map(|funder| &block.delivered[funder]);
        let (effort, mut slopes) = (Effort { planned, delivered }, Vec::with_capacity(block.length));
        if self.response.logarithmic() {
            let mut log = vec![0.0; block.length];
            self.add_log(effort, &mut log, &mut slopes);
            for log in &mut log {
                *log = libm::exp(*log);
            }
            return log;
        }
        let mut residuals = vec![1.0; block.length];
        self.multiply(effort, &mut residuals, &mut slopes);
        residuals
    }

    /// Each draw's log q(e), and its slope by the planned effort.
    pub(super) fn logs(&self, effort: Effort<'_>, length: usize, logs: &mut Vec<f64>, slopes: &mut Vec<f64>) {
        logs.clear();
        slopes.clear();
        if self.response.logarithmic() {
            logs.resize(length, 0.0);
            self.add_log(effort, logs, slopes);
        } else {
            logs.resize(length, 1.0);
            self.multiply(effort, logs, slopes);
            for residual in logs {
                *residual = libm::log(*residual);
            }
        }
        effort.deliver(slopes);
    }

    /// Multiplies each draw's ratio by q(e), and appends each draw's slope.
    fn multiply(&self, effort: Effort<'_>, ratio: &mut [f64], slopes: &mut Vec<f64>) {
        match &self.response {
            ResponseBlock::Exponential { reach, half } => {
                let remaining = Shared::new(effort, half, Exponential::remaining);
                for (draw, (ratio, reach)) in ratio.iter_mut().zip(reach).enumerate() {
                    let curve = Exponential { reach: *reach, half: half.at(draw) };
                    let response = curve.response(remaining.at(draw));
                    *ratio *= response.residual;
                    slopes.push(response.log_slope);
                }
            }
            ResponseBlock::Hyperbolic { reach, half } => {
                for (draw, (ratio, reach)) in ratio.iter_mut().zip(reach).enumerate() {
                    let response =
                        Hyperbolic { reach: *reach, half: half.at(draw) }.response(effort.at(draw));
                    *ratio *= response.residual;
                    slopes.push(response.log_slope);
                }
            }
            _ => {}
        }
    }

    /// Adds each draw's log q(e), and appends each draw's slope.
    fn add_log(&self, effort: Effort<'_>, log: &mut [f64], slopes: &mut Vec<f64>) {
        match &self.response {
            ResponseBlock::Power { elasticity, scale } => {
                let stretch = Shared::new(effort, scale, Power::stretch);
                for (draw, (log, elasticity)) in log.iter_mut().zip(elasticity).enumerate() {
                    let curve = Power { elasticity: *elasticity, scale: scale.at(draw) };
                    *log += curve.log_residual(stretch.at(draw));
                    slopes.push(curve.log_slope(effort.at(draw)));
                }
            }
            ResponseBlock::LogLinear { rate, scale } => {
                for (draw, (log, rate)) in log.iter_mut().zip(rate).enumerate() {
                    let curve = LogLinear { rate: *rate, scale: scale.at(draw) };
                    *log += curve.log_residual(effort.at(draw));
                    slopes.push(curve.log_slope());
                }
            }
            ResponseBlock::Points { points, works } => {
                for (draw, log) in log.iter_mut().enumerate() {
                    let (log_residual, slope) = points.at(effort.at(draw));
                    *log += works.at(draw) * log_residual;
                    slopes.push(works.at(draw) * slope);
                }
            }
            _ => {}
        }
    }
}
