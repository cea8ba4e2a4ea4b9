//! What information is worth on draws of any model as a machine document, schema `apportion/voi-samples/1`: full
//! precision, in the unit of the net benefits.

use crate::regression::Method;
use crate::report::document::Versioned;
use crate::study::voi::Estimate;
use crate::study::voi::Partial;
use crate::study::voi::SampledModel;
use crate::study::voi::SampledWorth;
use crate::study::voi::StudyDesign;
use crate::study::voi::StudyFound;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// What information is worth to whoever decides on these draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// `apportion/voi-samples/1`.
    pub schema: String,
    /// The file of draws.
    pub samples: String,
    /// How many draws.
    pub draws: usize,
    /// The options, in the order they were named.
    pub options: Vec<OptionView>,
    /// The option that would be chosen now.
    pub frontier: FrontierView,
    /// What knowing everything is worth.
    pub evpi: EstimateView,
    /// What parameters are worth, in the order they were named, then groups.
    pub evppi: Vec<PartialView>,
    /// What studies are worth, in the order they were named.
    pub evsi: Vec<StudyView>,
}

impl Versioned for Document {
    const SCHEMA: &'static str = "apportion/voi-samples/1";
}

/// An option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionView {
    /// Its column.
    pub option: String,
    /// Its mean net benefit.
    pub mean: f64,
    /// The standard error of that.
    pub se: f64,
    /// The share of draws in which it is best; where several are, they share.
    pub probability_best: f64,
    /// What it falls short of the best of each draw, on average.
    pub expected_loss: f64,
}

/// The option with the highest mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrontierView {
    /// Its column.
    pub option: String,
    /// The share of draws in which it is best.
    pub probability_best: f64,
}

/// An estimate of what is nought or more.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EstimateView {
    /// The estimate, which chance may take below nought.
    pub value: f64,
    /// Its standard error, right for independent draws.
    pub se: f64,
    /// Whether it is more than 1.96 standard errors above nought.
    pub distinguishable: bool,
}

/// What knowing a parameter, or several together, is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartialView {
    /// The parameter's column, or the group's name.
    pub parameter: String,
    /// The columns of a group; empty for a single parameter.
    pub members: Vec<String>,
    /// The estimate, which chance may take below nought or above `evpi`.
    pub value: f64,
    /// Its standard error, right for independent draws.
    pub se: f64,
    /// Whether it is more than 1.96 standard errors above nought.
    pub distinguishable: bool,
    /// How it was estimated.
    pub estimator: EstimatorView,
    /// The usual estimate from a fit that has seen the draws it values, which is too high on average.
    pub plug_in: f64,
    /// The share of draws in which knowing it changes the choice.
    pub changes: f64,
}

/// How conditional means were estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EstimatorView {
    /// It is the same in every draw: nothing to know, exactly.
    Constant,
    /// Cross-fitted: a mean for each value.
    CrossFittedMeans,
    /// Cross-fitted: a penalised cubic spline.
    CrossFittedSpline,
    /// Cross-fitted: splines added up, and products of each two.
    CrossFittedAdditive,
    /// Cross-fitted: straight lines in normal scores, as there are too many parameters for curves.
    CrossFittedLines,
}

/// What a study is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StudyView {
    /// The study, as it can be typed.
    pub study: String,
    /// The column of the parameter that it observes.
    pub parameter: String,
    /// How many observations; null where a standard error was stated.
    pub observations: Option<u64>,
    /// The standard deviation of an observation, in the parameter's unit; null likewise.
    pub sd: Option<f64>,
    /// Whether that was left out and is the prior's own: an observation tells as much as is known before.
    pub sd_is_priors: bool,
    /// The parameter's standard deviation over the draws: what is known of it before.
    pub prior_sd: f64,
    /// The standard error with which the study would find it.
    pub found_se: f64,
    /// The share of the prior variance that the study explains.
    pub explained: f64,
    /// The estimate, by moment matching; chance may take it below nought.
    pub value: f64,
    /// Its standard error, right for independent draws.
    pub se: f64,
    /// Whether it is more than 1.96 standard errors above nought.
    pub distinguishable: bool,
    /// How conditional means were estimated.
    pub estimator: EstimatorView,
}

