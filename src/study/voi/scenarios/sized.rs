//! What a study is worth before it is made (preposterior analysis), and how large it should be.

use crate::model::Factor;
use crate::study::StudyError;
use crate::study::voi::StudyDesign;
use crate::study::voi::scenarios::choice::Choice;
use crate::study::voi::scenarios::choice::Estimate;
use crate::study::voi::scenarios::design::Design;
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
    pub cases: Option<u64>,
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
        let (resolved, is_exact) = design.size.resolved(&factor.distribution);
        let estimate = self.evsi(number, resolved, true)?;
        let Some(estimate) = estimate else { return Ok(None) };
        let mut best = None;
        if let (Some(cost), StudyDesign::Observations { .. }) = (cost, design.size) {
            let Some(size) = self.best_size((number, factor), design.size, cost, years)? else {
                return Ok(None);
            };
            best = Some(size);
        }
        Ok(Some(Sampled { design: design.clone(), resolved, is_exact, estimate, best }))
    }

    fn evsi(&self, number: usize, resolved: f64, with_error: bool) -> Result<Option<Estimate>, StudyError> {
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
        design: StudyDesign,
        cost: Cost,
        years: f64,
    ) -> Result<Option<BestSize>, StudyError> {
        let size = |cases: f64| -> Result<Option<BestSize>, StudyError> {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "from 1 to a million"
            )]
            let count = cases as u64;
            let (resolved, _) = design.with_cases(count).resolved(&factor.distribution);
            let Some(estimate) = self.evsi(number, resolved, false)? else { return Ok(None) };
            let value = estimate.value.max(0.0);
            let cost = cost.fixed + cost.per_case * cases;
            Ok(Some(BestSize { cases: Some(count), value, cost, net: years * value - cost }))
        };
        let mut best = BestSize { cases: None, value: 0.0, cost: 0.0, net: 0.0 };
        let mut at = 1.0;
        while at <= LARGEST {
            let Some(tried) = size(at)? else { return Ok(None) };
            if tried.net > best.net {
                best = tried;
            }
            at *= FACTOR;
        }
        let mut step = FACTOR;
        for _ in 0..HALVINGS {
            step = step.sqrt();
            let Some(count) = best.cases else { break };
            #[expect(clippy::cast_precision_loss, reason = "at most a million")]
            let cases = count as f64;
            for cases in [cases / step, cases * step].map(f64::round) {
                let Some(tried) = size(cases.clamp(1.0, LARGEST))? else { return Ok(None) };
                if tried.net > best.net {
                    best = tried;
                }
            }
        }
        Ok(Some(best))
    }
}
