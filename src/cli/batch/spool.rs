//! Answers of a batch that wait until all are there: in memory while they are few, else in whole files from which an
//! interrupted run can go on.

use crate::cli::batch::Shard;
use crate::cli::batch::clearing::clear;
use crate::cli::claim::PARTS;
use crate::cli::manifest::MANIFEST;
use crate::cli::manifest::read_manifest;
use crate::cli::output::Artefact;
use crate::cli::output::fingerprint;
use crate::cli::output::open;
use crate::cli::output::passing_folder;
use crate::cli::output::write_into;
use crate::report::Manifest;
use crate::report::Part;
use crate::report::Provenance;
use crate::report::Versioned;
use crate::report::json;
use crate::report::write_json;
use anyhow::Context;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io;
use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;
use std::time::Instant;
use tempfile::TempDir;

/// Nobody should lose more than this much work to an interruption.
const PATIENCE: Duration = Duration::from_secs(10);

/// Answers in the order of scenarios.
#[derive(Debug)]
pub(crate) struct Spool<E> {
    home: Home,
    manifest: Manifest,
    /// A part is written after this many scenarios.
    every: usize,
    since: Instant,
    waiting: Vec<E>,
    scenarios_waiting: usize,
}

/// Where parts are written.
#[derive(Debug)]
enum Home {
    /// Inside the folder of results: what is there outlives the run.
    Kept(PathBuf),
    /// In a folder that goes away with the run, made when it is needed.
    Passing(Option<TempDir>),
}

