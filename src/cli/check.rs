//! `check`: are these files sound?

use crate::cli::Status;
use crate::cli::context::Context;
use crate::cli::files;
use crate::input::FileKind;
use crate::text;
use std::path::PathBuf;

/// Reads every file and says everything that is wrong.
#[expect(clippy::unnecessary_wraps, reason = "every command answers alike")]
pub(super) fn run(typed: &[PathBuf], context: &Context) -> anyhow::Result<Status> {
    let mut loader = context.loader();
    let paths = files::named(&mut loader, typed);
    for path in &paths {
        if loader.kind(path) == FileKind::Evidence {
            loader.evidence(path);
        } else {
            loader.scenarios(path);
        }
    }
    if !context.report(&loader) {
        return Ok(Status::No);
    }
    context.say(&format!("{} sound", text::plural(paths.len(), "file is", "files are")));
    Ok(Status::Answered)
}
