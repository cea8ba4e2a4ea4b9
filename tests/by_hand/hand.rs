//! A hand at a page: it points, presses, types and waits, and reads what anybody reads.

use crate::chromium;
use crate::chromium::Browser;
use serde_json::Value;
use serde_json::json;
use std::io::Write;
use std::thread::sleep;
use std::time::Duration;
use std::time::Instant;
use tempfile::TempDir;

/// Longer than anything here takes on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(120);

/// How often it looks again.
const GLANCE: Duration = Duration::from_millis(40);

/// A browser with the page open, and the folder that the page stands in.
pub struct Hand {
    pub browser: Browser,
    pub address: String,
    pub folder: TempDir,
}

/// A hand at a page that is ready; a loud word where there is no browser.
pub fn hand(test: &str, html: &str) -> Option<Hand> {
    let mut hand = idle(test, html)?;
    hand.open();
    Some(hand)
}

/// A hand whose page is not open yet.
pub fn idle(test: &str, html: &str) -> Option<Hand> {
    let Some(program) = chromium::found() else {
        // Straight to the stream: what macros print is swallowed where a test passes.
        let words =
            format!("\n*** SKIPPED: {test}: no chromium, chromium-browser or google-chrome on PATH ***\n");
        std::io::stderr().write_all(words.as_bytes()).unwrap();
        return None;
    };
    let (folder, address) = chromium::file(html);
    Some(Hand { browser: Browser::start(&program), address, folder })
}

impl Hand {
    /// Opens the page and waits until it answers.
    pub fn open(&mut self) {
        let address = self.address.clone();
        self.go(&address);
    }

    /// Opens an address of the page and waits until it answers.
    pub fn go(&mut self, address: &str) {
        self.browser.open("about:blank");
        self.browser.open(address);
        self.until("!document.getElementById('play-main').hidden");
        self.rests();
    }

    /// Waits until something holds on the page.
    pub fn until(&mut self, holds: &str) {
        let begun = Instant::now();
        while self.browser.value(&format!("Boolean({holds})")) != true {
            assert!(begun.elapsed() < PATIENCE, "never: {holds}\n{}", self.text("body"));
            sleep(GLANCE);
        }
    }

    /// Waits until all draws have answered, and the address says so.
    pub fn rests(&mut self) {
        self.until("document.getElementById('play-draws').textContent.startsWith('All ')");
        let mut before = self.candidate();
        loop {
            // The address follows a moment later.
            sleep(Duration::from_millis(400));
            let after = self.candidate();
            if after == before
                && self.browser.value("document.getElementById('play-draws').textContent.startsWith('All ')")
                    == true
            {
                return;
            }
            before = after;
        }
    }

    /// Waits until the money is no longer what it was, and then until all draws have answered.
    pub fn moves_from(&mut self, before: &[f64], year: usize) {
        let begun = Instant::now();
        while self.amounts(year) == before {
            assert!(begun.elapsed() < PATIENCE, "the money never moved");
            sleep(GLANCE);
        }
        self.rests();
    }