impl<E: Serialize + DeserializeOwned + Clone + 'static> Spool<E> {
    /// No answers yet.
    pub(crate) fn new(out: Option<&Path>, from: Provenance, shard: Option<Shard>, every: usize) -> Self {
        let manifest = Manifest {
            schema: Manifest::SCHEMA.to_owned(),
            provenance: from,
            shard: shard.map(|shard| shard.to_string()),
            status: None,
            outputs: Vec::new(),
            parts: Vec::new(),
        };
        Self {
            home: out.map_or(Home::Passing(None), |out| Home::Kept(out.join(PARTS))),
            manifest,
            every: every.max(1),
            since: Instant::now(),
            waiting: Vec::new(),
            scenarios_waiting: 0,
        }
    }

    /// Takes over what an interrupted run has left; nothing where there is none.
    ///
    /// # Errors
    /// The interrupted run was asked something else, or what it left is not what it wrote.
    pub(crate) fn take_over(&mut self) -> anyhow::Result<Option<String>> {
        let Home::Kept(folder) = &self.home else { return Ok(None) };
        let Some(left) = read_manifest(folder)? else { return Ok(None) };
        if left.parts.is_empty() {
            return Ok(None);
        }
        if let Some(difference) = self.difference(&left) {
            return Ok(Some(difference));
        }
        for part in &left.parts {
            let path = folder.join(&part.file.name);
            let (_, sha256) =
                fingerprint(&path).with_context(|| format!("cannot read {}", path.display()))?;
            if sha256 != part.file.sha256 {
                return Ok(Some(format!("{} is not as it was written", path.display())));
            }
        }
        self.manifest.parts = left.parts;
        Ok(None)
    }

    /// How many answers an interrupted run has left, of whatever question.
    pub(crate) fn left_behind(&self) -> usize {
        let Home::Kept(folder) = &self.home else { return 0 };
        let left = read_manifest(folder).ok().flatten();
        left.map_or(0, |left| left.parts.iter().map(|part| part.scenarios).sum())
    }

    /// In what the run that wrote a manifest differs from this one.
    pub(crate) fn difference(&self, other: &Manifest) -> Option<String> {
        let shard =
            |manifest: &Manifest| manifest.shard.clone().unwrap_or_else(|| "all scenarios".to_owned());
        self.manifest.provenance.difference(&other.provenance).or_else(|| {
            let (here, there) = (shard(&self.manifest), shard(other));
            (here != there).then(|| format!("the share is `{here}` here and `{there}` there"))
        })
    }

    /// Where the figures come from.
    pub(crate) fn from(&self) -> &Provenance {
        &self.manifest.provenance
    }

    /// How many scenarios are answered.
    pub(crate) fn done(&self) -> usize {
        self.manifest.parts.iter().map(|part| part.scenarios).sum::<usize>() + self.scenarios_waiting
    }

    /// Adds the answers to the scenarios that come next, and writes a part where many or long have waited.
    ///
    /// # Errors
    /// The part cannot be written.
    pub(crate) fn push(
        &mut self,
        scenarios: usize,
        answers: impl IntoIterator<Item = E>,
    ) -> anyhow::Result<()> {
        self.waiting.extend(answers);
        self.scenarios_waiting += scenarios;
        let is_late = matches!(self.home, Home::Kept(_)) && self.since.elapsed() >= PATIENCE;
        if self.scenarios_waiting >= self.every || is_late { self.checkpoint() } else { Ok(()) }
    }

    /// Writes what waits as a part.
    ///
    /// # Errors
    /// The part cannot be written; the answers still wait.
    pub(crate) fn checkpoint(&mut self) -> anyhow::Result<()> {
        self.since = Instant::now();
        if self.scenarios_waiting == 0 {
            return Ok(());
        }
        let folder = self.folder()?;
        if self.manifest.parts.is_empty() && matches!(self.home, Home::Kept(_)) {
            clear(&folder);
            // Before the first part, so that it is somebody's from the beginning.
            self.write_manifest(&folder)?;
        }
        let name = format!("{:06}.ndjson", self.manifest.parts.len() + 1);
        let waiting = &self.waiting;
        let part = Artefact::streamed(name, |out| {
            waiting.iter().try_for_each(|answer| {
                write_json(answer, out)?;
                out.write_all(b"\n")
            })
        });
        let file = write_into(&folder, &[part])?;
        let scenarios = self.scenarios_waiting;
        self.manifest.parts.extend(file.into_iter().map(|file| Part { file, scenarios }));
        if matches!(self.home, Home::Kept(_)) {
            self.write_manifest(&folder)?;
        }
        self.waiting.clear();
        self.scenarios_waiting = 0;
        Ok(())
    }

    fn write_manifest(&self, folder: &Path) -> anyhow::Result<()> {
        let bytes = json(&self.manifest)?;
        write_into(folder, &[Artefact::whole(MANIFEST, bytes)]).map(drop)
    }

    /// Writes what waits as a part where that outlives the run.
    ///
    /// # Errors
    /// As [`Spool::checkpoint`]'s.
    pub(crate) fn keep_if_it_can(&mut self) -> anyhow::Result<()> {
        if matches!(self.home, Home::Kept(_)) { self.checkpoint() } else { Ok(()) }
    }

    fn folder(&mut self) -> anyhow::Result<PathBuf> {
        match &mut self.home {
            Home::Kept(folder) => Ok(folder.clone()),
            Home::Passing(folder) => match folder {
                Some(folder) => Ok(folder.path().to_owned()),
                None => Ok(folder.insert(passing_folder()?).path().to_owned()),
            },
        }
    }

    /// The parts, in order.
    pub(super) fn part_files(&self) -> Vec<PathBuf> {
        let folder = match &self.home {
            Home::Kept(folder) => Some(folder.as_path()),
            Home::Passing(folder) => folder.as_ref().map(TempDir::path),
        };
        let files = self.manifest.parts.iter().filter_map(|part| Some(folder?.join(&part.file.name)));
        files.collect()
    }

    /// Answers that are in no part yet.
    pub(super) fn waiting(&self) -> &[E] {
        &self.waiting
    }

    /// Every answer in order, as often as it is asked for.
    pub(crate) fn answers(&self) -> impl Iterator<Item = io::Result<E>> + '_ {
        self.part_files()
            .into_iter()
            .flat_map(|path| lines(&path))
            .chain(self.waiting.iter().cloned().map(Ok))
    }

    /// Does away with the parts: their answers stand in the results.
    pub(crate) fn clear(&self) {
        if let Home::Kept(folder) = &self.home {
            clear(folder);
        }
    }
}

