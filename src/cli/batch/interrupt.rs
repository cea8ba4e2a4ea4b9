//! Whether somebody wants the run to stop.

use crate::cli::Status;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

/// A signal is told to the process as a whole, so what it says is kept for the process as a whole.
static ASKED_FOR: AtomicBool = AtomicBool::new(false);

/// From now on the first Ctrl-C or request to terminate lets the run end cleanly; a second one ends it at once.
pub(crate) fn listen() {
    // Where signals cannot be had, a run ends as the system ends it: whole files or none.
    let _ = ctrlc::set_handler(|| {
        if ASKED_FOR.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(Status::Stopped.code()));
        }
    });
}

/// Whether the run should stop.
pub(crate) fn is_asked_for() -> bool {
    ASKED_FOR.load(Ordering::SeqCst)
}