    /// The text of an element as it is shown.
    pub fn text(&mut self, selector: &str) -> String {
        let selector = json!(selector);
        self.browser
            .value(&format!("document.querySelector({selector}).innerText"))
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// The state that the address holds.
    pub fn state(&mut self) -> Value {
        let text = self.browser.value(
            "(() => { const at = location.hash.slice('#play='.length).replaceAll('-', '+').replaceAll('_', '/'); \
             const bytes = Uint8Array.from(atob(at), (letter) => letter.charCodeAt(0)); \
             return new TextDecoder().decode(bytes); })()",
        );
        serde_json::from_str(text.as_str().unwrap()).unwrap_or(Value::Null)
    }

    /// The candidate that the address holds.
    pub fn candidate(&mut self) -> Value {
        self.state()["candidate"].clone()
    }

    /// Its money in a year, £m by programme.
    pub fn amounts(&mut self, year: usize) -> Vec<f64> {
        let candidate = self.candidate();
        candidate["amounts"][year].as_array().unwrap().iter().map(|it| it.as_f64().unwrap()).collect()
    }

    /// A figure of the answer in full precision, as the page has it for whoever reads it by program.
    pub fn figure(&mut self, name: &str) -> f64 {
        let text = self.browser.value(&format!("document.getElementById('play-answer').dataset.{name}"));
        text.as_str().unwrap_or_else(|| panic!("no {name}")).parse().unwrap()
    }

    /// Where an element is, after it was brought into view: left, top, width, height.
    fn place(&mut self, selector: &str) -> [f64; 4] {
        let selector = json!(selector);
        let found = self.browser.value(&format!(
            "(() => {{ const it = document.querySelector({selector}); it.scrollIntoView({{ block: 'center', behavior: 'instant' }}); \
             const {{ left, top, width, height }} = it.getBoundingClientRect(); return [left, top, width, height]; }})()"
        ));
        let figures: Vec<f64> = found.as_array().unwrap().iter().map(|it| it.as_f64().unwrap()).collect();
        figures.try_into().unwrap()
    }

    fn mouse(&mut self, kind: &str, x: f64, y: f64) {
        let buttons = u8::from(kind != "mouseReleased");
        self.browser.ask(
            "Input.dispatchMouseEvent",
            &json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1 }),
        );
    }

    /// Clicks in the middle of an element.
    pub fn click(&mut self, selector: &str) {
        let [left, top, width, height] = self.place(selector);
        let (x, y) = (left + width / 2.0, top + height / 2.0);
        self.mouse("mousePressed", x, y);
        self.mouse("mouseReleased", x, y);
    }

    /// Drags a slider's knob from a part of its width to another, and lets go; while it is held, `holding` is asked.
    pub fn drag(&mut self, selector: &str, from: f64, to: f64, mut holding: impl FnMut(&mut Self)) {
        let [left, top, width, height] = self.place(selector);
        let y = top + height / 2.0;
        self.mouse("mousePressed", left + from * width, y);
        for step in 1..=8 {
            let part = from + (to - from) * f64::from(step) / 8.0;
            self.mouse("mouseMoved", left + part * width, y);
        }
        holding(self);
        self.mouse("mouseReleased", left + to * width, y);
    }

    /// Presses a key, with modifiers as a sum of Alt 1, Control 2, Meta 4, Shift 8.
    pub fn key(&mut self, key: &str, code: u32, modifiers: u8) {
        for kind in ["rawKeyDown", "keyUp"] {
            let event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": modifiers });
            self.browser.ask("Input.dispatchKeyEvent", &event);
        }
    }

    /// Types into a field in the place of what stood there, and leaves it.
    pub fn type_into(&mut self, selector: &str, text: &str) {
        let quoted = json!(selector);
        self.browser.value(&format!(
            "(() => {{ const it = document.querySelector({quoted}); for (let up = it.closest('details'); up; up = up.parentElement.closest('details')) up.open = true; \
             it.focus(); it.select?.(); }})()"
        ));
        self.browser.ask("Input.insertText", &json!({ "text": text }));
        self.key("Enter", 13, 0);
        self.browser.value(&format!("document.querySelector({quoted}).blur()"));
    }

    /// Chooses an option of a list.
    pub fn choose(&mut self, selector: &str, value: &str) {
        let (selector, value) = (json!(selector), json!(value));
        self.browser.value(&format!(
            "(() => {{ const it = document.querySelector({selector}); it.value = {value}; it.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()"
        ));
    }

    /// Has what is downloaded put into the folder of the page.
    pub fn keeps_downloads(&mut self) {
        let folder = self.folder.path().display().to_string();
        self.browser.ask("Page.setDownloadBehavior", &json!({ "behavior": "allow", "downloadPath": folder }));
    }

    /// Nothing was asked of anybody, and nothing complained.
    pub fn was_silent(&mut self) {
        // Whatever was still to come has come once this is answered.
        self.browser.value("1");
        let address = self.address.split('#').next().unwrap().to_owned();
        for request in self.browser.events(&["Network.requestWillBeSent", "Network.webSocketCreated"]) {
            let asked = request["params"]["request"]["url"].as_str().unwrap_or("a socket");
            let is_own = asked.starts_with(&address) || asked == "about:blank";
            let is_inside = asked.starts_with("data:") || asked.starts_with("blob:");
            assert!(is_own || is_inside, "the page asks for {asked}");
        }
        let complaints = ["Log.entryAdded", "Runtime.exceptionThrown"];
        assert_eq!(self.browser.events(&complaints), Vec::<&Value>::new());
    }
}
