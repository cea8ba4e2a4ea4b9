//! Everything that is believed about threats and programmes.

use crate::distribution::Distribution;
use crate::id::Address;
use crate::id::Id;
use crate::model::Correlation;
use crate::model::Effect;
use crate::model::Funder;
use crate::model::Observation;
use crate::model::Programme;
use crate::model::Roles;
use crate::model::Settled;
use crate::model::Threat;
use crate::model::WhatIf;
use crate::model::learnt::Remembered;
use crate::units::Money;
use jiff::civil::Date;
use std::borrow::Cow;
use std::sync::Arc;

/// What an evidence file says, before anybody has checked that it makes sense together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EvidenceSpec {
    /// Its name for people.
    pub name: String,
    /// What it covers, in a sentence or two.
    pub description: Option<String>,
    /// The strands, in the order they are shown.
    pub strands: Vec<Id>,
    /// The year in whose prices all money is.
    pub price_year: String,
    /// The date of the knowledge in it.
    pub as_of: Option<Date>,
    /// The date after which it should be looked at again.
    pub review_by: Option<Date>,
    /// Who did the analysis, and who answers for it.
    pub roles: Roles,
    /// Decisions that were taken on the way, in the order of the file.
    pub decisions: Vec<Settled>,
    /// Scale every reference amount so that they add up to this.
    pub reference_total: Option<Money>,
    /// Kinds of crime.
    pub threats: Vec<Threat>,
    /// Who pays.
    pub funders: Vec<Funder>,
    /// Lines of spending.
    pub programmes: Vec<Programme>,
    /// Uncertain numbers that move together.
    pub correlations: Vec<Correlation>,
    /// What was measured of uncertain numbers.
    pub observations: Vec<Observation>,
}

/// That money is in other prices than those in which it was stated.
#[derive(Clone, Debug, PartialEq)]
pub struct Restated {
    /// The year in whose prices the evidence states it.
    pub stated: String,
    /// What £1 in those prices is in the prices that it is in now.
    pub factor: f64,
    /// What was stated, from which any further year's prices are worked out.
    pub(super) original: Arc<EvidenceSpec>,
}

/// That evidence is not as its file says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Assumed {
    /// What is taken to be something else, one after the other.
    pub(super) what_ifs: Vec<WhatIf>,
    /// The evidence as its file says, in the same prices.
    pub(super) filed: Arc<Evidence>,
}

/// Checked evidence: ids resolve, distributions fit their use, curves keep the problem convex.
///
/// Threats, funders and programmes are in the order of their ids, whatever the order in the file, so that the
/// order of a file changes no bit of any answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    pub(super) spec: EvidenceSpec,
    /// That it is in other prices than those in which it was stated.
    pub(super) restated: Option<Restated>,
    /// That some of its numbers are taken to be something else than its file says.
    pub(super) assumed: Option<Box<Assumed>>,
    /// What each programme gets today as it was written, where amounts were scaled to a total; else nothing.
    pub(super) before_scaling: Vec<Money>,
    /// What its observations make of its numbers.
    pub(super) learnt: Remembered,
}

