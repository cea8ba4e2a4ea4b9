//! Some of the draws, as a sample of their own.

use crate::simulate::block::Block;
use crate::simulate::block::Column;
use crate::simulate::block::EffectBlock;
use crate::simulate::block::ResponseBlock;
use crate::simulate::block::ThreatBlock;
use crate::simulate::sample::BLOCK;
use std::sync::Arc;

/// Where a draw is: its block, and its place there.
type Place<'b> = (&'b Block, usize);

/// The draws at some positions as blocks; positions that there are not are left out.
pub(super) fn chosen(blocks: &[Arc<Block>], draws: &[usize]) -> Vec<Block> {
    let places = draws.iter().filter_map(|draw| Some((&**blocks.get(draw / BLOCK)?, draw % BLOCK)));
    let places: Vec<Place<'_>> = places.filter(|(block, place)| *place < block.length).collect();
    places.chunks(BLOCK).map(|places| Gathered(places).block()).collect()
}

struct Gathered<'a, 'b>(&'a [Place<'b>]);

impl<'b> Gathered<'_, 'b> {
    fn block(&self) -> Block {
        let first = self.0[0].0;
        let threats = first.threats.iter().enumerate().map(|(t, threat)| ThreatBlock {
            harm: threat.harm.as_ref().map(|same| self.column(same, |block| block.threats[t].harm.as_ref())),
            counts: threat
                .counts
                .iter()
                .enumerate()
                .map(|(c, same)| self.column(same, |block| block.threats[t].counts.get(c)))
                .collect(),
            anchor: self.column(&threat.anchor, |block| Some(&block.threats[t].anchor)),
            effects: (0..threat.effects.len()).map(|e| self.effect(t, e)).collect(),
        });
        let delivered = first.delivered.iter().enumerate();
        Block {
            length: self.0.len(),
            delivered: delivered.map(|(f, same)| self.column(same, |block| block.delivered.get(f))).collect(),
            threats: threats.collect(),
        }
    }

    fn effect(&self, threat: usize, effect: usize) -> EffectBlock {
        let own = |block: &'b Block| &block.threats[threat].effects[effect].response;
        let first = &self.0[0].0.threats[threat].effects[effect];
        let response = ResponseBlock {
            shape: first.response.shape.clone(),
            strength: self.column(&first.response.strength, |block| Some(&own(block).strength)),
            pace: self.column(&first.response.pace, |block| Some(&own(block).pace)),
        };
        EffectBlock { response, ..first.clone() }
    }

    /// A column; one that is the same in every draw stays so.
    fn column(&self, first: &Column, of: impl Fn(&'b Block) -> Option<&'b Column>) -> Column {
        match first {
            Column::Same(value) => Column::Same(*value),
            Column::Each(_) => {
                Column::Each(self.0.iter().filter_map(|&(block, place)| Some(of(block)?.at(place))).collect())
            }
        }
    }
}
