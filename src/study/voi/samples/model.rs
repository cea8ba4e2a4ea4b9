//! A model as its draws have it.

use crate::study::voi::samples::study_design::StudyDesign;

/// The draws of some model and what is asked of them. Places are those of columns; every column has as many finite
/// numbers as the others, at least two.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SampledModel {
    /// What the columns are called.
    pub names: Vec<String>,
    /// The columns, draw by draw.
    pub columns: Vec<Vec<f64>>,
    /// Net benefit of each option, in one unit.
    pub net_benefits: Vec<usize>,
    /// Parameters, each by itself.
    pub parameters: Vec<usize>,
    /// Parameters that would be known together.
    pub groups: Vec<Group>,
    /// Studies.
    pub studies: Vec<StudyAsked>,
}

/// Parameters that would be known together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its parameters' columns.
    pub members: Vec<usize>,
}

/// A study that is thought of.
#[derive(Clone, Debug, PartialEq)]
pub struct StudyAsked {
    /// How much it would tell.
    pub design: StudyDesign,
    /// The column of the parameter that it would observe.
    pub parameter: usize,
}

impl SampledModel {
    /// A column; empty where there is none of that place.
    #[must_use]
    pub fn column(&self, place: usize) -> &[f64] {
        self.columns.get(place).map_or(&[], Vec::as_slice)
    }

    /// What a column is called.
    #[must_use]
    pub fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }

    /// How many draws.
    #[must_use]
    pub fn draws(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }
}
