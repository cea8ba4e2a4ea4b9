//! All that the draws of a model say about what information is worth.

use crate::simulate::side_by_side;
use crate::study::voi::samples::estimate::Estimate;
use crate::study::voi::samples::model::SampledModel;
use crate::study::voi::samples::options::Options;
use crate::study::voi::samples::partial::Partial;
use crate::study::voi::samples::partial::known;
use crate::study::voi::samples::partial::partial;
use crate::study::voi::samples::study::StudyFound;
use crate::study::voi::samples::study::study;
use std::collections::BTreeMap;

/// What information is worth to whoever decides on the draws of a model.
#[derive(Clone, Debug, PartialEq)]
pub struct SampledWorth {
    /// What knowing everything is worth (EVPI).
    pub perfect: Estimate,
    /// What each parameter is worth, then each group, in the order they were asked for.
    pub partial: Vec<Partial>,
    /// What each study is worth, in the order they were asked for.
    pub studies: Vec<StudyFound>,
    /// The options, in the order they were given.
    pub options: Vec<OptionFound>,
    /// The place of the option that is best on average.
    pub best: usize,
}

/// How an option does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OptionFound {
    /// Its mean net benefit.
    pub mean: Estimate,
    /// The share of draws in which it is best; where several are, they share.
    pub probability_best: f64,
    /// What it falls short of the best of each draw, on average.
    pub expected_loss: f64,
}

/// Works out what information is worth. The same figures for any number of threads, and for any order of options.
#[must_use]
pub fn of_samples(model: &SampledModel) -> SampledWorth {
    let given: Vec<&[f64]> = model.net_benefits.iter().map(|place| model.column(*place)).collect();
    let options = Options::of(&given);
    let singles = model.parameters.iter().map(|place| vec![*place]);
    let groups = model.groups.iter().map(|group| group.members.clone());
    let observed = model.studies.iter().map(|asked| vec![asked.parameter]);
    let asked: Vec<Vec<usize>> = singles.chain(groups).collect();
    let mut all: Vec<Vec<usize>> = asked.iter().cloned().chain(observed).collect();
    all.sort();
    all.dedup();
    let found = side_by_side(&all, |members| worth_of(model, &options, members));
    let found: BTreeMap<&Vec<usize>, Found> = all.iter().zip(found).collect();
    let partial = asked.iter().filter_map(|members| Some(found.get(members)?.partial)).collect();
    let studies = model.studies.iter().enumerate().filter_map(|(number, asked)| {
        let found = found.get(&vec![asked.parameter])?;
        found.studies.iter().find(|(own, _)| *own == number).map(|(_, study)| study.clone())
    });
    let each = given.iter().zip(options.each()).map(|(column, (probability_best, expected_loss))| {
        OptionFound { mean: Estimate::of(column), probability_best, expected_loss }
    });
    SampledWorth {
        perfect: Estimate::of(&options.regrets_of_best()),
        partial,
        studies: studies.collect(),
        options: each.collect(),
        best: options.best(),
    }
}

/// What is found of parameters that are known together, with the studies of them by their numbers.
struct Found {
    partial: Partial,
    studies: Vec<(usize, StudyFound)>,
}

fn worth_of(model: &SampledModel, options: &Options<'_>, members: &[usize]) -> Found {
    let columns: Vec<&[f64]> = members.iter().map(|place| model.column(*place)).collect();
    let means = known(options, &columns);
    let own = model.studies.iter().enumerate().filter(|(_, asked)| members == [asked.parameter]);
    let studies = own.map(|(number, asked)| {
        let (name, column) = (model.name(asked.parameter), model.column(asked.parameter));
        (number, study(options, &means, asked.design, name, column))
    });
    Found { partial: partial(options, &means), studies: studies.collect() }
}
