//! From a file to a study, and from its result to whoever asked.

use crate::cli::Status;
use crate::cli::args::Format;
use crate::cli::batch::Shard;
use crate::cli::batch::interrupt::Careful;
use crate::cli::context::Context;
use crate::cli::manifest::MANIFEST;
use crate::cli::manifest::read_manifest;
use crate::cli::output::Artefact;
use crate::cli::output::Staged;
use crate::input::Loader;
use crate::model::Scenario;
use crate::report::Circumstances;
use crate::report::Manifest;
use crate::report::Provenance;
use crate::report::Versioned;
use crate::report::json;
use crate::study::Setting;
use crate::study::StudyError;
use crate::text;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;

/// The circumstances of the run that made a folder of results.
pub(super) const CIRCUMSTANCES: &str = "run.json";

/// A scenario with its draws, ready to be asked; `Err` with the status where something stands in the way.
pub(super) fn ready(
    loader: &mut Loader,
    file: &Path,
    context: &Context,
) -> anyhow::Result<Result<(Scenario, Setting), Status>> {
    let scenario = loader.scenario(file);
    if !context.report(loader) {
        return Ok(Err(Status::CouldNotRun));
    }
    let Some(scenario) = scenario else { return Ok(Err(Status::CouldNotRun)) };
    let scenario = context.simulated(scenario);
    Ok(setting(&scenario, context)?.map(|setting| (scenario, setting)))
}

/// The draws of a scenario.
fn setting(scenario: &Scenario, context: &Context) -> anyhow::Result<Result<Setting, Status>> {
    match Setting::new(Arc::clone(scenario.evidence()), scenario.simulation()) {
        Ok(setting) => Ok(Ok(setting)),
        Err(error @ StudyError::Simulate { .. }) => Ok(Err(context.refuse(&error.to_string()))),
        Err(error) => Err(error.into()),
    }
}

/// A result on its way.
#[derive(Debug)]
pub(super) struct Delivery<'a> {
    /// It in every format it has: the first for people, the others known by how their names end.
    pub(super) artefacts: &'a [Artefact<'a>],
    /// Where its figures come from.
    pub(super) from: Provenance,
    /// The share of the scenarios that it answers.
    pub(super) shard: Option<Shard>,
    /// What the run comes to.
    pub(super) status: Status,
}

type Made = Result<Vec<u8>, Box<dyn Error + Send + Sync>>;

/// A result that is there in every format.
pub(super) fn in_every_format(
    name: &str,
    table: &str,
    json: Made,
    csv: Made,
) -> anyhow::Result<[Artefact<'static>; 3]> {
    let made = |end: &str, bytes: Vec<u8>| Artefact::whole(format!("{name}.{end}"), bytes);
    let json = json.map_err(anyhow::Error::from_boxed)?;
    let csv = csv.map_err(anyhow::Error::from_boxed)?;
    Ok([Artefact::for_people(format!("{name}.txt"), table), made("json", json), made("csv", csv)])
}

/// Prints a result in the format asked for, or writes it in every format into the folder asked for, with its manifest.
pub(super) fn deliver(delivery: Delivery<'_>, context: &Context) -> anyhow::Result<Status> {
    let Delivery { artefacts, status, .. } = delivery;
    if let Some(folder) = &context.global.out {
        write(folder, delivery, context)?;
        return Ok(status);
    }
    let end = match context.global.format {
        Format::Table => None,
        Format::Json => Some(".json"),
        Format::Csv => Some(".csv"),
        Format::Wide => Some("-wide.csv"),
        // They have gone out already, one by one.
        Format::Jsonl => return Ok(status),
    };
    let asked = |artefact: &&Artefact<'_>| end.is_none_or(|end| artefact.name.ends_with(end));
    if let Some(artefact) = artefacts.iter().find(asked) {
        artefact.print()?;
    }
    Ok(status)
}

/// Writes a result and its manifest into a folder: nothing is put in its place before everything stands beside it.
fn write(folder: &Path, delivery: Delivery<'_>, context: &Context) -> anyhow::Result<()> {
    let Delivery { artefacts, from, shard, status } = delivery;
    let _careful = Careful::work();
    let before = read_manifest(folder).ok().flatten().map(|manifest| manifest.provenance.question.command);
    if let Some(before) = before.filter(|before| *before != from.question.command) {
        context.insist(&format!(
            "{MANIFEST} in {} was that of `{before}`: what it wrote stays, and no manifest tells of it any more",
            folder.display()
        ));
    }
    let mut staged = Staged::default();
    for artefact in artefacts {
        staged.add(folder, artefact)?;
    }
    let manifest = Manifest {
        schema: Manifest::SCHEMA.to_owned(),
        provenance: from,
        shard: shard.map(|shard| shard.to_string()),
        status: Some(status.code()),
        outputs: staged.outputs(),
        parts: Vec::new(),
    };
    staged.add(
        folder,
        &Artefact::whole(CIRCUMSTANCES, json(&circumstances(context)).map_err(anyhow::Error::from_boxed)?),
    )?;
    staged.add(folder, &Artefact::whole(MANIFEST, json(&manifest).map_err(anyhow::Error::from_boxed)?))?;
    staged.put(folder)?;
    let names: Vec<String> = artefacts.iter().map(|artefact| artefact.name.clone()).collect();
    context.say(&format!("wrote {} and {MANIFEST} into {}", text::listed(&names), folder.display()));
    Ok(())
}

fn circumstances(context: &Context) -> Circumstances {
    let folder = std::env::current_dir().map(|folder| folder.to_string_lossy().into_owned());
    Circumstances {
        schema: Circumstances::SCHEMA.to_owned(),
        began: context.began.to_string(),
        seconds: context.since.elapsed().as_secs_f64(),
        threads: crate::simulate::threads(),
        folder: folder.unwrap_or_default(),
    }
}
