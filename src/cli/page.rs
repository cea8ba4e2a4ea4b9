//! A page under a name of its own.

use crate::cli::context::Context;
use crate::cli::output;
use crate::cli::output::Artefact;
use std::path::Path;

/// The name of a page's file.
pub(super) fn name(page: &Path) -> String {
    page.file_name().map_or("report.html".into(), |name| name.to_string_lossy()).into_owned()
}

/// Writes a page, and what goes beside it: all of it or nothing.
///
/// # Errors
/// A file cannot be written; what was there before is still there.
pub(super) fn write(page: &Path, artefacts: &[Artefact<'_>], context: &Context) -> anyhow::Result<()> {
    let folder = page.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    output::write_into(folder, artefacts)?;
    for artefact in artefacts {
        context.say(&format!("wrote {}", folder.join(&artefact.name).display()));
    }
    Ok(())
}
