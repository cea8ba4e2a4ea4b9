//! Whether somebody wants the run to stop.

use crate::cli::Status;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

// A signal is told to the process as a whole, so what it says is kept for the process as a whole.

/// Whether a request to stop waits for somebody to look at it.
static ASKED_FOR: AtomicBool = AtomicBool::new(false);

/// How many pieces of work there are that must not be cut off.
static CAREFUL: AtomicUsize = AtomicUsize::new(0);

/// Work that must not be cut off: a request to stop waits until somebody looks at it, or until the run ends.
#[derive(Debug)]
pub(crate) struct Careful;

impl Careful {
    /// Begins such work; it ends when this is dropped.
    pub(crate) fn work() -> Self {
        CAREFUL.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for Careful {
    fn drop(&mut self) {
        CAREFUL.fetch_sub(1, Ordering::SeqCst);
    }
}

/// From now on Ctrl-C, or a request to terminate, ends the run with its own status: at once, after saying so, unless
/// [`Careful`] work is being done, and then when that has looked. A second one ends it at once whatever is being done.
pub(crate) fn listen(say: impl Fn(&str) + Send + 'static) {
    // Where signals cannot be had, a run ends as the system ends it: whole files or none.
    let _ = ctrlc::set_handler(move || {
        let is_second = ASKED_FOR.swap(true, Ordering::SeqCst);
        if is_second || CAREFUL.load(Ordering::SeqCst) == 0 {
            say(if is_second { "stopped at once" } else { "stopped: nothing was written" });
            std::process::exit(i32::from(Status::Stopped.code()));
        }
    });
}

/// Whether the run should stop.
pub(crate) fn is_asked_for() -> bool {
    ASKED_FOR.load(Ordering::SeqCst)
}
