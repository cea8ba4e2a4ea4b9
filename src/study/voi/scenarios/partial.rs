//! What it is worth to know one assumption perfectly: the expected value of partial perfect information.

use crate::id::Address;
use crate::model::Evidence;
use crate::model::Factor;
use crate::model::Grade;
use crate::simulate::Exchange;
use crate::simulate::Learnt;
use crate::simulate::SimulateError;
use crate::study::StudyError;
use crate::study::voi::scenarios::choice::Choice;
use crate::study::voi::scenarios::choice::Estimate;
use crate::study::voi::scenarios::choice::integrated;
use crate::study::voi::scenarios::node::NODES;
use crate::study::voi::scenarios::node::Rule;
use crate::study::voi::scenarios::node::ends;

/// An assumption is looked into further where knowing it to be extreme gains more than this part of what knowing everything
/// is worth.
const WORTH_A_LOOK: f64 = 1e-3;

/// What knowing one assumption is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Partial {
    /// Which.
    pub address: Address,
    /// What it is, in words with its unit.
    pub what: String,
    /// How well it is known today.
    pub grade: Grade,
    /// Its values at the 5% and the 95% quantile; of a few values the least and the greatest.
    pub range: (f64, f64),
    /// What deciding without it loses where it has those values, £m a year; `None` where nothing is lost that can be told from
    /// noise.
    pub regret: (Option<f64>, Option<f64>),
    /// The estimate; `None` where it is only known to be small.
    pub estimate: Option<Estimate>,
    /// What is gained at neither of those values, where no more was looked into, £m a year.
    pub below: Option<f64>,
    /// How it was worked out.
    pub estimator: Estimator,
    /// The same for other choices on the same draws.
    pub(super) others: Vec<Estimate>,
}

/// How a value of information was worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Estimator {
    /// It is in nothing that the decision is about: nought exactly.
    NotInDecision,
    /// Neither of its extremes gains anything to speak of.
    Screened,
    /// By a Gauss–Hermite rule in its normal score.
    Nodes,
    /// By each of its values.
    Values,
}

impl Estimator {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotInDecision => "not in the decision",
            Self::Screened => "screened",
            Self::Nodes => "nodes",
            Self::Values => "values",
        }
    }
}

impl Partial {
    /// Whether knowing it is worth something that can be told from nought.
    #[must_use]
    pub fn is_distinguishable(&self) -> bool {
        self.estimate.is_some_and(|estimate| estimate.is_distinguishable())
    }

    /// What knowing it is worth as far as that can be told, £m a year.
    #[must_use]
    pub fn told(&self) -> f64 {
        self.estimate.filter(Estimate::is_distinguishable).map_or(0.0, |estimate| estimate.value)
    }
}

/// What assumptions are asked against.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a, C> {
    /// The decision, and others that are made of the same outcomes.
    pub(super) choices: &'a [C],
    pub(super) exchange: &'a Exchange,
    pub(super) evidence: &'a Evidence,
    /// What knowing everything is worth.
    pub(super) evpi: f64,
}

impl<C: Choice> Asked<'_, C> {
    /// What knowing one number is worth; `None` where the run has to end.
    ///
    /// # Errors
    /// The solver broke, or a draw is no finite number.
    pub(super) fn partial(&self, number: usize, factor: &Factor) -> Result<Option<Partial>, StudyError> {
        let [(least, low), (most, high)] = ends(&factor.distribution);
        let partial = Partial {
            address: factor.address.clone(),
            what: factor.what.clone(),
            grade: factor.grade,
            range: (low, high),
            regret: (None, None),
            estimate: Some(Estimate::default()),
            below: None,
            estimator: Estimator::NotInDecision,
            others: vec![Estimate::default(); self.choices.len().saturating_sub(1)],
        };
        if !self.is_in_decision(number) {
            return Ok(Some(partial));
        }
        let Some(at_least) = self.outcome(number, &least)? else { return Ok(None) };
        let Some(at_most) = self.outcome(number, &most)? else { return Ok(None) };
        let Some(main) = self.choices.first() else { return Ok(None) };
        let regret = |outcome| Some(main.gain(outcome)).filter(|gain| *gain > main.least());
        let partial = Partial { regret: (regret(&at_least), regret(&at_most)), ..partial };
        let is_dense = factor.distribution.values().is_empty();
        let seen = |choice: &C| choice.seen(&at_least).max(choice.seen(&at_most));
        let most_seen = self.choices.iter().map(seen).fold(0.0, f64::max);
        let enough = (WORTH_A_LOOK * self.evpi).max(main.least());
        if is_dense && most_seen <= enough {
            let estimator = Estimator::Screened;
            return Ok(Some(Partial { estimate: None, below: Some(enough), estimator, ..partial }));
        }
        let fine = Rule::perfect(&factor.distribution, NODES);
        let coarse = is_dense.then(|| Rule::perfect(&factor.distribution, NODES / 2));
        let Some(mut estimates) = self.estimates(number, &fine, coarse.as_ref())? else { return Ok(None) };
        let others = estimates.split_off(1);
        let estimator = if is_dense { Estimator::Nodes } else { Estimator::Values };
        Ok(Some(Partial { estimate: estimates.pop(), others, estimator, ..partial }))
    }

    /// The value of what a rule says of a number, for each of the choices; `None` where the run has to end.
    ///
    /// # Errors
    /// As [`Asked::partial`].
    pub(super) fn estimates(
        &self,
        number: usize,
        fine: &Rule,
        coarse: Option<&Rule>,
    ) -> Result<Option<Vec<Estimate>>, StudyError> {
        let Some(at_fine) = self.outcomes(number, fine)? else { return Ok(None) };
        let mut at_coarse = None;
        if let Some(rule) = coarse {
            let Some(outcomes) = self.outcomes(number, rule)? else { return Ok(None) };
            at_coarse = Some((rule, outcomes));
        }
        let of = |choice: &C| {
            let coarse = at_coarse.as_ref().map(|(rule, outcomes)| (*rule, outcomes.as_slice()));
            integrated(choice, (fine, &at_fine), coarse)
        };
        Ok(Some(self.choices.iter().map(of).collect()))
    }

    fn outcomes(&self, number: usize, rule: &Rule) -> Result<Option<Vec<C::Outcome>>, StudyError> {
        rule.nodes.iter().map(|node| self.outcome(number, &node.learnt)).collect()
    }

    fn outcome(&self, number: usize, learnt: &Learnt) -> Result<Option<C::Outcome>, StudyError> {
        let known = [(number, learnt.clone())];
        let futures = self.exchange.learning(&known).map_err(|problem| undrawable(self.evidence, problem))?;
        self.choices.first().map_or(Ok(None), |choice| choice.outcome(&futures))
    }

    /// Whether anything that is decided rests on a number or on one that moves with it: harm that somebody has costed, of a
    /// threat that some programme does something about.
    pub(super) fn is_in_decision(&self, number: usize) -> bool {
        let counts = |position: usize| {
            let threat = &self.evidence.threats()[position];
            let is_fought = self.evidence.effects().any(|(_, effect)| effect.threat == threat.id);
            threat.harm.is_some() && is_fought
        };
        let with = self.exchange.neighbours(number).into_iter().chain([number]);
        with.into_iter().any(|number| {
            let (threats, delivery) = self.exchange.threats_of(number);
            delivery || threats.into_iter().any(counts)
        })
    }
}

/// Draws given what is known that are no finite numbers.
pub(super) fn undrawable(evidence: &Evidence, problem: SimulateError) -> StudyError {
    StudyError::Simulate { evidence: evidence.name().to_owned(), problem }
}
