//! What a study of a parameter is worth before it is known what it finds (EVSI).

use crate::regression::ConditionalMeans;
use crate::regression::Method;
use crate::risk::mean;
use crate::risk::sum;
use crate::study::voi::samples::estimate::Estimate;
use crate::study::voi::samples::options::Options;
use crate::study::voi::samples::rule::Rule;
use crate::study::voi::samples::study_design::StudyDesign;

/// What a study is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct StudyFound {
    /// It.
    pub design: StudyDesign,
    /// The name of the parameter that it observes.
    pub parameter: String,
    /// The standard deviation of the parameter over draws: what is known of it before.
    pub prior_sd: f64,
    /// The standard error with which the study would find the parameter.
    pub found_se: f64,
    /// The share of the prior variance that the study explains.
    pub explained: f64,
    /// What the study brings on average.
    pub worth: Estimate,
    /// How conditional means were fitted.
    pub method: Method,
}

/// By moment matching (Heath, Manolopoulou & Baio 2018, *Medical Decision Making* 38, 163): what a study will make one
/// expect of each option varies as the mean conditional on the parameter does, but by the root of the share of variance
/// that the study explains. Exact where the parameter and the study's error are normal and net benefits linear in it.
///
/// As in [`partial`](super::partial), the rule is fitted on other draws than it is valued on. What option d brings where
/// it is chosen is E δ\[d\]·(1 − √r) + √r·δ\[d\], of which each draw has its own part; the parts of means that are
/// estimated are among them, so that their spread is the standard error.
pub(super) fn study(
    options: &Options<'_>,
    means: &ConditionalMeans,
    design: StudyDesign,
    parameter: &str,
    column: &[f64],
) -> StudyFound {
    let prior_sd = sd(column);
    let found_se = design.standard_error(prior_sd);
    let explained = explained(prior_sd, found_se);
    let root = explained.sqrt();
    let gains = options.gains();
    let levels: Vec<f64> = gains.iter().map(|own| mean(own).unwrap_or(0.0)).collect();
    let expected = |(own, level): (&Vec<f64>, &f64)| {
        own.iter().map(|own| level + root * (own - level)).collect::<Vec<f64>>()
    };
    let rule = Rule::by(means.held_out.iter().zip(&levels).map(expected).collect());
    let choices: Vec<usize> = (0..options.draws()).map(|draw| rule.choice(draw)).collect();
    let shares: Vec<f64> = (1..=gains.len()).map(|option| share(&choices, option)).collect();
    let brought = choices.iter().enumerate().map(|(draw, choice)| {
        let known =
            choice.checked_sub(1).map_or(0.0, |own| root * gains[own][draw] + (1.0 - root) * levels[own]);
        let levels = gains.iter().zip(&levels).zip(&shares);
        let part: f64 = levels.map(|((own, level), share)| share * (own[draw] - level)).sum();
        known + (1.0 - root) * part
    });
    let worth = if explained > 0.0 && means.method != Method::Constant {
        Estimate::of(&brought.collect::<Vec<f64>>()).or_doubt(rule.doubt(options))
    } else {
        Estimate { value: 0.0, se: 0.0 }
    };
    StudyFound {
        design,
        parameter: parameter.to_owned(),
        prior_sd,
        found_se,
        explained,
        worth,
        method: means.method,
    }
}

/// v/(v + s²) of a prior variance v and a study's standard error s; nought where nothing is left to know.
fn explained(prior_sd: f64, found_se: f64) -> f64 {
    let ratio = found_se / prior_sd;
    if prior_sd > 0.0 { 1.0 / (1.0 + ratio * ratio) } else { 0.0 }
}

#[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
fn share(choices: &[usize], option: usize) -> f64 {
    choices.iter().filter(|choice| **choice == option).count() as f64 / choices.len().max(1) as f64
}

#[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
fn sd(values: &[f64]) -> f64 {
    let middle = mean(values).unwrap_or(0.0);
    let squares: Vec<f64> = values.iter().map(|value| (value - middle) * (value - middle)).collect();
    (sum(&squares) / (values.len() as f64 - 1.0).max(1.0)).sqrt()
}
