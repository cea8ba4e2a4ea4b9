//! One piece of evidence that can be put in the place of another.

use crate::id::Address;
use crate::id::Id;
use crate::id::Pattern;
use crate::model::Curve;
use crate::model::Effect;
use crate::model::EvidenceSpec;
use crate::model::Programme;

/// A piece of evidence: whatever stands there in NEW, or that nothing does, takes the place of what stands there in OLD.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Edit {
    /// The strands.
    Strands,
    /// The year in whose prices money is.
    PriceYear,
    /// What reference spend is scaled to.
    ReferenceTotal,
    /// A threat that comes or goes.
    Threat(Id),
    /// Its harm.
    Harm(Id),
    /// Its growth.
    Growth(Id),
    /// A count of a threat: it comes, goes, or its number is another.
    Count(Id, Id),
    /// A funder that comes or goes.
    Funder(Id),
    /// What it delivers.
    Delivered(Id),
    /// A programme that comes or goes.
    Programme(Id),
    /// Something that a programme has one of.
    Of(Id, Key),
    /// An effect of a programme on a threat: it comes, goes, or has a curve of another kind.
    Effect(Id, Id),
    /// How strong it is.
    Strength(Id, Id),
    /// The effort for which that is stated.
    Scale(Id, Id),
    /// The probability that it works at all.
    Works(Id, Id),
    /// How the numbers of one group move together.
    Correlation(Vec<Pattern>),
    /// What studies measured of a number: all of them.
    Observed(Address),
}

/// What a programme has one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Strand,
    Funder,
    Reference,
    Min,
    Max,
    SetUp,
    Lag,
}

impl Key {
    pub(super) const ALL: [Self; 7] =
        [Self::Strand, Self::Funder, Self::Reference, Self::Min, Self::Max, Self::SetUp, Self::Lag];

    /// The key as files say it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Strand => "strand",
            Self::Funder => "funder",
            Self::Reference => "reference",
            Self::Min => "min",
            Self::Max => "max",
            Self::SetUp => "set_up",
            Self::Lag => "lag",
        }
    }

    /// Whether two programmes say the same of it.
    pub(super) fn is_same(self, one: &Programme, other: &Programme) -> bool {
        match self {
            Self::Strand => one.strand == other.strand,
            Self::Funder => one.funder == other.funder,
            Self::Reference => one.reference == other.reference,
            Self::Min => one.min == other.min,
            Self::Max => one.max == other.max,
            Self::SetUp => one.set_up == other.set_up,
            Self::Lag => one.lag == other.lag,
        }
    }

    fn put(self, into: &mut Programme, from: &Programme) {
        match self {
            Self::Strand => into.strand.clone_from(&from.strand),
            Self::Funder => into.funder.clone_from(&from.funder),
            Self::Reference => into.reference = from.reference,
            Self::Min => into.min = from.min,
            Self::Max => into.max = from.max,
            Self::SetUp => into.set_up = from.set_up,
            Self::Lag => into.lag.clone_from(&from.lag),
        }
    }
}

impl Edit {
    /// Whether something comes, goes or is put together in another way, and no value alone is another.
    pub(super) fn is_structural(&self) -> bool {
        match self {
            Self::Strands
            | Self::Threat(_)
            | Self::Funder(_)
            | Self::Programme(_)
            | Self::Effect(..)
            | Self::Correlation(_)
            | Self::Observed(_)
            | Self::Of(_, Key::Strand | Key::Funder | Key::Lag) => true,
            Self::PriceYear
            | Self::ReferenceTotal
            | Self::Harm(_)
            | Self::Growth(_)
            | Self::Count(..)
            | Self::Delivered(_)
            | Self::Of(..)
            | Self::Strength(..)
            | Self::Scale(..)
            | Self::Works(..) => false,
        }
    }

