//! One draw taken for itself: what somebody would do who knew it to be the truth.

use crate::simulate::block::Block;
use crate::simulate::block::Column;
use crate::simulate::block::EffectBlock;
use crate::simulate::block::ResponseBlock;
use crate::simulate::block::ThreatBlock;

/// One draw of a block as a block of its own.
pub(super) fn single(block: &Block, draw: usize) -> Block {
    let threats = block.threats.iter().map(|threat| ThreatBlock {
        harm: threat.harm.as_ref().map(|harm| same(harm, draw)),
        counts: threat.counts.iter().map(|count| same(count, draw)).collect(),
        anchor: same(&threat.anchor, draw),
        growth: threat.growth.as_ref().map(|growth| same(growth, draw)),
        discount: threat.discount,
        effects: threat
            .effects
            .iter()
            .map(|effect| EffectBlock { response: response_of(&effect.response, draw), ..effect.clone() })
            .collect(),
    });
    Block {
        length: 1,
        delivered: block.delivered.iter().map(|delivered| same(delivered, draw)).collect(),
        threats: threats.collect(),
        years: block.years,
    }
}

fn same(column: &Column, draw: usize) -> Column {
    Column::Same(column.at(draw))
}

fn response_of(response: &ResponseBlock, draw: usize) -> ResponseBlock {
    let (strength, pace) = (same(&response.strength, draw), same(&response.pace, draw));
    ResponseBlock { shape: response.shape.clone(), strength, pace }
}
