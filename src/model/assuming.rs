//! Evidence and scenarios in which some numbers are taken to be something else, on the same draws.
//!
//! A draw of a number is the quantile function of its distribution at a uniform that depends on the number's address and
//! nothing else. So evidence in which a number is spread in another way is drawn from the same uniforms, and what a what-if
//! changes is a difference draw by draw.

use crate::distribution::DistError;
use crate::distribution::Distribution;
use crate::id::Address;
use crate::model::Curve;
use crate::model::Effect;
use crate::model::Evidence;
use crate::model::EvidenceSpec;
use crate::model::Observation;
use crate::model::Parametric;
use crate::model::Posterior;
use crate::model::Programme;
use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::model::Strength;
use crate::model::Taken;
use crate::model::Threat;
use crate::model::WhatIf;
use crate::model::checks;
use crate::model::evidence::Assumed;
use crate::model::learnt::Remembered;
use crate::model::named;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Step;
use crate::units::Money;
use crate::units::Share;
use std::sync::Arc;

impl Evidence {
    /// What is taken to be something else than its file says.
    #[must_use]
    pub fn what_ifs(&self) -> &[WhatIf] {
        self.assumed.as_ref().map_or(&[], |assumed| &assumed.what_ifs)
    }

    /// The evidence as its file says: itself, where nothing is taken to be something else.
    #[must_use]
    pub fn filed(self: &Arc<Self>) -> &Arc<Self> {
        self.assumed.as_ref().map_or(self, |assumed| &assumed.filed)
    }

    /// The same evidence with numbers taken to be something else; money is in its own prices.
    ///
    /// # Errors
    /// An address that covers no number, or is covered twice; a number that cannot be what it is taken to be.
    pub fn assuming(self: &Arc<Self>, what_ifs: &[WhatIf]) -> Result<Arc<Self>, Vec<Problem>> {
        if what_ifs.is_empty() {
            return Ok(Arc::clone(self));
        }
        let mut taking = Taking::of(self, what_ifs);
        let mut spec = self.spec.clone();
        taking.evidence(&mut spec);
        spec.observations = taking.observations(&spec.observations);
        if !taking.problems.is_empty() {
            return Err(taking.problems);
        }
        let all = self.what_ifs().iter().chain(what_ifs).cloned().collect();
        let assumed = Assumed { what_ifs: all, filed: Arc::clone(self.filed()) };
        let is_scaled = spec.reference_total.is_some();
        let before_scaling = if is_scaled { self.before_scaling.clone() } else { Vec::new() };
        let (restated, learnt) = (self.restated.clone(), Remembered::default());
        let evidence = Self { spec, restated, assumed: Some(Box::new(assumed)), before_scaling, learnt };
        let mut problems = checks::evidence_problems(&evidence);
        // What is left of a group moves as it did, be it one number.
        problems
            .retain(|problem| problem.place.steps().first() != Some(&Step::Key("correlation".to_owned())));
        if problems.is_empty() { Ok(Arc::new(evidence)) } else { Err(said_of(what_ifs, problems)) }
    }

    /// The addresses of every uncertain number, and of those that are uncertain as its file says: who is in which group.
    #[must_use]
    pub fn tied(&self) -> Vec<Address> {
        let mut addresses: Vec<Address> = [self, self.as_filed()]
            .iter()
            .flat_map(|own| own.uncertain())
            .map(|(address, _)| address)
            .collect();
        addresses.sort();
        addresses.dedup();
        addresses
    }

    /// The evidence as its file says.
    pub(super) fn as_filed(&self) -> &Self {
        self.assumed.as_ref().map_or(self, |assumed| &assumed.filed)
    }

    /// What in other prices is done to the evidence as its file says, and then taken to be something else.
    pub(super) fn assuming_as(&self, assumed: &Self, factor: f64) -> Self {
        let what_ifs: Vec<WhatIf> =
            assumed.what_ifs().iter().map(|what_if| what_if.in_prices(factor)).collect();
        let filed = Arc::new(self.clone());
        // What could be taken in one year's prices can be in any other's.
        filed.assuming(&what_ifs).map_or_else(|_| self.clone(), Arc::unwrap_or_clone)
    }
}

impl Scenario {
    /// The same scenario on its evidence with numbers taken to be something else.
    ///
    /// # Errors
    /// As [`Evidence::assuming`], or a scenario that makes no sense on what comes of it.
    pub fn assuming(&self, what_ifs: &[WhatIf]) -> Result<Self, Vec<Problem>> {
        let evidence = self.evidence().assuming(what_ifs)?;
        self.on_assumed(evidence, what_ifs)
    }

