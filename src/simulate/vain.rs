//! Passes over the draws that are given up before they are through.
//!
//! With millions of draws one pass takes longer than anybody who asks to stop should wait. So whoever listens to signals
//! says once how to find out whether what is worked on is still wanted ([`ask`]), every block asks before it begins, and
//! where nobody would be shown what comes of it the pass unwinds to [`unless_in_vain`]: no part of a sum gets out. How to
//! find out is the process's, like its threads and its memory.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::panic::resume_unwind;
use std::sync::OnceLock;

/// How to find out whether what is worked on is in vain.
static ASK: OnceLock<fn() -> bool> = OnceLock::new();

/// What a pass that is given up unwinds with.
struct InVain;

/// From now on passes over the draws are given up as soon as this says that they are in vain. Said once for all.
pub fn ask(is_in_vain: fn() -> bool) {
    // The second to say so says the same.
    let _ = ASK.set(is_in_vain);
}

/// Does some work; `None` where a pass over the draws in it was given up.
pub fn unless_in_vain<T>(work: impl FnOnce() -> T) -> Option<T> {
    // Whatever was half done is dropped with it.
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => Some(done),
        Err(reason) if reason.is::<InVain>() => None,
        Err(other) => resume_unwind(other),
    }
}

/// Gives up the pass that this is a block of, where it is in vain.
pub(super) fn go_on() {
    if ASK.get().is_some_and(|is_in_vain| is_in_vain()) {
        // No panic: nothing is wrong, and nothing is said of it.
        resume_unwind(Box::new(InVain));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_gives_up_is_done_and_other_panics_go_on() {
        go_on();
        assert_eq!(unless_in_vain(|| 7), Some(7));
        let other = catch_unwind(|| unless_in_vain(|| resume_unwind(Box::new(3_i32))));
        assert!(other.is_err_and(|reason| reason.downcast_ref() == Some(&3_i32)));
        assert_eq!(unless_in_vain(|| -> i32 { resume_unwind(Box::new(InVain)) }), None);
    }
}
