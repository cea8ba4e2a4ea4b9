//! Whether somebody wants the run to stop.

use crate::cli::Status;
use std::sync::Mutex;
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

/// Whether what a search has found until then is an answer.
static IS_ANSWER: AtomicBool = AtomicBool::new(false);

/// The bounds of the search that runs.
static BOUNDS: Mutex<Option<(f64, f64)>> = Mutex::new(None);

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
    /// Begins such work, of which what a search has found until it is ended is an answer or is not; it ends when this is
    /// dropped.
    pub(crate) fn begin(is_answer: bool) -> Self {
        IS_ANSWER.store(is_answer, Ordering::SeqCst);
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
///
/// `say` says a sentence, and `leave` puts right what a run that ends leaves behind.
pub(crate) fn listen(say: impl Fn(&str) + Clone + Send + 'static, leave: impl Fn() + Clone + Send + 'static) {
    // Where signals cannot be had, a run ends as the system ends it: whole files or none.
    let _ = ctrlc::set_handler(move || {
        let is_second = ASKED_FOR.swap(true, Ordering::SeqCst);
        let end = |sentence: &str| {
            say(sentence);
            leave();
            std::process::exit(i32::from(Status::Stopped.code()));
        };
        if is_second {
            end("stopped at once");
        } else if CAREFUL.load(Ordering::SeqCst) == 0 && WORKING.load(Ordering::SeqCst) == 0 {
            end("stopped: nothing was written");
        } else {
            say("stopping; once more stops at once");
            let (say, leave) = (say.clone(), leave.clone());
            thread::spawn(move || {
                thread::sleep(GRACE);
                if !HEARD.load(Ordering::SeqCst) && CAREFUL.load(Ordering::SeqCst) == 0 {
                    say(&in_the_middle());
                    leave();
                    std::process::exit(i32::from(Status::Stopped.code()));
                }
            });
        }
    });
}

/// What is said where nobody has looked for too long.
fn in_the_middle() -> String {
    let found = BOUNDS.lock().ok().and_then(|bounds| *bounds).filter(|_| IS_ANSWER.load(Ordering::SeqCst));
    let found = match found {
        Some((upper, lower)) if lower.is_finite() => {
            format!("; the best found was worth {upper:.6e}, and nothing is better than {lower:.6e}")
        }
        Some((upper, _)) if upper.is_finite() => format!("; the best found was worth {upper:.6e}"),
        _ => String::new(),
    };
    format!(
        "stopped in the middle of a long step: what was kept before it is there, and nothing else was written{found}"
    )
}

/// Keeps the bounds of the search that runs, to be said where it is ended in the middle of a step.
pub(crate) fn keep_bounds(upper: f64, lower: f64) {
    if let Ok(mut bounds) = BOUNDS.lock() {
        *bounds = Some((upper, lower));
    }
}

/// Whether somebody has asked to stop; a search that is told so ends, and where what it has found is an answer, that
/// is given.
pub(crate) fn is_asked_for() -> bool {
    let is_asked_for = ASKED_FOR.load(Ordering::SeqCst);
    if is_asked_for && IS_ANSWER.load(Ordering::SeqCst) {
        HEARD.store(true, Ordering::SeqCst);
    }
    is_asked_for
}

/// Whether nobody would be shown what comes of a pass over the draws: somebody has asked to stop, nothing has been found
/// that is an answer, and nothing is being written.
pub(crate) fn is_interrupted() -> bool {
    if !ASKED_FOR.load(Ordering::SeqCst) || CAREFUL.load(Ordering::SeqCst) > 0 {
        return false;
    }
    let found = BOUNDS.lock().ok().and_then(|bounds| *bounds);
    let is_interrupted =
        !(IS_ANSWER.load(Ordering::SeqCst) && found.is_some_and(|(upper, _)| upper.is_finite()));
    if is_interrupted {
        HEARD.store(true, Ordering::SeqCst);
    }
    is_interrupted
}

/// Whether the run should stop; whoever is told so ends it.
pub(crate) fn should_stop() -> bool {
    let is_asked_for = ASKED_FOR.load(Ordering::SeqCst);
    if is_asked_for {
        HEARD.store(true, Ordering::SeqCst);
    }
    is_asked_for
}
