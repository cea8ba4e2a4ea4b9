//! `init`: files to begin from.

use crate::cli::Status;
use crate::cli::context::Context;
use crate::cli::ended::Outcome;
use crate::cli::output;
use crate::cli::output::Artefact;
use crate::text;
use std::path::Path;

/// The files, by name. They are compiled in, so that the program needs nothing beside it.
const FILES: [(&str, &str); 3] = [
    ("evidence.toml", include_str!("init/evidence.toml")),
    ("hold.toml", include_str!("init/hold.toml")),
    ("best.toml", include_str!("init/best.toml")),
];

/// Writes the files, unless one of them is there already: nothing is ever overwritten.
pub(super) fn run(folder: &Path, context: &Context) -> Outcome {
    let there: Vec<String> = FILES
        .iter()
        .map(|(name, _)| folder.join(name))
        .filter(|path| path.exists())
        .map(|path| path.display().to_string())
        .collect();
    if let Some(first) = there.first() {
        return Ok(context.refuse(&format!(
            "{first} is there already, and nothing is overwritten; allowed: a folder without it"
        )));
    }
    let artefacts = FILES.map(|(name, text)| Artefact::whole(name, text.as_bytes().to_vec()));
    output::write_into(folder, &artefacts)?;
    context.say(&format!("wrote evidence.toml, hold.toml and best.toml into {}", folder.display()));
    context.say(&format!("next: apportion compare {}", text::quoted(&folder.display().to_string())));
    Ok(Status::Answered)
}
