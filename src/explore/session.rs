//! One page's questions, one after the other.

use crate::explore::ask::Ask;
use crate::explore::questions;
use crate::explore::refused::Refused;
use crate::explore::table::Table;
use crate::report::write_json;
use serde::Serialize;

/// A page that asks.
#[derive(Default)]
pub struct Session(Table);

/// An answer, or why there is none.
#[derive(Serialize)]
#[serde(untagged)]
enum Said {
    Answer(Box<questions::Answer>),
    Refused { refused: Refused },
}

impl Session {
    /// Answers a question in JSON, in JSON: `{"answer": …}` under the name of what was asked for, or `{"refused": …}`.
    #[must_use]
    pub fn ask(&mut self, question: &str) -> String {
        let answered = serde_json::from_str::<Ask>(question)
            .map_err(|error| Refused::new(format!("this is no question: {error}")))
            .and_then(|ask| questions::answer(&mut self.0, ask));
        let said = answered
            .map_or_else(|refused| Said::Refused { refused }, |answer| Said::Answer(Box::new(answer)));
        let mut bytes = Vec::new();
        let written = write_json(&said, &mut bytes).ok().and_then(|()| String::from_utf8(bytes).ok());
        written.unwrap_or_else(|| NOT_SAID.to_owned())
    }
}

/// Said where an answer cannot be written, which no answer of finite figures is.
const NOT_SAID: &str = r#"{"refused":{"said":"the answer cannot be written as JSON","details":[]}}"#;
