//! The question: what finding out is worth to where the money goes, and to which scenario is taken.

use crate::model::Allocation;
use crate::model::Factor;
use crate::model::Grouping;
use crate::model::Measure;
use crate::model::Objective;
use crate::model::Risk;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::optimise::Region;
use crate::simulate::Exchange;
use crate::simulate::side_by_side;
use crate::study::Decision;
use crate::study::Ground;
use crate::study::Progress;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::confidence;
use crate::study::decide;
use crate::study::voi::scenarios::choice::Choice;
use crate::study::voi::scenarios::choice::Estimate;
use crate::study::voi::scenarios::design::Design;
use crate::study::voi::scenarios::gap::evidence_gap;
use crate::study::voi::scenarios::money::Money;
use crate::study::voi::scenarios::money::for_mean_harm;
use crate::study::voi::scenarios::options::Alternative;
use crate::study::voi::scenarios::options::OneOf;
use crate::study::voi::scenarios::partial::Asked;
use crate::study::voi::scenarios::partial::Partial;
use crate::study::voi::scenarios::partial::undrawable;
use crate::study::voi::scenarios::question::DecisionKind;
use crate::study::voi::scenarios::question::Told;
use crate::study::voi::scenarios::question::ValueOfInformation;
use crate::study::voi::scenarios::question::VoiError;
use crate::study::voi::scenarios::question::VoiWanted;
use crate::study::voi::scenarios::sized::Sampled;
use crate::study::voi::scenarios::together::Group;
use crate::study::voi::scenarios::together::Outer;
use crate::study::voi::scenarios::together::outer;
use crate::study::voi::scenarios::verdict::Measured;
use crate::study::voi::scenarios::verdict::Years;
use crate::text;
use crate::units::Draws;

/// Draws that are asked at least, so that they have halves, and at most: all of them are held, with what they were made of.
const DRAWS: (usize, usize) = (1_024, 50_000);

/// Draws inside each outer one.
const INNER: usize = 2_048;

/// Years that a decision stands where nobody says and there is no plan.
const DECISION_YEARS: f64 = 5.0;

/// Works out what finding out is worth, decision by decision.
///
/// # Errors
/// See [`VoiError`].
pub fn value_of_information(
    scenarios: &[Scenario],
    wanted: &VoiWanted,
    progress: &dyn Progress,
) -> Result<ValueOfInformation, VoiError> {
    let Some(first) = scenarios.first() else {
        return Err(VoiError::Nothing("there is no scenario".to_owned()));
    };
    let ground = Ground::of(first);
    if let Some(other) = scenarios.iter().find(|other| !ground.carries(other)) {
        return Err(VoiError::Apart(first.id().to_owned(), other.id().to_owned()));
    }
    let draws = ground.simulation.draws.get().clamp(DRAWS.0, DRAWS.1);
    let simulation = Simulation { draws: Draws::new(draws).unwrap_or(Draws::FEW), ..ground.simulation };
    let setting = Setting::on(Ground { simulation, ..ground })?.overseen_by(progress.overseer());
    let mut asking = Asking::of(&setting, wanted, progress)?;
    let mut decided = Vec::new();
    let mut impossible = Vec::new();
    for scenario in scenarios.iter().filter(|scenario| !scenario.is_today()) {
        match decide(&setting, scenario)? {
            Decision::Allocated { allocation, .. } => decided.push((scenario, allocation)),
            Decision::Impossible(_) => {
                impossible.push((scenario.id().to_owned(), scenario.name().to_owned()));
            }
        }
    }
    let open: Vec<&(&Scenario, Allocation)> =
        decided.iter().filter(|(scenario, _)| Region::of(scenario).only().is_none()).collect();
    // One scenario that leaves money open is one decision; anything else is a choice between scenarios besides.
    let is_choice = decided.len() > 1 || (decided.len() == 1 && open.is_empty());
    asking.begin(open.len() + usize::from(is_choice));
    let mut decisions = Vec::new();
    if is_choice {
        decisions.push(asking.which(&decided)?);
    }
    for (scenario, allocation) in open {
        decisions.extend(asking.where_to(scenario, allocation)?);
    }
    let (study_years, decision_years) = (wanted.study_years, asking.years.decision);
    let held = setting.futures().held().to_vec();
    Ok(ValueOfInformation { simulation, held, decision_years, study_years, decisions, impossible })
}

