//! The sample compiled for the kernel: returns turned into strengths, today's spend divided out.

use crate::curve::Exponential;
use crate::curve::Hyperbolic;
use crate::curve::LogLinear;
use crate::curve::Power;
use crate::curve::StatedReturn;
use crate::curve::held;
use crate::dist::Distribution;
use crate::id::Address;
use crate::model::Curve;
use crate::model::Effect;
use crate::model::Evidence;
use crate::model::Family;
use crate::model::Measure;
use crate::model::Parametric;
use crate::model::Programme;
use crate::model::Strength;
use crate::simulate::Sample;
use crate::simulate::block::Block;
use crate::simulate::block::Column;
use crate::simulate::block::EffectBlock;
use crate::simulate::block::ResponseBlock;
use crate::simulate::block::Slot;
use crate::simulate::block::ThreatBlock;
use crate::simulate::chosen::chosen;
use crate::simulate::respond::Scratch;
use crate::simulate::sample::BLOCK;
use crate::simulate::single::single;
use crate::units::Draws;
use rayon::prelude::*;
use std::ops::Range;

/// The share of draws whose implied reach may be held before the evidence is taken to contradict itself.
const MOST_HELD: f64 = 0.01;

/// Every draw of an evidence file, ready to be run under any allocation.
#[derive(Clone, Debug)]
pub struct Futures {
    draws: Draws,
    blocks: Vec<Block>,
    held: Vec<Held>,
    slots: Vec<(usize, String, Slot)>,
}

/// An effect whose implied reach had to be held in some draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Where the return is stated.
    pub address: Address,
    /// In how many draws.
    pub draws: usize,
}

/// Evidence that cannot be simulated.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SimulateError {
    /// A return that more often than not cannot be had from the threat's harm.
    #[error(
        "`{address}` implies that the programme could remove more than 99% of the threat's harm in {held} of \
         {draws} draws"
    )]
    ReachHeld {
        /// Where the return is stated.
        address: Address,
        /// In how many draws.
        held: usize,
        /// Out of how many.
        draws: usize,
    },
    /// A draw that is no finite number.
    #[error("`{address}` is {value} in draw {draw}")]
    NotFinite {
        /// Where the uncertain number stands.
        address: Address,
        /// What it came to.
        value: f64,
        /// In which draw, from 0.
        draw: usize,
    },
    /// Harm at today's spend that is no finite number.
    #[error("the effects on `{threat}` multiply to {value} at today's spend in draw {draw}")]
    AnchorNotFinite {
        /// The threat.
        threat: String,
        /// What they multiply to.
        value: f64,
        /// In which draw, from 0.
        draw: usize,
    },
}

impl Futures {
    /// Compiles a sample of the evidence.
    ///
    /// # Errors
    /// A draw that is not finite, or a return that implies a reach above 0.99 in more than 1% of draws.
    pub fn new(evidence: &Evidence, sample: &Sample) -> Result<Self, SimulateError> {
        finite(sample)?;
        let compiled: Vec<(Block, Vec<usize>)> = sample
            .blocks()
            .par_iter()
            .enumerate()
            .map(|(i, columns)| Compiler { evidence, sample, columns, first: i * BLOCK }.block())
            .collect::<Result<_, _>>()?;
        let draws = sample.draws();
        let held = held_over_all(evidence, &compiled, draws)?;
        let blocks = compiled.into_iter().map(|(block, _)| block).collect();
        let slots = evidence.threats().iter().enumerate().flat_map(|(t, threat)| {
            let counts = threat.counts.iter().enumerate();
            counts.map(move |(c, count)| (t, count.id.to_string(), Slot::Count(c)))
        });
        Ok(Self { draws, blocks, held, slots: slots.collect() })
    }

    /// How many draws.
    #[must_use]
    pub fn draws(&self) -> Draws {
        self.draws
    }

    /// Effects whose implied reach had to be held at 0.99 in some draws, by address.
    #[must_use]
    pub fn held(&self) -> &[Held] {
        &self.held
    }

    /// One draw taken for itself; `None` where there is no such draw.
    #[must_use]
    pub fn single(&self, draw: usize) -> Option<Self> {
        let blocks = vec![single(&self.blocks, draw)?];
        Some(Self { draws: Draws::ONE, blocks, held: Vec::new(), slots: self.slots.clone() })
    }

