//! `verify`: does a folder of results come out the same again?

use crate::cli::Status;
use crate::cli::context::Context;
use crate::cli::deliver::CIRCUMSTANCES;
use crate::cli::deliver::print;
use crate::cli::ended::Outcome;
use crate::cli::manifest::read_manifest;
use crate::cli::output;
use crate::cli::provenance::program;
use crate::input::shown;
use crate::report::ANSWERS;
use crate::report::Circumstances;
use crate::report::Form;
use crate::report::Manifest;
use crate::report::Output;
use crate::report::Provenance;
use crate::report::Question;
use crate::report::Versioned;
use crate::report::compare::Among;
use crate::report::compare::without_scenarios;
use crate::report::verify::Document;
use crate::report::verify::FileView;
use crate::report::verify::Kind;
use crate::report::verify::Verdict;
use crate::text;
use std::io::BufReader;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::slice;

/// Asks the question of a folder's manifest again, and says whether every byte agrees.
pub(super) fn run(folder: &Path, from: Option<&Path>, context: &Context) -> Outcome {
    let read = match read_manifest(folder) {
        Ok(read) => read,
        Err(error) => return Ok(context.refuse(&format!("{error:#}"))),
    };
    let Some(manifest) = read else {
        return Ok(context.refuse(&format!(
            "{} has no manifest.json; allowed: a folder that --out has written",
            folder.display()
        )));
    };
    if let Some(reason) = not_to_be_asked(&manifest) {
        return Ok(context.refuse(&reason));
    }
    let home = from.map_or_else(|| home(folder), Path::to_owned);
    if !home.is_dir() {
        return Ok(context.refuse(&format!("--from: there is no folder {}", home.display())));
    }
    let mut files = inputs(&manifest, &home);
    let again = output::passing_folder()?;
    let is_readable = files.iter().all(|file| file.verdict == Verdict::Agrees);
    let (repeated, ended) =
        if is_readable { repeat(&manifest, (folder, &home), again.path())? } else { (None, Status::No) };
    if is_readable && repeated.is_none() {
        context.complain("the question could not be asked again; what stopped it is said above");
    }
    for output in &manifest.outputs {
        files.push(FileView {
            name: output.name.clone(),
            kind: Kind::Output,
            verdict: verdict(output, folder, repeated.as_ref()),
        });
    }
    let agrees = files.iter().all(|file| file.verdict == Verdict::Agrees);
    let now = Provenance { program: program(), ..manifest.provenance.clone() };
    let document = Document {
        schema: Document::SCHEMA.to_owned(),
        folder: folder.display().to_string(),
        agrees,
        program: now.difference(&manifest.provenance),
        files,
    };
    let form = context.global.format.form().unwrap_or(Form::Table);
    print(&document, form, context.look())?;
    let is_timed = |argument: &String| argument.starts_with("--time-limit");
    if !agrees && manifest.provenance.question.arguments.iter().any(is_timed) {
        context.insist(
            "a clock could end searches of that run (--time-limit): what it ended depends on the machine and need not come out \
             the same",
        );
    }
    Ok(match (agrees, repeated) {
        (true, _) => Status::Answered,
        (false, None) if ended > Status::No => ended,
        (false, _) => Status::No,
    })
}

/// Why a manifest's question is none that this program has written: a folder of results may come from anybody.
fn not_to_be_asked(manifest: &Manifest) -> Option<String> {
    let question = &manifest.provenance.question;
    if manifest.provenance.inputs.iter().any(|input| input.path == shown(Path::new("-"))) {
        return Some(
            "the run read standard input, which no folder keeps; allowed: a run that read files".to_owned(),
        );
    }
    let questions: Vec<&str> = ANSWERS.iter().filter(|it| it.is_repeatable).map(|it| it.command).collect();
    let is_ours = questions.contains(&question.command.as_str());
    let writes = |argument: &&String| {
        ["--out", "--write-lp", "--xlsx="].iter().any(|option| argument.starts_with(option))
    };
    match question.arguments.iter().find(writes) {
        None if is_ours => None,
        None => Some(format!(
            "the manifest asks for `{}`, which no folder of results holds; allowed: {}",
            question.command,
            text::listed(&questions)
        )),
        Some(argument) => Some(format!("the manifest asks for `{argument}`, which would write elsewhere")),
    }
}

