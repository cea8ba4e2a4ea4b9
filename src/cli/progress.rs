//! How far a long run is: a bar for those who wait at a terminal, events for programs.

use crate::study::Progress;
use indicatif::ProgressBar;
use indicatif::ProgressDrawTarget;
use indicatif::ProgressStyle;
use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

/// How long a study may take before anybody is told how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on standard error that appears after [`PATIENCE`].
#[derive(Debug)]
pub(super) struct Bar {
    drawn: ProgressBar,
    since: Instant,
    hidden: Mutex<bool>,
}

impl Bar {
    /// A bar that is not shown yet.
    pub(super) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        Self { drawn: bar, since: Instant::now(), hidden: Mutex::new(true) }
    }

    fn show_if_late(&self) {
        let Ok(mut hidden) = self.hidden.lock() else { return };
        if *hidden && self.since.elapsed() >= PATIENCE {
            self.drawn.set_draw_target(ProgressDrawTarget::stderr());
            *hidden = false;
        }
    }
}

impl Progress for Bar {
    fn begin(&self, steps: usize) {
        self.drawn.set_length(steps as u64);
    }

    fn advance(&self, step: &str) {
        self.show_if_late();
        self.drawn.set_message(step.to_owned());
        self.drawn.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.drawn.finish_and_clear();
    }
}

/// One JSON object a line on standard error, for whatever runs this program.
#[derive(Debug)]
pub(super) struct Events {
    of: AtomicUsize,
    done: AtomicUsize,
}

impl Events {
    /// Nothing has happened yet.
    pub(super) fn new() -> Self {
        Self { of: AtomicUsize::new(0), done: AtomicUsize::new(0) }
    }
}

impl Progress for Events {
    fn begin(&self, steps: usize) {
        self.of.store(steps, Ordering::SeqCst);
        self.done.store(0, Ordering::SeqCst);
        event(&serde_json::json!({ "event": "begin", "steps": steps }));
    }

    fn advance(&self, step: &str) {
        let done = self.done.fetch_add(1, Ordering::SeqCst) + 1;
        let of = self.of.load(Ordering::SeqCst);
        event(&serde_json::json!({ "event": "step", "done": done, "of": of, "step": step }));
    }
}

/// Writes an event to standard error; nobody is left to tell that it is closed.
pub(super) fn event(event: &serde_json::Value) {
    drop(writeln!(std::io::stderr(), "{event}"));
}
