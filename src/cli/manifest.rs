//! Manifests where they stand.

use crate::cli::output::open;
use crate::report::Manifest;
use crate::report::from_json;
use anyhow::Context;
use std::io;
use std::io::Read;
use std::path::Path;

/// What a folder of results says of itself.
pub(super) const MANIFEST: &str = "manifest.json";

/// The manifest in a folder; `None` where there is none.
///
/// # Errors
/// There is one that cannot be read, or that this program did not write.
pub(super) fn read_manifest(folder: &Path) -> anyhow::Result<Option<Manifest>> {
    let path = folder.join(MANIFEST);
    let mut bytes = Vec::new();
    match open(&path).and_then(|mut file| file.read_to_end(&mut bytes)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other.with_context(|| format!("cannot read {}", path.display()))?,
    };
    from_json(&bytes).map(Some).with_context(|| format!("{} is no manifest", path.display()))
}