/// The folder that the results' inputs are seen from: the one the run was made in.
fn home(folder: &Path) -> PathBuf {
    let file = output::open(&folder.join(CIRCUMSTANCES)).ok();
    let circumstances =
        file.and_then(|file| serde_json::from_reader::<_, Circumstances>(BufReader::new(file)).ok());
    let there = circumstances.map(|run| PathBuf::from(run.folder)).filter(|there| there.is_dir());
    there.unwrap_or_else(|| PathBuf::from("."))
}

fn inputs(manifest: &Manifest, home: &Path) -> Vec<FileView> {
    let inputs = manifest.provenance.inputs.iter().map(|input| {
        let verdict = match output::fingerprint(&home.join(&input.path)) {
            Err(_) => Verdict::Missing,
            Ok((_, sha256)) if sha256 == input.sha256 => Verdict::Agrees,
            Ok(_) => Verdict::Changed,
        };
        FileView { name: input.path.clone(), kind: Kind::Input, verdict }
    });
    inputs.collect()
}

/// The manifest of the same question asked again, `None` where it came to none, and how that ended. Shares joined do not
/// know all that a whole run knows: of one share that holds everything they say the same, so that is asked again and joined.
fn repeat(
    manifest: &Manifest,
    (folder, home): (&Path, &Path),
    into: &Path,
) -> anyhow::Result<(Option<Manifest>, Status)> {
    let question = &manifest.provenance.question;
    if !is_joined(manifest, folder) {
        let shard = manifest.shard.iter().map(|shard| format!("--shard={shard}"));
        let ended =
            ask(home, question, into, [slice::from_ref(&question.command), &shard.collect::<Vec<_>>()])?;
        return Ok((read_manifest(into)?, ended));
    }
    let (share, joined) = (into.join("share"), into.join("joined"));
    let ended =
        ask(home, question, &share, [slice::from_ref(&question.command), &["--shard=1/1".to_owned()]])?;
    if read_manifest(&share)?.is_none() {
        return Ok((None, ended));
    }
    let shares = [share.display().to_string()];
    let nothing = Question { arguments: Vec::new(), ..question.clone() };
    let ended = ask(home, &nothing, &joined, [&["merge".to_owned()], &shares])?;
    Ok((read_manifest(&joined)?, ended))
}

/// Asks a question from a folder, with its results into another.
fn ask(home: &Path, question: &Question, into: &Path, words: [&[String]; 2]) -> anyhow::Result<Status> {
    let [command, more] = words;
    let mut again = Command::new(std::env::current_exe()?);
    again.current_dir(home).stdout(Stdio::null()).stdin(Stdio::null());
    again.args(command).arg(format!("--as-of={}", question.as_of)).arg("--quiet").arg("--out").arg(into);
    again.args(more).args(&question.arguments);
    let ended = again.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(ended.and_then(Status::of).unwrap_or(Status::Broke))
}

/// Whether a comparison was joined from shares.
fn is_joined(manifest: &Manifest, folder: &Path) -> bool {
    if manifest.provenance.question.command != "compare" || manifest.shard.is_some() {
        return false;
    }
    let file = output::open(&folder.join("compare.json")).ok().map(BufReader::new);
    let document = file.and_then(|file| without_scenarios(file).ok());
    let mut blocks = document.into_iter().flat_map(|document| document.blocks);
    blocks.any(|block| block.choice.is_some_and(|choice| choice.among == Among::Joined))
}

fn verdict(output: &Output, folder: &Path, repeated: Option<&Manifest>) -> Verdict {
    let is_same = |other: &&Output| other.name == output.name;
    match output::fingerprint(&folder.join(&output.name)) {
        Err(_) => Verdict::Missing,
        Ok((_, sha256)) if sha256 != output.sha256 => Verdict::Changed,
        Ok(_) => match repeated.map(|again| again.outputs.iter().find(is_same)) {
            None => Verdict::Untried,
            Some(Some(again)) if again.sha256 == output.sha256 => Verdict::Agrees,
            Some(_) => Verdict::Differs,
        },
    }
}