    /// Some draws as a sample of their own; `None` of fewer than two.
    #[must_use]
    pub fn some(&self, draws: &[usize]) -> Option<Self> {
        let blocks = chosen(&self.blocks, draws);
        let draws = Draws::new(blocks.iter().map(|block| block.length).sum()).ok()?;
        Some(Self { draws, blocks, held: Vec::new(), slots: self.slots.clone() })
    }

    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The draws of a block.
    pub(super) fn span_of(&self, block: usize) -> Range<usize> {
        let first = block * BLOCK;
        first..first + self.blocks[block].length
    }

    /// The threats that a measure counts, each with the columns it takes.
    pub(super) fn counted(&self, measure: &Measure) -> Vec<(usize, Vec<Slot>)> {
        let threats = self.blocks[0].threats.iter().enumerate();
        let slots = threats.map(|(t, threat)| match measure {
            Measure::Harm => (t, threat.harm.iter().map(|_| Slot::Harm).collect()),
            Measure::Count(id) => {
                let own = self.slots.iter().filter(|(of, name, _)| *of == t && name == id.as_str());
                (t, own.map(|(_, _, slot)| *slot).collect::<Vec<_>>())
            }
        });
        slots.filter(|(_, slots)| !slots.is_empty()).collect()
    }
}

fn finite(sample: &Sample) -> Result<(), SimulateError> {
    for (draw, row) in sample.rows().enumerate() {
        for (address, value) in sample.addresses().iter().zip(row) {
            if !value.is_finite() {
                return Err(SimulateError::NotFinite { address: address.clone(), value, draw });
            }
        }
    }
    Ok(())
}

fn held_over_all(
    evidence: &Evidence,
    compiled: &[(Block, Vec<usize>)],
    draws: Draws,
) -> Result<Vec<Held>, SimulateError> {
    let mut all = Vec::new();
    for (i, (programme, effect)) in evidence.effects().enumerate() {
        let held: usize = compiled.iter().map(|(_, held)| held[i]).sum();
        let Curve::Parametric(curve) = &effect.curve else { continue };
        if held == 0 {
            continue;
        }
        let address = Address::of_effect(&programme.id, &effect.threat, curve.strength_key());
        #[expect(clippy::cast_precision_loss, reason = "at most 1e8")]
        if held as f64 > MOST_HELD * draws.as_f64() {
            return Err(SimulateError::ReachHeld { address, held, draws: draws.get() });
        }
        all.push(Held { address, draws: held });
    }
    Ok(all)
}

/// Compiles one block.
struct Compiler<'a> {
    evidence: &'a Evidence,
    sample: &'a Sample,
    columns: &'a [Vec<f64>],
    first: usize,
}

