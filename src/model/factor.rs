//! The uncertain numbers of evidence, each with what it is part of: what sensitivity and the value of information are asked of.

use crate::distribution::Distribution;
use crate::id::Address;
use crate::id::Id;
use crate::model::Evidence;
use crate::model::Grade;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// An uncertain number.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// Where it stands.
    pub address: Address,
    /// What it is, in words with its unit.
    pub what: String,
    /// What kind of number it is: the key it is stated under, as `harm`, `average_return` or `works`.
    pub kind: String,
    /// How well it is known.
    pub grade: Grade,
    /// The strand of its programme; `None` of a number of a threat or a funder.
    pub strand: Option<Id>,
    /// The threat it is about; `None` of a funder's delivery.
    pub threat: Option<Id>,
    /// How it is spread, after what was observed.
    pub distribution: Distribution,
}

impl Factor {
    /// The point that it is below with a probability: of 5% its low point, of 95% its high one. A number that is 1 where
    /// something works falls with its uniform, and is the other way round.
    #[must_use]
    pub fn point(&self, probability: f64) -> f64 {
        self.distribution.quantile(if self.falls() { 1.0 - probability } else { probability })
    }

    /// Whether it falls as its uniform rises.
    #[must_use]
    pub fn falls(&self) -> bool {
        const END: f64 = 1e-9;
        self.distribution.quantile(END) > self.distribution.quantile(1.0 - END)
    }
}

/// By what numbers are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grouping {
    /// The strand of the programme.
    Strand,
    /// The threat.
    Threat,
    /// How well it is known.
    Grade,
    /// What kind of number it is.
    Kind,
}

impl Grouping {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Strand, Self::Threat, Self::Grade, Self::Kind];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strand => "strand",
            Self::Threat => "threat",
            Self::Grade => "grade",
            Self::Kind => "kind",
        }
    }

    /// The group that a number is in; `None` where it is in none.
    #[must_use]
    pub fn of(self, factor: &Factor) -> Option<&str> {
        match self {
            Self::Strand => factor.strand.as_ref().map(Id::as_str),
            Self::Threat => factor.threat.as_ref().map(Id::as_str),
            Self::Grade => Some(factor.grade.as_str()),
            Self::Kind => Some(&factor.kind),
        }
    }

    /// Groups by their names, each with the positions of its numbers.
    #[must_use]
    pub fn groups(self, factors: &[Factor]) -> BTreeMap<&str, Vec<usize>> {
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (position, factor) in factors.iter().enumerate() {
            if let Some(group) = self.of(factor) {
                groups.entry(group).or_default().push(position);
            }
        }
        groups
    }
}

impl fmt::Display for Grouping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Evidence {
    /// Every uncertain number with what it is part of, in the order of [`Evidence::uncertain`].
    #[must_use]
    pub fn factors(&self) -> Vec<Factor> {
        let log = self.assumptions();
        let parts = self.parts();
        let mut posteriors: BTreeMap<Address, Distribution> =
            self.posteriors().into_iter().map(|own| (own.address, own.posterior)).collect();
        let of = |(address, distribution): (Address, Cow<'_, Distribution>)| {
            let stated = &log[log.binary_search_by(|assumption| assumption.address.cmp(&address)).ok()?];
            let (strand, threat) = parts.get(&address).cloned().unwrap_or_default();
            let kind = address.as_str().rsplit('.').next().unwrap_or_default().to_owned();
            let (what, grade) = (stated.what.clone(), stated.grade);
            let distribution = posteriors.remove(&address).unwrap_or_else(|| distribution.into_owned());
            Some(Factor { address, what, kind, grade, strand, threat, distribution })
        };
        self.uncertain().into_iter().filter_map(of).collect()
    }

    /// The strand and the threat that numbers belong to.
    fn parts(&self) -> BTreeMap<Address, (Option<Id>, Option<Id>)> {
        let mut parts = BTreeMap::new();
        for threat in self.threats() {
            let own = (None, Some(threat.id.clone()));
            for key in ["harm", "growth"] {
                parts.insert(Address::of_threat(&threat.id, key), own.clone());
            }
            for count in &threat.counts {
                parts.insert(Address::of_count(&threat.id, &count.id), own.clone());
            }
        }
        for (programme, effect) in self.effects() {
            let keys = effect.curve.parameters().map(|(parameter, _)| parameter.key).chain(["works"]);
            for key in keys {
                let own = (Some(programme.strand.clone()), Some(effect.threat.clone()));
                parts.insert(Address::of_effect(&programme.id, &effect.threat, key), own);
            }
        }
        parts
    }
}
