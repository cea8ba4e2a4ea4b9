//! The workbook that `--xlsx` asks for, made and put where it should go.

use crate::cli::book::Book;
use crate::cli::context::Context;
use crate::cli::output::Artefact;
use crate::cli::output::write_whole;
use crate::report::Provenance;
use crate::report::report::Document;
use crate::report::workbook::workbook;
use std::ffi::OsString;
use std::path::Path;

impl Book {
    /// Why it cannot go where it should.
    pub(super) fn refused(&self, context: &Context) -> Option<&'static str> {
        (*self == Self::Beside && context.global.out.is_none()).then_some(
            "--xlsx: a workbook is no text to be printed; allowed: `--xlsx FILE.xlsx`, or with `--out`",
        )
    }

    /// Makes the workbook: one that has a name is written there, another comes back to go with the other results.
    ///
    /// # Errors
    /// It cannot be made or written.
    pub(super) fn made(
        &self,
        document: &Document,
        from: &Provenance,
        stem: &str,
        context: &Context,
    ) -> anyhow::Result<Option<Artefact<'static>>> {
        let bytes = workbook(document, from)?;
        match self {
            Self::Beside => Ok(Some(Artefact::whole(format!("{stem}.xlsx"), bytes))),
            Self::At(path) => {
                write_whole(path, &bytes)?;
                context.say(&format!("wrote {}", path.display()));
                Ok(None)
            }
        }
    }
}

/// What was typed, with the name of a workbook joined to its option: `--xlsx book.xlsx` is `--xlsx=book.xlsx`, and
/// `--xlsx scenarios` is an option without a name before a folder.
pub(super) fn joined(typed: Vec<OsString>) -> Vec<OsString> {
    let mut out: Vec<OsString> = Vec::with_capacity(typed.len());
    let mut are_files = false;
    for word in typed {
        are_files |= word == "--";
        let is_name = Path::new(&word).extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx"));
        match out.last_mut() {
            Some(last) if !are_files && is_name && last == "--xlsx" => {
                last.push("=");
                last.push(word);
            }
            _ => out.push(word),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_like_a_workbook_is_its_name() {
        let joined = |typed: &str| {
            let words = joined(typed.split(' ').map(OsString::from).collect());
            words.iter().map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(joined("report a.toml --xlsx b.XLSX --out c"), "report a.toml --xlsx=b.XLSX --out c");
        assert_eq!(joined("report --xlsx scenarios"), "report --xlsx scenarios");
        assert_eq!(joined("report --xlsx -- b.xlsx"), "report --xlsx -- b.xlsx");
        assert_eq!(joined("report b.xlsx"), "report b.xlsx");
    }
}
