//! A page's questions, asked without a browser: the same figures as the command line, and money that is conserved.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod asking;
mod beliefs;
#[path = "../support/copied.rs"]
mod copied;
mod money;
mod optima;
mod saved;

use asking::Page;
use serde_json::json;

#[test]
fn what_is_wrong_is_said_and_never_a_panic() {
    let mut page = Page::default();
    for question in ["", "{}", "{\"answer\": 3}", "null", "{\"play\": {\"scenario\": \"best-free\"}}"] {
        let said = page.ask_text(question);
        assert!(said["refused"]["said"].is_string(), "{question}: {said}");
    }
    let mut page = Page::shipped();
    let said = page.ask(&json!({ "play": { "scenario": "nobody" } }));
    assert_eq!(said["refused"]["said"], "there is no scenario `nobody` on this page");
}
