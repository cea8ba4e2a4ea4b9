//! One JSON object a line on standard output, as answers come.

use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::report::write_json;
use anyhow::Context as _;
use serde::Serialize;
use std::io;
use std::io::Write;

/// Lines on their way out.
#[derive(Debug)]
pub(super) struct JsonLines {
    has_gone: bool,
}

impl JsonLines {
    /// Lines, where they were asked for and results do not go into files.
    pub(super) fn wanted(context: &Context) -> Option<Self> {
        let is_wanted = context.global.format == Format::Jsonl && context.global.out.is_none();
        is_wanted.then_some(Self { has_gone: false })
    }

    /// Writes a line; whether anybody still reads.
    ///
    /// # Errors
    /// Standard output refused it for another reason than that nobody reads.
    pub(super) fn tell(&mut self, line: &impl Serialize) -> anyhow::Result<bool> {
        if self.has_gone {
            return Ok(false);
        }
        let mut bytes = Vec::new();
        write_json(line, &mut bytes)?;
        bytes.push(b'\n');
        let mut out = io::stdout().lock();
        match out.write_all(&bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => self.has_gone = true,
            other => other.context("standard output refused the result")?,
        }
        Ok(!self.has_gone)
    }
}