/// The answers of a part.
fn lines<E: DeserializeOwned + 'static>(path: &Path) -> Box<dyn Iterator<Item = io::Result<E>>> {
    match open(path) {
        Err(error) => Box::new(std::iter::once(Err(error))),
        Ok(file) => {
            let lines = BufReader::new(file).lines();
            Box::new(lines.map(|line| Ok(serde_json::from_str(&line?)?)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::batch::clearing::step;
    use crate::cli::batch::clearing::steps;
    use crate::report::Program;
    use crate::report::Question;
    use std::fs;

    fn from(day: &str) -> Provenance {
        let program =
            Program { version: "1".into(), git: "g".into(), target: "t".into(), solver: "s".into() };
        let question =
            Question { command: "compare".into(), arguments: vec![], as_of: day.into(), simulations: vec![] };
        Provenance { program, question, inputs: vec![], restated: vec![] }
    }

    fn read(spool: &Spool<f64>) -> Vec<f64> {
        spool.answers().collect::<io::Result<_>>().unwrap()
    }

    #[test]
    fn answers_come_back_to_the_bit_and_in_order_wherever_they_waited() {
        let folder = tempfile::tempdir().unwrap();
        let answers: Vec<f64> = (0..50).map(|i| 0.1 * f64::from(i).exp2().sqrt()).collect();
        for out in [None, Some(folder.path())] {
            let mut spool: Spool<f64> = Spool::new(out, from("a"), None, 7);
            for answer in &answers {
                spool.push(1, [*answer]).unwrap();
            }
            assert_eq!(read(&spool), answers);
            assert_eq!(spool.done(), 50);
        }
        let mut next: Spool<f64> = Spool::new(Some(folder.path()), from("a"), None, 7);
        assert_eq!(next.take_over().unwrap(), None);
        assert_eq!(read(&next), answers[..49], "whole parts of seven; the fiftieth was lost with the run");
        assert_eq!(next.done(), 49);
    }

    #[test]
    fn what_another_question_left_or_somebody_changed_is_not_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let mut spool: Spool<f64> = Spool::new(Some(folder.path()), from("a"), None, 1);
        spool.push(1, [1.5]).unwrap();
        let mut other: Spool<f64> = Spool::new(Some(folder.path()), from("b"), None, 1);
        assert_eq!(other.take_over().unwrap(), Some("the day is `b` here and `a` there".to_owned()));
        fs::write(folder.path().join("parts/000001.ndjson"), "2.5\n").unwrap();
        let mut same: Spool<f64> = Spool::new(Some(folder.path()), from("a"), None, 1);
        assert!(same.take_over().unwrap().unwrap().ends_with("is not as it was written"));
    }

    #[test]
    fn a_run_killed_between_any_two_steps_of_clearing_can_be_gone_on_with() {
        let names = |folder: &Path| -> Vec<String> {
            let entries = fs::read_dir(folder).into_iter().flatten();
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
        };
        let (mut before, mut all) = (0, usize::MAX);
        while before <= all {
            let folder = tempfile::tempdir().unwrap();
            let mut spool: Spool<f64> = Spool::new(Some(folder.path()), from("a"), None, 1);
            (0..3).for_each(|answer| spool.push(1, [f64::from(answer)]).unwrap());
            let parts = folder.path().join(PARTS);
            fs::write(parts.join("mine"), "not of a run").unwrap();
            let clearing = steps(&parts);
            all = clearing.len();
            assert!(clearing.iter().take(before).all(|next| step(&parts, next)), "{before}");
            // Killed here. Either every answer is still there, or none is anybody's.
            let mut next: Spool<f64> = Spool::new(Some(folder.path()), from("a"), None, 1);
            assert_eq!(next.take_over().unwrap(), None);
            let left = read(&next);
            assert_eq!(left, if before == 0 { vec![0.0, 1.0, 2.0] } else { vec![] }, "{before}");
            if before % 2 == 1 {
                // A run that answers everything anew writes over what is left of the parts.
                next.push(1, [7.0]).unwrap();
                assert_eq!(read(&next), [7.0], "{before}");
            }
            next.clear();
            assert_eq!(names(&parts), ["mine"], "{before}: no stray files");
            fs::remove_file(parts.join("mine")).unwrap();
            next.clear();
            assert!(!parts.exists(), "{before}: nor an empty folder");
            before += 1;
        }
        assert_eq!(all, 6, "the manifest, three parts, what became of the manifest, the folder");
    }

    #[test]
    fn a_folder_of_parts_that_no_run_has_written_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let parts = folder.path().join(PARTS);
        fs::create_dir(&parts).unwrap();
        fs::write(parts.join("000001.ndjson"), "mine").unwrap();
        let spool: Spool<f64> = Spool::new(Some(folder.path()), from("a"), None, 1);
        spool.clear();
        assert!(parts.join("000001.ndjson").exists());
    }
}