impl Document {
    /// The document of an answer about a file of draws.
    #[must_use]
    pub fn of(samples: &str, model: &SampledModel, worth: &SampledWorth) -> Self {
        let options: Vec<OptionView> = model
            .net_benefits
            .iter()
            .zip(&worth.options)
            .map(|(place, found)| OptionView {
                option: model.name(*place).to_owned(),
                mean: found.mean.value,
                se: found.mean.se,
                probability_best: found.probability_best,
                expected_loss: found.expected_loss,
            })
            .collect();
        let best = options.get(worth.best);
        let frontier = FrontierView {
            option: best.map(|best| best.option.clone()).unwrap_or_default(),
            probability_best: best.map_or(0.0, |best| best.probability_best),
        };
        let named = |place: &usize| model.name(*place).to_owned();
        let singles = model.parameters.iter().map(|place| (named(place), Vec::new()));
        let groups = model.groups.iter();
        let groups = groups.map(|group| (group.name.clone(), group.members.iter().map(named).collect()));
        let asked = singles.chain(groups).zip(&worth.partial);
        Self {
            schema: Self::SCHEMA.to_owned(),
            samples: samples.to_owned(),
            draws: model.draws(),
            options,
            frontier,
            evpi: EstimateView::of(worth.perfect),
            evppi: asked.map(|((name, members), found)| PartialView::of(name, members, found)).collect(),
            evsi: worth.studies.iter().map(StudyView::of).collect(),
        }
    }
}

impl EstimateView {
    fn of(estimate: Estimate) -> Self {
        Self { value: estimate.value, se: estimate.se, distinguishable: estimate.is_distinguishable() }
    }
}

impl PartialView {
    fn of(parameter: String, members: Vec<String>, found: &Partial) -> Self {
        let EstimateView { value, se, distinguishable } = EstimateView::of(found.worth);
        let estimator = EstimatorView::of(found.method);
        let Partial { plug_in, changes, .. } = *found;
        Self { parameter, members, value, se, distinguishable, estimator, plug_in, changes }
    }
}

impl EstimatorView {
    fn of(method: Method) -> Self {
        match method {
            Method::Constant => Self::Constant,
            Method::Means => Self::CrossFittedMeans,
            Method::Spline => Self::CrossFittedSpline,
            Method::Additive => Self::CrossFittedAdditive,
            Method::Linear => Self::CrossFittedLines,
        }
    }

    /// It in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Constant => "constant",
            Self::CrossFittedMeans => "means by value",
            Self::CrossFittedSpline => "spline",
            Self::CrossFittedAdditive => "splines and products",
            Self::CrossFittedLines => "lines",
        }
    }
}

impl StudyView {
    fn of(found: &StudyFound) -> Self {
        let StudyFound { design, prior_sd, found_se, explained, .. } = *found;
        let parameter = found.parameter.clone();
        let (observations, stated) = match design {
            StudyDesign::Observations { count, sd } => (Some(count), sd),
            StudyDesign::Precision { .. } => (None, None),
        };
        let study = match design {
            StudyDesign::Observations { count, sd: Some(sd) } => format!("N={count} sd={sd} on {parameter}"),
            StudyDesign::Observations { count, sd: None } => format!("N={count} on {parameter}"),
            StudyDesign::Precision { se } => format!("se={se} on {parameter}"),
        };
        let EstimateView { value, se, distinguishable } = EstimateView::of(found.worth);
        Self {
            study,
            parameter,
            observations,
            sd: observations.map(|_| stated.unwrap_or(prior_sd)),
            sd_is_priors: observations.is_some() && stated.is_none(),
            prior_sd,
            found_se,
            explained,
            value,
            se,
            distinguishable,
            estimator: EstimatorView::of(found.method),
        }
    }
}
