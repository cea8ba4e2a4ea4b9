//! JSON Schema of both formats, for editors.

use crate::input::raw::evidence::EvidenceFile;
use crate::input::raw::scenario_file::ScenarioFile;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// The schema of evidence files. It asks only for keys that a file with a `base` needs as well; `check` asks
/// for the rest.
#[must_use]
pub fn evidence_schema() -> Value {
    schema::<EvidenceFile>()
}

/// The schema of scenario files; see [`evidence_schema`].
#[must_use]
pub fn scenario_schema() -> Value {
    schema::<ScenarioFile>()
}

fn schema<T: JsonSchema>() -> Value {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<T>().to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_name_every_key_and_ask_for_those_no_file_can_do_without() {
        let evidence = evidence_schema();
        let programme = &evidence["definitions"]["Programme"];
        assert_eq!(programme["required"], serde_json::json!(["id"]));
        assert_eq!(programme["additionalProperties"], false);
        assert_eq!(programme["properties"]["reference"]["description"], "What it gets today.");
        let scenario = scenario_schema();
        assert_eq!(scenario["required"], serde_json::json!(["scenario"]));
        assert_eq!(scenario["definitions"]["Scenario"]["required"], serde_json::json!(["name"]));
    }

    #[test]
    fn schemas_know_no_null_since_toml_has_none() {
        for schema in [evidence_schema(), scenario_schema()] {
            assert!(!schema.to_string().contains("null"), "{schema:#}");
        }
    }
}