/// What every decision is asked on.
struct Asking<'a> {
    setting: &'a Setting,
    wanted: &'a VoiWanted,
    progress: &'a dyn Progress,
    exchange: Exchange,
    inner: Exchange,
    outer: Outer,
    factors: Vec<Factor>,
    groups: Vec<(Grouping, String, Vec<usize>)>,
    /// The number that each study is of.
    studied: Vec<usize>,
    years: Years,
}

/// What is said of every decision alike.
struct Parts {
    partials: Vec<Partial>,
    groups: Vec<Group>,
    sampled: Vec<Sampled>,
    left_out: usize,
}

impl<'a> Asking<'a> {
    fn of(setting: &'a Setting, wanted: &'a VoiWanted, progress: &'a dyn Progress) -> Result<Self, VoiError> {
        let (evidence, simulation) = (setting.evidence(), setting.simulation());
        let drawn = |simulation| {
            let exchange = Exchange::of(evidence, simulation, setting.timeline());
            exchange.map_err(|problem| undrawable(evidence, problem))
        };
        let exchange = drawn(simulation)?;
        let inside = Draws::new(simulation.draws.get().min(INNER)).unwrap_or(Draws::FEW);
        let inner = drawn(Simulation { draws: inside, ..simulation })?;
        let outside = Draws::new(wanted.outer_draws.max(2)).unwrap_or(Draws::FEW);
        let outer = Outer::of(&exchange, outer(simulation, outside));
        let factors = evidence.factors();
        if factors.is_empty() {
            return Err(VoiError::Nothing(
                "nothing in the evidence is uncertain, so nothing is left to find out".into(),
            ));
        }
        let by = if wanted.has_groups { &Grouping::ALL[..] } else { &[] };
        let groups = by.iter().flat_map(|by| {
            let named = by.groups(&factors).into_iter();
            named.map(|(name, members)| (*by, name.to_owned(), members)).collect::<Vec<_>>()
        });
        let groups = groups.collect();
        let studied =
            wanted.designs.iter().map(|design| number(&factors, design)).collect::<Result<_, _>>()?;
        let horizon = setting.ground().horizon.as_ref().map(|horizon| years_of(horizon.years));
        let years = Years {
            study: wanted.study_years,
            decision: wanted.decision_years.or(horizon).unwrap_or(DECISION_YEARS),
            figures: horizon.unwrap_or(1.0),
        };
        Ok(Self { setting, wanted, progress, exchange, inner, outer, factors, groups, studied, years })
    }

    fn begin(&mut self, decisions: usize) {
        let of_each = 1 + self.factors.len() + self.groups.len() + self.studied.len();
        self.progress.begin(decisions * of_each);
    }

