//! Nothing stands twice in an answer for programs: no two lines of a CSV file with one key, no key twice in a JSON
//! object, and no two of one name in a list of named things.

use crate::questions::questions;
use serde::de::Deserialize;
use serde::de::Deserializer;
use serde::de::Error;
use serde::de::MapAccess;
use serde::de::SeqAccess;
use serde::de::Visitor;
use std::collections::BTreeSet;
use std::fmt;

/// The columns that say which figure a line is; of a table that is not in long form, all of them.
const KEYS: [&str; 12] = [
    "decision",
    "evidence",
    "reference",
    "scenario",
    "along",
    "at",
    "strand",
    "quantity",
    "of",
    "part",
    "beyond",
    "draw",
];

/// The keys by which things in lists are known, the first of them that a thing has.
const NAMES: [&str; 6] = ["id", "rule", "command", "address", "path", "name"];

/// JSON in which nothing stands twice.
enum Json {
    Text(String),
    Table(Vec<(String, Json)>),
    Other,
}

impl Json {
    /// The name of a thing; of the row of today's money, which every block has, with the evidence that it is of.
    fn name(&self) -> Option<String> {
        let Self::Table(entries) = self else { return None };
        let text = |name: &str| {
            let (_, value) = entries.iter().find(|(key, _)| key == name)?;
            if let Self::Text(text) = value { Some(text.clone()) } else { None }
        };
        let name = NAMES.iter().find_map(|name| text(name))?;
        if name == "today" { Some(name + &text("evidence").unwrap_or_default()) } else { Some(name) }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Once)
    }
}

struct Once;

impl<'de> Visitor<'de> for Once {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut names = BTreeSet::new();
        while let Some(item) = list.next_element::<Json>()? {
            if let Some(name) = item.name()
                && !names.insert(name.clone())
            {
                return Err(A::Error::custom(format!("two of the name `{name}`")));
            }
        }
        Ok(Json::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<Json, A::Error> {
        let mut entries: Vec<(String, Json)> = Vec::new();
        while let Some((key, value)) = table.next_entry::<String, Json>()? {
            if entries.iter().any(|(known, _)| *known == key) {
                return Err(A::Error::custom(format!("`{key}` stands twice")));
            }
            entries.push((key, value));
        }
        Ok(Json::Table(entries))
    }
}

/// The key of the first line that has the key of a line before it.
fn twice(csv: &str) -> Option<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    let mut records = reader.records().map(Result::unwrap);
    let heading = records.next()?;
    let mut keys: Vec<usize> =
        (0..heading.len()).filter(|column| KEYS.contains(&&heading[*column])).collect();
    if !heading.iter().any(|column| ["quantity", "draw"].contains(&column)) {
        keys = (0..heading.len()).collect();
    }
    let mut met = BTreeSet::new();
    let mut keys = records.map(|record| keys.iter().map(|column| record[*column].to_owned()).collect());
    keys.find(|key: &Vec<String>| !met.insert(key.clone()))
}

#[test]
fn no_line_key_or_name_stands_twice_in_any_answer() {
    let (_folder, questions) = questions();
    let mut lines = 0;
    for question in &questions {
        let json = question.answer("json");
        let read: Result<Json, _> = serde_json::from_str(&json);
        assert!(read.is_ok(), "{:?}: {:?}", question.arguments, read.err());
        if question.arguments.len() > 1 {
            let csv = question.answer("csv");
            lines += csv.lines().count();
            assert_eq!(twice(&csv), None, "{:?}", question.arguments);
        }
    }
    assert!(lines > 3_000, "only {lines} lines were looked at");
}

#[test]
fn what_stands_twice_is_found() {
    assert_eq!(twice("scenario,quantity,of,value\na,price,x,1\na,price,y,1\n"), None);
    let key = ["a", "price", "x"].map(str::to_owned);
    assert_eq!(twice("scenario,quantity,of,value\na,price,x,1\na,price,x,2\n"), Some(key.to_vec()));
    let error = |text: &str| serde_json::from_str::<Json>(text).err().map(|error| error.to_string());
    assert_eq!(error(r#"{"a": [{"id": "x"}, {"id": "y"}], "b": null}"#), None);
    assert!(error(r#"{"a": 1, "a": 2}"#).unwrap().contains("`a` stands twice"));
    assert!(error(r#"[{"id": "x"}, {"id": "x"}]"#).unwrap().contains("two of the name `x`"));
}
