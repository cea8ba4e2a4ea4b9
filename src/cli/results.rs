//! Folders of results read back.

use crate::cli::manifest::read_manifest;
use crate::cli::output;
use crate::report::Manifest;
use crate::report::Provenance;
use crate::report::Versioned;
use crate::report::from_json;
use crate::report::report::Chapters;
use crate::report::report::Document;
use anyhow::Context as _;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

/// The file that says what a comparison stands on.
pub(super) const CHAPTERS: &str = "chapters.json";

/// What a folder of results has to say to a reader.
pub(super) struct Results {
    /// The answers.
    pub(super) document: Document,
    /// Where their figures come from.
    pub(super) from: Provenance,
}

/// Whether a path is a folder that holds results, and not one of scenarios.
pub(super) fn holds_results(path: &Path) -> bool {
    path.is_dir() && matches!(read_manifest(path), Ok(Some(_)) | Err(_))
}

/// Reads the results in a folder; nothing is worked out again.
///
/// # Errors
/// It holds no answers of `report` or of all shares of `compare`, or something in it is not as it was written or
/// contradicts itself.
pub(super) fn read(folder: &Path) -> anyhow::Result<Results> {
    let shown = folder.display();
    let manifest = read_manifest(folder)?.with_context(|| format!("{shown} has no manifest.json"))?;
    if let Some(shard) = &manifest.shard {
        anyhow::bail!("{shown} holds share {shard} of a batch; allowed: all shares, joined by `merge`");
    }
    if let Some(changed) = not_as_written(folder, &manifest) {
        anyhow::bail!("{} is not as it was written", changed.display());
    }
    let document = match manifest.provenance.question.command.as_str() {
        "report" => read_document(&folder.join("report.json"))?,
        "compare" => {
            let chapters: Chapters = read_document(&folder.join(CHAPTERS))?;
            chapters.report(read_document(&folder.join("compare.json"))?)
        }
        other => {
            anyhow::bail!("{shown} holds results of `{other}`; allowed: those of report, compare and merge")
        }
    };
    document.chapters().with_context(|| format!("cannot use the results in {shown}"))?;
    Ok(Results { document, from: manifest.provenance })
}

/// A document in a file.
///
/// # Errors
/// The file cannot be read, or holds something else.
pub(super) fn read_document<D: Versioned>(path: &Path) -> anyhow::Result<D> {
    let mut bytes = Vec::new();
    let read = output::open(path).and_then(|mut file| file.read_to_end(&mut bytes));
    read.with_context(|| format!("cannot read {}", path.display()))?;
    from_json(&bytes).with_context(|| format!("cannot use {}", path.display()))
}

/// The first file of a folder of results that has changed or is missing since it was written.
pub(super) fn not_as_written(folder: &Path, manifest: &Manifest) -> Option<PathBuf> {
    let as_written =
        |path: &Path, sha256: &str| output::fingerprint(path).is_ok_and(|(_, found)| found == sha256);
    let outputs = manifest.outputs.iter().map(|output| (folder.join(&output.name), &output.sha256));
    outputs.filter(|(path, sha256)| !as_written(path, sha256)).map(|(path, _)| path).next()
}
