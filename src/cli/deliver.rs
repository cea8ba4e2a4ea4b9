//! From a file to a study, and from its result to whoever asked.

use crate::cli::Status;
use crate::cli::batch::Shard;
use crate::cli::batch::interrupt::Careful;
use crate::cli::context::Context;
use crate::cli::ended::Ended;
use crate::cli::ended::Outcome;
use crate::cli::manifest::MANIFEST;
use crate::cli::manifest::read_manifest;
use crate::cli::output::Artefact;
use crate::cli::output::Staged;
use crate::input::Loader;
use crate::model::Scenario;
use crate::report::Answer;
use crate::report::Circumstances;
use crate::report::Described;
use crate::report::Form;
use crate::report::Look;
use crate::report::Manifest;
use crate::report::Provenance;
use crate::report::Versioned;
use crate::report::json;
use crate::study::Ground;
use crate::study::Setting;
use crate::study::StudyError;
use crate::text;
use std::io;
use std::io::Write;
use std::path::Path;

/// The circumstances of the run that made a folder of results.
pub(super) const CIRCUMSTANCES: &str = "run.json";

/// A scenario with its draws, ready to be asked.
///
/// # Errors
/// Something stands in the way, which has been said.
pub(super) fn ready(
    loader: &mut Loader,
    file: &Path,
    context: &Context,
) -> Result<(Scenario, Setting), Ended> {
    let scenario = loader.scenario(file);
    let is_sound = context.report(loader);
    let scenario = scenario.filter(|_| is_sound).ok_or(Status::CouldNotRun)?;
    let scenario = context.simulated(scenario);
    let setting = setting(&scenario, context)?;
    Ok((scenario, setting))
}

/// The draws of a scenario.
fn setting(scenario: &Scenario, context: &Context) -> Result<Setting, Ended> {
    match Setting::on(Ground::of(scenario)) {
        Err(error @ StudyError::Simulate { .. }) => Err(context.refuse(&error.to_string()).into()),
        other => Ok(other?),
    }
}

/// An answer under the name that its files begin with, in the forms that are wanted of it.
pub(super) struct Named<'a> {
    /// What names of files begin with.
    pub(super) stem: &'a str,
    /// The forms.
    pub(super) forms: &'a [Form],
    /// It.
    pub(super) answer: &'a dyn Answer,
}

impl<'a> Named<'a> {
    /// An answer in all its forms.
    pub(super) fn whole(answer: &'a dyn Answer) -> Self {
        let Described { command, forms, .. } = answer.described();
        Self { stem: command, forms, answer }
    }

    /// The files of all its forms.
    pub(super) fn artefacts(&self, look: Look) -> impl Iterator<Item = Artefact<'a>> {
        let (stem, answer) = (self.stem, self.answer);
        let ending = |form: &Form| Some((*form, form.ending()?));
        let forms = self.forms.iter().filter_map(ending);
        forms.map(move |(form, ending)| {
            Artefact::streamed(format!("{stem}{ending}"), move |out| written(answer, form, look, out))
        })
    }
}

/// Writes an answer; what files say in a text for people cannot steer their terminal.
pub(super) fn written(answer: &dyn Answer, form: Form, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if form != Form::Table {
        return Ok(answer.write(form, look, out)?);
    }
    let mut table = Vec::new();
    answer.write(form, look, &mut table)?;
    out.write_all(text::visible(&String::from_utf8_lossy(&table)).as_bytes())
}

/// A result on its way.
pub(super) struct Delivery<'a> {
    /// What is answered; the first is what people get.
    pub(super) answers: &'a [Named<'a>],
    /// For whom it is written.
    pub(super) look: Look,
    /// Where its figures come from.
    pub(super) from: Provenance,
    /// The share of the scenarios that it answers.
    pub(super) shard: Option<Shard>,
    /// What the run comes to.
    pub(super) status: Status,
}

/// Prints an answer in one of its forms.
///
/// # Errors
/// Standard output refused it, or it could not be made.
pub(super) fn print(answer: &dyn Answer, form: Form, look: Look) -> anyhow::Result<()> {
    Artefact::streamed("", move |out| written(answer, form, look, out)).print()
}

/// Delivers one answer in all its forms; see [`deliver`].
pub(super) fn deliver_one(
    answer: &dyn Answer,
    from: Provenance,
    status: Status,
    context: &Context,
) -> Outcome {
    let answers = &[Named::whole(answer)];
    deliver(Delivery { answers, look: context.look(), from, shard: None, status }, context)
}

/// Prints a result in the format asked for, or writes it in every format into the folder asked for, with its manifest.
pub(super) fn deliver(delivery: Delivery<'_>, context: &Context) -> Outcome {
    let Delivery { answers, look, status, .. } = delivery;
    if let Some(folder) = &context.global.out {
        write(folder, delivery, context)?;
        return Ok(status);
    }
    let asked = match context.global.format.form() {
        // They have gone out already, one by one.
        Some(Form::Lines) => return Ok(status),
        Some(form) => answers.iter().find(|named| named.forms.contains(&form)).map(|named| (named, form)),
        None => answers.first().and_then(|named| Some((named, *named.forms.first()?))),
    };
    if let Some((named, form)) = asked {
        print(named.answer, form, look)?;
    }
    Ok(status)
}

/// Writes a result and its manifest into a folder: nothing is put in its place before everything stands beside it.
fn write(folder: &Path, delivery: Delivery<'_>, context: &Context) -> anyhow::Result<()> {
    let Delivery { answers, look, from, shard, status } = delivery;
    let _careful = Careful::work();
    let before = read_manifest(folder).ok().flatten().map(|manifest| manifest.provenance.question.command);
    if let Some(before) = before.filter(|before| *before != from.question.command) {
        context.insist(&format!(
            "{MANIFEST} in {} was that of `{before}`: what it wrote stays, and no manifest tells of it any more",
            folder.display()
        ));
    }
    let mut staged = Staged::default();
    for artefact in answers.iter().flat_map(|named| named.artefacts(look)) {
        staged.add(folder, &artefact)?;
    }
    let manifest = Manifest {
        schema: Manifest::SCHEMA.to_owned(),
        provenance: from,
        shard: shard.map(|shard| shard.to_string()),
        status: Some(status.code()),
        outputs: staged.outputs(),
        parts: Vec::new(),
    };
    let names: Vec<String> = manifest.outputs.iter().map(|output| output.name.clone()).collect();
    staged.add(folder, &Artefact::whole(CIRCUMSTANCES, json(&circumstances(context))?))?;
    staged.add(folder, &Artefact::whole(MANIFEST, json(&manifest)?))?;
    staged.put(folder)?;
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