    /// The same scenario on evidence that is its own with numbers taken to be something else, which its name says.
    ///
    /// # Errors
    /// A scenario that makes no sense on it.
    pub fn on_assumed(&self, evidence: Arc<Evidence>, what_ifs: &[WhatIf]) -> Result<Self, Vec<Problem>> {
        let spec = ScenarioSpec {
            name: named(self.name(), what_ifs),
            total_is_todays: self.has_todays_total(),
            ..self.spec().clone()
        };
        Self::new(spec, evidence)
    }
}

/// Problems of evidence as problems of what-ifs: the first one, of which there may be no other.
fn said_of(what_ifs: &[WhatIf], problems: Vec<Problem>) -> Vec<Problem> {
    let place = what_ifs.first().map_or_else(Place::root, place_of);
    let said = problems.into_iter().map(|problem| {
        let found = format!("then {}: {}", problem.place, problem.found);
        Problem { place: place.clone(), found, rival: None, lack: None, year: None, ..problem }
    });
    said.collect()
}

fn place_of(what_if: &WhatIf) -> Place {
    Place::root().key("assume").key(what_if.of.as_str())
}

/// Numbers being taken to be something else.
struct Taking<'a> {
    what_ifs: &'a [WhatIf],
    /// Of numbers that an observation changes, what is believed of them.
    posteriors: Vec<Posterior>,
    problems: Vec<Problem>,
}

impl<'a> Taking<'a> {
    fn of(evidence: &Evidence, what_ifs: &'a [WhatIf]) -> Self {
        let addresses: Vec<Address> =
            evidence.assumptions().into_iter().map(|assumption| assumption.address).collect();
        let mut problems = Vec::new();
        for what_if in what_ifs {
            let covers = |address: &&Address| what_if.of.covers(address.as_str());
            if !addresses.iter().any(|address| covers(&address)) {
                let known = addresses.iter().map(Address::as_str);
                let written = what_if.of.as_str();
                let nearest = Problem::unknown(place_of(what_if), "number", written, known).nearest;
                let allowed =
                    "an address of the evidence, which `apportion evidence` lists, or a pattern of some";
                let found = format!("the evidence has no number `{written}`");
                problems.push(Problem::key(place_of(what_if), found).allowed(allowed).nearest(nearest));
            }
        }
        for address in &addresses {
            let mut covering = what_ifs.iter().filter(|what_if| what_if.of.covers(address.as_str()));
            if let (Some(first), Some(second)) = (covering.next(), covering.next()) {
                let found = format!("`{address}` is covered by `{}` already", first.of.as_str());
                problems.push(Problem::key(place_of(second), found).allowed("each number once"));
            }
        }
        Self { what_ifs, posteriors: evidence.posteriors(), problems }
    }

    fn evidence(&mut self, spec: &mut EvidenceSpec) {
        spec.threats.iter_mut().for_each(|threat| self.threat(threat));
        for funder in &mut spec.funders {
            let address = Address::of_delivery(&funder.id);
            if let Some(share) = &mut funder.delivered {
                self.number(&address, share);
            }
        }
        let mut is_other_reference = false;
        for programme in &mut spec.programmes {
            let before = programme.reference;
            self.programme(programme);
            is_other_reference |= programme.reference != before;
        }
        if is_other_reference {
            // They add up to what they add up to.
            spec.reference_total = None;
        }
    }

    fn threat(&mut self, threat: &mut Threat) {
        for (key, number) in [("harm", &mut threat.harm), ("growth", &mut threat.growth)] {
            let address = Address::of_threat(&threat.id, key);
            if let Some(number) = number {
                self.number(&address, number);
            }
        }
        for count in &mut threat.counts {
            self.number(&Address::of_count(&threat.id, &count.id), &mut count.per_year);
        }
    }

