//! Whether somebody wants the run to stop.

use crate::cli::Status;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

// A signal is told to the process as a whole, so what it says is kept for the process as a whole.

/// Whether a request to stop waits for somebody to look at it.
static ASKED_FOR: AtomicBool = AtomicBool::new(false);

/// Whether somebody has looked at it, and is ending what is being done.
static HEARD: AtomicBool = AtomicBool::new(false);

/// How many pieces of work there are that must not be cut off.
static CAREFUL: AtomicUsize = AtomicUsize::new(0);

/// How many pieces of work there are that look whether to stop, but may be in the middle of a long step.
static WORKING: AtomicUsize = AtomicUsize::new(0);

/// So long a request to stop waits for somebody who works to look at it: a search looks between passes over the draws
/// and linear programs, so only a step that nothing can end takes longer.
const GRACE: Duration = Duration::from_millis(1500);

/// Work that must not be cut off: a request to stop waits until it has ended.
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

/// Work that looks whether to stop: a request waits for that, but not for long.
#[derive(Debug)]
pub(crate) struct Working;

impl Working {
    /// Begins such work; it ends when this is dropped.
    pub(crate) fn begin() -> Self {
        WORKING.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        WORKING.fetch_sub(1, Ordering::SeqCst);
    }
}

/// From now on Ctrl-C, or a request to terminate, ends the run with its own status: at once, after saying so, unless
/// [`Careful`] work is being done, and then when that has ended, or [`Working`] is, and then when that has looked or has
/// not looked for [`GRACE`]. A second one ends it at once whatever is being done.
pub(crate) fn listen(say: impl Fn(&str) + Clone + Send + 'static) {
    // Where signals cannot be had, a run ends as the system ends it: whole files or none.
    let _ = ctrlc::set_handler(move || {
        let is_second = ASKED_FOR.swap(true, Ordering::SeqCst);
        if is_second {
            end(&say, "stopped at once");
        } else if CAREFUL.load(Ordering::SeqCst) == 0 && WORKING.load(Ordering::SeqCst) == 0 {
            end(&say, "stopped: nothing was written");
        } else {
            let say = say.clone();
            thread::spawn(move || {
                thread::sleep(GRACE);
                if !HEARD.load(Ordering::SeqCst) && CAREFUL.load(Ordering::SeqCst) == 0 {
                    end(
                        &say,
                        "stopped in the middle of a long step: what was kept before it is there, and nothing else was written",
                    );
                }
            });
        }
    });
}

fn end(say: &impl Fn(&str), sentence: &str) {
    say(sentence);
    std::process::exit(i32::from(Status::Stopped.code()));
}

/// Whether the run should stop; whoever is told so ends what is being done.
pub(crate) fn is_asked_for() -> bool {
    let is_asked_for = ASKED_FOR.load(Ordering::SeqCst);
    if is_asked_for {
        HEARD.store(true, Ordering::SeqCst);
    }
    is_asked_for
}
