//! What was found in files, for people and for machines. The view takes plain fields: files are another floor's.

use crate::report::Described;
use crate::report::Look;
use crate::report::Tabular;
use crate::report::USUAL;
use crate::report::WriteError;
use crate::report::document::Versioned;
use crate::report::layout::Column;
use crate::report::layout::Layout;
use crate::report::long;
use crate::report::long::Cell;
use crate::text;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// The columns of the findings as CSV: one finding a line, and a heading alone where there are none.
pub const LAYOUT: Layout = Layout {
    command: "check",
    columns: &[
        Column { name: "severity", meaning: "`error` (the file cannot be used) or `warning`" },
        Column { name: "file", meaning: "path of the file that it is about" },
        Column { name: "line", meaning: "line, from 1; empty where it is about the file as a whole" },
        Column { name: "column", meaning: "column in characters, from 1; empty likewise" },
        Column { name: "key", meaning: "key with ids instead of numbers: `programme[pursue-drugs].max`" },
        Column { name: "found", meaning: "what is wrong" },
        Column { name: "allowed", meaning: "what is allowed" },
        Column { name: "nearest", meaning: "the valid name nearest to the one found" },
    ],
    quantities: &[],
};

/// What was found in some files, schema `apportion/check/1`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// `apportion/check/1`.
    pub schema: String,
    /// Whether every file can be used: warnings are allowed.
    pub sound: bool,
    /// The files that were checked, in the order of their paths; what they stand on was checked with them.
    pub files: Vec<String>,
    /// What was found, by file, line and column.
    pub findings: Vec<FindingView>,
}

/// Something to say about a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingView {
    /// How bad it is.
    pub severity: SeverityView,
    /// The path of the file.
    pub file: String,
    /// The line, from 1; null where it is about the file as a whole.
    pub line: Option<usize>,
    /// The column in characters, from 1; null likewise.
    pub column: Option<usize>,
    /// The key, with ids instead of numbers; null where it is about none.
    pub key: Option<String>,
    /// What is wrong.
    pub found: String,
    /// What is allowed, where that can be said.
    pub allowed: Option<String>,
    /// The valid name nearest to the one found, where there is one.
    pub nearest: Option<String>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SeverityView {
    /// The file cannot be used.
    Error,
    /// The file can be used, and its reader should know.
    Warning,
}

impl SeverityView {
    fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl Versioned for Document {
    const SCHEMA: &'static str = "apportion/check/1";
}

impl Tabular for Document {
    const DESCRIBED: Described = Described { command: "check", forms: USUAL, is_repeatable: true };

    fn to_table(&self, _look: Look) -> String {
        table(self)
    }

    fn to_csv(&self) -> Result<Vec<u8>, WriteError> {
        csv(self)
    }
}

impl Document {
    /// The document of some findings in some files.
    #[must_use]
    pub fn of(files: Vec<String>, findings: Vec<FindingView>) -> Self {
        let sound = findings.iter().all(|finding| finding.severity != SeverityView::Error);
        Self { schema: Self::SCHEMA.to_owned(), sound, files, findings }
    }
}

/// The findings as text, one a line, and a verdict where all is well.
#[must_use]
pub fn table(document: &Document) -> String {
    let mut out: String = document.findings.iter().map(line).collect();
    if document.sound {
        out += &format!("{}\n", verdict(document.files.len()));
    }
    out
}

/// That so many files are sound.
#[must_use]
pub fn verdict(files: usize) -> String {
    format!("{} sound", text::plural(files, "file is", "files are"))
}

fn line(finding: &FindingView) -> String {
    let mut out = finding.file.clone();
    if let (Some(line), Some(column)) = (finding.line, finding.column) {
        out += &format!(":{line}:{column}");
    }
    out += &format!(": {}: ", finding.severity.as_str());
    if let Some(key) = &finding.key {
        out += &format!("{key}: ");
    }
    out += &finding.found;
    if let Some(allowed) = &finding.allowed {
        out += &format!("; allowed: {allowed}");
    }
    if let Some(nearest) = &finding.nearest {
        out += &format!("; did you mean `{nearest}`?");
    }
    out + "\n"
}

/// The findings as CSV.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(document: &Document) -> Result<Vec<u8>, WriteError> {
    let rows = document.findings.iter().map(|finding| {
        let number = |number: Option<usize>| number.map(|n| n.to_string()).unwrap_or_default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let cells = [
            finding.severity.as_str().to_owned(),
            finding.file.clone(),
            number(finding.line),
            number(finding.column),
            text(&finding.key),
            finding.found.clone(),
            text(&finding.allowed),
            text(&finding.nearest),
        ];
        cells.map(Cell::Text).into()
    });
    long::laid_out(&LAYOUT, rows)
}
