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
    fn the_schema_knows_what_is_said_by_year() {
        let scenario = scenario_schema();
        let definitions = &scenario["definitions"];
        let horizon = &definitions["Horizon"]["properties"];
        assert_eq!(horizon["tail"]["type"], "boolean");
        assert_eq!((&horizon["years"]["minimum"], &horizon["years"]["maximum"]), (&1.into(), &30.into()));
        let rates = serde_json::json!(["green-book", "green-book-health", "green-book-reduced"]);
        assert_eq!(definitions["Discount"]["anyOf"][0]["enum"], rates);
        for entry in ["YearlyMoney", "SplitEntry_by_year", "AmountEntry_by_year"] {
            let forms = definitions[entry]["anyOf"].as_array().unwrap();
            let list = forms.iter().find(|form| form["type"] == "array").unwrap();
            assert_eq!((&list["minItems"], &list["maxItems"]), (&1.into(), &30.into()), "{entry}");
        }
        let growing = &definitions["Growing"];
        assert_eq!(growing["additionalProperties"], false);
        let limit = &definitions["Limit"]["properties"];
        assert_eq!(limit["years"]["items"]["type"], "integer");
        assert_eq!(limit["max_yearly_change"]["type"], "number");
    }

    #[test]
    fn schemas_know_no_null_since_toml_has_none() {
        for schema in [evidence_schema(), scenario_schema()] {
            assert!(!schema.to_string().contains("null"), "{schema:#}");
        }
    }
}
