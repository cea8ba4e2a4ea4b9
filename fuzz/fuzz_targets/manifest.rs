//! A manifest: read to the same bytes again, or refused with a sentence.
#![no_main]

use apportion::report::Manifest;
use apportion::report::from_json;
use apportion::report::json;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    if let Ok(manifest) = from_json::<Manifest>(text) {
        let written = json(&manifest).expect("written");
        let again: Manifest = from_json(&written).expect("read again");
        assert_eq!(json(&again).expect("written again"), written);
    }
});