    fn programme(&mut self, programme: &mut Programme) {
        let Programme { id, reference, min, max, set_up, effects, lag, .. } = programme;
        for (key, amount) in [("reference", reference), ("min", min), ("set_up", set_up)] {
            self.money(&Address::of_programme(id, key), amount);
        }
        if let Some(amount) = max {
            self.money(&Address::of_programme(id, "max"), amount);
        }
        if lag.len() > 1 {
            self.refuse(&Address::of_programme(id, "lag"), "a list of lag weights");
        }
        for Effect { threat, works, curve, .. } in effects {
            let address = |key: &str| Address::of_effect(id, threat, key);
            if let Some(works) = works {
                self.share(&address("works"), works);
            }
            match curve {
                Curve::Parametric(curve) => {
                    let (strength, scale) = (address(curve.strength_key()), address(curve.scale_key()));
                    let Parametric { strength: own, scale: at, .. } = curve;
                    let (Strength::Own(number)
                    | Strength::AverageReturn(number)
                    | Strength::MarginalReturn(number)) = own;
                    self.number(&strength, number);
                    if let Some(number) = at {
                        self.number(&scale, number);
                    }
                }
                Curve::Points(_) => self.refuse(&address("points"), "a table of points"),
            }
        }
    }

    /// Observations of numbers that are still uncertain: what is taken to be something else was not observed, and so many
    /// times a number was observed as many times as large.
    fn observations(&self, observations: &[Observation]) -> Vec<Observation> {
        let own = |observation: &Observation| match self.covering(&observation.of).map(|it| &it.taken) {
            None => Some(observation.clone()),
            Some(Taken::Times(times)) if *times > 0.0 => Some(observation.scaled(*times)),
            Some(_) => None,
        };
        observations.iter().filter_map(own).collect()
    }

    /// The what-if that covers an address.
    fn covering(&self, address: &Address) -> Option<&'a WhatIf> {
        self.what_ifs.iter().find(|what_if| what_if.of.covers(address.as_str()))
    }

    fn number(&mut self, address: &Address, number: &mut Distribution) {
        let Some(what_if) = self.covering(address) else { return };
        let believed = self.posteriors.iter().find(|posterior| posterior.address == *address);
        let of = match (&what_if.taken, believed) {
            (Taken::At(_), Some(believed)) => &believed.posterior,
            _ => number,
        };
        match taken(of, &what_if.taken) {
            Ok(other) => *number = other,
            Err(error) => self.say(what_if, address, &error.to_string()),
        }
    }

    fn money(&mut self, address: &Address, amount: &mut Money) {
        let Some(what_if) = self.covering(address) else { return };
        let certain = Distribution::constant(amount.millions()).and_then(|own| taken(&own, &what_if.taken));
        match certain.map(|number| number.certain()) {
            Ok(Some(millions)) => match Money::from_millions(millions) {
                Ok(other) => *amount = other,
                Err(error) => self.say(what_if, address, &error.to_string()),
            },
            Ok(None) => self.say(what_if, address, "this amount cannot be uncertain"),
            Err(error) => self.say(what_if, address, &error.to_string()),
        }
    }

    fn share(&mut self, address: &Address, share: &mut Share) {
        let Some(what_if) = self.covering(address) else { return };
        let own = match &what_if.taken {
            // A probability p is nought up to its quantile 1 − p, and one beyond.
            Taken::At(at) => Ok(Some(if *at > 1.0 - share.get() { 1.0 } else { 0.0 })),
            other => Distribution::constant(share.get())
                .and_then(|own| taken(&own, other))
                .map(|number| number.certain()),
        };
        match own {
            Ok(Some(probability)) => match Share::new(probability) {
                Ok(other) => *share = other,
                Err(error) => self.say(what_if, address, &error.to_string()),
            },
            Ok(None) => self.say(what_if, address, "a probability is one number"),
            Err(error) => self.say(what_if, address, &error.to_string()),
        }
    }

    fn refuse(&mut self, address: &Address, what: &str) {
        if let Some(what_if) = self.covering(address) {
            self.say(what_if, address, &format!("{what} cannot be taken to be one number"));
        }
    }

    fn say(&mut self, what_if: &WhatIf, address: &Address, wrong: &str) {
        let found = format!("`{address}`: {wrong}");
        self.problems.push(Problem::value(place_of(what_if), found).allowed(WhatIf::ALLOWED));
    }
}

/// What a number becomes.
fn taken(number: &Distribution, taken: &Taken) -> Result<Distribution, DistError> {
    match taken {
        Taken::Instead(instead) => Ok(instead.clone()),
        Taken::Times(times) if *times > 0.0 => Ok(number.scaled(*times)),
        // Nought times anything is nought; what is below turns a distribution round, and is stated instead.
        Taken::Times(times) => Distribution::constant(times * number.mean()),
        Taken::At(at) => Distribution::constant(number.quantile(*at)),
    }
}
