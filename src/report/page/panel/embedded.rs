//! What stands at the end of a page that is played with: data that a browser leaves alone, and the script that takes it up.

use crate::report::page::panel::held::Held;
use crate::report::page::panel::script::script;
use crate::report::page::panel::script::worker;
use crate::report::write_json;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::Markup;
use maud::PreEscaped;
use maud::html;
use std::io;

/// The module that `web/build` makes of this repository, packed.
const ENGINE: &[u8] = include_bytes!("../../../../web/engine.wasm.lzma");

/// The panel before a script has touched it.
pub(in crate::report::page) const MARKUP: &str = include_str!("panel.html");

/// What it looks like.
pub(in crate::report::page) const STYLE: &str = include_str!("panel.css");

/// What a page needs to be played with.
pub(in crate::report::page) struct Embedded {
    /// The script that runs on it.
    pub(in crate::report::page) script: String,
    /// The end of its body.
    pub(in crate::report::page) markup: Markup,
}

/// What a page needs to be played with.
///
/// # Errors
/// The files cannot be had as JSON, which those of a model that was read can.
pub(in crate::report::page) fn embedded(held: &Held) -> io::Result<Embedded> {
    let (script, files) = (script(), json(held)?);
    let markup = html! {
        script id="apportion-files" type="application/json" { (PreEscaped(files)) }
        script id="apportion-engine" type="text/plain" { (PreEscaped(BASE64_STANDARD.encode(ENGINE))) }
        script id="apportion-worker" type="text/plain" { (PreEscaped(worker())) }
        script { (PreEscaped(&script)) }
    };
    Ok(Embedded { script, markup })
}

/// The files as JSON in which no text can end the element that it stands in: `<` stands in JSON's strings alone, and there may
/// be written otherwise.
fn json(held: &Held) -> io::Result<String> {
    let mut bytes = Vec::new();
    write_json(held, &mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).replace('<', "\\u003c"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;
    use serde_json::Value;

    #[test]
    fn no_text_ends_its_element_or_is_changed_on_its_way() {
        let hostile = "name = \"</script><!-- <script>\u{202e}\u{7}\u{2028}é & &lt;\"\r\n";
        let held = Held {
            files: [("a.toml".to_owned(), hostile.to_owned())].into(),
            scenarios: vec!["a.toml".to_owned()],
            today: "2026-11-28".to_owned(),
            draws: Some(10),
            seed: None,
        };
        let json = json(&held).unwrap();
        assert!(!json.contains('<') && !json.contains('\r'), "{json}");
        assert_eq!(text::visible(&json), json);
        let read: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read["files"]["a.toml"], hostile);
        assert_eq!((&read["draws"], &read["seed"]), (&10.into(), &Value::Null));
    }
}
