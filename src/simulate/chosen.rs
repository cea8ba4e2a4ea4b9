//! Some of the draws, as a sample of their own.

use crate::simulate::Futures;
use crate::simulate::block::Block;
use crate::simulate::block::Column;
use crate::simulate::block::EffectBlock;
use crate::simulate::block::ResponseBlock;
use crate::simulate::block::ThreatBlock;
use crate::simulate::interrupt::check_interrupt;
use crate::simulate::sample::BLOCK;
use crate::units::Draws;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Where a draw is: its block, and its place there.
type Place<'b> = (&'b Block, usize);

impl Futures {
    /// Some draws as a sample of their own; `None` of fewer than two.
    #[must_use]
    pub fn some(&self, draws: &[usize]) -> Option<Self> {
        let blocks: Vec<Arc<Block>> = chosen(self, draws).into_iter().map(Arc::new).collect();
        let draws = Draws::new(blocks.iter().map(|block| block.length).sum()).ok()?;
        Some(self.with_blocks(draws, blocks))
    }
}

/// The draws at some positions as blocks, in that order; positions that there are not are left out.
fn chosen(futures: &Futures, draws: &[usize]) -> Vec<Block> {
    let draws = draws.iter().filter(|draw| **draw < futures.draws().get());
    let draws: Vec<(usize, usize)> = draws.map(|draw| (draw / BLOCK, draw % BLOCK)).collect();
    let mut wanted: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (block, place) in &draws {
        wanted.entry(*block).or_default().push(*place);
    }
    // A block that is not held is made once, and of it what is chosen is kept.
    let parts: Vec<(usize, Block)> = wanted
        .into_par_iter()
        .map(|(number, places)| {
            check_interrupt();
            let block = futures.block(number);
            let places: Vec<Place<'_>> = places.into_iter().map(|place| (&*block, place)).collect();
            (number, Gathered(&places).block())
        })
        .collect();
    let mut parts: BTreeMap<usize, (&Block, Range<usize>)> =
        parts.iter().map(|(number, part)| (*number, (part, 0..part.length))).collect();
    let places = draws.iter().filter_map(|(number, _)| {
        let (part, left) = parts.get_mut(number)?;
        Some((*part, left.next()?))
    });
    let places: Vec<Place<'_>> = places.collect();
    places.par_chunks(BLOCK).map(|places| Gathered(places).block()).collect()
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
            growth: threat
                .growth
                .as_ref()
                .map(|same| self.column(same, |block| block.threats[t].growth.as_ref())),
            discount: threat.discount,
            effects: (0..threat.effects.len()).map(|e| self.effect(t, e)).collect(),
        });
        let delivered = first.delivered.iter().enumerate();
        Block {
            length: self.0.len(),
            delivered: delivered.map(|(f, same)| self.column(same, |block| block.delivered.get(f))).collect(),
            threats: threats.collect(),
            years: first.years,
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

    /// A column; one that is the same in every draw of every block stays so.
    fn column(&self, first: &Column, of: impl Fn(&'b Block) -> Option<&'b Column>) -> Column {
        let columns = || self.0.iter().filter_map(|&(block, place)| Some((of(block)?, place)));
        match first {
            Column::Same(value) if columns().all(|(column, _)| matches!(column, Column::Same(_))) => {
                Column::Same(*value)
            }
            _ => Column::Each(columns().map(|(column, place)| column.at(place)).collect()),
        }
    }
}
