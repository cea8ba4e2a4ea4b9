//! One JSON object a line on standard output, as answers come.

use crate::cli::Status;
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::ended::Ended;
use crate::report::write_json;
use anyhow::Context as _;
use serde::Serialize;
use std::io;
use std::io::Write;

/// Lines on their way out.
#[derive(Debug)]
pub(super) struct JsonLines {
    out: io::Stdout,
}

impl JsonLines {
    /// Lines, where they were asked for and results do not go into files.
    pub(super) fn wanted(context: &Context) -> Option<Self> {
        let is_wanted = context.global.format == Format::Jsonl && context.global.out.is_none();
        is_wanted.then(|| Self { out: io::stdout() })
    }

    /// Writes a line.
    ///
    /// # Errors
    /// Whoever read the lines has seen enough, or standard output refused it for another reason.
    pub(super) fn tell(&self, line: &impl Serialize) -> Result<(), Ended> {
        let mut bytes = Vec::new();
        write_json(line, &mut bytes)?;
        bytes.push(b'\n');
        let mut out = self.out.lock();
        match out.write_all(&bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Status::Answered.into()),
            other => Ok(other.context("standard output refused the result")?),
        }
    }
}
