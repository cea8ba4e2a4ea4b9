//! `merge`: shares of a batch as if they had been answered in one run.

use crate::cli::batch::Shard;
use crate::cli::compare;
use crate::cli::context::Context;
use crate::cli::deliver;
use crate::cli::deliver::Delivery;
use crate::cli::deliver::Named;
use crate::cli::deliver::deliver_one;
use crate::cli::ended::Outcome;
use crate::cli::manifest::read_manifest;
use crate::cli::optimise;
use crate::cli::output;
use crate::cli::results::CHAPTERS;
use crate::cli::results::not_as_written;
use crate::cli::results::read_document;
use crate::report::Manifest;
use crate::report::Provenance;
use crate::report::compare as report;
use crate::report::compare::Among;
use crate::report::compare::BlockChoiceView;
use crate::report::compare::Coming;
use crate::report::compare::Document;
use crate::report::compare::Entry;
use crate::report::compare::Tally;
use crate::report::optimise as best;
use crate::report::report::Chapters;
use std::collections::BTreeMap;
use std::io;
use std::io::BufReader;
use std::io::Write;
use std::path::PathBuf;

/// Joins the folders of all shares of a batch.
pub(super) fn run(folders: &[PathBuf], allow_infeasible: bool, context: &Context) -> Outcome {
    let shares = match shares(folders) {
        Ok(shares) => shares,
        Err(reason) => return Ok(context.refuse(&reason)),
    };
    let folders: Vec<PathBuf> = shares.values().map(|(folder, _)| folder.clone()).collect();
    let Some((_, manifest)) = shares.into_values().next() else {
        return Ok(context.refuse("no folder to merge; allowed: one for each share"));
    };
    let status = match manifest.provenance.question.command.as_str() {
        "compare" => compared(&folders, manifest.provenance, context)?,
        "optimise" => optimised(&folders, manifest.provenance, context)?,
        other => {
            context.refuse(&format!("shares of `{other}` cannot be merged; allowed: compare and optimise"))
        }
    };
    Ok(if allow_infeasible { status.without_infeasible() } else { status })
}

/// Joins answers of `optimise`.
fn optimised(folders: &[PathBuf], from: Provenance, context: &Context) -> Outcome {
    let (mut scenarios, mut broken, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for folder in folders {
        let part: best::Document = read_document(&folder.join("optimise.json"))?;
        scenarios.extend(part.scenarios);
        broken.extend(part.broken);
        refused.extend(part.refused);
    }
    let document = best::Document::joined(scenarios, broken, refused);
    let status = optimise::status(&document);
    deliver_one(&document, from, status, context)?;
    context.batch_ended(document.counts);
    Ok(status)
}

/// Joins answers of `compare`, scenario by scenario.
fn compared(folders: &[PathBuf], from: Provenance, context: &Context) -> Outcome {
    let open = || folders.iter().map(|folder| output::open(&folder.join("compare.json")).map(BufReader::new));
    let parts: Vec<Document<()>> =
        open().map(|file| report::without_scenarios(file?)).collect::<io::Result<_>>()?;
    let scenarios = || {
        // Every document was opened a moment ago; one that is gone now ends in the error of an empty document.
        let sources = open().filter_map(Result::ok).map(report::scenarios).collect();
        report::merged(sources)
    };
    let entries = scenarios().map(|scenario| Ok(Entry::Scenario(Box::new(scenario?))));
    let bases =
        folders.iter().map(|folder| read_document(&folder.join(CHAPTERS))).collect::<anyhow::Result<_>>()?;
    let (Some(tally), Some(chapters)) = (tallied(parts, entries)?, Chapters::joined(bases)) else {
        return Ok(context
            .refuse("these shares do not have the same blocks of scenarios; allowed: shares of one batch"));
    };
    let status = compare::status(tally.without_scenarios());
    let wide = |out: &mut dyn Write| {
        let open = |folder: &PathBuf| output::open(&folder.join("compare-wide.csv")).map(BufReader::new);
        let tables = folders.iter().map(open).collect::<io::Result<Vec<_>>>()?;
        report::merged_wide(tables, tally.without_scenarios(), out)
    };
    let all = || -> Coming<'_> {
        Box::new(scenarios().map(|scenario| scenario.map(|scenario| tally.decided(scenario))))
    };
    let answer = report::Compared { tally: &tally, scenarios: Box::new(all), wide: Box::new(wide) };
    let answers = &[Named::whole(&answer), Named::whole(&chapters)];
    deliver::deliver(Delivery { answers, look: context.look(), from, shard: None, status }, context)?;
    context.batch_ended(tally.without_scenarios().counts);
    Ok(status)
}