    /// What finding out is worth to where the money of a scenario goes; `None` where the run has to end before.
    fn where_to(&self, scenario: &Scenario, best: &Allocation) -> Result<Option<Told>, StudyError> {
        let own = for_mean_harm(scenario);
        let is_of_other_objective =
            *scenario.objective() != Objective { risk: Risk::Mean, measure: Measure::Harm };
        let mut best = best.clone();
        if is_of_other_objective && let Decision::Allocated { allocation, .. } = decide(self.setting, &own)? {
            best = allocation;
        }
        let known = confidence(self.setting, &own, &best, self.wanted.solved_draws);
        self.progress.advance(scenario.name());
        let evpi = known.regret.map_or_else(Estimate::default, |regret| Estimate {
            value: regret.mean,
            se: regret.se,
            error: 0.0,
        });
        let futures = self.exchange.futures();
        let Some(money) = Money::of(self.setting, &own, futures, &best)? else { return Ok(None) };
        let inside = Money::of(self.setting, &own, self.inner.futures(), &best)?;
        let Some(inside) = inside else { return Ok(None) };
        let gain = Estimate::of(&money.avoided(futures, &self.setting.today().harm), 0.0);
        let (choices, inside) = ([money], [inside]);
        let parts = self.parts(&choices, &inside, evpi.value)?;
        let named = (scenario.id().to_owned(), scenario.name().to_owned());
        let finding = best_told(&parts.partials, Partial::told);
        let measured = self.years.verdict((&named.0, &named.1), gain, finding);
        Ok(Some(Told {
            kind: DecisionKind::Allocation,
            scenarios: vec![named.clone()],
            now: named,
            gain,
            evpi,
            evpi_draws: known.draws,
            partials: parts.partials,
            groups: parts.groups,
            sampled: parts.sampled,
            // What was not looked into is no ground for a verdict.
            measured: if parts.left_out > 0 { Vec::new() } else { vec![measured] },
            gap: evidence_gap(self.setting, scenario, &best)?,
            is_of_other_objective,
            left_out: parts.left_out,
        }))
    }

    /// What finding out is worth to which scenario is taken, today among them.
    fn which(&self, decided: &[(&Scenario, Allocation)]) -> Result<Told, StudyError> {
        let today = self.setting.ground().today();
        let any = decided.first().map_or(&today, |(scenario, _)| scenario);
        let mut options = vec![Alternative::of(self.setting, self.setting.reference())];
        options.extend(decided.iter().map(|(_, allocation)| Alternative::of(self.setting, allocation)));
        let futures = self.exchange.futures();
        let all = OneOf::of(self.setting, any, options.clone(), futures)?;
        let avoided = all.avoided(futures)?;
        let inside = [OneOf::of(self.setting, any, options.clone(), self.inner.futures())?];
        let evpi = Estimate::of(&all.regret(&avoided), 0.0);
        let now = all.now(&avoided);
        let gain = Estimate::of(&avoided[now], 0.0);
        self.progress.advance(any.name());
        // Beside the choice among all, each scenario by itself against today.
        let mut choices = vec![all];
        for option in 1..options.len() {
            let alone = choices[0].among(vec![0, option], &avoided);
            choices.push(alone);
        }
        let parts = self.parts(&choices, &inside, evpi.value)?;
        let measured = decided.iter().enumerate().map(|(place, (scenario, _))| {
            let told = |partial: &Partial| {
                let own = partial.others.get(place).filter(|own| own.is_distinguishable());
                own.map_or(0.0, |own| own.value)
            };
            let finding = best_told(&parts.partials, told);
            let gain = Estimate::of(&avoided[place + 1], 0.0);
            self.years.verdict((scenario.id(), scenario.name()), gain, finding)
        });
        let measured: Vec<Measured> = measured.collect();
        let named = |scenario: &Scenario| (scenario.id().to_owned(), scenario.name().to_owned());
        let taken = now.checked_sub(1).and_then(|place| decided.get(place));
        let gap = taken.map(|(scenario, allocation)| evidence_gap(self.setting, scenario, allocation));
        Ok(Told {
            kind: DecisionKind::Scenario,
            scenarios: decided.iter().map(|(scenario, _)| named(scenario)).collect(),
            now: taken.map_or_else(|| named(&today), |(scenario, _)| named(scenario)),
            gain,
            evpi,
            evpi_draws: futures.draws().get(),
            partials: parts.partials,
            groups: parts.groups,
            sampled: parts.sampled,
            measured: if parts.left_out > 0 { Vec::new() } else { measured },
            gap: gap.transpose()?.flatten(),
            is_of_other_objective: false,
            left_out: parts.left_out,
        })
    }

