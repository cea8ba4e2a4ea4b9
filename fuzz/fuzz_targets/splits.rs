//! A CSV of splits on a sound base: every row is a scenario or has its findings.
#![no_main]

#[path = "../example.rs"]
mod example;

use example::Example;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    let example = Example::with("splits.csv", text);
    let mut loader = example::loader();
    let base = loader.scenario(&example.path("hold.toml")).expect("a sound base");
    let splits = loader.splits(&example.path("splits.csv"), &base);
    example::assert_refused_with_a_place(splits.is_some(), &loader);
    if let Some(mut splits) = splits {
        for number in 0..splits.ids().count().min(50) {
            if let Err(findings) = splits.scenario(number) {
                assert!(!findings.is_empty(), "a row refused in silence");
            }
        }
    }
});
