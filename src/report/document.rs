//! Machine documents: everything that a command answers, as one value. Text, CSV and JSON are functions of it and of
//! nothing else, so that documents made on many machines can be read back and joined without loss.

use crate::report::WriteError;
use crate::report::json_text::write_json_lines;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A document that carries the name and version of its schema in the key `schema`.
pub trait Versioned: Serialize + DeserializeOwned + JsonSchema {
    /// The name and version: `apportion/optimise/1`.
    const SCHEMA: &'static str;
}

/// Why bytes are no document of a kind.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Another kind or version.
    #[error("schema `{found}`; allowed: `{allowed}`")]
    Schema {
        /// What it says it is.
        found: String,
        /// What it should be.
        allowed: &'static str,
    },
    /// No JSON, or not with these keys.
    #[error("no document of the schema `{schema}`: {error}")]
    Shape {
        /// What it should be.
        schema: &'static str,
        /// What is wrong.
        error: serde_json::Error,
    },
}

/// A document as JSON that people can read too.
///
/// # Errors
/// As the JSON writer's.
pub fn json(document: &impl Versioned) -> Result<Vec<u8>, WriteError> {
    let mut bytes = Vec::new();
    write_json_lines(document, &mut bytes)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Reads a document back: written again, it has the same bytes.
///
/// # Errors
/// Another schema or version, or no such document at all.
pub fn from_json<D: Versioned>(bytes: &[u8]) -> Result<D, Unreadable> {
    #[derive(Deserialize)]
    struct Cover {
        schema: String,
    }
    let shape = |error| Unreadable::Shape { schema: D::SCHEMA, error };
    let cover: Cover = serde_json::from_slice(bytes).map_err(shape)?;
    if cover.schema != D::SCHEMA {
        return Err(Unreadable::Schema { found: cover.schema, allowed: D::SCHEMA });
    }
    serde_json::from_slice(bytes).map_err(shape)
}

/// The JSON Schema of a document: no key that is not in it is allowed, and no other version.
#[must_use]
pub fn json_schema<D: Versioned>() -> Value {
    let settings = SchemaSettings::draft07().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<D>().to_value();
    schema["$id"] = format!("urn:{}", D::SCHEMA.replace('/', ":")).into();
    schema["title"] = D::SCHEMA.into();
    schema["properties"]["schema"]["const"] = D::SCHEMA.into();
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    struct Sums {
        schema: String,
        sums: Vec<Sum>,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    struct Sum {
        words: String,
        value: Option<f64>,
    }

    impl Versioned for Sums {
        const SCHEMA: &'static str = "apportion/sums/1";
    }

    fn sums() -> Sums {
        let values = [0.1 + 0.2, -0.0, 5e-324, f64::MAX, f64::NAN, 1e21, 123_456_789.123_456_78];
        let sums = values.map(|value| Sum { words: "a \"b\"\n}".to_owned(), value: Some(value) });
        Sums { schema: Sums::SCHEMA.to_owned(), sums: sums.into() }
    }

    #[test]
    fn what_is_read_back_is_written_the_same() {
        let bytes = json(&sums()).unwrap();
        let back: Sums = from_json(&bytes).unwrap();
        assert_eq!(json(&back).unwrap(), bytes);
        assert_eq!(back.sums[4].value, None, "what is no number is missing");
        let bits = |sums: &Sums| sums.sums[0].value.map(f64::to_bits);
        assert_eq!(bits(&back), bits(&sums()));
    }

    #[test]
    fn another_version_or_key_is_refused() {
        let refusal = |text: &str| from_json::<Sums>(text.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            refusal(r#"{"schema":"apportion/sums/2","total":1}"#),
            "schema `apportion/sums/2`; allowed: `apportion/sums/1`"
        );
        assert!(refusal(r#"{"schema":"apportion/sums/1","sums":[],"x":1}"#).contains("unknown field `x`"));
    }

    #[test]
    fn the_schema_is_of_one_version_and_closed() {
        let schema = json_schema::<Sums>();
        assert_eq!(schema["title"], "apportion/sums/1");
        assert_eq!(schema["properties"]["schema"]["const"], "apportion/sums/1");
        assert_eq!(schema["additionalProperties"], false);
        assert_eq!(schema["definitions"]["Sum"]["additionalProperties"], false);
        assert_eq!(schema["definitions"]["Sum"]["required"], serde_json::json!(["words", "value"]));
    }
}
