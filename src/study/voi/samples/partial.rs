//! What it is worth to know some parameters.

use crate::regression::ConditionalMeans;
use crate::regression::Method;
use crate::regression::conditional_means;
use crate::risk::mean;
use crate::study::voi::samples::estimate::Estimate;
use crate::study::voi::samples::options::Options;
use crate::study::voi::samples::rule::Rule;

/// What knowing some parameters is worth (EVPPI).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Partial {
    /// What a rule for choosing by the parameters brings, fitted on nine tenths of the draws and valued on the others, each
    /// tenth in turn, less what the best option on average brings in the same draws. As no rule is better than the best, it
    /// is no optimist; as it falls short of the best only where options come to nearly the same, it is hardly a pessimist.
    pub worth: Estimate,
    /// The usual estimate, E max of the fitted means less max of their means, which has seen the draws it values: an
    /// optimist.
    pub plug_in: f64,
    /// How conditional means were fitted.
    pub method: Method,
    /// The share of draws in which the rule chooses another option than the best on average.
    pub changes: f64,
}

/// Gains conditional on some parameters.
pub(super) fn known(options: &Options<'_>, parameters: &[&[f64]]) -> ConditionalMeans {
    conditional_means(parameters, options.gains())
}

/// What it is worth to know what gains are conditional on.
pub(super) fn partial(options: &Options<'_>, means: &ConditionalMeans) -> Partial {
    if means.method == Method::Constant {
        let worth = Estimate { value: 0.0, se: 0.0 };
        return Partial { worth, plug_in: 0.0, method: means.method, changes: 0.0 };
    }
    let rule = Rule::by(means.held_out.clone());
    let choices: Vec<usize> = (0..options.draws()).map(|draw| rule.choice(draw)).collect();
    let gain = |(draw, choice): (usize, &usize)| {
        choice.checked_sub(1).map_or(0.0, |option| options.gains()[option][draw])
    };
    let brought: Vec<f64> = choices.iter().enumerate().map(gain).collect();
    let hoped = |draw: usize| means.fitted.iter().fold(0.0, |most: f64, own| most.max(own[draw]));
    let hoped: Vec<f64> = (0..options.draws()).map(hoped).collect();
    let changed: Vec<f64> = choices.iter().map(|choice| f64::from(u8::from(*choice != 0))).collect();
    Partial {
        worth: Estimate::of(&brought).or_doubt(rule.doubt(options)),
        plug_in: mean(&hoped).unwrap_or(0.0),
        method: means.method,
        changes: mean(&changed).unwrap_or(0.0),
    }
}
