//! A progress bar, for those who wait at a terminal.

use crate::cli::overseer::Shown;
use crate::text;
use indicatif::ProgressBar;
use indicatif::ProgressDrawTarget;
use indicatif::ProgressStyle;
use std::sync::Mutex;
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

impl Shown for Bar {
    fn begin(&self, steps: usize) {
        self.drawn.set_length(steps as u64);
    }

    fn advance(&self, step: &str) {
        self.show_if_late();
        self.drawn.set_message(text::visible_line(step).into_owned());
        self.drawn.inc(1);
    }

    fn bounds(&self, upper: f64, lower: f64) {
        self.show_if_late();
        let gap = 100.0 * (upper - lower).max(0.0) / upper.abs().max(f64::MIN_POSITIVE);
        self.drawn.set_message(if lower.is_finite() {
            format!("best {upper:.6e}, no less than {lower:.6e}: within {gap:.2}%")
        } else {
            format!("best {upper:.6e}")
        });
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.drawn.finish_and_clear();
    }
}
