//! An evidence file: read or refused with findings that have a place, and never a panic.
#![no_main]

#[path = "../example.rs"]
mod example;

use example::Example;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    let example = Example::with("evidence.toml", text);
    let mut loader = example::loader();
    let is_sound = loader.evidence(&example.path("evidence.toml")).is_some();
    example::assert_refused_with_a_place(is_sound, &loader);
});