/// What all shares say together; `None` where they are not of one batch.
fn tallied(
    parts: Vec<Document<()>>,
    scenarios: impl Iterator<Item = io::Result<Entry>>,
) -> io::Result<Option<Tally>> {
    let empty = |document: &Document<()>| {
        let mut blocks = document.blocks.clone();
        for block in &mut blocks {
            block.scenarios.clear();
            block.choice = block.choice.take().map(|_| BlockChoiceView::among(Among::Joined));
        }
        blocks
    };
    let blocks = parts.first().map(empty).unwrap_or_default();
    if parts.iter().any(|part| empty(part) != blocks) {
        return Ok(None);
    }
    let refused = parts.iter().flat_map(|part| part.refused.clone()).collect();
    let rest = parts.into_iter().flat_map(|part| {
        let infeasible = part.infeasible.into_iter().map(Entry::Infeasible);
        infeasible.chain(part.broken.into_iter().map(Entry::Broken))
    });
    Tally::of(blocks, refused, scenarios.chain(rest.map(Ok))).map(Some)
}

/// Folders of results with their manifests, by the number of their share.
type Shares = BTreeMap<u32, (PathBuf, Manifest)>;

/// The shares in folders, all of one batch and each once; else why they are not.
fn shares(folders: &[PathBuf]) -> Result<Shares, String> {
    let mut shares = Shares::new();
    let mut of = None;
    for folder in folders {
        let shown = folder.display();
        let read = match read_manifest(folder) {
            Ok(read) => read,
            Err(error) => return Err(format!("{error:#}")),
        };
        let Some(manifest) = read else {
            return Err(format!(
                "{shown} has no manifest.json; allowed: folders that --shard --out has written"
            ));
        };
        let Some(shard) = manifest.shard.as_ref().and_then(|shard| shard.parse::<Shard>().ok()) else {
            return Err(format!("{shown} holds no share of a batch; allowed: folders written with --shard"));
        };
        if let Some((first, (other, known))) = shares.iter().next() {
            if let Some(difference) = known.provenance.difference(&manifest.provenance) {
                return Err(format!(
                    "{} and {shown} are not of one batch: {difference}; allowed: the same version, inputs, draws and \
                     seed for all",
                    other.display()
                ));
            }
            if of != Some(shard.of()) {
                let first = format!("share {first} of {}", of.unwrap_or_default());
                return Err(format!("{shown} is share {shard}, but {} is {first}", other.display()));
            }
        }
        of = Some(shard.of());
        if let Some(changed) = not_as_written(folder, &manifest) {
            return Err(format!("{} is not as it was written", changed.display()));
        }
        if let Some((other, _)) = shares.insert(shard.number(), (folder.clone(), manifest)) {
            return Err(format!("{shown} and {} are the same share, {shard}", other.display()));
        }
    }
    let missing = (1..=of.unwrap_or_default()).find(|number| !shares.contains_key(number));
    if let (Some(missing), Some(of)) = (missing, of) {
        return Err(format!("share {missing}/{of} is missing; allowed: all {of} shares"));
    }
    Ok(shares)
}
