//! The ways to write an answer.

/// A way to write an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people, on a terminal or in a text file.
    Table,
    /// The whole answer as one document with a published schema.
    Json,
    /// One figure a line.
    Csv,
    /// One scenario a line.
    Wide,
    /// One JSON object a scenario, as scenarios are answered: on standard output alone.
    Lines,
    /// A page for whoever is handed the answer.
    Page,
    /// An Excel workbook.
    Workbook,
}

impl Form {
    /// How the name of a file in this form ends; `None` of what goes into no file.
    #[must_use]
    pub fn ending(self) -> Option<&'static str> {
        match self {
            Self::Table => Some(".txt"),
            Self::Json => Some(".json"),
            Self::Csv => Some(".csv"),
            Self::Wide => Some("-wide.csv"),
            Self::Page => Some(".html"),
            Self::Workbook => Some(".xlsx"),
            Self::Lines => None,
        }
    }
}
