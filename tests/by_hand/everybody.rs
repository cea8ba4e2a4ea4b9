//! For everybody: narrow and wide, dark and light, without WebAssembly, on paper.

use crate::SHIPPED;
use crate::hand::hand;
use crate::hand::idle;
use serde_json::json;

#[test]
fn it_keeps_to_its_width_and_can_be_read_in_both_themes() {
    let Some(mut hand) = hand("it keeps to its width", &SHIPPED) else { return };
    hand.type_into("#play-rows .row[data-id='prevent'] input[type=text]", "301.25");
    hand.click("#play-keep");
    hand.rests();
    hand.browser.value("for (const folded of document.querySelectorAll('details')) folded.open = true");
    hand.until("document.getElementById('play-next-said').innerText.includes('The last')");
    hand.until("document.querySelector('#play-frontier svg')");
    for scheme in ["light", "dark"] {
        hand.browser.show_as("screen", scheme);
        for width in [360, 1280, 3840] {
            hand.browser.widen(width);
            let wide = hand.browser.value("document.documentElement.scrollWidth").as_u64().unwrap();
            assert!(wide <= u64::from(width), "{wide} pixels wide in a window of {width}");
        }
        let faint = hand.browser.value(include_str!("../page/contrast.js"));
        assert_eq!(faint, json!([]), "{scheme}");
    }
    let unnamed = hand.browser.value(
        "[...document.querySelectorAll('#play input, #play select, #play button')].filter((it) => !(it.labels?.length || \
         it.getAttribute('aria-label') || it.textContent.trim())).map((it) => it.outerHTML)",
    );
    assert_eq!(unnamed, json!([]), "everything that can be used has a name");
}

#[test]
fn without_webassembly_it_says_so_and_shows_the_figures() {
    let Some(mut hand) = idle("without WebAssembly", &SHIPPED) else { return };
    hand.browser
        .ask("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": "delete window.WebAssembly" }));
    let address = hand.address.clone();
    hand.browser.open(&address);
    hand.until("document.getElementById('play-notice').innerText.includes('WebAssembly')");
    assert!(hand.browser.value("document.getElementById('play-main').hidden") == true);
    let figures = hand.text("main");
    assert!(figures.contains("Double prevent") && figures.contains("90% of draws"), "{figures}");
    hand.was_silent();
}

#[test]
fn on_paper_the_answer_and_the_money_stand_without_controls() {
    let Some(mut hand) = hand("on paper", &SHIPPED) else { return };
    hand.browser.show_as("print", "light");
    let seen = |selector: &str| {
        format!(
            "(() => {{ const it = document.querySelector('{selector}'); return it.getClientRects().length > 0 && getComputedStyle(it).visibility !== 'hidden'; }})()"
        )
    };
    assert!(hand.browser.value(&seen("#play-much")) == true, "the answer");
    assert!(hand.browser.value(&seen("#play-undo")) == false, "no buttons");
    assert!(hand.browser.value(&seen("#play-best")) == false, "no moves");
}
