//! The door: three functions through which a page asks the engine, and nothing else.
//!
//! Whoever asks calls `reserve` with the length of a question, writes its UTF-8 bytes where that points, calls `ask`, and
//! reads as many bytes as that returns from where `answer` points. Question and answer are JSON: see `apportion::explore`.
//! Memory may have grown with either call, so its buffer has to be looked up again behind each.
//!
//! # Why no `wasm-bindgen`
//!
//! Text in and text out needs no glue. Without it the module imports nothing: it can be started with an empty object, what it
//! can do to a page is write into memory of its own, and no tool but the compiler has a hand in it, so that its bytes can be
//! made again from its sources.
//!
//! # Why no `unsafe` block
//!
//! Both sides see the module's memory, but each touches it at its own time: a page's worker is one thread, and while a
//! function here runs its script does not. Rust hands out an address and never follows one: the bytes it reads are a
//! vector of its own, every byte of which was written (as nought) before its address went out. Exporting a function by its
//! name is the one thing for which the language asks for the word, since two of one name would be one too many.

mod desk;

use desk::Desk;
use std::cell::RefCell;
use std::ptr;

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Makes room for a question of this many bytes, and says where it is: nowhere (0), where there is no such room.
#[expect(unsafe_code, reason = "the page calls it by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn reserve(bytes: usize) -> *mut u8 {
    DESK.with(|desk| desk.try_borrow_mut().map_or(ptr::null_mut(), |mut desk| desk.reserve(bytes)))
}

/// Answers the question that was written where there was room for it; the length of the answer in bytes.
#[expect(unsafe_code, reason = "the page calls it by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn ask() -> usize {
    DESK.with(|desk| desk.try_borrow_mut().map_or(0, |mut desk| desk.ask()))
}

/// Where the last answer is: there until the next question is asked.
#[expect(unsafe_code, reason = "the page calls it by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    DESK.with(|desk| desk.try_borrow().map_or(ptr::null(), |desk| desk.answer().as_ptr()))
}
