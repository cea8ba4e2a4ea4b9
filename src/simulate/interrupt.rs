//! Passes over the draws that are interrupted before they are through.
//!
//! With millions of draws one pass takes longer than anybody who asks to stop should wait. So whoever hears signals says
//! once how to find out whether to stop ([`listen_to`]), every block checks before it begins, and an interrupted pass
//! unwinds to [`unless_interrupted`]: no part of a sum gets out. How to find out is the process's, like its threads and its
//! memory.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::panic::resume_unwind;
use std::sync::OnceLock;

/// How to find out whether the work is interrupted.
static LISTENED_TO: OnceLock<fn() -> bool> = OnceLock::new();

/// What an interrupted pass unwinds with.
struct Interrupted;

/// From now on passes over the draws are interrupted as soon as this says so. Said once for all.
pub fn listen_to(is_interrupted: fn() -> bool) {
    // The second to say so says the same.
    let _ = LISTENED_TO.set(is_interrupted);
}

/// Does some work; `None` where a pass over the draws in it was interrupted.
pub fn unless_interrupted<T>(work: impl FnOnce() -> T) -> Option<T> {
    // Whatever was half done is dropped with it.
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => Some(done),
        Err(reason) if reason.is::<Interrupted>() => None,
        Err(other) => resume_unwind(other),
    }
}

/// Ends the pass that this is a block of, where it is interrupted.
pub(super) fn check_interrupt() {
    if LISTENED_TO.get().is_some_and(|is_interrupted| is_interrupted()) {
        // No panic: nothing is wrong, and nothing is said of it.
        resume_unwind(Box::new(Interrupted));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_interrupts_is_done_and_other_panics_go_on() {
        check_interrupt();
        assert_eq!(unless_interrupted(|| 7), Some(7));
        let other = catch_unwind(|| unless_interrupted(|| resume_unwind(Box::new(3_i32))));
        assert!(other.is_err_and(|reason| reason.downcast_ref() == Some(&3_i32)));
        assert_eq!(unless_interrupted(|| -> i32 { resume_unwind(Box::new(Interrupted)) }), None);
    }
}
