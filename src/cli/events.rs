//! What happens, as one JSON object a line on standard error, for whatever runs this program.
//!
//! Every object has a key `event`: `begin` (with `steps`), `step` (`done`, `of`, `step`), `bounds` (of the search
//! that is running, at most once a second: `upper`, `lower`, in units of the objective), `finding` (`severity`, `file`,
//! `line`, `column`, `key`, `found`, `allowed`, `nearest`), `message` and `error` (`text`), and last `end` (`status`,
//! `seconds`, and of a batch `answered`, `infeasible`, `broken` and `refused`).

use crate::cli::overseer::Shown;
use crate::input::Finding;
use crate::report::Counts;
use crate::report::write_json;
use serde_json::Value;
use serde_json::json;
use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

/// The steps of a study.
#[derive(Debug, Default)]
pub(super) struct Events {
    of: AtomicUsize,
    done: AtomicUsize,
    /// When bounds were told last.
    told: Mutex<Option<Instant>>,
}

/// Bounds are told at most so often.
const PAUSE: Duration = Duration::from_secs(1);

impl Shown for Events {
    fn begin(&self, steps: usize) {
        self.of.store(steps, Ordering::SeqCst);
        self.done.store(0, Ordering::SeqCst);
        tell(&json!({ "event": "begin", "steps": steps }));
    }

    fn advance(&self, step: &str) {
        let done = self.done.fetch_add(1, Ordering::SeqCst) + 1;
        let of = self.of.load(Ordering::SeqCst);
        tell(&json!({ "event": "step", "done": done, "of": of, "step": step }));
    }

    fn bounds(&self, upper: f64, lower: f64) {
        let Ok(mut told) = self.told.lock() else { return };
        if told.is_none_or(|told| told.elapsed() >= PAUSE) {
            *told = Some(Instant::now());
            let known = |bound: f64| bound.is_finite().then_some(bound);
            tell(&json!({ "event": "bounds", "upper": known(upper), "lower": known(lower) }));
        }
    }
}

/// Something was found in a file.
pub(super) fn finding(finding: &Finding) {
    tell(&json!({
        "event": "finding",
        "severity": finding.severity.to_string(),
        "file": finding.path,
        "line": finding.position.map(|position| position.line),
        "column": finding.position.map(|position| position.column),
        "key": finding.key,
        "found": finding.found,
        "allowed": finding.allowed,
        "nearest": finding.nearest,
    }));
}

/// Something is worth saying.
pub(super) fn message(text: &str) {
    tell(&json!({ "event": "message", "text": text }));
}

/// Something is wrong.
pub(super) fn error(text: &str) {
    tell(&json!({ "event": "error", "text": text }));
}

/// Nothing was begun, and that with an exit status.
pub(super) fn end(status: u8) {
    tell(&json!({ "event": "end", "status": status }));
}

/// The run has ended with an exit status; of a batch it is known what it came to.
pub(super) fn ended(status: u8, after: Duration, counts: Option<&Counts>) {
    let mut event = json!({ "event": "end", "status": status, "seconds": after.as_secs_f64() });
    if let Some(Counts { answered, infeasible, broken, refused }) = counts {
        event["answered"] = (*answered).into();
        event["infeasible"] = (*infeasible).into();
        event["broken"] = (*broken).into();
        event["refused"] = (*refused).into();
    }
    tell(&event);
}

/// Writes an event in one piece; nobody is left to tell that standard error is closed.
fn tell(event: &Value) {
    let mut line = Vec::new();
    // An event is a value already, and a vector takes whatever is written to it.
    drop(write_json(event, &mut line));
    line.push(b'\n');
    drop(std::io::stderr().lock().write_all(&line));
}
