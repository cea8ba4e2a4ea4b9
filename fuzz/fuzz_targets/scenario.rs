//! A scenario on sound evidence: read or refused; what is sound is answered or impossible.
#![no_main]

#[path = "../example.rs"]
mod example;

use apportion::study::Asked;
use apportion::study::Silent;
use apportion::study::Comparison;
use example::Example;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    let example = Example::with("scenario.toml", text);
    let mut loader = example::loader();
    let scenarios = loader.scenarios(&example.path("scenario.toml"));
    example::assert_refused_with_a_place(!scenarios.is_empty(), &loader);
    let small = scenarios.into_iter().filter(|scenario| scenario.simulation().draws.get() <= 100).take(4);
    let compared = Comparison::of(small.collect(), &Asked::default(), &Silent);
    if let Ok(comparison) = compared {
        for result in comparison.blocks.iter().flat_map(|block| &block.results) {
            let Some(proof) = &result.optimum else { continue };
            assert!(proof.lower <= proof.upper + 1e-9 * proof.upper.abs().max(1.0), "bounds upside down");
        }
    }
});
