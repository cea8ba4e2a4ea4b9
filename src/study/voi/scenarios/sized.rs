//! What a study is worth before it is made (preposterior analysis), and how large it should be.

use crate::model::Factor;
use crate::study::StudyError;
use crate::study::voi::scenarios::choice::Choice;
use crate::study::voi::scenarios::choice::Estimate;
use crate::study::voi::scenarios::design::Design;
use crate::study::voi::scenarios::design::Precision;
use crate::study::voi::scenarios::node::NODES;
use crate::study::voi::scenarios::node::Rule;
use crate::study::voi::scenarios::partial::Asked;

/// Sizes are first tried by this factor, from one case to [`LARGEST`].
const FACTOR: f64 = 4.0;

/// The largest study that is looked at.
const LARGEST: f64 = 1_048_576.0;

/// How often the distance between sizes is then halved, in logarithms.
const HALVINGS: usize = 3;

/// What a study costs, £m.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// Each case.
    pub per_case: f64,
    /// What it costs however small it is.
    pub fixed: f64,
}

/// What a study is worth before it is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Sampled {
    /// The study.
    pub design: Design,
    /// The share of what is uncertain about the number that it resolves.
    pub resolved: f64,
    /// Whether that is exact, and not matched in normal scores.
    pub is_exact: bool,
    /// What it is worth, £m a year.
    pub estimate: Estimate,
    /// Its best size, where cases have a cost.
    pub best: Option<BestSize>,
}

/// The size of a study at which what it is worth is most above what it costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BestSize {
    /// How many cases; `None` where no size is worth its cost.
    pub cases: Option<f64>,
    /// What it is worth, £m a year.
    pub value: f64,
    /// What it costs, £m.
    pub cost: f64,
    /// What it is worth for as long as the decision stands, less what it costs, £m.
    pub net: f64,
}

impl<C: Choice> Asked<'_, C> {
    /// What a study of a number is worth, and its best size at a cost where what a year is worth counts so many times; `None`
    /// where the run has to end.
    ///
    /// # Errors
    /// The solver broke, or a draw is no finite number.
    pub(super) fn sampled(
        &self,
        (number, factor): (usize, &Factor),
        design: &Design,
        cost: Option<Cost>,
        years: f64,
    ) -> Result<Option<Sampled>, StudyError> {
        let (resolved, is_exact) = design.precision.resolved(&factor.distribution);
        let estimate = self.evsi(number, resolved, true)?;
        let Some(estimate) = estimate else { return Ok(None) };
        let mut best = None;
        if let (Some(cost), Precision::Cases { .. }) = (cost, design.precision) {
            let Some(size) = self.best_size((number, factor), design.precision, cost, years)? else {
                return Ok(None);
            };
            best = Some(size);
        }
        Ok(Some(Sampled { design: design.clone(), resolved, is_exact, estimate, best }))
    }

    fn evsi(
        &self,
        number: usize,
        resolved: f64,
        with_error: bool,
    ) -> Result<Option<Estimate>, StudyError> {
        if !self.is_in_decision(number) {
            return Ok(Some(Estimate::default()));
        }
        let fine = Rule::partial(resolved, NODES);
        let coarse = with_error.then(|| Rule::partial(resolved, NODES / 2));
        let estimates = self.estimates(number, &fine, coarse.as_ref())?;
        Ok(estimates.and_then(|estimates| estimates.into_iter().next()))
    }

    fn best_size(
        &self,
        (number, factor): (usize, &Factor),
        precision: Precision,
        cost: Cost,
        years: f64,
    ) -> Result<Option<BestSize>, StudyError> {
        let size = |cases: f64| -> Result<Option<BestSize>, StudyError> {
            let (resolved, _) = precision.with_cases(cases).resolved(&factor.distribution);
            let Some(estimate) = self.evsi(number, resolved, false)? else { return Ok(None) };
            let value = estimate.value.max(0.0);
            let cost = cost.fixed + cost.per_case * cases;
            Ok(Some(BestSize { cases: Some(cases), value, cost, net: years * value - cost }))
        };
        let mut best = BestSize { cases: None, value: 0.0, cost: 0.0, net: 0.0 };
        let mut at = 1.0;
        while at <= LARGEST {
            let Some(tried) = size(at)? else { return Ok(None) };
            if tried.net > best.net {
                best = tried;
            }
            // Whatever is worth less than it costs even if it said everything is not worth trying larger.
            at *= FACTOR;
        }
        let mut factor = FACTOR;
        for _ in 0..HALVINGS {
            factor = factor.sqrt();
            let Some(cases) = best.cases else { break };
            for cases in [cases / factor, cases * factor].map(f64::round) {
                let Some(tried) = size(cases.clamp(1.0, LARGEST))? else { return Ok(None) };
                if tried.net > best.net {
                    best = tried;
                }
            }
        }
        Ok(Some(best))
    }
}
