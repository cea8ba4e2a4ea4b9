//! A block of the sample compiled for the kernel: returns turned into strengths, today's spend divided out.

use crate::curve::Draw;
use crate::curve::Prepared;
use crate::curve::StatedReturn;
use crate::curve::Strengths;
use crate::curve::held;
use crate::distribution::Distribution;
use crate::id::Address;
use crate::model::Curve;
use crate::model::Effect;
use crate::model::Evidence;
use crate::model::Programme;
use crate::simulate::SimulateError;
use crate::simulate::block::Block;
use crate::simulate::block::Column;
use crate::simulate::block::EffectBlock;
use crate::simulate::block::ResponseBlock;
use crate::simulate::block::Shape;
use crate::simulate::block::ThreatBlock;
use crate::simulate::kernel::Effort;
use crate::simulate::respond::Scratch;
use std::ops::Range;

/// A block, and for each effect of the evidence the number of draws in which its reach was held.
pub(super) type Compiled = (Block, Vec<usize>);

/// Compiles one block.
pub(super) struct Compiler<'a> {
    pub(super) evidence: &'a Evidence,
    pub(super) addresses: &'a [Address],
    pub(super) columns: &'a [Vec<f64>],
    pub(super) span: Range<usize>,
}

impl Compiler<'_> {
    /// The block.
    ///
    /// # Errors
    /// A draw that is not finite, or effects that multiply to nothing finite today.
    pub(super) fn block(&self) -> Result<Compiled, SimulateError> {
        self.finite()?;
        let (mut block, held) = self.undivided();
        self.anchor(&mut block)?;
        Ok((block.packed(), held))
    }

    /// A block that was compiled before, to the same bits.
    pub(super) fn again(&self) -> Block {
        let (mut block, _) = self.undivided();
        // What was wrong with it would have been said the first time.
        let _ = self.anchor(&mut block);
        block
    }

    /// The block before today's spend is divided out.
    fn undivided(&self) -> Compiled {
        let length = self.span.len();
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
            anchor: Column::Same(1.0),
            growth: threat
                .growth
                .as_ref()
                .map(|growth| self.column(&Address::of_threat(&threat.id, "growth"), growth)),
            discount: 1.0,
            effects: Vec::new(),
        });
        let mut block =
            Block { length, delivered: delivered.collect(), threats: threats.collect(), years: 1 };
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
                block.threats[threat].effects.push(EffectBlock {
                    programme: position,
                    funder,
                    past: 0.0,
                    response,
                });
                held.push(times);
            }
        }
        (block, held)
    }

    /// That every value is a number: of several that are none, the one of the first draw.
    fn finite(&self) -> Result<(), SimulateError> {
        let wrong = self.columns.iter().zip(self.addresses).filter_map(|(column, address)| {
            let row = column.iter().position(|value| !value.is_finite())?;
            Some((row, address, column[row]))
        });
        match wrong.min_by_key(|(row, ..)| *row) {
            None => Ok(()),
            Some((row, address, value)) => {
                let draw = self.span.start + row;
                Err(SimulateError::NotFinite { address: address.clone(), value, draw })
            }
        }
    }

    /// The draws of an uncertain number.
    fn drawn(&self, address: &Address) -> Option<Column> {
        let column = self.addresses.binary_search(address).ok()?;
        Some(Column::Each(self.columns[column].clone().into()))
    }

    /// The column of a number, whether it is uncertain or not.
    fn column(&self, address: &Address, number: &Distribution) -> Column {
        self.drawn(address).unwrap_or(Column::Same(number.certain().unwrap_or(f64::NAN)))
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
            Some(works) => self.drawn(&address("works")).unwrap_or(Column::Same(works.get())),
        };
        let curve = match &effect.curve {
            Curve::Points(points) => {
                // Points are in £m.
                let (shape, pace) = (Shape::Points(points.clone()), Column::Same(0.0));
                return (ResponseBlock { shape, strength: works, pace }, 0);
            }
            Curve::Parametric(curve) => curve,
        };
        let reference = programme.reference_effort();
        let stated = self.column(&address(curve.strength_key()), curve.strength.distribution());
        let scale = match &curve.scale {
            Some(scale) => self.column(&address(curve.scale_key()), scale),
            None => Column::Same(reference),
        };
        let has_reach = curve.family.terms().strengths() == Strengths::Reach;
        let mut times = 0;
        let (mut strengths, mut paces) = (Vec::with_capacity(length), Vec::new());
        for draw in 0..length {
            let at = StatedReturn { harm: harm.map_or(f64::NAN, |harm| harm.at(draw)), effort: reference };
            let mut own = curve.own_strength(stated.at(draw), at, scale.at(draw));
            if has_reach {
                let (reach, was_held) = held(own);
                own = reach;
                times += usize::from(was_held);
            }
            let drawn = Draw { strength: own * works.at(draw), scale: scale.at(draw) };
            let Prepared { strength, pace } = curve.family.prepared(drawn);
            strengths.push(strength);
            if draw == 0 || matches!(scale, Column::Each(_)) {
                paces.push(pace);
            }
        }
        let pace = match scale {
            Column::Same(_) => Column::Same(paces.first().copied().unwrap_or_default()),
            Column::Each(_) => Column::Each(paces.into()),
        };
        let shape = Shape::Parametric(curve.family);
        (ResponseBlock { shape, strength: Column::Each(strengths.into()), pace }, times)
    }

    /// Divides today's spend out: by each threat's anchor, Π 1/q(ē).
    fn anchor(&self, block: &mut Block) -> Result<(), SimulateError> {
        // Observed harm already contains how the money was delivered, so the anchor takes delivery as full.
        let reference: Vec<f64> =
            self.evidence.programmes().iter().map(Programme::reference_effort).collect();
        let mut scratch = Scratch::default();
        for (threat, named) in block.threats.iter_mut().zip(self.evidence.threats()) {
            scratch.leave_at(threat, block.length, |effect| Effort {
                planned: reference[effect.programme],
                past: 0.0,
                delivered: None,
            });
            let anchors: Vec<f64> = scratch.ratio.iter().map(|product| 1.0 / product).collect();
            if let Some(draw) = anchors.iter().position(|anchor| !anchor.is_finite()) {
                let (threat, value) = (named.id.to_string(), scratch.ratio[draw]);
                return Err(SimulateError::AnchorNotFinite { threat, value, draw: self.span.start + draw });
            }
            threat.divide(&anchors);
        }
        Ok(())
    }
}

impl ThreatBlock {
    /// Divides today's spend out, in whichever way leaves fewer columns: out of harm and of every count, or in a column
    /// beside them where several are the same in every draw. What would be too large for a number also stays beside.
    fn divide(&mut self, anchors: &[f64]) {
        if self.effects.is_empty() {
            return;
        }
        let columns = || self.harm.iter().chain(&self.counts);
        let same = columns().filter(|column| matches!(column, Column::Same(_))).count();
        let divided: Vec<Column> = columns().map(|column| column.times(anchors)).collect();
        if same > 1 || !divided.iter().all(Column::is_finite) {
            self.anchor = self.anchor.times(anchors);
            return;
        }
        for (column, divided) in self.harm.iter_mut().chain(&mut self.counts).zip(divided) {
            *column = divided;
        }
    }
}
