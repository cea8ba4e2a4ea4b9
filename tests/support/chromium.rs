//! A headless Chromium, spoken to over its own protocol (Chrome `DevTools`).
#![allow(dead_code, reason = "each test file uses its own part of this module")]

use serde_json::Value;
use serde_json::json;
use std::collections::VecDeque;
use std::env;
use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::net::TcpStream;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;
use tungstenite::Message;
use tungstenite::WebSocket;

/// Longer than anything here takes on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(60);

const FLAGS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--remote-debugging-port=0",
];

/// A browser with one page open, and everything it said so far.
pub struct Browser {
    child: Child,
    socket: WebSocket<TcpStream>,
    session: Option<String>,
    asked: u64,
    heard: VecDeque<Value>,
    _profile: TempDir,
}

/// The browser on this machine, if there is one.
pub fn found() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
}

impl Browser {
    pub fn start(program: &Path) -> Self {
        let profile = TempDir::new().unwrap();
        let mut child = Command::new(program)
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = said.find_map(|line| Some(line.ok()?.split_once("listening on ")?.1.trim().to_owned()));
        let address = address.unwrap_or_else(|| panic!("{} does not listen", program.display()));
        // What it says later is read and dropped, so that it never waits for a reader.
        std::thread::spawn(move || said.for_each(drop));
        let place = address.trim_start_matches("ws://").split('/').next().unwrap();
        let stream = TcpStream::connect(place).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let (socket, _) = tungstenite::client(&address, stream).unwrap();
        let (session, heard) = (None, VecDeque::new());
        let mut browser = Self { child, socket, session, asked: 0, heard, _profile: profile };
        let target = browser.ask("Target.createTarget", &json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = browser.ask("Target.attachToTarget", &attach);
        browser.session = Some(attached["sessionId"].as_str().unwrap().to_owned());
        for domain in ["Page", "Network", "Log", "Runtime", "Accessibility"] {
            browser.ask(&format!("{domain}.enable"), &json!({}));
        }
        browser
    }

    /// Asks for something and waits for the answer; events meanwhile are kept.
    pub fn ask(&mut self, method: &str, parameters: &Value) -> Value {
        self.asked += 1;
        let mut message = json!({ "id": self.asked, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(message.to_string())).unwrap();
        loop {
            let heard = self.hear();
            if heard["id"] == self.asked {
                assert!(heard["error"].is_null(), "{method}: {}", heard["error"]);
                return heard["result"].clone();
            }
            self.heard.push_back(heard);
        }
    }

    fn hear(&mut self) -> Value {
        loop {
            if let Message::Text(text) = self.socket.read().unwrap() {
                return serde_json::from_str(&text).unwrap();
            }
        }
    }

    /// Opens a page and waits until all of it is there.
    pub fn open(&mut self, address: &str) {
        self.heard.clear();
        self.ask("Page.navigate", &json!({ "url": address }));
        while !self.heard.iter().any(|heard| heard["method"] == "Page.loadEventFired") {
            let heard = self.hear();
            self.heard.push_back(heard);
        }
    }

    /// The events of some kinds since the page was opened.
    pub fn events(&self, methods: &[&str]) -> Vec<&Value> {
        let is_one = |heard: &&Value| methods.iter().any(|method| heard["method"] == *method);
        self.heard.iter().filter(is_one).collect()
    }

    /// The value of an expression on the page.
    pub fn value(&mut self, expression: &str) -> Value {
        let asked = json!({ "expression": expression, "returnByValue": true });
        let answer = self.ask("Runtime.evaluate", &asked);
        assert!(answer["exceptionDetails"].is_null(), "{}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    /// Makes the window so wide.
    pub fn widen(&mut self, width: u32) {
        let window = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.ask("Emulation.setDeviceMetricsOverride", &window);
    }

    /// Shows the page as on this medium in this colour scheme.
    pub fn show_as(&mut self, medium: &str, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.ask("Emulation.setEmulatedMedia", &json!({ "media": medium, "features": features }));
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have ended by itself: nothing else is to be done about it then.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A file in a folder of its own, with its address.
pub fn file(html: &str) -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("report.html");
    fs::write(&path, html).unwrap();
    let address = format!("file://{}", path.display());
    (folder, address)
}
