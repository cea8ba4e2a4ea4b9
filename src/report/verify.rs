//! Whether a folder of results came out the same again.

use crate::report::Described;
use crate::report::Look;
use crate::report::Tabular;
use crate::report::USUAL;
use crate::report::WriteError;
use crate::report::document::Versioned;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::layout::Column;
use crate::report::layout::Layout;
use crate::report::long;
use crate::report::long::Cell;
use crate::report::prose;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// The columns of the verdict as CSV.
pub const LAYOUT: Layout = Layout {
    command: "verify",
    columns: &[
        Column { name: "kind", meaning: "`input` or `output`" },
        Column { name: "name", meaning: "path of the input, or name of the output" },
        Column {
            name: "verdict",
            meaning: "`agrees`, `missing`, `changed` since it was read or written, `differs` now, or `untried`: not worked out again",
        },
    ],
    quantities: &[],
};

/// Whether a folder of results came out the same again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Verification")]
pub struct Document {
    /// The version of the document.
    pub schema: String,
    /// The folder.
    pub folder: String,
    /// Whether every file is as it was written and came out the same again.
    pub agrees: bool,
    /// In what this program differs from the one that wrote the folder; null where it does not.
    pub program: Option<String>,
    /// Every input and output.
    pub files: Vec<FileView>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "File")]
pub struct FileView {
    /// Its name, or its path.
    pub name: String,
    /// Whether it was read or written.
    pub kind: Kind,
    /// What became of it.
    pub verdict: Verdict,
}

/// Whether a file was read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Read.
    Input,
    /// Written.
    Output,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is the same to the byte.
    Agrees,
    /// It is not there any more.
    Missing,
    /// Somebody has changed it since.
    Changed,
    /// It came out differently.
    Differs,
    /// It was not worked out again.
    Untried,
}

impl Versioned for Document {
    const SCHEMA: &'static str = "apportion/verify/1";
}

impl Tabular for Document {
    const DESCRIBED: Described = Described { command: "verify", forms: USUAL, is_repeatable: false };

    fn to_table(&self, look: Look) -> String {
        table(self, look.width)
    }

    fn to_csv(&self) -> Result<Vec<u8>, WriteError> {
        csv(self)
    }
}

impl Verdict {
    fn words(self) -> &'static str {
        match self {
            Self::Agrees => "agrees to the byte",
            Self::Missing => "MISSING",
            Self::Changed => "CHANGED since it was read or written",
            Self::Differs => "DIFFERS when it is worked out again",
            Self::Untried => "as it was written, but not worked out again",
        }
    }
}

/// The verdict as text.
#[must_use]
pub fn table(document: &Document, width: u16) -> String {
    let verdict = if document.agrees { "every byte agrees" } else { "NOT the same again" };
    let mut out = prose::wrapped_with(&format!("{}: {verdict}.", document.folder), width, "", "");
    if let Some(program) = &document.program {
        out += &prose::wrapped(&format!("worked out again by another program: {program}"), width);
    }
    let rows = document.files.iter().map(|file| {
        let kind = if file.kind == Kind::Input { "read" } else { "written" };
        vec![kind.to_owned(), file.name.clone(), file.verdict.words().to_owned()]
    });
    out + &grid(width, &[("", Set::Words), ("File", Set::Words), ("Verdict", Set::Words)], rows.collect())
}

/// The verdict as CSV.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(document: &Document) -> Result<Vec<u8>, WriteError> {
    let rows = document.files.iter().map(|file| {
        let kind = if file.kind == Kind::Input { "input" } else { "output" };
        let verdict = match file.verdict {
            Verdict::Agrees => "agrees",
            Verdict::Missing => "missing",
            Verdict::Changed => "changed",
            Verdict::Differs => "differs",
            Verdict::Untried => "untried",
        };
        [kind, &file.name, verdict].map(Cell::text).to_vec()
    });
    long::laid_out(&LAYOUT, rows)
}