impl Compiler<'_> {
    /// The block, and for each effect of the evidence the number of draws in which its reach was held.
    fn block(&self) -> Result<(Block, Vec<usize>), SimulateError> {
        let length = BLOCK.min(self.sample.draws().get() - self.first);
        let delivered = self.evidence.funders().iter().map(|funder| match &funder.delivered {
            Some(share) => self.column(&Address::of_delivery(&funder.id), share),
            None => Column::Same(1.0),
        });
        let threats = self.evidence.threats().iter().map(|threat| ThreatBlock {
            harm: threat.harm.as_ref().map(|harm| self.column(&Address::of_threat(&threat.id, "harm"), harm)),
            counts: threat
                .counts
                .iter()
                .map(|count| self.column(&Address::of_count(&threat.id, &count.id), &count.per_year))
                .collect(),
            anchor: vec![1.0; length],
            effects: Vec::new(),
        });
        let mut block = Block { length, delivered: delivered.collect(), threats: threats.collect() };
        let mut held = Vec::new();
        for (position, programme) in self.evidence.programmes().iter().enumerate() {
            let funder = programme.funder.as_ref().and_then(|id| {
                let funders = self.evidence.funders();
                funders.iter().position(|funder| funder.id == *id && funder.delivered.is_some())
            });
            for effect in &programme.effects {
                let threats = self.evidence.threats();
                let threat = threats.iter().position(|threat| threat.id == effect.threat).unwrap_or_default();
                let harm = block.threats[threat].harm.as_ref();
                let (response, times) = self.response(programme, effect, harm, length);
                block.threats[threat].effects.push(EffectBlock { programme: position, funder, response });
                held.push(times);
            }
        }
        self.anchor(&mut block)?;
        Ok((block, held))
    }

    /// The column of a number, whether it is uncertain or not.
    fn column(&self, address: &Address, number: &Distribution) -> Column {
        match (self.sample.column(address), number.certain()) {
            (Some(column), _) => Column::Each(self.columns[column].clone()),
            (None, certain) => Column::Same(certain.unwrap_or(f64::NAN)),
        }
    }

    /// A curve over the draws of the block, and in how many its reach was held.
    fn response(
        &self,
        programme: &Programme,
        effect: &Effect,
        harm: Option<&Column>,
        length: usize,
    ) -> (ResponseBlock, usize) {
        let address = |key: &str| Address::of_effect(&programme.id, &effect.threat, key);
        let works = match effect.works {
            None => Column::Same(1.0),
            Some(works) => match self.sample.column(&address("works")) {
                Some(column) => Column::Each(self.columns[column].clone()),
                None => Column::Same(works.get()),
            },
        };
        let curve = match &effect.curve {
            Curve::Points(points) => return (ResponseBlock::Points { points: points.clone(), works }, 0),
            Curve::Parametric(curve) => curve,
        };
        let reference = programme.reference_effort();
        let stated = self.column(&address(curve.strength_key()), curve.strength.distribution());
        let scale = match &curve.scale {
            Some(scale) => self.column(&address(curve.scale_key()), scale),
            None => Column::Same(reference),
        };
        let mut times = 0;
        let mut strengths = Vec::with_capacity(length);
        for draw in 0..length {
            let at = StatedReturn { harm: harm.map_or(f64::NAN, |harm| harm.at(draw)), effort: reference };
            let mut own = own_strength(curve, stated.at(draw), at, scale.at(draw));
            if curve.family.has_reach() {
                let (reach, was_held) = held(own);
                own = reach;
                times += usize::from(was_held);
            }
            strengths.push(own * works.at(draw));
        }
        let response = match curve.family {
            Family::Exponential => ResponseBlock::Exponential { reach: strengths, half: scale },
            Family::Hyperbolic => ResponseBlock::Hyperbolic { reach: strengths, half: scale },
            Family::Elasticity => ResponseBlock::Power { elasticity: strengths, scale },
            Family::LogLinear => ResponseBlock::LogLinear { rate: strengths, scale },
        };
        (response, times)
    }

    /// Divides today's spend out: sets each threat's anchor to Π 1/q(ē).
    fn anchor(&self, block: &mut Block) -> Result<(), SimulateError> {
        // Observed harm already contains how the money was delivered, so the anchor takes delivery as full.
        let reference: Vec<f64> =
            self.evidence.programmes().iter().map(Programme::reference_effort).collect();
        let full = Block { delivered: vec![Column::Same(1.0); block.delivered.len()], ..block.clone() };
        let mut scratch = Scratch::new();
        for (threat, named) in block.threats.iter_mut().zip(self.evidence.threats()) {
            scratch.respond(&full, threat, &reference);
            for (draw, (anchor, product)) in threat.anchor.iter_mut().zip(&scratch.ratio).enumerate() {
                *anchor = 1.0 / product;
                if !anchor.is_finite() {
                    let (threat, value) = (named.id.to_string(), *product);
                    return Err(SimulateError::AnchorNotFinite { threat, value, draw: self.first + draw });
                }
            }
        }
        Ok(())
    }
}

/// A strength in the curve's own terms, from however it is stated.
fn own_strength(curve: &Parametric, stated: f64, at: StatedReturn, scale: f64) -> f64 {
    let effort = at.effort;
    match (&curve.strength, curve.family) {
        (Strength::Own(_), _) => stated,
        (Strength::AverageReturn(_), family) => {
            let residual = at.residual(stated);
            match family {
                Family::Exponential => Exponential::reach_leaving(residual, effort, scale),
                Family::Hyperbolic => Hyperbolic::reach_leaving(residual, effort, scale),
                Family::Elasticity => Power::elasticity_leaving(residual, effort, scale),
                Family::LogLinear => LogLinear::rate_leaving(residual, effort, scale),
            }
        }
        (Strength::MarginalReturn(_), family) => {
            let steepness = at.steepness(stated);
            match family {
                Family::Exponential => Exponential::reach_sloping(steepness, effort, scale),
                Family::Hyperbolic => Hyperbolic::reach_sloping(steepness, effort, scale),
                Family::Elasticity => Power::elasticity_sloping(steepness, effort, scale),
                Family::LogLinear => LogLinear::rate_sloping(steepness, scale),
            }
        }
    }
}