    /// Assumptions, groups and studies, each side by side.
    fn parts<C: Choice>(&self, choices: &[C], inside: &[C], evpi: f64) -> Result<Parts, StudyError> {
        let evidence = self.setting.evidence();
        let asked = Asked { choices, exchange: &self.exchange, evidence, evpi };
        let only = &self.wanted.only;
        let is_asked = |number: &usize| only.is_empty() || only.contains(&self.factors[*number].address);
        let numbers: Vec<usize> = (0..self.factors.len()).filter(is_asked).collect();
        let partials = side_by_side(&numbers, |&number| {
            let partial = asked.partial(number, &self.factors[number]);
            self.progress.advance(self.factors[number].address.as_str());
            partial
        });
        let mut partials = Found::of(partials)?;
        let told =
            |partial: &Partial| (partial.is_distinguishable(), partial.estimate.map_or(-1.0, |it| it.value));
        partials.found.sort_by(|a, b| {
            let ((a_told, a_value), (b_told, b_value)) = (told(a), told(b));
            b_told.cmp(&a_told).then(b_value.total_cmp(&a_value)).then(a.address.cmp(&b.address))
        });
        let nested = Asked { choices: inside, exchange: &self.inner, evidence, evpi };
        let groups = self.groups.iter().map(|(by, name, members)| {
            // A group of one is worth what its one is, which is known better.
            let alone = members.iter().filter(|_| members.len() == 1);
            let alone = alone.filter_map(|&only| {
                let address = &self.factors[only].address;
                partials.found.iter().find(|partial| partial.address == *address)?.estimate
            });
            let estimate = match alone.last() {
                Some(own) => Ok(Some(own)),
                None => self.outer.together(&nested, members),
            };
            self.progress.advance(name);
            let group = |estimate| Group { by: *by, name: name.clone(), members: members.len(), estimate };
            estimate.map(|estimate| estimate.map(group))
        });
        let groups = Found::of(groups.collect())?;
        let designs: Vec<(usize, &Design)> = self.studied.iter().copied().zip(&self.wanted.designs).collect();
        let sampled = side_by_side(&designs, |(number, design)| {
            let factor = (*number, &self.factors[*number]);
            let sampled = asked.sampled(factor, design, self.wanted.cost, self.years.behind());
            self.progress.advance(&design.to_string());
            sampled
        });
        let sampled = Found::of(sampled)?;
        let left_out = partials.left_out + groups.left_out + sampled.left_out;
        Ok(Parts { partials: partials.found, groups: groups.found, sampled: sampled.found, left_out })
    }
}

/// What was found, and how many were not because the run had to end.
struct Found<T> {
    found: Vec<T>,
    left_out: usize,
}

impl<T> Found<T> {
    fn of(results: Vec<Result<Option<T>, StudyError>>) -> Result<Self, StudyError> {
        let all = results.len();
        let found: Vec<Option<T>> = results.into_iter().collect::<Result<_, _>>()?;
        let found: Vec<T> = found.into_iter().flatten().collect();
        Ok(Self { left_out: all - found.len(), found })
    }
}

/// The assumption most worth knowing, and what that is worth.
fn best_told(partials: &[Partial], told: impl Fn(&Partial) -> f64) -> Option<(&str, f64)> {
    let each = partials.iter().map(|partial| (partial.address.as_str(), told(partial)));
    each.filter(|(_, value)| *value > 0.0).reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// The number that a study is of.
fn number(factors: &[Factor], design: &Design) -> Result<usize, VoiError> {
    let found = factors.iter().position(|factor| factor.address.as_str() == design.address);
    found.ok_or_else(|| {
        let names = factors.iter().map(|factor| factor.address.as_str());
        let near = text::nearest(&design.address, names);
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        VoiError::NoNumber { address: design.address.clone(), near }
    })
}

#[expect(clippy::cast_precision_loss, reason = "years are few")]
fn years_of(years: usize) -> f64 {
    years as f64
}