    /// Puts what NEW has there in its place.
    pub(super) fn put(&self, spec: &mut EvidenceSpec, new: &EvidenceSpec) {
        match self {
            Self::Strands => spec.strands.clone_from(&new.strands),
            Self::PriceYear => spec.price_year.clone_from(&new.price_year),
            Self::ReferenceTotal => spec.reference_total = new.reference_total,
            Self::Threat(id) => replace(&mut spec.threats, &new.threats, |threat| threat.id == *id),
            Self::Harm(id) | Self::Growth(id) | Self::Count(id, _) => self.put_of_threat(id, spec, new),
            Self::Funder(id) => replace(&mut spec.funders, &new.funders, |funder| funder.id == *id),
            Self::Delivered(id) => {
                let from = new.funders.iter().find(|funder| funder.id == *id);
                let into = spec.funders.iter_mut().find(|funder| funder.id == *id);
                if let (Some(into), Some(from)) = (into, from) {
                    into.clone_from(from);
                }
            }
            Self::Programme(id) => {
                replace(&mut spec.programmes, &new.programmes, |programme| programme.id == *id);
            }
            Self::Of(id, _)
            | Self::Effect(id, _)
            | Self::Strength(id, _)
            | Self::Scale(id, _)
            | Self::Works(id, _) => self.put_of_programme(id, spec, new),
            Self::Correlation(between) => {
                replace(&mut spec.correlations, &new.correlations, |group| group.between == *between);
            }
            Self::Observed(of) => {
                spec.observations.retain(|own| own.of != *of);
                spec.observations.extend(new.observations.iter().filter(|own| own.of == *of).cloned());
            }
        }
    }

    fn put_of_threat(&self, id: &Id, spec: &mut EvidenceSpec, new: &EvidenceSpec) {
        let from = new.threats.iter().find(|threat| threat.id == *id);
        let into = spec.threats.iter_mut().find(|threat| threat.id == *id);
        let (Some(into), Some(from)) = (into, from) else { return };
        match self {
            Self::Harm(_) => into.harm.clone_from(&from.harm),
            Self::Growth(_) => into.growth.clone_from(&from.growth),
            Self::Count(_, count) => replace(&mut into.counts, &from.counts, |own| own.id == *count),
            _ => {}
        }
    }

    fn put_of_programme(&self, id: &Id, spec: &mut EvidenceSpec, new: &EvidenceSpec) {
        let from = new.programmes.iter().find(|programme| programme.id == *id);
        let into = spec.programmes.iter_mut().find(|programme| programme.id == *id);
        let (Some(into), Some(from)) = (into, from) else { return };
        match self {
            Self::Of(_, key) => key.put(into, from),
            Self::Effect(_, threat) => {
                replace(&mut into.effects, &from.effects, |effect| effect.threat == *threat);
            }
            Self::Strength(_, threat) | Self::Scale(_, threat) | Self::Works(_, threat) => {
                let from = from.effects.iter().find(|effect| effect.threat == *threat);
                let into = into.effects.iter_mut().find(|effect| effect.threat == *threat);
                if let (Some(into), Some(from)) = (into, from) {
                    self.put_of_effect(into, from);
                }
            }
            _ => {}
        }
    }

    fn put_of_effect(&self, into: &mut Effect, from: &Effect) {
        if let Self::Works(..) = self {
            into.works = from.works;
        }
        if let (Curve::Parametric(into), Curve::Parametric(from)) = (&mut into.curve, &from.curve) {
            match self {
                Self::Strength(..) => into.strength.clone_from(&from.strength),
                Self::Scale(..) => into.scale.clone_from(&from.scale),
                _ => {}
            }
        }
    }
}

/// Puts what is meant in one list in the place of what is meant in the other.
fn replace<T: Clone>(into: &mut Vec<T>, from: &[T], is_meant: impl Fn(&T) -> bool) {
    into.retain(|item| !is_meant(item));
    into.extend(from.iter().filter(|item| is_meant(item)).cloned());
}
