//! Answers of a batch in another order than the one they were worked out in, without holding them.

use crate::cli::batch::Spool;
use crate::cli::output::open;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Seek;
use std::io::SeekFrom;
use std::path::PathBuf;

/// Where an answer waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// In a part, from this byte on.
    Part(usize, u64),
    /// In memory.
    Waiting(usize),
}

/// Every answer by a key, and answers with the same key in the order they were worked out in.
///
/// # Errors
/// A part cannot be read.
pub(crate) fn in_order<E, K: Ord>(
    spool: &Spool<E>,
    key: impl Fn(&E) -> K,
) -> io::Result<impl Iterator<Item = io::Result<E>>>
where
    E: Serialize + DeserializeOwned + Clone + 'static,
{
    let files = spool.part_files();
    let mut places: Vec<(K, Place)> = Vec::new();
    for (number, file) in files.iter().enumerate() {
        let (mut lines, mut line, mut at) = (BufReader::new(open(file)?), String::new(), 0_u64);
        while lines.read_line(&mut line)? > 0 {
            places.push((key(&serde_json::from_str(&line)?), Place::Part(number, at)));
            at += line.len() as u64;
            line.clear();
        }
    }
    let waiting = spool.waiting().iter().enumerate();
    places.extend(waiting.map(|(number, answer)| (key(answer), Place::Waiting(number))));
    places.sort();
    let mut parts = Parts { files, opened: None };
    Ok(places.into_iter().map(move |(_, place)| match place {
        Place::Part(number, at) => serde_json::from_str(&parts.line(number, at)?).map_err(io::Error::from),
        Place::Waiting(number) => {
            spool.waiting().get(number).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
        }
    }))
}

/// Parts of which one is open: answers next to each other are in the same part more often than not.
struct Parts {
    files: Vec<PathBuf>,
    opened: Option<(usize, BufReader<File>)>,
}

impl Parts {
    fn line(&mut self, number: usize, at: u64) -> io::Result<String> {
        if self.opened.as_ref().is_none_or(|(opened, _)| *opened != number) {
            let file = self.files.get(number).ok_or(io::ErrorKind::NotFound)?;
            self.opened = Some((number, BufReader::new(open(file)?)));
        }
        let mut line = String::new();
        if let Some((_, lines)) = &mut self.opened {
            // What comes next is in the buffer already, which a seek would give up.
            if lines.stream_position()? != at {
                lines.seek(SeekFrom::Start(at))?;
            }
            lines.read_line(&mut line)?;
        }
        Ok(line)
    }
}
