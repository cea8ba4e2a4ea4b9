//! What a browser makes of the page's policy.

use crate::SHIPPED;
use crate::chromium;
use crate::chromium::Browser;
use std::io::Write;

/// The page with one blank more in its script.
fn changed() -> String {
    let (before, after) = SHIPPED.rsplit_once("</script>").unwrap();
    format!("{before} </script>{after}")
}

#[test]
fn a_browser_runs_no_script_but_the_one_that_is_named() {
    let Some(program) = chromium::found() else {
        // Straight to the stream: what macros print is swallowed where a test passes.
        std::io::stderr()
            .write_all(b"\n*** SKIPPED: a browser runs no other script: no chromium on PATH ***\n")
            .unwrap();
        return;
    };
    let another = changed();
    let one_more = SHIPPED.replacen("<main>", "<main><script>document.title = 'run'</script>", 1);
    let by_hand = SHIPPED.replacen("<main>", "<main><img src=x onerror=\"document.title = 'run'\">", 1);
    for html in [another, one_more, by_hand] {
        assert_ne!(html, *SHIPPED);
        let mut browser = Browser::start(&program);
        let (_folder, address) = chromium::file(&html);
        browser.open(&address);
        assert_ne!(browser.value("document.title"), "run");
        let refused = browser.events(&["Log.entryAdded"]).into_iter().any(|event| {
            event["params"]["entry"]["text"]
                .as_str()
                .is_some_and(|text| text.contains("Content Security Policy"))
        });
        assert!(refused, "{:?}", browser.events(&["Log.entryAdded"]));
    }
}

#[test]
fn a_page_whose_script_was_changed_stays_as_it_was_written() {
    let Some(program) = chromium::found() else { return };
    let mut browser = Browser::start(&program);
    let (_folder, address) = chromium::file(&changed());
    browser.open(&address);
    assert_eq!(browser.value("document.getElementById('play-main').hidden"), true);
    let notice = browser.value("document.getElementById('play-notice').textContent");
    assert!(notice.as_str().unwrap().contains("worked out beforehand"), "{notice}");
}
