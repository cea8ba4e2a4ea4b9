//! What a comparison in a folder of results stands on, schema `apportion/chapters/1`: with it and the comparison, a page can be
//! made from the folder alone.

use crate::report::Answer;
use crate::report::Described;
use crate::report::Form;
use crate::report::Look;
use crate::report::WriteError;
use crate::report::compare;
use crate::report::document::Versioned;
use crate::report::json;
use crate::report::report::ChapterView;
use crate::report::report::Document;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::io::Write;

/// What is said of each block of a comparison besides its scenarios' figures. What rules ask, and a closer look, are left to
/// `report`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Chapters {
    /// `apportion/chapters/1`.
    pub schema: String,
    /// Chapters in the order of the comparison's blocks.
    pub chapters: Vec<ChapterView>,
}

impl Versioned for Chapters {
    const SCHEMA: &'static str = "apportion/chapters/1";
}

impl Chapters {
    /// Of some chapters: what their rules ask is left out, whoever else wanted to know it.
    #[must_use]
    pub fn of(mut chapters: Vec<ChapterView>) -> Self {
        for chapter in &mut chapters {
            chapter.rules.clear();
        }
        Self { schema: Self::SCHEMA.to_owned(), chapters }
    }

    /// The bases of shares of one batch as that of the whole; `None` where they are not of one batch.
    #[must_use]
    pub fn joined(shares: Vec<Self>) -> Option<Self> {
        let mut shares = shares.into_iter();
        let mut whole = shares.next()?;
        for share in shares {
            if share.chapters.len() != whole.chapters.len() {
                return None;
            }
            for (own, other) in whole.chapters.iter_mut().zip(share.chapters) {
                if own.basis != other.basis {
                    return None;
                }
                own.broken.extend(other.broken);
                own.broken.sort();
            }
        }
        Some(whole)
    }

    /// The report of a comparison that stands on this.
    #[must_use]
    pub fn report(self, comparison: compare::Document) -> Document {
        Document::joined(comparison, self.chapters)
    }
}

impl Answer for Chapters {
    fn described(&self) -> Described {
        Described { command: "chapters", forms: &[Form::Json], is_repeatable: false }
    }

    fn write(&self, form: Form, _look: Look, out: &mut dyn Write) -> Result<(), WriteError> {
        if form != Form::Json {
            return Err(WriteError::Form { command: "chapters", form });
        }
        Ok(out.write_all(&json(self)?)?)
    }
}
