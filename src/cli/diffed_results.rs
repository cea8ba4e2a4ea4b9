//! Two folders of results held against each other, of which nothing is worked out again.

use crate::cli::Status;
use crate::cli::context::Context;
use crate::cli::deliver::deliver_one;
use crate::cli::ended::Outcome;
use crate::cli::manifest::MANIFEST;
use crate::cli::manifest::read_manifest;
use crate::cli::output;
use crate::cli::provenance::with_inputs;
use crate::cli::results::not_as_written;
use crate::cli::results::read_document;
use crate::input::Sources;
use crate::input::shown;
use crate::report::Input;
use crate::report::diff::Content;
use crate::report::diff::Document;
use crate::report::diff::Results;
use crate::report::report;
use anyhow::Context as _;
use std::path::Path;

/// Holds one folder against the other.
pub(super) fn run(old: &Path, new: &Path, context: &Context) -> Outcome {
    let mut inputs = Vec::new();
    let results = (read(old, &mut inputs), read(new, &mut inputs));
    let (old, new) = match results {
        (Ok(old), Ok(new)) => (old, new),
        (Err(error), _) | (_, Err(error)) => return Ok(context.refuse(&format!("{error:#}"))),
    };
    let document = Document::of_results(&old, &new);
    inputs.sort();
    inputs.dedup();
    let from = with_inputs(&Sources::default(), inputs, [], context);
    deliver_one(&document, from, Status::Answered, context)
}

/// Reads a folder, and tells which of its files were read.
fn read(folder: &Path, inputs: &mut Vec<Input>) -> anyhow::Result<Results> {
    let name = folder.display();
    let manifest = read_manifest(folder)?.with_context(|| format!("{name} has no {MANIFEST}"))?;
    if manifest.status.is_none() {
        anyhow::bail!("the run of {name} has not ended; allowed: a folder of results that is whole");
    }
    if let Some(changed) = not_as_written(folder, &manifest) {
        anyhow::bail!("{} is not as it was written", changed.display());
    }
    let document = |file: &str| folder.join(file);
    let (content, file) = match manifest.provenance.question.command.as_str() {
        "compare" => {
            let file = document("compare.json");
            (Content::Comparison(Box::new(read_document(&file)?)), Some(file))
        }
        "report" => {
            let file = document("report.json");
            let document: report::Document = read_document(&file)?;
            (Content::Comparison(Box::new(document.comparison)), Some(file))
        }
        "optimise" => {
            let file = document("optimise.json");
            (Content::Best(Box::new(read_document(&file)?)), Some(file))
        }
        _ => (Content::Other, None),
    };
    for path in [Some(folder.join(MANIFEST)), file].into_iter().flatten() {
        inputs.push(fingerprinted(&path)?);
    }
    Ok(Results { path: shown(folder), manifest, content })
}

fn fingerprinted(path: &Path) -> anyhow::Result<Input> {
    let (bytes, sha256) =
        output::fingerprint(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Input { path: shown(path), bytes, sha256 })
}
