//! A block of draws, compiled: columns of the numbers the kernel needs and of no other.

use crate::curve::Family;
use crate::curve::Points;
use crate::simulate::values::Values;

/// A number that is the same in every draw of a block, or differs.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Column {
    /// The same in every draw.
    Same(f64),
    /// One for each draw.
    Each(Values),
}

impl Column {
    /// The value in a draw of the block.
    #[inline]
    pub(super) fn at(&self, draw: usize) -> f64 {
        match self {
            Self::Same(value) => *value,
            Self::Each(values) => values[draw],
        }
    }

    /// The value in each draw times another.
    pub(super) fn times(&self, by: &[f64]) -> Self {
        Self::Each(by.iter().enumerate().map(|(draw, by)| self.at(draw) * by).collect())
    }

    /// Whether all its values are numbers.
    pub(super) fn is_finite(&self) -> bool {
        match self {
            Self::Same(value) => value.is_finite(),
            Self::Each(values) => values.iter().all(|value| value.is_finite()),
        }
    }

    /// Its values in a block of so many draws, written out in `spare` if they are all the same.
    pub(super) fn over<'c>(&'c self, length: usize, spare: &'c mut Vec<f64>) -> &'c [f64] {
        match self {
            Self::Same(_) => {
                self.write(length, spare);
                spare
            }
            Self::Each(values) => values,
        }
    }

    /// Writes its values in a block of so many draws out.
    pub(super) fn write(&self, length: usize, into: &mut Vec<f64>) {
        into.clear();
        match self {
            Self::Same(value) => into.resize(length, *value),
            Self::Each(values) => into.extend_from_slice(values),
        }
    }
}

/// The draws of a block.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// How many.
    pub(super) length: usize,
    /// For each funder, the share of planned money delivered.
    pub(super) delivered: Vec<Column>,
    /// For each threat; in a plan, year by year.
    pub(super) threats: Vec<ThreatBlock>,
    /// In how many years.
    pub(super) years: usize,
}

impl Block {
    /// The same with its columns laid out in the order in which a pass comes to them.
    pub(super) fn packed(mut self) -> Self {
        let delivered = self.delivered.iter_mut();
        let of_threats = self.threats.iter_mut().flat_map(|threat| {
            let effects = threat.effects.iter_mut();
            let effects =
                effects.flat_map(|EffectBlock { response, .. }| [&mut response.strength, &mut response.pace]);
            let rest = threat
                .harm
                .iter_mut()
                .chain(&mut threat.counts)
                .chain([&mut threat.anchor])
                .chain(&mut threat.growth);
            effects.chain(rest)
        });
        let columns = delivered.chain(of_threats).filter_map(|column| match column {
            Column::Each(values) => Some(values),
            Column::Same(_) => None,
        });
        Values::pack(&mut columns.collect::<Vec<_>>());
        self
    }

    /// How many columns differ between draws.
    pub(super) fn columns(&self) -> usize {
        let of_threats = self.threats.iter().map(|threat| {
            let effects = threat
                .effects
                .iter()
                .map(|effect| differing([&effect.response.strength, &effect.response.pace]));
            differing([&threat.anchor])
                + differing(&threat.harm)
                + differing(&threat.counts)
                + differing(&threat.growth)
                + effects.sum::<usize>()
        });
        differing(&self.delivered) + of_threats.sum::<usize>()
    }
}

fn differing<'c>(columns: impl IntoIterator<Item = &'c Column>) -> usize {
    columns.into_iter().filter(|column| matches!(column, Column::Each(_))).count()
}

/// What the draws of a block say of a threat.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ThreatBlock {
    /// Harm a year, £m, without what is still in `anchor`; `None` where nobody has costed it.
    pub(super) harm: Option<Column>,
    /// For each of its counts, how many a year, likewise.
    pub(super) counts: Vec<Column>,
    /// Π 1/q(ē), what today's spend already holds back; 1 where harm and counts are multiplied by it already.
    pub(super) anchor: Column,
    /// By what part its harm grows each year, where it does.
    pub(super) growth: Option<Column>,
    /// What £1 counts in its year.
    pub(super) discount: f64,
    /// The effects on it.
    pub(super) effects: Vec<EffectBlock>,
}

/// What the draws of a block say of one programme's effect on one threat.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct EffectBlock {
    /// The programme, as a position in the evidence; in a plan, the place of its effort in the year.
    pub(super) programme: usize,
    /// The funder, as a position in the evidence, where its delivery is uncertain.
    pub(super) funder: Option<usize>,
    /// £m of effort that are felt besides what is planned: made before the plan, and delivered.
    pub(super) past: f64,
    /// The curve.
    pub(super) response: ResponseBlock,
}

/// A response curve over the draws of a block.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ResponseBlock {
    /// What kind of curve.
    pub(super) shape: Shape,
    /// How strong it is, as the family's formula takes it; nought in a draw in which the programme does not work.
    pub(super) strength: Column,
    /// How fast effort counts, as the formula takes it.
    pub(super) pace: Column,
}

/// What kind of curve it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// One of a family.
    Parametric(Family),
    /// Through these points; of strength 1 where the programme works.
    Points(Points),
}

/// Which column of a threat a measure takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Slot {
    /// Its harm.
    Harm,
    /// One of its counts.
    Count(usize),
}

impl Slot {
    pub(super) fn column(self, threat: &ThreatBlock) -> Option<&Column> {
        match self {
            Self::Harm => threat.harm.as_ref(),
            Self::Count(count) => threat.counts.get(count),
        }
    }
}

/// A straight line of a curve through points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The programme, as a position in the evidence.
    pub(super) programme: usize,
    /// From which planned effort, £m.
    pub(super) from: f64,
    /// To which.
    pub(super) to: f64,
}
