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
    /// The values of each number in the block's draws.
    pub(super) columns: Vec<&'a [f64]>,
    pub(super) span: Range<usize>,
}

/// A threat as it was before some numbers were exchanged.
#[derive(Clone, Copy)]
struct Before<'b> {
    threat: &'b ThreatBlock,
    numbers: &'b [usize],
}

/// Columns that are held, as a compiler takes them.
pub(super) fn slices(columns: &[Vec<f64>]) -> Vec<&[f64]> {
    columns.iter().map(Vec::as_slice).collect()
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

    /// A block in which some numbers are others than they were, and the threats and deliveries that rest on them; the rest is
    /// shared, and so is every curve that rests on none of them.
    ///
    /// # Errors
    /// As [`Compiler::block`].
    pub(super) fn exchanged(
        &self,
        base: &Block,
        numbers: &[usize],
        threats: &[usize],
        delivery: bool,
    ) -> Result<Block, SimulateError> {
        self.finite()?;
        let mut block = base.clone();
        if delivery {
            block.delivered = self.delivered();
        }
        let mut held = self.none_held();
        for &threat in threats {
            let before = Before { threat: &base.threats[threat], numbers };
            block.threats[threat] = self.threat(threat, &mut held, Some(before));
            self.anchor_one(threat, &mut block)?;
        }
        Ok(block)
    }

    /// The block before today's spend is divided out.
    fn undivided(&self) -> Compiled {
        let mut held = self.none_held();
        let threats = 0..self.evidence.threats().len();
        let threats = threats.map(|threat| self.threat(threat, &mut held, None)).collect();
        let block = Block { length: self.span.len(), delivered: self.delivered(), threats, years: 1 };
        (block, held)
    }

    fn none_held(&self) -> Vec<usize> {
        vec![0; self.evidence.effects().count()]
    }

    /// For each funder, the share of planned money delivered.
    fn delivered(&self) -> Vec<Column> {
        let funders = self.evidence.funders().iter().map(|funder| match &funder.delivered {
            Some(share) => self.column(&Address::of_delivery(&funder.id), share),
            None => Column::Same(1.0),
        });
        funders.collect()
    }

    /// One threat before today's spend is divided out; adds up in how many draws the reach of each effect of the evidence
    /// was held.
    fn threat(&self, position: usize, held: &mut [usize], before: Option<Before<'_>>) -> ThreatBlock {
        let threat = &self.evidence.threats()[position];
        let harm =
            threat.harm.as_ref().map(|harm| self.column(&Address::of_threat(&threat.id, "harm"), harm));
        let counts = threat.counts.iter();
        let counts =
            counts.map(|count| self.column(&Address::of_count(&threat.id, &count.id), &count.per_year));
        let growth = threat.growth.as_ref();
        let growth = growth.map(|growth| self.column(&Address::of_threat(&threat.id, "growth"), growth));
        let programmes = self.evidence.programmes().iter().enumerate();
        let all = programmes.flat_map(|(position, programme)| {
            programme.effects.iter().map(move |it| (position, programme, it))
        });
        let own = all.zip(held).filter(|((_, _, effect), _)| effect.threat == threat.id);
        // What a return comes to rests on harm.
        let of_harm = Address::of_threat(&threat.id, "harm");
        let before = before.filter(|before| !self.is_among(before.numbers, &of_harm));
        let effects = own.enumerate().map(|(place, ((programme, named, effect), held))| {
            let same = before.filter(|before| !self.rests_on(before.numbers, named, effect));
            let same = same.and_then(|before| before.threat.effects.get(place));
            let (response, times) = match same {
                Some(same) => (same.response.clone(), 0),
                None => self.response(named, effect, harm.as_ref(), self.span.len()),
            };
            *held += times;
            EffectBlock { programme, funder: self.funder_of(named), past: 0.0, response }
        });
        let effects = effects.collect();
        ThreatBlock {
            counts: counts.collect(),
            anchor: Column::Same(1.0),
            growth,
            discount: 1.0,
            effects,
            harm,
        }
    }

    /// Whether the number at an address is among some.
    fn is_among(&self, numbers: &[usize], address: &Address) -> bool {
        self.addresses.binary_search(address).is_ok_and(|number| numbers.contains(&number))
    }

    /// Whether an effect has any of some numbers.
    fn rests_on(&self, numbers: &[usize], programme: &Programme, effect: &Effect) -> bool {
        let keys = effect.curve.parameters().map(|(parameter, _)| parameter.key).chain(["works"]);
        let mut addresses = keys.map(|key| Address::of_effect(&programme.id, &effect.threat, key));
        addresses.any(|address| self.is_among(numbers, &address))
    }

    /// The funder of a programme, as a position in the evidence, where its delivery is uncertain.
    fn funder_of(&self, programme: &Programme) -> Option<usize> {
        let id = programme.funder.as_ref()?;
        let funders = self.evidence.funders();
        funders.iter().position(|funder| funder.id == *id && funder.delivered.is_some())
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
        Some(Column::Each(self.columns[column].to_vec().into()))
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
        (0..block.threats.len()).try_for_each(|threat| self.anchor_one(threat, block))
    }

    fn anchor_one(&self, position: usize, block: &mut Block) -> Result<(), SimulateError> {
        let mut scratch = Scratch::default();
        let threat = &mut block.threats[position];
        // Observed harm already contains how the money was delivered, so the anchor takes delivery as full.
        let programmes = self.evidence.programmes();
        scratch.leave_at(threat, block.length, |effect| Effort {
            planned: programmes[effect.programme].reference_effort(),
            past: 0.0,
            delivered: None,
        });
        let anchors: Vec<f64> = scratch.ratio.iter().map(|product| 1.0 / product).collect();
        if let Some(draw) = anchors.iter().position(|anchor| !anchor.is_finite()) {
            let threat = self.evidence.threats()[position].id.to_string();
            let (value, draw) = (scratch.ratio[draw], self.span.start + draw);
            return Err(SimulateError::AnchorNotFinite { threat, value, draw });
        }
        threat.divide(&anchors);
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