impl Evidence {
    /// Its name for people.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.spec.name
    }

    /// What it covers.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.spec.description.as_deref()
    }

    /// The strands, in the order they are shown.
    #[must_use]
    pub fn strands(&self) -> &[Id] {
        &self.spec.strands
    }

    /// The year in whose prices all money is.
    #[must_use]
    pub fn price_year(&self) -> &str {
        &self.spec.price_year
    }

    /// That it is in other prices than those in which it was stated, where it is.
    #[must_use]
    pub fn restated(&self) -> Option<&Restated> {
        self.restated.as_ref()
    }

    /// What it was made from: in the prices in which it was stated, and with reference spend as it was before it was scaled.
    #[must_use]
    pub fn as_written(&self) -> EvidenceSpec {
        let stated = self.restated.as_ref().map_or(&self.spec, |restated| &*restated.original);
        let mut spec = stated.clone();
        for (programme, written) in spec.programmes.iter_mut().zip(&self.before_scaling) {
            programme.reference = *written;
        }
        spec
    }

    /// The date of the knowledge in it.
    #[must_use]
    pub fn as_of(&self) -> Option<Date> {
        self.spec.as_of
    }

    /// The date after which it should be looked at again.
    #[must_use]
    pub fn review_by(&self) -> Option<Date> {
        self.spec.review_by
    }

    /// Who did the analysis, and who answers for it.
    #[must_use]
    pub fn roles(&self) -> &Roles {
        &self.spec.roles
    }

    /// Decisions that were taken on the way, in the order of the file.
    #[must_use]
    pub fn decisions(&self) -> &[Settled] {
        &self.spec.decisions
    }

    /// Threats by id.
    #[must_use]
    pub fn threats(&self) -> &[Threat] {
        &self.spec.threats
    }

    /// The threat with an id.
    #[must_use]
    pub fn threat(&self, id: &Id) -> Option<&Threat> {
        self.spec.threats.iter().find(|threat| threat.id == *id)
    }

    /// Funders by id.
    #[must_use]
    pub fn funders(&self) -> &[Funder] {
        &self.spec.funders
    }

    /// Programmes by id.
    #[must_use]
    pub fn programmes(&self) -> &[Programme] {
        &self.spec.programmes
    }

    /// The positions of a strand's programmes; ascending.
    #[must_use]
    pub fn programmes_of(&self, strand: &Id) -> Vec<usize> {
        let programmes = self.spec.programmes.iter().enumerate();
        programmes.filter(|(_, programme)| programme.strand == *strand).map(|(i, _)| i).collect()
    }

    /// Every effect with its programme.
    pub fn effects(&self) -> impl Iterator<Item = (&Programme, &Effect)> {
        self.spec
            .programmes
            .iter()
            .flat_map(|programme| programme.effects.iter().map(move |effect| (programme, effect)))
    }

    /// Groups of numbers that move together.
    #[must_use]
    pub fn correlations(&self) -> &[Correlation] {
        &self.spec.correlations
    }

    /// All the money spent today on programmes.
    #[must_use]
    pub fn reference_total(&self) -> Money {
        self.spec.programmes.iter().map(|programme| programme.reference).sum()
    }

    /// The total that the reference amounts were asked to add up to.
    #[must_use]
    pub fn reference_total_asked(&self) -> Option<Money> {
        self.spec.reference_total
    }

    /// Every uncertain number with its distribution, by address: what a draw is a draw of. Of a number that was observed it is
    /// the prior; [`Evidence::learnt`] says what it became.
    #[must_use]
    pub fn uncertain(&self) -> Vec<(Address, Cow<'_, Distribution>)> {
        let mut numbers: Vec<(Address, Cow<'_, Distribution>)> = Vec::new();
        for threat in self.threats() {
            let own = [("harm", &threat.harm), ("growth", &threat.growth)];
            for (key, stated) in own {
                let address = Address::of_threat(&threat.id, key);
                numbers.extend(stated.as_ref().map(|stated| (address, Cow::Borrowed(stated))));
            }
            for count in &threat.counts {
                numbers.push((Address::of_count(&threat.id, &count.id), Cow::Borrowed(&count.per_year)));
            }
        }
        for funder in self.funders() {
            let address = Address::of_delivery(&funder.id);
            numbers.extend(funder.delivered.as_ref().map(|stated| (address, Cow::Borrowed(stated))));
        }
        for (programme, effect) in self.effects() {
            let address = |key: &str| Address::of_effect(&programme.id, &effect.threat, key);
            let parameters = effect.curve.parameters();
            numbers.extend(
                parameters.map(|(parameter, stated)| (address(parameter.key), Cow::Borrowed(stated))),
            );
            let works = effect.works.and_then(|works| Distribution::bernoulli(works.get()).ok());
            numbers.extend(works.map(|works| (address("works"), Cow::Owned(works))));
        }
        numbers.retain(|(_, distribution)| distribution.certain().is_none());
        numbers.sort_by(|a, b| a.0.cmp(&b.0));
        numbers
    }
}
