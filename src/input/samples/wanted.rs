//! What is wanted of the columns of a file of draws, as it was typed.

use crate::study::voi::StudyDesign;

/// Lists of columns. Each list is the name of a column as it stands in the header, or several with commas between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SamplesWanted {
    /// Net benefits of the options.
    pub net_benefits: Vec<String>,
    /// Parameters.
    pub parameters: Vec<String>,
    /// Groups of parameters, by their names.
    pub groups: Vec<(String, String)>,
    /// Studies, with the column that each observes.
    pub studies: Vec<(StudyDesign, String)>,
}
